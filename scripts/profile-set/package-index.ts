/** `.index.json` of a FHIR package's folder (FHIR NPM Packages, version 2 of the index). */

interface Indexed {
  readonly name: string;
  readonly resource: object;
}

const COPIED = ['resourceType', 'id', 'url', 'version', 'kind', 'type', 'supplements', 'content'];

export function indexOf(files: readonly Indexed[]): object {
  return {
    'index-version': 2,
    files: files.map(({ name, resource }) => ({ filename: name, ...entryOf(resource) })),
  };
}

/** Only strings: `type` is text in a StructureDefinition and a concept in a DocumentReference. */
function entryOf(resource: object): object {
  const { derivation, valueSet, ...rest } = resource as Readonly<Record<string, unknown>>;
  const copied = COPIED.map((key) => [key, rest[key]] as const);
  const all = [...copied, ['derivation', derivation] as const, ['valueSet', valueSet] as const];
  return Object.fromEntries(all.filter(([, value]) => typeof value === 'string'));
}
