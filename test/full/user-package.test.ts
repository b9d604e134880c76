import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { unpackFhirPackage } from '../../scripts/fhir-package.ts';
import type { Issue } from '../../src/shared/issue.ts';
import { isJsonObject } from '../../src/shared/json.ts';
import { loadValidatorWithProfiles } from '../../src/source/load-validator.ts';
import { hasJudge, JUDGE, NO_JUDGE, type Verdict } from './judge.ts';

/** A published guide nobody here wrote, and the extensions it needs: both of HL7, CC0-1.0, fetched by npm and kept below build/. */
const IPS = {
  name: 'hl7.fhir.uv.ips',
  version: '2.0.0',
  sha512:
    '4PWToJ9b1FgXsm9DIvHiU6HO9Z5m75jxk0e0MXOmhFlf2m2slk/d6RoiSYIChKJlvmtJ7GbRftt7PphlwmZcbQ==',
};
const EXTENSIONS = {
  name: 'hl7.fhir.uv.extensions.r4',
  version: '5.3.0-ballot-tc1',
  sha512:
    'mhPmWj0dZvIC7JQLkqxT42/UpoIyYwFtSiIZbhX/ArfX96hR5oTqNvAUvMD+dMH45m4mGMQ19WyCZFpP1OLEbQ==',
};
const CACHE = fileURLToPath(new URL('../../build/fhir-packages', import.meta.url));

type Json = Record<string, unknown>;

const packages = fetched();

function fetched(): readonly string[] | undefined {
  try {
    return hasJudge ? [IPS, EXTENSIONS].map((each) => unpackFhirPackage(each, CACHE)) : undefined;
  } catch {
    return undefined;
  }
}

const jsonIn = (folder: string): readonly (readonly [string, Json])[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json]);

/** A copy in which each definition is what `edit` makes of it. */
function copyOf(folder: string, edit: (definition: Json) => Json): string {
  const target = join(mkdtempSync(join(tmpdir(), 'trialcast-package-')), basename(folder));
  mkdirSync(target);
  for (const [name, definition] of jsonIn(folder))
    writeFileSync(
      join(target, name),
      JSON.stringify(name === 'package.json' ? definition : edit(definition)),
    );
  return target;
}

/** HAPI 8.8.1 does not find a profile an element names with its version (`SimpleQuantity|4.0.1`), and calls that an error. */
function withoutVersions(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutVersions(each, key));
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, withoutVersions(each, name)]),
    );
  const isProfile = /^(?:profile|targetProfile|baseDefinition)$/.test(key);
  return isProfile && typeof value === 'string' ? value.replace(/\|.*/, '') : value;
}

/** Without snapshot, and without the ids of elements: as differentials are written by hand. */
function bare(given: Json): Json {
  const { snapshot: _, ...definition } = given;
  const differential = definition['differential'];
  if (!isJsonObject(differential) || !Array.isArray(differential['element'])) return definition;
  const element = differential['element'].map((each: unknown) => ({
    ...(each as Json),
    id: undefined,
  }));
  return { ...definition, differential: { element } };
}

/** Every member and item of a resource but its narrative and what names it. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key === 'resourceType' || key === 'text' || (path.length === 0 && key === 'id')) return [];
    return [[...path, key], ...placesIn(each, [...path, key])];
  });
}

/** A copy without the member or item at the path, and without what is empty for that. */
function without(value: unknown, [key = '', ...rest]: readonly string[]): unknown {
  const kept = (each: unknown): unknown => (rest.length === 0 ? undefined : without(each, rest));
  if (Array.isArray(value)) {
    const items = value
      .map((each: unknown, at) => (String(at) === key ? kept(each) : each))
      .filter((each) => each !== undefined);
    return items.length === 0 ? undefined : items;
  }
  const members = Object.entries(value as Json)
    .map(([name, each]) => [name, name === key ? kept(each) : each] as const)
    .filter(([, each]) => each !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** Of each example all that lacks one thing, every third of them: some 400. */
function mutantsOf(examples: readonly Json[]): readonly Json[] {
  return examples
    .filter(({ resourceType }) => resourceType !== 'Bundle')
    .flatMap((example) => placesIn(example).map((path) => without(example, path) as Json))
    .filter((_, at) => at % 3 === 0);
}

async function judged(
  folders: readonly string[],
  resources: readonly Json[],
): Promise<readonly Verdict[][]> {
  const root = mkdtempSync(join(tmpdir(), 'trialcast-judged-'));
  const [file, out] = [join(root, 'all.ndjson'), join(root, 'report.json')];
  writeFileSync(file, `${resources.map((resource) => JSON.stringify(resource)).join('\n')}\n`);
  const profiles = folders.flatMap((folder) => ['--profiles', folder]);
  const options = ['--no-each', '--unknown-profile', 'warning', '--min', 'error', '--json', out];
  await promisify(execFile)(JUDGE, ['--fhir', 'r4', ...profiles, ...options, file], {
    maxBuffer: 1 << 28,
  }).catch((error: unknown) => {
    // Exit 1 says that errors were found: they are in the report.
    if ((error as { code?: number }).code !== 1) throw error;
  });
  const report = JSON.parse(readFileSync(out, 'utf8')) as { inputs: { issues: Verdict[] }[] };
  return report.inputs.map(({ issues }) =>
    issues.filter(({ severity }) => /^(?:error|fatal)$/.test(severity)),
  );
}

/** Where one quantity has no code HAPI compares the names of the units alone: not compared, on either side. */
const RANGE = /\brng-2: /;

/** What HAPI gets wrong by the specification, or fails at by itself: docs/validation.md says why. */
const NOT_COUNTED = [
  /^Code ".*" is not in valueset: http:\/\/hl7\.org\/fhir\/ValueSet\/languages$/,
  /Cannot invoke |HAPI-0676/,
  /^Unknown code '.*#null'$|^Code null is not valid for system/,
  RANGE,
];

const errorsOf = (verdicts: readonly Verdict[]): readonly string[] =>
  verdicts
    .map(({ message }) => message)
    .filter((message) => !NOT_COUNTED.some((each) => each.test(message)));

const worse = ({ severity }: Issue): boolean => severity === 'error' || severity === 'fatal';

describe.skipIf(packages === undefined)(
  `a package of somebody else's, hl7.fhir.uv.ips 2.0.0 (${NO_JUDGE}, or npm is not reached, if skipped)`,
  () => {
    const [ips = '', extensions = ''] = packages ?? [];
    let examples: readonly Json[];
    let mutants: readonly Json[];

    beforeAll(() => {
      examples = jsonIn(join(ips, 'example')).map(([, example]) => example);
      mutants = mutantsOf(examples);
    });

    const errorsBy = (...folders: readonly string[]): ((resource: Json) => readonly string[]) => {
      const { validator } = loadValidatorWithProfiles({ packages: folders });
      return (resource) =>
        validator
          .validate(resource, { danglingReferences: 'warning' })
          .filter(worse)
          .map(({ expression, message }) => `${expression}: ${message}`)
          .filter((message) => !RANGE.test(message));
    };

    test('its examples, and what lacks one thing of them, get the verdicts of the reference validator', async () => {
      const resources = [...examples, ...mutants];
      const folders = [ips, extensions].map((each) =>
        copyOf(each, (one) => withoutVersions(one) as Json),
      );
      const theirs = (await judged(folders, resources)).map(errorsOf);
      const ours = resources.map(errorsBy(ips, extensions));
      expect(examples.length).toBe(44);
      expect(mutants.length).toBeGreaterThan(300);
      expect(theirs.filter((errors) => errors.length > 0).length).toBeGreaterThan(50);
      const different = resources.flatMap(({ resourceType, id }, at) => {
        const [their = [], our = []] = [theirs[at], ours[at]];
        return their.length > 0 === our.length > 0
          ? []
          : [{ at, name: `${String(resourceType)}/${String(id)}`, their, our }];
      });
      expect(different).toEqual([]);
    });

    test('its profiles without their snapshots give the verdicts they give with them', () => {
      const whole = errorsBy(ips, extensions);
      const made = errorsBy(copyOf(ips, bare), copyOf(extensions, bare));
      for (const resource of [...examples, ...mutants])
        expect(made(resource).length > 0).toBe(whole(resource).length > 0);
    });
  },
);
