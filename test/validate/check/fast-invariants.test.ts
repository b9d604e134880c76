import { describe, expect, it } from 'vitest';
import { FAST_INVARIANTS } from '../../../src/validate/check/fast-invariants.ts';
import { isReferenced } from '../../../src/validate/check/contained.ts';
import { startRun } from '../../../src/validate/check/run.ts';
import { compileFhirPath } from '../../../src/validate/fhirpath/compile.ts';
import { toItem } from '../../../src/validate/fhirpath/item.ts';
import { type JsonObject, objectsIn } from '../../../src/shared/json.ts';
import { base, plans } from '../base.ts';

const organization = { resourceType: 'Organization', id: 'o' };
const study = { resourceType: 'ResearchStudy', status: 'active' };

const CASES: readonly (readonly [key: string, type: string, value: JsonObject])[] = [
  ['dom-2', 'ResearchStudy', study],
  ['dom-2', 'ResearchStudy', { ...study, contained: [organization] }],
  [
    'dom-2',
    'ResearchStudy',
    { ...study, contained: [{ ...organization, contained: [organization] }] },
  ],
  [
    'dom-4',
    'ResearchStudy',
    { ...study, contained: [{ ...organization, meta: { versionId: '1' } }] },
  ],
  [
    'dom-4',
    'ResearchStudy',
    { ...study, contained: [{ ...organization, meta: { lastUpdated: '2024-01-01T00:00:00Z' } }] },
  ],
  [
    'dom-4',
    'ResearchStudy',
    { ...study, contained: [{ ...organization, meta: { source: 'http://a.invalid' } }] },
  ],
  [
    'dom-5',
    'ResearchStudy',
    { ...study, contained: [{ ...organization, meta: { security: [{ code: 'R' }] } }] },
  ],
  ['dom-5', 'ResearchStudy', { ...study, contained: [organization] }],
  ['dom-6', 'ResearchStudy', study],
  ['dom-6', 'ResearchStudy', { ...study, text: { status: 'generated', div: '<div>x</div>' } }],
  ['per-1', 'Period', { start: '2024' }],
  ['per-1', 'Period', { start: '2024-01', end: '2024-01' }],
  ['per-1', 'Period', { start: '2024-02-01', end: '2024-01-01' }],
  ['per-1', 'Period', { start: '2024-01-01', end: '2025' }],
  ['per-1', 'Period', { start: '2024-01-01T10:00:00Z', end: '2024-01-01T10:30:00+01:00' }],
  ['per-1', 'Period', { start: '2024-01-01T10:00:00Z', end: '2024-01-01T12:00:00+01:00' }],
  ['qty-3', 'Quantity', { code: 'mg' }],
  ['qty-3', 'Quantity', { code: 'mg', system: 'http://unitsofmeasure.org' }],
  ['qty-3', 'Quantity', { value: 1 }],
  ['att-1', 'Attachment', { data: 'AAAA' }],
  ['att-1', 'Attachment', { data: 'AAAA', contentType: 'text/plain' }],
  ['att-1', 'Attachment', { title: 'x' }],
  ['ras-2', 'RiskAssessment.prediction', { probabilityDecimal: 100 }],
  ['ras-2', 'RiskAssessment.prediction', { probabilityDecimal: 100.5 }],
  ['ras-2', 'RiskAssessment.prediction', { probabilityRange: { low: { value: 101 } } }],
  ['cpt-2', 'ContactPoint', { value: '1' }],
  ['cpt-2', 'ContactPoint', { value: '1', system: 'phone' }],
  [
    'cpt-2',
    'ContactPoint',
    { value: '1', _system: { extension: [{ url: 'http://a.invalid', valueCode: 'x' }] } },
  ],
];

function expressionOf(key: string): string {
  const constraint = base.structures
    .flatMap((structure) => structure.snapshot?.element ?? [])
    .flatMap((element) => element.constraint ?? [])
    .find((candidate) => candidate.key === key);
  return constraint?.expression ?? '';
}

function byFhirPath(key: string, type: string, value: JsonObject): unknown {
  // an element inside a resource is compiled with it
  const [outer = type, ...inner] = type.split('.');
  const whole = plans.object(outer);
  const plan = inner.reduce((from, name) => from?.byName.get(name)?.[0]?.type.object, whole);
  const run = startRun();
  if (plan?.isResource === true) {
    run.resource = { value, plan, container: undefined, depth: 1, fullUrl: undefined };
  }
  const focus = [toItem(value, type, plan)];
  const result = compileFhirPath(expressionOf(key))(focus, {
    plans,
    run,
    context: focus,
    focus,
    index: 0,
  });
  return result[0]?.value;
}

describe('FAST_INVARIANTS', () => {
  it.each(CASES)('%s agrees with its FHIRPath on %s %j', (key, type, value) => {
    expect(FAST_INVARIANTS[key]?.(value, startRun())).toBe(byFhirPath(key, type, value));
  });

  it('lets a prediction without probability pass, where the FHIRPath of R4 has no answer', () => {
    const value = { relativeRisk: 2 };
    expect([
      FAST_INVARIANTS['ras-2']?.(value, startRun()),
      byFhirPath('ras-2', 'RiskAssessment.prediction', value),
    ]).toEqual([true, undefined]);
  });

  it('has a case for each', () => {
    expect(new Set(CASES.map(([key]) => key))).toEqual(new Set(Object.keys(FAST_INVARIANTS)));
  });

  it('lets a period pass whose dates differ in precision only, where FHIRPath has no answer', () => {
    const value = { start: '2024-05-01', end: '2024' };
    expect([
      FAST_INVARIANTS['per-1']?.(value, startRun()),
      byFhirPath('per-1', 'Period', value),
    ]).toEqual([true, undefined]);
  });
});

describe('isReferenced', () => {
  const plan = plans.resource('ResearchStudy');
  const extended = (value: object): JsonObject => ({
    ...study,
    contained: [organization],
    extension: [{ url: 'https://a.invalid/x', ...value }],
  });

  it.each<JsonObject>([
    { ...study, contained: [organization] },
    { ...study, contained: [organization], sponsor: { reference: '#o' } },
    { ...study, contained: [organization], sponsor: { reference: '#other' } },
    { ...study, contained: [organization], title: '#o' },
    { ...study, contained: [{ ...organization, partOf: { reference: '#' } }] },
    {
      ...study,
      contained: [organization, { ...organization, id: 'p', partOf: { reference: '#o' } }],
      sponsor: { reference: '#p' },
    },
    extended({ valueUri: '#o' }),
    extended({ valueUrl: '#o' }),
    extended({ valueCanonical: '#o' }),
    extended({ valueString: '#o' }),
    extended({ valueMarkdown: '#o' }),
  ])('agrees with dom-3 on %j', (value) => {
    const inner = objectsIn(value['contained'])[0] ?? {};
    expect(plan && isReferenced(inner, { value, plan }, plans)).toBe(
      byFhirPath('dom-3', 'ResearchStudy', value),
    );
  });
});
