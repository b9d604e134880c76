import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';
import { CHECKED_ELSEWHERE, FAST_INVARIANTS } from '../../../src/validate/check/fast-invariants.ts';
import { startRun } from '../../../src/validate/check/run.ts';
import { toItem } from '../../../src/validate/fhirpath/item.ts';
import { children } from '../../../src/validate/fhirpath/navigate.ts';
import type { Item, Plans, ResourceScope } from '../../../src/validate/plan/plan.ts';
import { structureProof } from '../../../src/validate/schema/structure.ts';
import type { BaseDefinitions } from '../../../src/validate/structure-definition.ts';
import { type JsonObject, asText, isJsonObject, objectsIn } from '../../../src/shared/json.ts';
import { base, baseR5, plans, plansR5 } from '../base.ts';
import { type Case, caseFinder } from '../fhirpath-cases.ts';
import { resourceMaker } from '../fuzz/random-resource.ts';
import { poolOf } from '../fuzz/values.ts';
import { type Random, seededRandom } from '../mutants.ts';

/** Those that the base definitions leave to FHIR itself are added here as R4 and R5 write them. */
const OF_EVERY_ELEMENT = {
  'ele-1': 'hasValue() or (children().count() > id.count())',
  'ext-1': 'extension.exists() != value.exists()',
};
/** Said in prose: their FHIRPath is the function htmlChecks(). test/validate/check/narrative.test.ts has their cases. */
const WITHOUT_FHIRPATH = new Set(['txt-1', 'txt-2']);

const DATES = ['2020', '2020-05', '2020-05-01', '2020-05-01T10:00:00Z', '2020-05-01T10:00:00.5+02:00', '2021', '2019-12-31', '2020-05-31', '2020-05-01T09:00:00+00:00']; // prettier-ignore
const BUNDLES = ['document', 'message', 'transaction', 'transaction-response', 'batch', 'batch-response', 'history', 'searchset', 'collection']; // prettier-ignore
const FULL_URLS = ['http://a.invalid/Basic/a', 'http://a.invalid/Basic/b', 'http://a.invalid/Basic/a/_history/1', 'urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962']; // prettier-ignore
const DIV = '<div xmlns="http://www.w3.org/1999/xhtml">x</div>';

/** Parts that are there or not, by chance. */
function some(random: Random, parts: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parts).filter(() => random.below(2) > 0));
}

function basic(random: Random, depth = 0): JsonObject {
  const values: JsonObject[] = [
    {
      valuePeriod: {
        ...some(random, { start: random.pick(DATES) ?? '', end: random.pick(DATES) ?? '' }),
        id: 'a',
      },
    },
    {
      valueQuantity: {
        value: 1,
        ...some(random, { code: 'mg', system: 'http://unitsofmeasure.org' }),
      },
    },
    {
      valueAttachment: { title: 'x', ...some(random, { data: 'QUJD', contentType: 'text/plain' }) },
    },
    {
      valueContactPoint: {
        use: 'home',
        ...some(random, { value: '1', system: 'phone', _system: { id: 'a' } }),
      },
    },
    { valueReference: { reference: random.pick(['#a', '#b', '#c', 'Basic/a', 'urn:x:1']) ?? '' } },
    { valueUri: random.pick(['#a', 'http://a.invalid']) ?? '' },
  ];
  const extension = Array.from({ length: 1 + random.below(4) }, () => ({
    url: 'http://a.invalid/x',
    ...(random.below(12) > 0 ? random.pick(values) : {}),
    ...(random.below(12) === 0 && { extension: [{ url: 'x', valueString: 'x' }] }),
  }));
  const contained = Array.from({ length: depth < 2 ? random.below(3) : 0 }, () => ({
    ...basic(random, depth + 1),
    id: random.pick(['a', 'b']) ?? 'a',
    ...some(random, { subject: { reference: random.pick(['#', 'Patient/1']) ?? '' } }),
  }));
  return {
    resourceType: 'Basic',
    code: { text: 'x' },
    extension,
    ...(contained.length > 0 && { contained }),
    ...some(random, {
      text: { status: 'generated', div: DIV },
      meta: some(random, {
        versionId: '1',
        lastUpdated: '2020-01-01T00:00:00Z',
        security: [{ code: 'R' }],
        source: 'http://a.invalid',
      }),
    }),
  };
}

function bundle(random: Random): JsonObject {
  const type = random.pick(BUNDLES) ?? '';
  const first = { document: 'Composition', message: 'MessageHeader' }[type];
  const resources: JsonObject[] = [
    { resourceType: 'Basic', id: 'a', code: { text: 'x' }, meta: some(random, { versionId: '1' }) },
    ...(first === undefined ? [] : [{ resourceType: first }]),
  ];
  const entry = Array.from({ length: random.below(4) }, () =>
    some(random, {
      fullUrl: random.pick(FULL_URLS) ?? '',
      resource: random.pick(resources) ?? {},
      request: { method: random.pick(['GET', 'POST', 'PUT', 'DELETE']) ?? '', url: 'Basic/a' },
      response: { status: '200' },
      ...(random.below(3) === 0 && { search: { mode: 'match' } }),
    }),
  )
    .filter((one) => Object.keys(one).length > 0 || random.below(3) === 0)
    .map((one) => ({ id: 'e', link: [{ relation: 'self', url: 'http://a.invalid' }], ...one }));
  return {
    resourceType: 'Bundle',
    type,
    ...some(random, {
      identifier: some(random, { system: 'http://a.invalid', value: '1' }),
      timestamp: '2020-01-01T00:00:00Z',
      ...(random.below(3) === 0 && { total: 1 }),
    }),
    ...(entry.length > 0 && { entry }),
  };
}

function assessment(random: Random): JsonObject {
  const prediction = [
    some(random, {
      probabilityDecimal: random.pick([0, 99.5, 100, 100.5, 200]) ?? 0,
      relativeRisk: 2,
    }),
  ];
  return { resourceType: 'RiskAssessment', status: 'final', subject: { display: 'x' }, prediction };
}

/** A copy with an element that is empty, or has an id alone, put in place of another. */
function emptied(resource: JsonObject, random: Random): JsonObject {
  const copy = structuredClone(resource);
  const holders: Record<string, unknown>[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    // an empty _x is a fault of the JSON alone: x still has a value
    for (const [key, inner] of Object.entries(value)) if (!key.startsWith('_')) visit(inner);
    if (!Array.isArray(value)) holders.push(value as Record<string, unknown>);
  };
  visit(copy);
  const holder = random.pick(holders.slice(0, -1));
  for (const key of Object.keys(holder ?? {}).slice(random.below(2)))
    if (holder && (key !== 'id' || random.below(2) > 0)) delete holder[key];
  return copy;
}

const VERSIONS = [
  { fhir: 'r4', definitions: base, of: plans, file: 'valid-bundle.json' },
  { fhir: 'r5', definitions: baseR5, of: plansR5, file: 'valid-bundle-r5.json' },
] as const;

function innerOf({ contained, entry }: JsonObject): readonly JsonObject[] {
  return [
    ...objectsIn(contained),
    ...objectsIn(entry).flatMap(({ resource }) => (isJsonObject(resource) ? [resource] : [])),
  ];
}

function scopeOf(
  value: JsonObject,
  of: Plans,
  container?: ResourceScope,
): ResourceScope | undefined {
  const plan = of.resource(asText(value['resourceType']));
  return plan && { value, plan, container, depth: 1, fullUrl: undefined };
}

/** Keys that a version has with an expression. */
function keysOf({ structures }: BaseDefinitions): ReadonlySet<string> {
  const constraints = structures.flatMap(({ snapshot }) =>
    (snapshot?.element ?? []).flatMap(({ constraint }) => constraint ?? []),
  );
  return new Set([...Object.keys(OF_EVERY_ELEMENT), ...constraints.map(({ key }) => key)]);
}

describe.each(VERSIONS)('in $fhir', ({ fhir, definitions, of, file }) => {
  const proves = structureProof(of, { compileAfter: 0 });
  const isSound = (resource: JsonObject): boolean => {
    const plan = of.resource(asText(resource['resourceType']));
    return plan !== undefined && proves(plan, resource) && innerOf(resource).every(isSound);
  };
  const random = seededRandom(20_261_121);
  const valid = JSON.parse(
    readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'),
  ) as JsonObject;
  const { make, types } = resourceMaker(definitions, poolOf(1));
  const made = (count: number, one: () => JsonObject): JsonObject[] =>
    Array.from({ length: count }, one);
  const generated = [
    ...made(400, () => basic(random)),
    ...made(700, () => bundle(random)),
    ...made(100, () => assessment(random)),
    ...made(700, () => make(random, random.pick(types) ?? 'Basic', 0) as JsonObject),
  ];
  const isBundleOfType = ({ resourceType, type }: JsonObject): boolean =>
    resourceType !== 'Bundle' || BUNDLES.includes(asText(type));
  const resources = [valid, ...innerOf(valid), ...generated].filter(
    (one) => isSound(one) && isBundleOfType(one),
  );
  const { casesOf, ours } = caseFinder(definitions, of);
  const cases = resources.flatMap((resource) => casesOf(resource));
  const keys = keysOf(definitions);

  describe.each(Object.keys(FAST_INVARIANTS).filter((key) => keys.has(key)))(
    'the fast path of %s',
    (key) => {
      const compared = cases
        .filter((one) => one.key === key && isJsonObject(one.item.value))
        .map((one) => ({ one, fast: fastVerdict(one), slow: ours(one) }));

      function fastVerdict({ item, resource, root }: Case): boolean | undefined {
        const run = startRun();
        run.resource = scopeOf(resource, of, root === resource ? undefined : scopeOf(root, of));
        return FAST_INVARIANTS[key]?.(item.value as JsonObject, run);
      }

      it('gives the verdict of the FHIRPath', () => {
        const differing = compared.filter(
          ({ one, fast, slow }) =>
            fast !== slow && !isUnanswered(one, slow) && !isException(one, fast),
        );
        expect(
          differing.slice(0, 3).map(({ one, fast, slow }) => [fast, slow, one.item.value]),
        ).toEqual([]);
      });

      it('is compared where it holds and where it is broken', () => {
        expect(new Set(compared.map(({ fast }) => fast))).toEqual(new Set([true, false]));
      });
    },
  );

  describe('what is checked elsewhere', () => {
    const validator = loadValidator({ fhir, folders: [] });
    const holed = resources
      .filter(({ resourceType }) => resourceType !== 'Bundle')
      .slice(0, 800)
      .map((resource) => emptied(resource, random));
    const judged = [...resources, ...holed].map((resource) => ({
      resource,
      isWhole: !holed.includes(resource),
      told: validator.validate(resource).map(({ message }) => message),
      broken: brokenIn(resource),
    }));

    function brokenIn(resource: JsonObject): ReadonlySet<string> {
      const everywhere = valuesOf(
        toItem(
          resource,
          asText(resource['resourceType']),
          of.resource(asText(resource['resourceType'])),
        ),
      ).flatMap((item) =>
        Object.entries(OF_EVERY_ELEMENT)
          .filter(([key]) =>
            key === 'ele-1' ? item.plan?.isResource !== true : item.type === 'Extension',
          )
          .map(([key, expression]): Case => ({ key, expression, item, resource, root: resource })),
      );
      const broken = [...casesOf(resource), ...everywhere].filter(
        (one) => CHECKED_ELSEWHERE.has(one.key) && isBroken(one.key, ours(one)),
      );
      return new Set(broken.map(({ key }) => key));
    }

    /** With all that is within, resources as well. */
    function valuesOf(item: Item): readonly Item[] {
      return [item, ...children(item, of).flatMap(valuesOf)];
    }

    const rules = [...CHECKED_ELSEWHERE].filter(
      (key) => keys.has(key) && !WITHOUT_FHIRPATH.has(key),
    );

    it.each(rules)('%s is told where the FHIRPath is broken, and nowhere else', (key) => {
      const says = (message: string): boolean =>
        message.startsWith(`${key}:`) || message.includes(`(${key})`);
      const tried = judged.filter(
        ({ resource, isWhole }) =>
          (isWhole || key === 'ele-1') && (key !== 'dom-3' || isPlainlyContained(resource)),
      );
      const differing = tried.filter(({ told, broken }) => told.some(says) !== broken.has(key));
      expect(
        differing
          .slice(0, 2)
          .map(({ resource, broken }) => [broken.has(key), JSON.stringify(resource)]),
      ).toEqual([]);
      expect(new Set(tried.map(({ broken }) => broken.has(key)))).toEqual(new Set([true, false]));
    });
  });
});

/** Dates of differing precision have no order in FHIRPath, and R4's ras-2 no answer where there is no probability: both pass. */
function isUnanswered({ key, item }: Case, slow: boolean | undefined): boolean {
  const { start, end, probabilityDecimal } = item.value as JsonObject;
  if (slow !== undefined) return false;
  return key === 'per-1'
    ? asText(start).length !== asText(end).length
    : key === 'ras-2' && probabilityDecimal === undefined;
}

/** Where the fast path says otherwise and is right, or says nothing. */
function isException({ key, resource, root }: Case, fast: boolean | undefined): boolean {
  // "Contained resources do not have a narrative" (references.html#contained), whatever dom-6 says
  if (key === 'dom-6') return root !== resource && root['resourceType'] !== 'Bundle';
  // a year ends 26 hours later somewhere on earth than it begins elsewhere: R5 counts that in, and decides
  return key === 'per-1' && fast === false;
}

/** An empty answer is no success; but R4 asks startsWith() and contains() of what may be missing. */
const isBroken = (key: string, answer: boolean | undefined): boolean =>
  key === 'ref-1' || key === 'bdl-8' ? answer === false : answer !== true;

/**
 * dom-3 is about one level, since dom-2 says that there is no other; and it says "referred to from elsewhere", where its
 * FHIRPath counts what a contained resource says of itself.
 */
function isPlainlyContained(resource: JsonObject): boolean {
  if (resource['resourceType'] === 'Bundle') return innerOf(resource).every(isPlainlyContained);
  return innerOf(resource).every((inner) => {
    const { id, ...rest } = inner;
    return inner['contained'] === undefined && !JSON.stringify(rest).includes(`"#${asText(id)}"`);
  });
}

it('every fast path is compared', () => {
  const keys = new Set([...keysOf(base), ...keysOf(baseR5), ...WITHOUT_FHIRPATH]);
  expect(
    [...Object.keys(FAST_INVARIANTS), ...CHECKED_ELSEWHERE].filter((key) => !keys.has(key)),
  ).toEqual([]);
});
