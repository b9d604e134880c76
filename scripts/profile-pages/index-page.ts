/** The first page: what there is and how to load it. */
import { definitionsIn } from '../profile-set/set.ts';
import { code, link, table, words } from './markdown.ts';
import { versionsOf, type Versions } from './profile-page.ts';

export function indexPage(
  profiles: ReadonlyMap<string, Versions>,
  extensions: ReadonlyMap<string, Versions>,
): string {
  const profileRows = [...profiles].map(([id, thing]) => {
    const [[, first] = []] = versionsOf(thing);
    const versions = versionsOf(thing).map(([fhir]) => fhir.toUpperCase());
    return [
      link(id, `${id}.md`),
      first?.type ?? '',
      versions.join(', '),
      firstSentence(first?.description ?? ''),
    ];
  });
  const extensionRows = [...extensions].map(([id, thing]) => {
    const [[, first] = []] = versionsOf(thing);
    const contexts = first?.context?.map(({ expression }) => code(expression)) ?? [];
    return [link(id, `${id}.md`), contexts.join(', '), firstSentence(first?.description ?? '')];
  });
  return [
    ...INTRODUCTION,
    '## Profiles',
    '',
    ...table(['Profile', 'Base', 'FHIR', 'What it is'], profileRows),
    '## Extensions',
    '',
    'Facts of a record that FHIR has no element for. Their addresses are the same in R4 and R5.',
    '',
    ...table(['Extension', 'On', 'What it holds'], extensionRows),
    '## More',
    '',
    `- ${link('Extensions of HL7', 'cross-version.md')}: ${definitionsIn('r4', 'xver').length} copies in R4, ${definitionsIn('r5', 'xver').length} in R5.`,
    `- ${link('Codes', 'terminology.md')}: code systems, value sets and code tables.`,
    `- ${link('Search, operations, servers', 'search-and-operations.md')}.`,
    '',
  ].join('\n');
}

/** Up to the first full stop that ends a sentence. */
const firstSentence = (text: string): string =>
  words(/^.*?[.](?= [A-Z]|$)/s.exec(text)?.[0] ?? text);

const INTRODUCTION = [
  '# Profiles',
  '',
  'What trialcast writes, element by element, in FHIR R4 and R5. These pages are made of the definitions in',
  '[profiles](../../profiles/README.md) and of real conversions by `npm run profiles`; a test fails where they differ.',
  'Which field of a registry goes where is told in [the mapping](../mapping.md).',
  '',
  '## Packages',
  '',
  'The npm package brings two FHIR packages, made by `npm run profiles`:',
  '',
  '| File | FHIR | Name |',
  '| --- | --- | --- |',
  '| `node_modules/trialcast/packages/trialcast.fhir.r4.tgz` | 4.0.1 | `trialcast.fhir.r4` |',
  '| `node_modules/trialcast/packages/trialcast.fhir.r5.tgz` | 5.0.0 | `trialcast.fhir.r5` |',
  '',
  'Each holds the profiles and extensions with snapshots, HL7’s extensions they use, code systems, value sets, code tables, search',
  'parameters, operation definitions and capability statements, an example for each profile in `package/example`, and in',
  '`package/other` fragments of LOINC, NCI Thesaurus and SEVCO for a validator that has no terminology server.',
  '',
  'In a Java program, HAPI reads a package into its validation chain:',
  '',
  '```java',
  'var npm = new NpmPackageValidationSupport(FhirContext.forR4());',
  'npm.loadPackageFromClasspath("classpath:trialcast.fhir.r4.tgz");',
  '```',
  '',
  'Tools that take a folder of JSON files take `package/` of the unpacked archive. Pushing the same definitions to a server one by',
  'one is told in [profiles](../../profiles/README.md).',
  '',
];
