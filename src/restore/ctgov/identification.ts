import type { JsonObject } from '../../shared/json.ts';
import type { Party, Trial, TrialIdentifier } from '../../trial/trial.ts';
import { branch, branches, registered } from './registered.ts';

export function writeIdentification(trial: Trial): JsonObject | undefined {
  const { identifiers, titles, organization } = trial;
  const nctId = identifiers.find(isNctId);
  return branch({
    nctId: registered(nctId?.id),
    nctIdAliases: identifiers
      .filter(({ kind }) => kind === 'alias')
      .flatMap(({ id }) => registered(id) ?? []),
    orgStudyIdInfo: writeOrganizationId(identifiers.find(({ kind }) => kind === 'organization')),
    secondaryIdInfos: branches(
      identifiers.filter((identifier) => identifier.kind === 'secondary' || isForeign(identifier)),
      writeSecondaryId,
    ),
    briefTitle: registered(titles.brief),
    officialTitle: registered(titles.official),
    acronym: registered(titles.acronym),
    organization: writeParty(organization, 'fullName'),
  });
}

const isNctId = ({ kind, registry }: TrialIdentifier): boolean =>
  kind === 'registry' && registry === 'ctgov';

/** Another registry's own number is to ClinicalTrials.gov a secondary one. */
const isForeign = (identifier: TrialIdentifier): boolean =>
  identifier.kind === 'registry' && !isNctId(identifier);

function writeOrganizationId(identifier: TrialIdentifier | undefined): JsonObject | undefined {
  return (
    identifier &&
    branch({
      id: registered(identifier.id),
      type: registered(identifier.type),
      link: registered(identifier.link),
    })
  );
}

function writeSecondaryId(identifier: TrialIdentifier): JsonObject | undefined {
  return branch({
    id: registered(identifier.id),
    type: isForeign(identifier) ? 'REGISTRY' : registered(identifier.type),
    domain: registered(identifier.domain),
    link: registered(identifier.link),
  });
}

export function writeParty(party: Party | undefined, nameKey: string): JsonObject | undefined {
  return party && branch({ [nameKey]: registered(party.name), class: registered(party.class) });
}
