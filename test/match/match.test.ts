import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageOn } from '../../src/match/age.ts';
import { compared, isWithin, type Interval } from '../../src/match/interval.ts';
import { all, any, atLeast, not, type Truth } from '../../src/match/kleene.ts';
import { matchPatient, type Match } from '../../src/match/match.ts';
import { structureDefinition } from '../../src/shared/canonical.ts';
import type { Json, JsonObject } from '../../src/shared/json.ts';
import { ucumUnits } from '../../src/source/ucum.ts';

const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';
const units = ucumUnits();

const bundle = (name: string): JsonObject =>
  JSON.parse(readFileSync(new URL(`patients/${name}.json`, import.meta.url), 'utf8')) as JsonObject;
const LIVER = bundle('liver-r4');
const SEARCHSET = bundle('searchset-r5');

const quantity = (value: number, code?: string, comparator?: string): JsonObject => ({
  value,
  ...(comparator !== undefined && { comparator }),
  ...(code !== undefined && { unit: code, system: UCUM, code }),
});
const typed = (code: string, value: JsonObject, system = LOINC): JsonObject => ({
  definitionByTypeAndValue: { type: { coding: [{ system, code }] }, ...value },
});
const asks = (code: string, comparator: string, value: number, unit?: string): JsonObject =>
  typed(code, { valueQuantity: quantity(value, unit, comparator) });
const ofLimit = (code: string, comparator: string, value: number, limit = 'UNL'): JsonObject => ({
  definitionByTypeAndValue: {
    type: { coding: [{ system: LOINC, code }] },
    valueQuantity: { ...quantity(value, '1', comparator), unit: `× ${limit}` },
    offset: { coding: [{ system: 'http://hl7.org/fhir/characteristic-offset', code: limit }] },
  },
});
const combined = (code: string, ...characteristic: JsonObject[]): JsonObject => ({
  definitionByCombination: { code, characteristic },
});
const covered = (coverage: string, characteristic: JsonObject): JsonObject => ({
  ...characteristic,
  extension: [
    {
      url: structureDefinition('ext-criterion'),
      extension: [{ url: 'coverage', valueCode: coverage }],
    },
  ],
});
const variable = (...characteristic: JsonObject[]): JsonObject => ({
  resourceType: 'EvidenceVariable',
  id: 'elig',
  title: 'Eligibility criteria',
  characteristic,
});

function matched(trial: Json, patient: Json = LIVER, on = '2026-11-21'): Match {
  const { match, issues } = matchPatient(trial, patient, { on, units });
  if (!match) throw new Error(issues[0]?.message);
  return match;
}

const resultOf = (characteristic: JsonObject, patient: Json = LIVER, on?: string): string =>
  matched(variable(characteristic), patient, on).criteria[0]?.result ?? 'none';

function reasonOf(characteristic: JsonObject, patient: Json = LIVER): string | undefined {
  const [criterion] = matched(variable(characteristic), patient).criteria;
  return criterion?.reason ?? criterion?.checks[0]?.reason;
}

describe('a number of an Observation', () => {
  test.each([
    ['a count by its other code, in another unit', asks('26515-7', '>=', 100, '10*9/L'), 'not met'],
    ['the latest, not the older one', asks('26515-7', '>=', 90, '10*9/L'), 'met'],
    ['not one entered in error', asks('26515-7', '<', 50, '10*9/L'), 'not met'],
    ['a count for each microlitre', asks('26499-4', '>=', 1500, '/uL'), 'met'],
    ['mass by amount of substance', asks('2160-0', '<=', 1.5, 'mg/dL'), 'met'],
    [
      'too near the limit for a rounded molar mass',
      asks('2160-0', '<=', 1.097, 'mg/dL'),
      'unknown',
    ],
    ['a multiple of the upper limit of normal', ofLimit('1742-6', '<=', 2.5), 'met'],
    ['another multiple of it', ofLimit('1742-6', '<=', 1.5), 'not met'],
    ['no limit of normal is stated', ofLimit('1920-8', '<=', 2.5), 'unknown'],
    ['the lower limit of normal', ofLimit('1751-7', '>=', 1, 'LNL'), 'met'],
    ['a component of a panel', asks('8480-6', '<', 140, 'mm[Hg]'), 'not met'],
    ['a unit that the criterion leaves out', asks('8462-4', '<', 90), 'met'],
    ['a ratio without unit', asks('6301-6', '<=', 1.5), 'met'],
    ['a rate per body surface is no rate', asks('33914-3', '>=', 60, 'mL/min'), 'unknown'],
    ['a unit of another kind', asks('718-7', '>=', 9, 'mm[Hg]'), 'unknown'],
    ['nothing was performed', asks('4548-4', '<', 8, '%'), 'unknown'],
    ['nothing was observed', asks('2823-3', '>=', 3.5, 'mmol/L'), 'unknown'],
    ['observed after the day', asks('59408-5', '>=', 92, '%'), 'unknown'],
  ])('%s', (_, characteristic, result) => {
    expect(resultOf(characteristic)).toBe(result);
  });

  test('is by our own concept what LOINC calls by formula', () => {
    const concept = 'https://trialcast.example/fhir/CodeSystem/criterion-concept';
    const gfr = typed('gfr', { valueQuantity: quantity(60, 'mL/min/{1.73_m2}', '>=') }, concept);
    expect(resultOf(gfr)).toBe('met');
  });

  test('of a range', () => {
    const between = (low: number, high: number): JsonObject =>
      typed('39156-5', {
        valueRange: { low: quantity(low, 'kg/m2'), high: quantity(high, 'kg/m2') },
      });
    expect([resultOf(between(18, 26.3)), resultOf(between(18, 25))]).toEqual(['met', 'not met']);
  });

  test('with a comparator is as much as it says', () => {
    const below = (value: number): string =>
      resultOf(asks('2160-0', '<', value, 'mg/dL'), SEARCHSET);
    expect([below(0.6), below(1), below(0.5)]).toEqual(['met', 'met', 'unknown']);
    expect(resultOf(asks('2160-0', '>=', 0.6, 'mg/dL'), SEARCHSET)).toBe('not met');
  });

  test('of a class is its points, where they are known', () => {
    const ecog = (high: number): JsonObject =>
      typed('89247-1', { valueRange: { low: { value: 0 }, high: { value: high } } });
    expect([resultOf(ecog(1), SEARCHSET), resultOf(ecog(2), SEARCHSET)]).toEqual([
      'not met',
      'met',
    ]);
  });

  test('of another person is not looked at', () => {
    const { match, issues } = matchPatient(
      variable(asks('26515-7', '>=', 100, '10*9/L')),
      SEARCHSET,
      {
        on: '2026-11-21',
        units,
      },
    );
    expect(match?.criteria[0]?.checks[0]).toMatchObject({
      result: 'met',
      evidence: [{ reference: 'Observation/plt2', value: '240 10*9/L', date: '2026-10-12' }],
    });
    expect(issues.map(({ code }) => code)).toEqual(['observation-of-other']);
  });

  test('whose subject is named by identifier is; words are no limit of normal', () => {
    expect(resultOf(asks('1742-6', '<=', 40, 'U/L'), SEARCHSET)).toBe('met');
    expect(reasonOf(ofLimit('1742-6', '<=', 2), SEARCHSET)).toMatch(/no upper limit of normal$/);
  });

  test('that two observations of one time tell differently is unknown', () => {
    const entry = (value: number): JsonObject => ({
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: LOINC, code: '718-7' }] },
        subject: { reference: 'Patient/p' },
        effectiveDateTime: '2026-11',
        valueQuantity: quantity(value, 'g/dL'),
      },
    });
    const patient = {
      resourceType: 'Bundle',
      entry: [{ resource: { resourceType: 'Patient', id: 'p' } }, entry(8), entry(12)],
    };
    expect(resultOf(asks('718-7', '>=', 9, 'g/dL'), patient)).toBe('unknown');
    expect(resultOf(asks('718-7', '>=', 7, 'g/dL'), patient)).toBe('met');
  });

  test('is found at once among very many', () => {
    const entry = Array.from({ length: 150_000 }, (_, at) => ({
      resource: {
        resourceType: 'Observation',
        id: String(at),
        status: 'final',
        code: { coding: [{ system: LOINC, code: '8867-4' }] },
        subject: { reference: 'Patient/p' },
        effectiveDateTime: new Date(Date.UTC(2020, 0, 1, 0, at)).toISOString(),
        valueQuantity: quantity(at, '/min'),
      },
    }));
    const patient = {
      resourceType: 'Bundle',
      entry: [{ resource: { resourceType: 'Patient', id: 'p' } }, ...entry],
    };
    const [criterion] = matched(variable(asks('8867-4', '>=', 149_999, '/min')), patient).criteria;
    expect(criterion?.checks[0]?.evidence.map(({ reference }) => reference)).toEqual([
      'Observation/149999',
    ]);
  }, 30_000);

  test('says why it is unknown', () => {
    expect(reasonOf(asks('4548-4', '<', 8, '%'))).toBe(
      'Observation/hba1c: it has no value: Not Performed',
    );
    expect(reasonOf(asks('2823-3', '>', 3, 'mmol/L'))).toBe('no Observation of LOINC 2823-3');
  });
});

describe('yes and no', () => {
  const CONCEPT = 'https://trialcast.example/fhir/CodeSystem/criterion-concept';
  const pregnancy = (valueBoolean: boolean): JsonObject =>
    typed('pregnancy', { valueBoolean }, CONCEPT);
  const status = (code: string, effectiveDateTime?: string): JsonObject => ({
    resourceType: 'Bundle',
    entry: [
      { resource: { resourceType: 'Patient', id: 'p' } },
      {
        resource: {
          resourceType: 'Observation',
          status: 'final',
          code: { coding: [{ system: LOINC, code: '82810-3' }] },
          subject: { reference: 'Patient/p' },
          ...(effectiveDateTime !== undefined && { effectiveDateTime }),
          valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code }] },
        },
      },
    ],
  });

  test.each([
    ['pregnant', '77386006', '2026-10-01', true, 'met'],
    ['pregnant, asked whether not', '77386006', '2026-10-01', false, 'not met'],
    ['not pregnant', '60001007', '2026-10-01', true, 'not met'],
    ['possibly', '146799005', '2026-10-01', true, 'unknown'],
    ['two years ago', '77386006', '2024-10-01', true, 'unknown'],
    ['at no date', '77386006', undefined, true, 'unknown'],
  ])('%s', (_, code, date, asked, result) => {
    expect(resultOf(pregnancy(asked), status(code, date))).toBe(result);
  });

  test('a type with words of its own is no other of the same code', () => {
    const washout = {
      definitionByTypeAndValue: {
        type: { coding: [{ system: LOINC, code: '718-7' }], text: 'chemotherapy' },
        valueQuantity: quantity(1, 'g/dL', '>='),
      },
    };
    expect(resultOf(washout)).toBe('unknown');
  });
});

describe('age and sex', () => {
  const age = (comparator: string, value: number, unit = 'a'): JsonObject =>
    asks('30525-0', comparator, value, unit);
  const sex = (code: string): JsonObject =>
    typed('46098-0', {
      valueCodeableConcept: {
        coding: [{ system: 'http://hl7.org/fhir/administrative-gender', code }],
      },
    });

  test.each([
    ['the day before the birthday', '>=', 63, '2027-01-31', 'not met'],
    ['the birthday', '>=', 63, '2027-02-01', 'met'],
    ['the year after the highest age', '<=', 62, '2027-01-31', 'met'],
    ['the next birthday', '<=', 62, '2027-02-01', 'not met'],
    ['older than: in that year', '>', 62, '2026-11-21', 'unknown'],
    ['older than: the year after', '>', 61, '2026-11-21', 'met'],
    ['half a year', '>=', 62.5, '2026-11-21', 'unknown'],
    ['half a year ago', '>=', 61.5, '2026-11-21', 'met'],
    ['younger than', '<', 62, '2026-11-21', 'not met'],
  ])('%s', (_, comparator, value, on, result) => {
    expect(resultOf(age(comparator, value), LIVER, on)).toBe(result);
  });

  test('a birth date that is a year may leave it open', () => {
    expect([18, 36, 37].map((low) => resultOf(age('>=', low), SEARCHSET))).toEqual([
      'met',
      'unknown',
      'not met',
    ]);
  });

  test('a unit that is not told is no year', () => {
    expect(resultOf(age('>=', 18, ''))).toBe('unknown');
  });

  test('sex is the administrative gender, where that tells it', () => {
    const other = { resourceType: 'Patient', id: 'x', gender: 'other' };
    expect([resultOf(sex('male')), resultOf(sex('female')), resultOf(sex('male'), other)]).toEqual([
      'met',
      'not met',
      'unknown',
    ]);
  });

  test('completed years, months and days pass with the calendar', () => {
    const ages = (unit: string): Interval | undefined => ageOn('2026-02-28', '2024-02-29', unit);
    expect([ages('a'), ages('mo'), ages('wk'), ages('d')].map((each) => each?.low)).toEqual([
      1, 23, 104, 730,
    ]);
    expect(ageOn('2026-02-28', '2026-03-01', 'a')).toBeUndefined();
  });
});

describe('combinations', () => {
  const yes = asks('26515-7', '>=', 50, '10*9/L');
  const no = asks('26515-7', '<', 50, '10*9/L');
  const open = asks('2823-3', '>=', 3.5, 'mmol/L');

  test.each([
    ['all-of', [yes, open], 'unknown'],
    ['all-of', [no, open], 'not met'],
    ['any-of', [yes, open], 'met'],
    ['any-of', [no, open], 'unknown'],
    ['any-of', [no, no], 'not met'],
    ['net-effect', [yes, yes], 'unknown'],
    ['all-of', [], 'unknown'],
  ] as const)('%s', (code, parts, result) => {
    expect(resultOf(combined(code, ...parts))).toBe(result);
  });

  test('nest, and turn round what they exclude', () => {
    const inner = combined('any-of', no, { ...no, exclude: true });
    expect(resultOf(combined('all-of', yes, inner))).toBe('met');
  });

  test('count', () => {
    const of = (code: string, threshold: number): string =>
      resultOf({
        definitionByCombination: { code, threshold, characteristic: [yes, yes, no, open] },
      });
    expect([of('at-least', 2), of('at-least', 3), of('at-least', 4)]).toEqual([
      'met',
      'unknown',
      'not met',
    ]);
    expect([of('at-most', 1), of('at-most', 2), of('at-most', 3)]).toEqual([
      'not met',
      'unknown',
      'met',
    ]);
  });

  test('a part of a criterion may refute it and never meets it', () => {
    expect(resultOf(covered('partial', yes))).toBe('unknown');
    expect(resultOf(covered('partial', no))).toBe('not met');
    expect(resultOf(covered('none', no))).toBe('unknown');
    expect(resultOf({ ...yes, timeFromEvent: [{ description: 'within 4 weeks' }] })).toBe(
      'unknown',
    );
  });

  test('three values as Kleene has them, whatever the unknown turn out to be', () => {
    const truth = fc.constantFrom<Truth>(true, false, undefined);
    const settle = (truths: readonly Truth[], bits: readonly boolean[]): boolean[] =>
      truths.map((each, index) => each ?? bits[index] === true);
    fc.assert(
      fc.property(
        fc.array(truth, { minLength: 1, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 0, max: 6 }),
        (truths, bits, count) => {
          const settled = settle(truths, bits);
          const pairs = [
            [all(truths), settled.every(Boolean)],
            [any(truths), settled.some(Boolean)],
            [atLeast(count, truths), settled.filter(Boolean).length >= count],
            [not(all(truths)), !settled.every(Boolean)],
          ] as const;
          for (const [said, real] of pairs) if (said !== undefined) expect(said).toBe(real);
        },
      ),
    );
  });

  test('an interval is within another when all its numbers are', () => {
    const number = fc.integer({ min: -3, max: 3 });
    const interval = fc
      .tuple(number, fc.constantFrom('', '<', '<=', '>', '>='))
      .map(([value, comparator]) => compared(value, comparator))
      .filter((each) => each !== undefined);
    const holds = (each: Interval, value: number): boolean =>
      (each.isLowOpen ? value > each.low : value >= each.low) &&
      (each.isHighOpen ? value < each.high : value <= each.high);
    const samples = Array.from({ length: 41 }, (_, index) => (index - 20) / 4);
    fc.assert(
      fc.property(interval, interval, (value, allowed) => {
        const inside = samples.filter((sample) => holds(value, sample));
        const kept = inside.filter((sample) => holds(allowed, sample)).length;
        const expected = kept === inside.length ? true : kept === 0 ? false : undefined;
        expect(isWithin(value, allowed)).toBe(expected);
      }),
    );
  });
});

describe('the verdict', () => {
  const met = asks('26515-7', '>=', 50, '10*9/L');
  const open = asks('2823-3', '>=', 3.5, 'mmol/L');

  test.each([
    ['may be eligible', [met]],
    ['unknown', [met, open]],
    ['unknown', []],
    ['excluded', [met, open, { ...met, exclude: true }]],
    ['excluded', [open, asks('26515-7', '<', 50, '10*9/L')]],
    ['unknown', [met, { ...open, exclude: true }]],
    ['may be eligible', [met, { ...asks('26515-7', '<', 50, '10*9/L'), exclude: true }]],
  ])('%s', (verdict, characteristics) => {
    expect(matched(variable(...characteristics)).verdict).toBe(verdict);
  });

  test.each([
    ['patient-absent', { resourceType: 'Bundle', entry: [] }],
    [
      'patient-ambiguous',
      {
        resourceType: 'Bundle',
        entry: [
          { resource: { resourceType: 'Patient' } },
          { resource: { resourceType: 'Patient', id: 'b' } },
        ],
      },
    ],
    ['patient-absent', null],
  ])('%s is an issue', (code, patient) => {
    const { match, issues } = matchPatient(variable(met), patient, { on: '2026-11-21', units });
    expect([match, issues[0]?.code]).toEqual([undefined, code]);
  });

  test.each([
    ['no criteria', { resourceType: 'Patient', id: 'x' }],
    [
      'two studies',
      {
        resourceType: 'Bundle',
        entry: [
          { resource: { resourceType: 'ResearchStudy', id: 'a' } },
          { resource: { resourceType: 'ResearchStudy', id: 'b' } },
        ],
      },
    ],
  ])('a document with %s is an issue', (_, trial) => {
    const { issues } = matchPatient(trial, LIVER, { on: '2026-11-21', units });
    expect(issues.map(({ code }) => code)).toEqual(['eligibility-absent']);
  });

  test('no document makes it throw, and none that knows nothing of the patient meets a criterion', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const patient = {
          resourceType: 'Bundle',
          entry: [
            { resource: { resourceType: 'Patient', id: 'p', birthDate: value } },
            { resource: { resourceType: 'Observation', subject: value, component: value } },
          ],
        } as Json;
        const definitionByTypeAndValue: Json = {
          type: value as Json,
          valueQuantity: value as Json,
        };
        const trial = variable({ definitionByTypeAndValue });
        expect(matched(trial, patient).verdict).toBe('unknown');
      }),
    );
  });
});
