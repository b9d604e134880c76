/**
 * R5 elements that R4 carries as HL7's cross-version extensions (shape of hl7.fhir.uv.xver-r5.r4 0.1.0,
 * MAPPING section 9): one table, read in both directions.
 */
import { CROSS_VERSION } from '../shared/canonical.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface ExtensionJson {
  readonly url: string;
  readonly extension?: readonly ExtensionJson[];
  readonly [value: string]: unknown;
}

/** A member of an R5 element, and what its extension holds: a value, or members of its own. */
interface Member {
  /** Name of the R5 element. */
  readonly name: string;
  readonly list?: true;
  /** `valueString`; `value[x]` where the R5 element has the choice too; or the members. */
  readonly holds: string | readonly Member[];
  /** Name of the part's extension where it differs from the element's. */
  readonly url?: string;
}

/** A member with the names that are asked for again and again. */
interface NamedMember extends Omit<Member, 'holds'> {
  /** `_label`: where the extensions of a primitive are. */
  readonly extras: string;
  readonly holds: string | readonly NamedMember[];
}

/** An R5 element of some type in R4, where it is the extension of this url. */
export interface CrossVersionElement extends NamedMember {
  readonly url: string;
}

const CONCEPT = 'valueCodeableConcept';

const TYPE_AND_VALUE: readonly Member[] = [
  { name: 'type', holds: CONCEPT },
  { name: 'value', holds: 'value[x]' },
  { name: 'offset', holds: CONCEPT },
];

function elementsOf(path: string, members: readonly Member[]): readonly CrossVersionElement[] {
  return members.map((member) => ({
    ...named(member),
    url: `${CROSS_VERSION}${path}.${member.url ?? member.name}`,
  }));
}

function named(member: Member): NamedMember {
  const { name, holds } = member;
  return {
    ...member,
    extras: `_${name}`,
    holds: typeof holds === 'string' ? holds : holds.map(named),
  };
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

export const CHARACTERISTIC_ELEMENTS = elementsOf('EvidenceVariable.characteristic', [
  { name: 'linkId', holds: 'valueId' },
  { name: 'definitionByTypeAndValue', holds: TYPE_AND_VALUE },
  {
    name: 'definitionByCombination',
    holds: [
      { name: 'code', holds: 'valueCode' },
      {
        name: 'characteristic',
        list: true,
        holds: [
          { name: 'linkId', holds: 'valueId' },
          { name: 'description', holds: 'valueMarkdown' },
          { name: 'exclude', holds: 'valueBoolean' },
          { name: 'definitionByTypeAndValue', holds: TYPE_AND_VALUE },
        ],
      },
    ],
  },
]);

/** Of characteristic.timeFromEvent; in R4 they stand on the Duration timeFromStart. */
export const TIME_FROM_EVENT_ELEMENTS = elementsOf(
  'EvidenceVariable.characteristic.timeFromEvent',
  [
    { name: 'description', holds: 'valueMarkdown' },
    { name: 'eventCodeableConcept', url: 'event', holds: CONCEPT },
    { name: 'quantity', holds: 'valueQuantity' },
    { name: 'range', holds: 'valueRange' },
  ],
);

export const RELATED_ARTIFACT_ELEMENTS = elementsOf('RelatedArtifact', [
  { name: 'classifier', list: true, holds: CONCEPT },
]);

/** The elements of an R5 object that the table names, as the extensions R4 has for them. */
export function lower(holder: object, elements: readonly CrossVersionElement[]): ExtensionJson[] {
  const extensions: ExtensionJson[] = [];
  for (const element of elements) lowerMember(holder as Fields, element, element.url, extensions);
  return extensions;
}

function lowerMember(
  holder: Fields,
  member: NamedMember,
  url: string,
  into: ExtensionJson[],
): void {
  const { name, holds } = member;
  if (holds === 'value[x]') return lowerChoice(holder, name, url, into);
  const given = holder[name];
  const extras = holder[member.extras];
  if (given === undefined && extras === undefined) return;
  const items: readonly unknown[] = Array.isArray(given) ? given : [given];
  for (const item of items) {
    into.push(
      typeof holds === 'string'
        ? lowerValue(url, holds, item, extras)
        : { url, extension: lowerParts(item as Fields, holds) },
    );
  }
}

function lowerValue(url: string, key: string, value: unknown, extras: unknown): ExtensionJson {
  const extension: Record<string, unknown> & { url: string } = { url };
  if (value !== undefined) extension[key] = value;
  if (extras !== undefined) extension[`_${key}`] = extras;
  return extension;
}

function lowerParts(item: Fields, parts: readonly NamedMember[]): ExtensionJson[] {
  const extensions: ExtensionJson[] = [];
  for (const part of parts) lowerMember(item, part, part.name, extensions);
  return extensions;
}

function lowerChoice(holder: Fields, name: string, url: string, into: ExtensionJson[]): void {
  const key = Object.keys(holder).find((each) => isChoice(each, name));
  if (key !== undefined) into.push({ url, [key]: holder[key] });
}

const isChoice = (key: string, name: string): boolean =>
  key.startsWith(name) && /^[A-Z]/u.test(key.slice(name.length));

/** The inverse of lower: the R5 elements that these extensions carry. Extensions of other urls are not looked at. */
export function raise(
  extensions: readonly ExtensionJson[],
  elements: readonly CrossVersionElement[],
): Record<string, unknown> {
  const holder: Record<string, unknown> = {};
  for (const element of elements) {
    raiseMember(holder, extensions, element, element.url);
  }
  return holder;
}

/** True for the url of an extension that raise would read. */
export function isCrossVersion(url: string): boolean {
  return url.startsWith(CROSS_VERSION);
}

function raiseMember(
  holder: Record<string, unknown>,
  extensions: readonly ExtensionJson[],
  member: NamedMember,
  url: string,
): void {
  const { name, holds, list } = member;
  const found = extensions.filter((extension) => extension.url === url);
  const [first] = found;
  if (!first) return;
  if (holds === 'value[x]') return raiseChoice(holder, first, name);
  if (typeof holds !== 'string') {
    const items = found.map((each) => raiseParts(each.extension ?? [], holds));
    holder[name] = list ? items : items[0];
    return;
  }
  const values = found.flatMap((each) => (each[holds] === undefined ? [] : [each[holds]]));
  if (values.length > 0) holder[name] = list ? values : values[0];
  if (!list && first[`_${holds}`] !== undefined) holder[member.extras] = first[`_${holds}`];
}

function raiseParts(parts: readonly ExtensionJson[], members: readonly NamedMember[]): Fields {
  const item: Record<string, unknown> = {};
  for (const member of members) raiseMember(item, parts, member, member.name);
  return item;
}

function raiseChoice(
  holder: Record<string, unknown>,
  extension: ExtensionJson,
  name: string,
): void {
  const key = Object.keys(extension).find((each) => isChoice(each, 'value'));
  if (key !== undefined) holder[`${name}${key.slice('value'.length)}`] = extension[key];
}
