/** The page of a profile: R4 and R5 of the same thing. */
import { FHIR_VERSIONS, type FhirVersion } from '../../src/shared/fhir-version.ts';
import { profileOf } from '../profile-set/guide.ts';
import { type Definition, type ExampleFile, examplesOf } from '../profile-set/set.ts';
import { typeLink } from './addresses.ts';
import { elementTable } from './element-table.ts';
import { excerpt } from './excerpt.ts';
import { extensionTable } from './extension-table.ts';
import { code, link, table, words } from './markdown.ts';
import { writtenOf } from './written.ts';

/** The profiles of one thing, by FHIR version; a thing may be in one version only. */
export type Versions = Readonly<Partial<Record<FhirVersion, Definition>>>;

export const versionsOf = (thing: Versions): readonly (readonly [FhirVersion, Definition])[] =>
  FHIR_VERSIONS.flatMap((fhir) => {
    const profile = thing[fhir];
    return profile ? [[fhir, profile] as const] : [];
  });

export function profilePage(id: string, thing: Versions): string {
  const versions = versionsOf(thing);
  const [[, first] = []] = versions;
  if (!first) throw new Error(`${id} is in no version.`);
  const texts = versions.map(([, { description = '' }]) => description.split(/(?<=\.) (?=[A-Z])/));
  const common = commonStart(texts);
  return [
    `# ${first.title ?? id}`,
    '',
    common.join(' '),
    '',
    ...table(['', ...versions.map(([fhir]) => `FHIR ${fhir.toUpperCase()}`)], facts(versions)),
    `Card.: how often an element may occur. MS: S where it is must-support. Codes: the value set and how strictly it binds.`,
    `Written: whether trialcast fills it, counted over the records of this repository; empty where it does not.`,
    '',
    ...versions.flatMap(([fhir, profile], at) =>
      section(fhir, profile, restOf(texts[at] ?? [], common)),
    ),
  ].join('\n');
}

/** The sentences all versions begin with; where there is none, the first of the first version. */
function commonStart(texts: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = texts;
  const at = first.findIndex((sentence, place) => texts.some((each) => each[place] !== sentence));
  return at === -1 ? first : first.slice(0, Math.max(1, at));
}

const restOf = (text: readonly string[], common: readonly string[]): string =>
  (text[0] === common[0] ? text.slice(common.length) : text).join(' ');

function facts(versions: readonly (readonly [FhirVersion, Definition])[]): string[][] {
  const row = (
    name: string,
    cell: (fhir: FhirVersion, profile: Definition) => string,
  ): string[] => [name, ...versions.map(([fhir, profile]) => cell(fhir, profile))];
  return [
    row('Profile', (_, { url }) => code(url)),
    row('Base', (fhir, { type = '' }) => typeLink(type, fhir)),
    row('Definition', (fhir, { id }) =>
      link('StructureDefinition', `../../profiles/${fhir}/profiles/${id}.json`),
    ),
    row('Examples', (fhir, { url }) =>
      examplesFor(url, fhir)
        .map(({ path, resource }) =>
          link(words(resource.id), `../../profiles/examples/${fhir}/${path}`),
        )
        .join(', '),
    ),
  ];
}

const examplesFor = (url: string, fhir: FhirVersion): readonly ExampleFile[] =>
  examplesOf(fhir).filter(({ resource }) => profileOf(resource) === url);

function section(fhir: FhirVersion, profile: Definition, rest: string): readonly string[] {
  const written = writtenOf(profile, fhir);
  const extensions = extensionTable(profile, written, fhir);
  const rules = invariants(profile);
  return [
    `## FHIR ${fhir.toUpperCase()}`,
    '',
    ...(rest === '' ? [] : [rest, '']),
    '### Elements',
    '',
    ...elementTable(profile, written, fhir),
    ...(extensions.length > 0 ? ['### Extensions', '', ...extensions] : []),
    ...(rules.length > 0 ? ['### Rules', '', ...rules] : []),
    ...example(fhir, profile),
  ];
}

function invariants(profile: Definition): readonly string[] {
  const own = (profile.differential?.element ?? []).flatMap(({ id, constraint = [] }) =>
    constraint.map((each) => ({ id, ...each })),
  );
  if (own.length === 0) return [];
  return table(
    ['Rule', 'On', 'Severity', 'What', 'Expression'],
    own.map(({ key, id, severity, human, expression = '' }) => [
      key,
      code(id),
      severity,
      words(human),
      code(expression),
    ]),
  );
}

function example(fhir: FhirVersion, profile: Definition): readonly string[] {
  const [first] = examplesFor(profile.url, fhir);
  if (!first) return [];
  const file = link('the file', `../../profiles/examples/${fhir}/${first.path}`);
  return [
    '### Example',
    '',
    `Shortened: first items of lists, beginnings of long texts, no narrative. The whole is in ${file}.`,
    '',
    ...excerpt(first.resource),
  ];
}
