/** The ImplementationGuide of a package: that of profiles/fsh, with every resource of the package listed. */
import { structureDefinition } from '../../src/shared/canonical.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { isJsonObject } from '../../src/shared/json.ts';
import { type Definition, type DefinitionFile, type ExampleFile } from './set.ts';

export function guideOf(
  guide: Definition,
  definitions: readonly DefinitionFile[],
  examples: readonly ExampleFile[],
  fhir: FhirVersion,
): object {
  const resource = [
    ...definitions.map(({ resource: each }) => ({
      reference: { reference: `${each.resourceType}/${each.id}` },
      name: each.title ?? each.name,
      ...(fhir === 'r4' ? { exampleBoolean: false } : { isExample: false }),
    })),
    ...examples.map(({ resource: each }) => ({
      reference: { reference: `${each.resourceType}/${each.id}` },
      name: `Example of ${profileOf(each).slice(structureDefinition('').length)}`,
      ...(fhir === 'r4'
        ? { exampleCanonical: profileOf(each) }
        : { isExample: true, profile: [profileOf(each)] }),
    })),
  ];
  return { ...guide, definition: { resource } };
}

/** The one profile an example names. */
export function profileOf({ id, meta }: ExampleFile['resource']): string {
  const profile: unknown = isJsonObject(meta) ? meta['profile'] : undefined;
  const first: unknown = Array.isArray(profile) ? profile[0] : undefined;
  if (typeof first !== 'string') throw new Error(`The example ${id} names no profile.`);
  return first;
}
