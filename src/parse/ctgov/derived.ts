import type { BrowseTerm, Mesh } from '../../trial/artifacts.ts';
import type { Trial } from '../../trial/trial.ts';
import { present } from '../present.ts';
import { at, code, date, items, text, texts, unread, type Cursor } from './cursor.ts';
import { readSubmissionHistory } from './record-history.ts';

export function readDerived(
  section: Cursor,
): Pick<
  Trial,
  | 'conditionMeshes'
  | 'interventionMeshes'
  | 'browseTerms'
  | 'versionHolder'
  | 'removedCountries'
  | 'submissionHistory'
> {
  const conditions = at(section, 'conditionBrowseModule');
  const interventions = at(section, 'interventionBrowseModule');
  const misc = at(section, 'miscInfoModule');
  return present({
    conditionMeshes: readMeshes(conditions),
    interventionMeshes: readMeshes(interventions),
    browseTerms: [
      ...readBrowseTerms(conditions, 'condition'),
      ...readBrowseTerms(interventions, 'intervention'),
    ],
    versionHolder: date(misc, 'versionHolder'),
    removedCountries: texts(misc, 'removedCountries'),
    submissionHistory: readSubmissionHistory(at(misc, 'submissionTracking')),
  });
}

function readMeshes(module: Cursor): readonly Mesh[] {
  return items(module, 'meshes').flatMap((item) => {
    const pair = readPair(item, 'id', 'term');
    return pair ? [pair] : [];
  });
}

/** Both or neither: half a pair stays a leftover. */
function readPair(item: Cursor, idKey: string, termKey: string): Mesh | undefined {
  const id = text(item, idKey);
  const term = text(item, termKey);
  if (id && term) return { id, term };
  unread(item, idKey);
  unread(item, termKey);
  return undefined;
}

const BROWSE_LISTS = [
  { list: 'ancestors', kind: 'ancestor', id: 'id', term: 'term' },
  { list: 'browseLeaves', kind: 'leaf', id: 'id', term: 'name' },
  { list: 'browseBranches', kind: 'branch', id: 'abbrev', term: 'name' },
] as const;

function readBrowseTerms(module: Cursor, from: BrowseTerm['module']): readonly BrowseTerm[] {
  return BROWSE_LISTS.flatMap(({ list, kind, id, term }) =>
    items(module, list).flatMap((item) => {
      const pair = readPair(item, id, term);
      if (!pair) return [];
      return [
        present({
          module: from,
          kind,
          ...pair,
          asFound: text(item, 'asFound'),
          relevance: code(item, 'relevance', 'ctgov-browse-relevance'),
        }),
      ];
    }),
  );
}
