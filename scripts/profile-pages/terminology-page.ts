/** One page for code systems, value sets and code tables. */
import { FHIR_VERSIONS, type FhirVersion } from '../../src/shared/fhir-version.ts';
import { type Definition, definitionsIn, jsonFiles } from '../profile-set/set.ts';
import { code, link, table, words } from './markdown.ts';

export function terminologyPage(): string {
  return [...INTRODUCTION, ...codeSystems(), ...valueSets(), ...codeTables()].join('\n');
}

const conceptsOf = (system: Definition): readonly unknown[] =>
  Array.isArray(system['concept']) ? system['concept'] : [];

function codeSystems(): readonly string[] {
  const systems = inBoth('codesystems');
  const rows = systems.map(({ definition, files }) => [
    code(definition.id),
    words(definition.title ?? ''),
    String(conceptsOf(definition).length),
    words(definition.description ?? ''),
    files,
  ]);
  return [
    '## Code systems',
    '',
    ...table(['Code system', 'Title', 'Codes', 'What', 'Definition'], rows),
  ];
}

function valueSets(): readonly string[] {
  const rows = inBoth('valuesets').map(({ definition, files }) => [
    `<a id="${definition.id}"></a>${code(definition.id)}`,
    words(definition.title ?? ''),
    words(definition.description ?? ''),
    files,
  ]);
  return ['## Value sets', '', ...table(['Value set', 'Title', 'What', 'Definition'], rows)];
}

function codeTables(): readonly string[] {
  const tables = FHIR_VERSIONS.map((fhir) => jsonFiles(`mappings/${fhir}`));
  const stem = (path: string): string => path.replace(/\.json$/, '');
  const paths = [...new Set(tables.flat().map(({ path }) => path))].toSorted();
  const rows = paths.map((path) => {
    const found = tables.flatMap((each) => each.filter((one) => one.path === path));
    const files = FHIR_VERSIONS.filter((_, at) => tables[at]?.some((one) => one.path === path));
    return [
      code(stem(path)),
      words(found[0]?.resource.description ?? ''),
      files.map((fhir) => link(fhir.toUpperCase(), `../../mappings/${fhir}/${path}`)).join(', '),
    ];
  });
  return ['## Code tables (ConceptMap)', '', ...table(['Table', 'What', 'Definition'], rows)];
}

interface InBoth {
  readonly definition: Definition;
  readonly files: string;
}

/** Definitions of a folder by id, those of both versions once. */
function inBoth(folder: string): readonly InBoth[] {
  const all = FHIR_VERSIONS.flatMap((fhir) =>
    definitionsIn(fhir, folder).map((definition) => ({ fhir, definition })),
  );
  const ids = [...new Set(all.map(({ definition }) => definition.id))].toSorted();
  return ids.flatMap((id) => {
    const found = all.filter(({ definition }) => definition.id === id);
    const [first] = found;
    const file = (fhir: FhirVersion): string =>
      link(fhir.toUpperCase(), `../../profiles/${fhir}/${folder}/${id}.json`);
    return first
      ? [{ definition: first.definition, files: found.map(({ fhir }) => file(fhir)).join(', ') }]
      : [];
  });
}

const INTRODUCTION = [
  '# Codes',
  '',
  'A registry’s code is kept letter for letter, in a code system of its own (`ctgov-…`, `ictrp-…`), and beside it stands the code',
  'FHIR, NCI Thesaurus or SEVCO has for it. The code tables say which; where a table has no target, the registry’s code stands alone.',
  'Bindings to registry codes are extensible, for registries add codes; only trialcast’s own are required.',
  '',
];
