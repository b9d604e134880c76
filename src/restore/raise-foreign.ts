/** R4 elements of a study that this project writes only beside their R5 twins: read where the twins are absent. */
import { codeSystem } from '../shared/canonical.ts';
import { asText, objectIn, objectsIn, type JsonObject } from '../shared/json.ts';
import { PARTY_ROLE } from '../map/terms.ts';

export function foreignElements(study: JsonObject, raised: JsonObject): JsonObject {
  return {
    ...whereAbsent(raised, 'associatedParty', () => partiesOf(study)),
    ...whereAbsent(raised, 'progressStatus', () => progressOf(study)),
  };
}

function whereAbsent(
  raised: JsonObject,
  name: string,
  make: () => readonly JsonObject[],
): JsonObject {
  const made = raised[name] === undefined ? make() : [];
  return made.length === 0 ? {} : { [name]: made };
}

function partiesOf({ sponsor, principalInvestigator, contact }: JsonObject): JsonObject[] {
  return [
    ...partyOf(objectIn(sponsor), 'lead-sponsor'),
    ...partyOf(objectIn(principalInvestigator), 'primary-investigator'),
    ...objectsIn(contact).map((detail) => ({
      ...(typeof detail['name'] === 'string' && { name: detail['name'] }),
      role: roleOf('general-contact'),
      telecom: detail['telecom'],
    })),
  ];
}

function partyOf(party: JsonObject, role: string): JsonObject[] {
  if (Object.keys(party).length === 0) return [];
  const { display } = party;
  return [{ ...(typeof display === 'string' && { name: display }), role: roleOf(role), party }];
}

const roleOf = (code: string): JsonObject => ({ coding: [{ system: PARTY_ROLE, code }] });

/** R4 statuses that say the same as a status of the registry (MAPPING 6.1); the others say less. */
const SAME_STATUS: Readonly<Record<string, string>> = {
  active: 'RECRUITING',
  'closed-to-accrual': 'ACTIVE_NOT_RECRUITING',
  'administratively-completed': 'TERMINATED',
  completed: 'COMPLETED',
  withdrawn: 'WITHDRAWN',
};

/** Elements only R5 has; where one is there, `status` is the state of the record and not of the trial. */
const R5_ONLY = [
  'url',
  'version',
  'name',
  'label',
  'studyDesign',
  'region',
  'descriptionSummary',
  'recruitment',
  'comparisonGroup',
  'outcomeMeasure',
  'whyStopped',
];

function progressOf(study: JsonObject): JsonObject[] {
  if (R5_ONLY.some((name) => study[name] !== undefined)) return [];
  const status = asText(study['status']);
  if (!Object.hasOwn(SAME_STATUS, status)) return [];
  const code = SAME_STATUS[status];
  return [
    { state: { coding: [{ system: codeSystem('ctgov-overall-status'), code: code ?? null }] } },
  ];
}
