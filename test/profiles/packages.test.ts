import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileOf } from '../../scripts/profile-set/guide.ts';
import { packageFiles } from '../../scripts/profile-set/package-files.ts';
import { examplesOf } from '../../scripts/profile-set/set.ts';
import { toTgz } from '../../scripts/profile-set/tar.ts';
import { capabilityStatement } from '../../src/server/capability-statement.ts';
import { loadDefinitionIndex } from '../../src/server/definition-index.ts';
import { structureDefinition } from '../../src/shared/canonical.ts';
import { FHIR_VERSIONS, type FhirVersion } from '../../src/shared/fhir-version.ts';
import { asText, type JsonObject, objectIn, objectsIn } from '../../src/shared/json.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { canonicalsIn, IN_DEPENDENCIES, knownToCore } from './canonicals.ts';

const NUMBERS = { r4: '4.0.1', r5: '5.0.0' } as const;

const parsed = (text: string): JsonObject => JSON.parse(text) as JsonObject;

/** Resources of one folder of a package, by file name. */
function resourcesIn(
  files: ReadonlyMap<string, string>,
  folder: string,
): ReadonlyMap<string, JsonObject> {
  const names = [...files.keys()].filter(
    (path) => dirname(path) === folder && /^[A-Z]/.test(basename(path)),
  );
  return new Map(names.map((path) => [basename(path), parsed(files.get(path) ?? '')]));
}

describe.each(FHIR_VERSIONS)('the package of %s', (fhir) => {
  const files = packageFiles(fhir);
  const definitions = resourcesIn(files, 'package');
  const examples = resourcesIn(files, 'package/example');
  const others = resourcesIn(files, 'package/other');
  const manifest = parsed(files.get('package/package.json') ?? '');
  const guide = [...definitions.values()].find(
    ({ resourceType }) => resourceType === 'ImplementationGuide',
  );

  it('says which FHIR it is of, what it depends on, and what it may be used for', () => {
    expect(manifest).toMatchObject({
      name: `trialcast.fhir.${fhir}`,
      version: parsed(readFileSync('package.json', 'utf8'))['version'],
      type: 'IG',
      fhirVersions: [NUMBERS[fhir]],
      license: 'Apache-2.0',
      canonical: 'https://trialcast.example/fhir',
      dependencies: {
        [`hl7.fhir.${fhir}.core`]: NUMBERS[fhir],
        [`hl7.terminology.${fhir}`]: '7.0.1',
        [`hl7.fhir.uv.extensions.${fhir}`]: '5.2.0',
      },
    });
  });

  it.each(['package', 'package/example', 'package/other'])(
    '%s has an index of its files',
    (folder) => {
      const index = objectsIn(parsed(files.get(`${folder}/.index.json`) ?? '')['files']);
      const resources = resourcesIn(files, folder);
      expect(index.map(({ filename }) => filename)).toEqual([...resources.keys()]);
      for (const { filename, resourceType, id, url } of index) {
        expect(filename).toBe(`${asText(resourceType)}-${asText(id)}.json`);
        expect(url).toBe(resources.get(asText(filename))?.['url']);
      }
    },
  );

  it('has every kind of definition, structures with their snapshots', () => {
    const types = new Set(
      [...definitions.values()].map(({ resourceType }) => asText(resourceType)),
    );
    expect([...types].toSorted()).toEqual([
      'CapabilityStatement',
      'CodeSystem',
      'ConceptMap',
      'ImplementationGuide',
      'OperationDefinition',
      'SearchParameter',
      'StructureDefinition',
      'ValueSet',
    ]);
    const flat = [...definitions.values()].filter(
      (each) => each['resourceType'] === 'StructureDefinition' && !each['snapshot'],
    );
    expect(flat).toEqual([]);
  });

  it('lists every definition and every example in its guide', () => {
    const listed = objectsIn(objectIn(guide?.['definition'])['resource']).map(({ reference }) =>
      asText(objectIn(reference)['reference']),
    );
    const all = [...definitions.values(), ...examples.values()]
      .filter((each) => each !== guide)
      .map(({ resourceType, id }) => `${asText(resourceType)}/${asText(id)}`);
    expect(listed.toSorted()).toEqual(all.toSorted());
  });

  it('keeps fragments of code systems of others out of what a server installs', () => {
    const fragments = [...definitions.values()].filter(({ content }) => content === 'fragment');
    expect(fragments).toEqual([]);
    expect([...others.keys()]).toContain('CodeSystem-loinc.json');
  });

  it('refers to nothing that is neither in it nor in FHIR nor in what it depends on', () => {
    const known = new Set([
      ...[...definitions.values()].map(({ url }) => asText(url)),
      ...knownToCore(fhir),
      ...Object.values(IN_DEPENDENCIES).flat(),
    ]);
    const lost = [...definitions, ...examples].flatMap(([name, resource]) =>
      [...canonicalsIn(resource)].filter((url) => !known.has(url)).map((url) => [name, url]),
    );
    expect(lost).toEqual([]);
  });

  it('defines every extension its examples use, so that none is looked for elsewhere', () => {
    const used = [...examples.values()].flatMap((example) => [...canonicalsIn(example)]);
    const extensions = used.filter((url) => /\/StructureDefinition\/(?:ext-|extension-)/.test(url));
    const own = new Set([...definitions.values()].map(({ url }) => url));
    expect(extensions.length).toBeGreaterThan(20);
    expect(extensions.filter((url) => !own.has(url))).toEqual([]);
  });

  it('is unpacked by tar into the files it was made of, and made of the same bytes each time', () => {
    const bytes = toTgz(files);
    expect(toTgz(new Map([...files].toReversed())).equals(bytes)).toBe(true);
    const folder = mkdtempSync(join(tmpdir(), 'trialcast-package-'));
    writeFileSync(join(folder, 'package.tgz'), bytes);
    expect(spawnSync('tar', ['-xzf', 'package.tgz'], { cwd: folder }).status).toBe(0);
    const unpacked = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.json'))
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const);
    expect(new Map(unpacked)).toEqual(files);
  });
});

describe.each(FHIR_VERSIONS)('the examples of %s', (fhir) => {
  const { validator } = loadDefinitions(fhir);
  const examples = examplesOf(fhir);

  it('show every profile', () => {
    const shown = new Set(examples.map(({ resource }) => profileOf(resource)));
    const profiles = readdirSync(`profiles/${fhir}/profiles`).map((name) =>
      structureDefinition(basename(name, '.json')),
    );
    expect(profiles.filter((url) => !shown.has(url))).toEqual([]);
  });

  it.each(examples.map(({ path, resource }) => [path, resource] as const))(
    '%s is valid',
    (_, resource) => {
      const errors = validator
        .validate(resource, {})
        .filter(({ severity }) => severity === 'error' || severity === 'fatal');
      expect(errors).toEqual([]);
    },
  );
});

describe('the capability statement of the service', () => {
  const restOf = (statement: JsonObject) => objectsIn(statement['rest'])[0] ?? {};
  const typesOf = (statement: JsonObject) =>
    objectsIn(restOf(statement)['resource']).map(
      ({ type, interaction }) => [type, interaction] as const,
    );
  const operationsOf = (statement: JsonObject) =>
    objectsIn(restOf(statement)['operation']).map(({ name }) => name);

  it('says what a running service says at /fhir/metadata', () => {
    const packed = statementOf('r4', 'trialcast-service-r4');
    const served = capabilityStatement(
      loadDefinitions(),
      loadDefinitionIndex().types,
    ) as JsonObject;
    expect(typesOf(served)).toEqual(typesOf(packed));
    expect(operationsOf(served)).toEqual(operationsOf(packed));
  });

  it.each(FHIR_VERSIONS)(
    'of the server behind it names every type a bundle of %s writes',
    (fhir) => {
      const named = typesOf(statementOf(fhir, `trialcast-target-${fhir}`)).map(([type]) =>
        asText(type),
      );
      const bundles = examplesOf(fhir).filter(({ resource }) => resource.resourceType === 'Bundle');
      const written = bundles.flatMap(({ resource }) =>
        objectsIn(resource['entry']).map(({ resource: each }) =>
          asText(objectIn(each)['resourceType']),
        ),
      );
      expect([...new Set(written)].toSorted()).toEqual(named.toSorted());
    },
  );
});

function statementOf(fhir: FhirVersion, id: string): JsonObject {
  return parsed(packageFiles(fhir).get(`package/CapabilityStatement-${id}.json`) ?? '{}');
}
