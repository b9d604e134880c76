/**
 * How the items of a list are told apart in a pattern: by what they are, never by their position.
 * One table serves R4, where R5's elements are extensions, and R5 alike.
 */
import { CANONICAL, CROSS_VERSION } from '../shared/canonical.ts';
import {
  asText,
  isJsonObject,
  objectIn,
  objectsIn,
  type Json,
  type JsonObject,
} from '../shared/json.ts';
import { own } from '../shared/own.ts';

type KindOf = (node: JsonObject) => string | undefined;

/** `label` of the cross-version extension of ResearchStudy.label; the last word of any other URL. */
export function extensionName(url: string): string {
  if (url.startsWith(CROSS_VERSION)) {
    const element = url.slice(CROSS_VERSION.length);
    return element.slice(element.indexOf('.') + 1);
  }
  return url.slice(url.lastIndexOf('/') + 1);
}

/** A named part of an element: a child in R5, an extension within the extension in R4. */
export function partOf(node: JsonObject, name: string): Json | undefined {
  if (node[name] !== undefined) return node[name];
  const part = objectsIn(node['extension']).find((extension) => asText(extension['url']) === name);
  return part && valueOf(part);
}

/** The value of an extension, whatever its type. */
export function valueOf(extension: JsonObject): Json | undefined {
  const key = Object.keys(extension).find((name) => /^value[A-Z]/u.test(name));
  return key === undefined ? undefined : extension[key];
}

const firstOf = (value: Json | undefined): Json | undefined =>
  Array.isArray(value) ? (value as readonly Json[])[0] : value;

const codingsOf = (concept: Json | undefined): readonly JsonObject[] =>
  objectsIn(objectIn(firstOf(concept))['coding']);

const codeIn = (concept: Json | undefined): string | undefined => {
  const code = codingsOf(concept)[0]?.['code'];
  return typeof code === 'string' ? code : undefined;
};

/** `mesh`, `ncit`, or the last word of the system's URL. */
export function systemName(system: string): string {
  if (system === 'https://www.nlm.nih.gov/mesh') return 'mesh';
  if (system === 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl') return 'ncit';
  if (system === 'urn:iso:std:iso:3166') return 'iso-3166';
  return system.slice(system.lastIndexOf('/') + 1);
}

/** The code table of the registry a concept is coded in. */
function tableOf(concept: JsonObject): string | undefined {
  const systems = codingsOf(concept).map(({ system }) => asText(system));
  const project = systems.find((system) => system.startsWith(`${CANONICAL}/CodeSystem/`));
  return project && systemName(project);
}

const referenceOf = (value: Json | undefined): string =>
  asText(objectIn(firstOf(value))['reference'] ?? objectIn(firstOf(value))['resource']);

/** `official` of `#official-2`. */
const stem = (id: string): string => id.replace(/^#/u, '').replace(/-\d+$/u, '');

function identifierKind(node: JsonObject): string | undefined {
  const use = asText(node['use']);
  if (use === 'official' || use === 'old') return use;
  if (use === 'usual') return 'key';
  if (asText(node['system']).endsWith('/sid/source-record')) return 'record-key';
  const types = codingsOf(node['type']).map(({ code }) => asText(code));
  return types.includes('C132351') ? 'organization' : 'secondary';
}

function partyKind(node: JsonObject): string | undefined {
  const party = referenceOf(partOf(node, 'party'));
  return party.startsWith('#') ? stem(party) : codeIn(partOf(node, 'role'));
}

function progressKind(node: JsonObject): string {
  if (codeIn(partOf(node, 'state')) !== 'overall-study') return 'state';
  return objectIn(partOf(node, 'period'))['start'] === undefined ? 'end' : 'start';
}

const OUTCOME_LISTS: Readonly<Record<string, string>> = {
  pri: 'primary',
  sec: 'secondary',
  oth: 'other',
};

const suffixKind = (reference: string): string | undefined =>
  /-(elig|exp|int|protocol|enrollment)(?:-\d+)?$/u.exec(reference)?.[1] ??
  OUTCOME_LISTS[/-out-(pri|sec|oth)-\d+$/u.exec(reference)?.[1] ?? ''];

function artifactKind(node: JsonObject): string | undefined {
  if (node['resource'] !== undefined) return suffixKind(asText(node['resource']));
  const classified = [
    ...objectsIn(node['classifier']),
    ...objectsIn(node['extension']).map((extension) => objectIn(valueOf(extension))),
  ];
  const kind = classified
    .flatMap((concept) => codingsOf(concept))
    .find(({ system }) => asText(system).endsWith('/artifact-kind'));
  return kind ? asText(kind['code']) : asText(node['type']);
}

const CHARACTERISTICS: Readonly<Record<string, string>> = { inc: 'inclusion', exc: 'exclusion' };

function characteristicKind(node: JsonObject): string | undefined {
  const linkId = asText(node['linkId'] ?? crossVersionValue(node, 'characteristic.linkId'));
  if (linkId === '') return codeName(node);
  return CHARACTERISTICS[/^(inc|exc)-/u.exec(linkId)?.[1] ?? ''] ?? linkId;
}

/** Characteristics of a Group are told by what they are about. */
function codeName(node: JsonObject): string | undefined {
  const [coding] = codingsOf(node['code']);
  const display = asText(coding?.['display']);
  return display === '' ? undefined : display.toLowerCase().replaceAll(' ', '-');
}

/** The value of a cross-version extension by its element's path. */
export function crossVersionValue(node: JsonObject, name: string): Json | undefined {
  const found = objectsIn(node['extension']).find(({ url }) => extensionName(asText(url)) === name);
  return found && valueOf(found);
}

const KINDS: Readonly<Record<string, KindOf>> = {
  identifier: identifierKind,
  contained: (node) => stem(asText(node['id'])),
  label: (node) => codeIn(partOf(node, 'type')),
  progressStatus: progressKind,
  associatedParty: partyKind,
  'researchStudy-studyRegistration': (node) => codeIn(partOf(node, 'activity')),
  outcomeMeasure: (node) => suffixKind(referenceOf(partOf(node, 'reference'))),
  category: tableOf,
  studyDesign: tableOf,
  classifier: (node) => tableOf(node) ?? codeIn(node),
  relatedArtifact: artifactKind,
  characteristic: characteristicKind,
  telecom: (node) => asText(node['system']),
  coding: (node) => systemName(asText(node['system'])),
  tag: (node) => systemName(asText(node['system'])),
  action: (node) => actionKind(asText(node['linkId'] ?? node['id'])),
  'ext-registry-browse-term': (node) =>
    [partOf(node, 'module'), partOf(node, 'kind')].map(asText).join('-'),
};

function actionKind(id: string): string | undefined {
  if (id === 'allocation') return id;
  return /int-\d+$/u.test(id) ? 'intervention' : /^arm-\d+$/u.test(id) ? 'arm' : undefined;
}

/** Elements that have kinds only where they describe the study itself. */
const OF_STUDY: ReadonlySet<string> = new Set(['identifier', 'classifier']);

/**
 * The kind of one item of a list; undefined where its siblings are all of one kind.
 *
 * @param owner pattern of the element that holds the list
 */
export function kindOf(owner: string, name: string, value: Json): string | undefined {
  if (!isJsonObject(value)) return undefined;
  if (name === 'extension') return extensionKind(owner, value);
  if (OF_STUDY.has(name) && owner !== 'ResearchStudy' && !owner.includes('associatedParty'))
    return undefined;
  if (name === 'characteristic' && owner.startsWith('EvidenceVariable(outcome')) return undefined;
  const kind = own(KINDS, name)?.(value);
  return kind === '' ? undefined : kind;
}

function extensionKind(owner: string, extension: JsonObject): string {
  const name = extensionName(asText(extension['url']));
  const content = objectIn(valueOf(extension) ?? extension);
  const hasKinds =
    !OF_STUDY.has(name) || owner === 'ResearchStudy' || owner.includes('associatedParty');
  const kind = name === 'characteristic' || !hasKinds ? undefined : own(KINDS, name)?.(content);
  return kind === undefined || kind === '' ? name : `${name}:${kind}`;
}

/** Which part of a trial a resource is: `outcome-primary` of an EvidenceVariable. */
export function roleOf(resource: JsonObject): string | undefined {
  if (resource['resourceType'] !== 'EvidenceVariable') return undefined;
  const tags = objectsIn(objectIn(resource['meta'])['tag']);
  const role = tags.find(({ system }) => asText(system).endsWith('/trial-element-role'));
  return role && asText(role['code']);
}
