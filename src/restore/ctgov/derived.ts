import type { JsonObject } from '../../shared/json.ts';
import type { BrowseTerm, Mesh } from '../../trial/artifacts.ts';
import type { Trial } from '../../trial/trial.ts';
import { writeSubmissionTracking } from './record-history.ts';
import { branch, branches, registered, registeredList } from './registered.ts';

export function writeDerived(trial: Trial): JsonObject | undefined {
  return branch({
    miscInfoModule: branch({
      versionHolder: registered(trial.versionHolder),
      removedCountries: registeredList(trial.removedCountries),
      submissionTracking: writeSubmissionTracking(trial),
    }),
    conditionBrowseModule: writeBrowse(trial.conditionMeshes, termsOf(trial, 'condition')),
    interventionBrowseModule: writeBrowse(trial.interventionMeshes, termsOf(trial, 'intervention')),
  });
}

const termsOf = ({ browseTerms }: Trial, from: BrowseTerm['module']): readonly BrowseTerm[] =>
  browseTerms.filter(({ module }) => module === from);

function writeBrowse(
  meshes: readonly Mesh[],
  terms: readonly BrowseTerm[],
): JsonObject | undefined {
  const ofKind = (
    kind: BrowseTerm['kind'],
    write: (term: BrowseTerm) => JsonObject | undefined,
  ): readonly JsonObject[] =>
    branches(
      terms.filter((term) => term.kind === kind),
      write,
    );
  return branch({
    meshes: branches(meshes, ({ id, term }) =>
      branch({ id: registered(id), term: registered(term) }),
    ),
    ancestors: ofKind('ancestor', ({ id, term, ...rest }) =>
      branch({ id: registered(id), term: registered(term), ...writeFound(rest) }),
    ),
    browseLeaves: ofKind('leaf', ({ id, term, ...rest }) =>
      branch({ id: registered(id), name: registered(term), ...writeFound(rest) }),
    ),
    browseBranches: ofKind('branch', ({ id, term, ...rest }) =>
      branch({ abbrev: registered(id), name: registered(term), ...writeFound(rest) }),
    ),
  });
}

const writeFound = ({
  asFound,
  relevance,
}: Pick<BrowseTerm, 'asFound' | 'relevance'>): Readonly<
  Record<'asFound' | 'relevance', string | undefined>
> => ({ asFound: registered(asFound), relevance: registered(relevance) });
