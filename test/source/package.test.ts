import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { toTgz } from '../../scripts/profile-set/tar.ts';
import { Failure } from '../../src/shared/failure.ts';
import { loadValidatorWithProfiles } from '../../src/source/load-validator.ts';
import { readPackage } from '../../src/source/package/read-package.ts';
import { tarFiles } from '../../src/source/package/tar.ts';

const BASE = 'http://hl7.org/fhir/StructureDefinition/';
const OWN = 'http://a.invalid/StructureDefinition/';

interface Element {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** A profile by its differential, or with the same elements as its snapshot. */
function profile(
  name: string,
  elements: readonly Element[],
  { base = `${BASE}Patient`, snapshot = false } = {},
): string {
  const element = elements.map((each) => ({ path: each.id.replaceAll(/:[^.]+/g, ''), ...each }));
  return JSON.stringify({
    resourceType: 'StructureDefinition',
    url: OWN + name,
    name,
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: base,
    derivation: 'constraint',
    [snapshot ? 'snapshot' : 'differential']: {
      element: [{ id: 'Patient', path: 'Patient' }, ...element],
    },
  });
}

const needsGender = [{ id: 'Patient.gender', min: 1 }];
const needsOfficialName = [{ id: 'Patient.name:official', sliceName: 'official', min: 1 }];

const manifest = (more: object = {}): string =>
  JSON.stringify({ name: 'a.test', version: '1.2.3', fhirVersions: ['4.0.1'], ...more });

function tgz(files: Readonly<Record<string, string>>): string {
  const path = join(mkdtempSync(join(tmpdir(), 'trialcast-package-')), 'a.tgz');
  const inPackage = Object.entries(files).map(([name, text]) => [`package/${name}`, text] as const);
  writeFileSync(path, toTgz(new Map(inPackage)));
  return path;
}

function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'trialcast-package-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const load = (...packages: string[]): ReturnType<typeof loadValidatorWithProfiles> =>
  loadValidatorWithProfiles({ folders: [], packages });

const rules = (loaded: ReturnType<typeof load>, resource: object, url: string): string[] =>
  loaded.validator
    .validate({ resourceType: 'Patient', ...resource }, { profiles: [url] })
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);

describe('a package', () => {
  test('is read from .tgz and from a folder alike, without its examples', () => {
    const files = {
      'package.json': manifest(),
      '.index.json': '{}',
      'StructureDefinition-a.json': profile('a', needsGender, { snapshot: true }),
      'example/StructureDefinition-b.json': profile('b', needsGender),
      'Patient-x.json': '{"resourceType":"Patient"}',
    };
    for (const path of [
      tgz(files),
      folder(files),
      folder({
        'package/package.json': manifest(),
        'package/a.json': files['StructureDefinition-a.json'],
      }),
    ]) {
      const read = readPackage(path);
      expect([read.label, read.resources.map(({ name }) => name)]).toEqual(['a.test 1.2.3', ['a']]);
    }
  });

  test('may be a folder of definitions, a definition or a Bundle of them', () => {
    const one = profile('a', needsGender, { snapshot: true });
    const bundle = `{"resourceType":"Bundle","entry":[{"resource":${one}}]}`;
    const root = folder({ 'deep/a.json': one, 'b.json': bundle, 'notes.md': '#' });
    expect(readPackage(root).resources.map(({ name }) => name)).toEqual(['a', 'a']);
    expect(readPackage(join(root, 'b.json')).resources).toHaveLength(1);
  });

  test('is checked against, also where a profile has its differential alone', () => {
    const loaded = load(
      tgz({ 'package.json': manifest(), 'a.json': profile('a', needsGender, { snapshot: true }) }),
      tgz({
        'package.json': manifest({ name: 'b.test', dependencies: { 'a.test': '1.2.3' } }),
        'b.json': profile('b', [{ id: 'Patient.birthDate', min: 1 }], { base: `${OWN}a` }),
      }),
    );
    expect(loaded.notes).toEqual([]);
    expect(loaded.profiles.get(`${OWN}b`)).toBe('Patient');
    expect(rules(loaded, { gender: 'male', birthDate: '1970' }, `${OWN}b`)).toEqual([]);
    expect(rules(loaded, {}, `${OWN}b`)).toEqual([
      expect.stringContaining('gender'),
      expect.stringContaining('birthDate'),
    ]);
    expect(loaded.validator.describe().checkedAgainst).toMatch(/a\.test 1\.2\.3.*b\.test 1\.2\.3/);
  });

  test('names the profiles that nothing can be checked against without snapshot, and what it needs', () => {
    const loaded = load(
      tgz({
        'package.json': manifest({
          dependencies: { 'hl7.fhir.r4.core': '4.0.1', 'de.basisprofil.r4': '1.4.0' },
        }),
        'a.json': profile('Sliced', needsOfficialName),
        'b.json': profile('Orphan', needsGender, { base: 'http://b.invalid/x' }),
        'c.json': profile('OfSliced', needsGender, { base: `${OWN}Sliced` }),
        'd.json': profile('Good', [
          {
            id: 'Patient.name',
            slicing: { discriminator: [{ type: 'value', path: 'use' }], rules: 'open' },
          },
          ...needsOfficialName,
          { id: 'Patient.name:official.use', min: 1, patternCode: 'official' },
        ]),
      }),
    );
    expect(loaded.notes).toEqual([
      `a.test 1.2.3: not checked against ${[
        'Sliced (nothing says how the slices of Patient.name are told apart)',
        'Orphan (its base http://b.invalid/x is not loaded)',
        `OfSliced (${OWN}Sliced has none: nothing says how the slices of Patient.name are told apart)`,
      ].join(', ')}: without snapshot, and none can be made of the differential.`,
      'a.test 1.2.3: needs de.basisprofil.r4 1.4.0, not given; add --package.',
    ]);
    expect([...loaded.profiles.keys()].filter((url) => url.startsWith(OWN))).toEqual([
      `${OWN}Good`,
    ]);
    expect(rules(loaded, { name: [{ use: 'nickname' }] }, `${OWN}Good`)).toHaveLength(1);
    expect(rules(loaded, { name: [{ use: 'official' }] }, `${OWN}Good`)).toEqual([]);
  });

  test('brings value sets that are made of others, of its own and of the base', () => {
    const include = [{ valueSet: ['http://hl7.org/fhir/ValueSet/administrative-gender'] }];
    const valueSet = {
      resourceType: 'ValueSet',
      url: 'http://a.invalid/ValueSet/v',
      compose: {
        include,
        exclude: [
          { system: 'http://hl7.org/fhir/administrative-gender', concept: [{ code: 'other' }] },
        ],
      },
    };
    const bound = [
      { id: 'Patient.gender', min: 1, binding: { strength: 'required', valueSet: valueSet.url } },
    ];
    const loaded = load(
      tgz({
        'package.json': manifest(),
        'v.json': JSON.stringify(valueSet),
        'a.json': profile('a', bound, { snapshot: true }),
      }),
    );
    expect(rules(loaded, { gender: 'male' }, `${OWN}a`)).toEqual([]);
    expect(rules(loaded, { gender: 'other' }, `${OWN}a`)).toHaveLength(1);
  });

  test.each([
    [
      'for another FHIR version',
      () =>
        tgz({ 'package.json': manifest({ fhirVersions: ['5.0.0'] }), 'a.json': profile('a', []) }),
      'usage',
      /for FHIR 5\.0\.0, not 4\.0\.1; see --fhir/,
    ],
    ['that is not there', () => '/no/such/package.tgz', 'file-unreadable', /no such file/],
    ['that is cut off', () => cut(-40), 'file-unreadable', /unexpected end of file/],
    [
      'that is no archive',
      () => written(gzipSync('x'.repeat(2000))),
      'file-unreadable',
      /no tar archive/,
    ],
    [
      'whose archive is cut off',
      () =>
        written(
          gzipSync(
            gunzipSync(
              Buffer.from(toTgz(new Map([['package/a.json', ' '.repeat(9000)]]))),
            ).subarray(0, 5000),
          ),
        ),
      'file-unreadable',
      /cut off/,
    ],
    [
      'with a file that is no JSON',
      () => tgz({ 'package.json': manifest(), 'a.json': '{' }),
      'file-unreadable',
      /a\.json of the package .* not readable as JSON/,
    ],
  ])('%s is refused with a reason', (_name, path, code, reason) => {
    const failed = thrownBy(() => load(path()));
    expect(failed).toBeInstanceOf(Failure);
    expect(failed).toMatchObject({ code, message: expect.stringMatching(reason) });
  });

  function written(bytes: Buffer): string {
    const path = join(mkdtempSync(join(tmpdir(), 'trialcast-package-')), 'a.tgz');
    writeFileSync(path, bytes);
    return path;
  }

  const cut = (end: number): string =>
    written(
      toTgz(new Map([['package/a.json', profile('a', needsGender).repeat(9)]])).subarray(0, end),
    );

  function thrownBy(act: () => unknown): unknown {
    try {
      return act();
    } catch (error) {
      return error;
    }
  }
});

describe('tarFiles', () => {
  test('reads long names, as pax and as GNU write them', () => {
    const long = `package/${'x'.repeat(120)}.json`;
    const header = (type: string, path: string, content: string): Buffer => {
      const archive = gunzipSync(toTgz(new Map([[path, content]]))).subarray(0, -1024);
      archive.write(type, 156);
      const sum = archive
        .subarray(0, 512)
        .reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
      archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
      return archive;
    };
    const archive = Buffer.concat([
      header('x', 'PaxHeader', `${long.length + 10} path=${long}\n`),
      header('0', 'short', 'one'),
      header('L', '././@LongLink', `${long}\0`),
      header('0', 'short', 'two'),
      header('5', 'folder/', ''),
      header('0', 'last', 'three'),
    ]);
    expect(Array.from(tarFiles(archive), ({ path, bytes }) => [path, bytes.toString()])).toEqual([
      [long, 'one'],
      [long, 'two'],
      ['last', 'three'],
    ]);
  });
});
