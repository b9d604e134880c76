/**
 * What a FHIR package of a version holds, file by file.
 *
 * `package/` has all definitions, `package/example/` the examples, `package/other/` the fragments of code systems of
 * others (LOINC, NCI Thesaurus): a validator without a terminology server can be given them, but they are not loaded
 * with the package, since a server that installs it may hold the real ones.
 */
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { guideOf } from './guide.ts';
import { indexOf } from './package-index.ts';
import { manifestOf } from './manifest.ts';
import { type DefinitionFile, examplesOf, jsonFiles } from './set.ts';

/** File texts by path inside the archive. */
export function packageFiles(fhir: FhirVersion): ReadonlyMap<string, string> {
  const profiles = jsonFiles(`profiles/${fhir}`);
  const guide = profiles.find(({ resource }) => resource.resourceType === 'ImplementationGuide');
  if (!guide) throw new Error(`profiles/${fhir} has no ImplementationGuide.`);
  const isFragment = ({ resource }: DefinitionFile): boolean => resource['content'] === 'fragment';
  const definitions = [
    ...profiles.filter((file) => file !== guide && !isFragment(file)),
    ...jsonFiles(`mappings/${fhir}`),
  ];
  const examples = examplesOf(fhir);
  const whole = { ...guide, text: toText(guideOf(guide.resource, definitions, examples, fhir)) };
  return new Map([
    ['package/package.json', toText(manifestOf(guide.resource, fhir))],
    ...folder('package', [whole, ...definitions]),
    ...folder('package/example', examples),
    ...folder('package/other', profiles.filter(isFragment)),
  ]);
}

type File = Pick<DefinitionFile, 'text'> & {
  readonly resource: { readonly resourceType: string; readonly id: string };
};

/** The files of one folder, and their index, by which readers find a resource without opening all. */
function folder(path: string, files: readonly File[]): (readonly [string, string])[] {
  const named = files
    .map(({ resource, text }) => ({
      name: `${resource.resourceType}-${resource.id}.json`,
      resource,
      text,
    }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  return [
    [`${path}/.index.json`, toText(indexOf(named))],
    ...named.map(({ name, text }) => [`${path}/${name}`, text] as const),
  ];
}

const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
