/**
 * R5 elements that R4 carries as HL7's cross-version extensions (shape of hl7.fhir.uv.xver-r5.r4 0.1.0, MAPPING
 * section 9): the table that cross-version.ts reads in both directions.
 */
import { CROSS_VERSION } from '../shared/canonical.ts';

/** A member of an R5 element, and what its extension holds: a value, or members of its own. */
interface Member {
  /** Name of the R5 element. */
  readonly name: string;
  readonly list?: true;
  /** `valueString`; `value[x]` where the R5 element has the choice too; or the members. */
  readonly holds: string | readonly Member[] | (() => readonly CrossVersionElement[]);
  /** Name of the part's extension where it differs from the element's. */
  readonly url?: string;
}

/** An R5 element of some type in R4, where it is the extension of this url. */
export interface CrossVersionElement extends Omit<Member, 'holds'> {
  readonly url: string;
  /** `_label`: where the extensions of a primitive are; with the names that are asked for again and again. */
  readonly extras: string;
  /** The members by a function: characteristics hold characteristics. */
  readonly holds: string | (() => readonly CrossVersionElement[]);
}

const CONCEPT = 'valueCodeableConcept';

const TYPE_AND_VALUE: readonly Member[] = [
  { name: 'type', holds: CONCEPT },
  { name: 'value', holds: 'value[x]' },
  { name: 'offset', holds: CONCEPT },
];

const TIME_FROM_EVENT: readonly Member[] = [
  { name: 'description', holds: 'valueMarkdown' },
  { name: 'eventCodeableConcept', url: 'event', holds: CONCEPT },
  { name: 'quantity', holds: 'valueQuantity' },
  { name: 'range', holds: 'valueRange' },
];

function elementsOf(path: string, members: readonly Member[]): readonly CrossVersionElement[] {
  return members.map((member) => ({
    ...named(member),
    url: `${CROSS_VERSION}${path}.${member.url ?? member.name}`,
  }));
}

function named(member: Member): CrossVersionElement {
  const { name, holds } = member;
  return { ...member, url: member.url ?? name, extras: `_${name}`, holds: heldBy(holds) };
}

function heldBy(holds: Member['holds']): CrossVersionElement['holds'] {
  if (typeof holds !== 'object') return holds;
  const members = holds.map(named);
  return () => members;
}

export const STUDY_ELEMENTS = elementsOf('ResearchStudy', [
  { name: 'url', holds: 'valueUri' },
  { name: 'version', holds: 'valueString' },
  { name: 'date', holds: 'valueDateTime' },
  {
    name: 'label',
    list: true,
    holds: [
      { name: 'type', holds: CONCEPT },
      { name: 'value', holds: 'valueString' },
    ],
  },
  { name: 'descriptionSummary', holds: 'valueMarkdown' },
  {
    name: 'progressStatus',
    list: true,
    holds: [
      { name: 'state', holds: CONCEPT },
      { name: 'actual', holds: 'valueBoolean' },
      { name: 'period', holds: 'valuePeriod' },
    ],
  },
  {
    name: 'associatedParty',
    list: true,
    holds: [
      { name: 'name', holds: 'valueString' },
      { name: 'role', holds: CONCEPT },
      { name: 'classifier', list: true, holds: CONCEPT },
      { name: 'party', holds: 'valueReference' },
    ],
  },
  { name: 'classifier', list: true, holds: CONCEPT },
  {
    name: 'outcomeMeasure',
    list: true,
    holds: [
      { name: 'name', holds: 'valueString' },
      { name: 'type', list: true, holds: CONCEPT },
      { name: 'description', holds: 'valueMarkdown' },
      { name: 'reference', holds: 'valueReference' },
    ],
  },
]);

/** Of ResearchStudy.recruitment; in R4 they stand on the study. */
export const RECRUITMENT_ELEMENTS = elementsOf('ResearchStudy.recruitment', [
  { name: 'targetNumber', holds: 'valueUnsignedInt' },
  { name: 'actualNumber', holds: 'valueUnsignedInt' },
]);

/** Of ResearchStudy.comparisonGroup, which R4 calls arm. */
export const ARM_ELEMENTS = elementsOf('ResearchStudy.comparisonGroup', [
  { name: 'linkId', holds: 'valueId' },
  { name: 'intendedExposure', list: true, holds: 'valueReference' },
]);

export const EVIDENCE_VARIABLE_ELEMENTS = elementsOf('EvidenceVariable', [
  { name: 'actual', holds: 'valueBoolean' },
]);

const CHARACTERISTIC = 'EvidenceVariable.characteristic';
const LINK_ID: Member = { name: 'linkId', holds: 'valueId' };
const DEFINITIONS: readonly Member[] = [
  { name: 'definitionByTypeAndValue', holds: TYPE_AND_VALUE },
  { name: 'definitionExpression', holds: 'valueExpression' },
  {
    name: 'definitionByCombination',
    holds: [
      { name: 'code', holds: 'valueCode' },
      { name: 'threshold', holds: 'valuePositiveInt' },
      {
        name: 'characteristic',
        list: true,
        url: `${CROSS_VERSION}${CHARACTERISTIC}`,
        holds: () => COMBINED_ELEMENTS,
      },
    ],
  },
];

export const CHARACTERISTIC_ELEMENTS = elementsOf(CHARACTERISTIC, [LINK_ID, ...DEFINITIONS]);

/**
 * Of a characteristic within a combination, which in R4 is an extension itself: its elements stand there at their
 * full addresses, those that R4 has at the top as well.
 */
const COMBINED_ELEMENTS = elementsOf(CHARACTERISTIC, [
  LINK_ID,
  { name: 'description', holds: 'valueMarkdown' },
  { name: 'exclude', holds: 'valueBoolean' },
  { name: 'definitionCodeableConcept', holds: CONCEPT },
  ...DEFINITIONS,
  { name: 'timeFromEvent', list: true, holds: TIME_FROM_EVENT },
]);

/** Of characteristic.timeFromEvent; in R4 they stand on the Duration timeFromStart. */
export const TIME_FROM_EVENT_ELEMENTS = elementsOf(
  'EvidenceVariable.characteristic.timeFromEvent',
  TIME_FROM_EVENT,
);

export const RELATED_ARTIFACT_ELEMENTS = elementsOf('RelatedArtifact', [
  { name: 'classifier', list: true, holds: CONCEPT },
]);
