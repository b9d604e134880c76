import { readFileSync } from 'node:fs';
import { evalFhirPath } from '@medplum/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AGE, SEX } from '../../src/map/emit/population.ts';
import { expressionOf } from '../../src/map/emit/criterion-expression.ts';
import type { TypeAndValue } from '../../src/map/emit/types.ts';
import { matchPatient } from '../../src/match/match.ts';
import type { Json, JsonObject } from '../../src/shared/json.ts';
import { ucumUnits } from '../../src/source/ucum.ts';

const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';
const units = ucumUnits();
const today = new Date().toISOString().slice(0, 10);

type Truth = boolean | undefined;

/** What an engine nobody here wrote says of a patient; more than one answer would be a wrong expression. */
function evaluated(definition: TypeAndValue, patient: JsonObject): Truth {
  const expression = expressionOf(definition).definitionExpression?.expression ?? '{}';
  const found = evalFhirPath(expression, patient) as readonly unknown[];
  expect(found.length).toBeLessThan(2);
  const [answer] = found;
  if (answer !== undefined) expect(typeof answer).toBe('boolean');
  return answer as Truth;
}

function matched(definition: TypeAndValue, patient: JsonObject): Truth {
  const trial = {
    resourceType: 'EvidenceVariable',
    characteristic: [{ definitionByTypeAndValue: definition as unknown as JsonObject }],
  };
  const { match } = matchPatient(trial, patient, { on: today, units });
  const result = match?.criteria[0]?.result;
  return result === 'unknown' ? undefined : result === 'met';
}

const bundleOf = (patient: JsonObject, observations: readonly JsonObject[]): JsonObject => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [{ resource: { resourceType: 'Patient', id: 'p', ...patient } }].concat(
    observations.map((each) => ({
      resource: {
        resourceType: 'Observation',
        id: 'o',
        subject: { reference: 'Patient/p' },
        ...each,
      },
    })),
  ),
});

/** An expression may know less than match, and says nothing else. */
function agrees(definition: TypeAndValue, patient: JsonObject): void {
  const said = evaluated(definition, patient);
  if (said !== undefined) expect(matched(definition, patient)).toBe(said);
}

const comparator = fc.constantFrom('<', '<=', '>=', '>', undefined);
const quantity = (code: string | undefined, value: number, sign?: string): JsonObject => ({
  value,
  ...(sign !== undefined && { comparator: sign }),
  ...(code !== undefined && { unit: code, system: UCUM, code }),
});

function demandOf(
  type: TypeAndValue['type'],
  unit: string | undefined,
  value: fc.Arbitrary<number>,
): fc.Arbitrary<TypeAndValue> {
  const of = (amount: number, sign?: string): object => quantity(unit, amount, sign);
  const quantities = fc
    .tuple(value, comparator)
    .map(([amount, sign]): TypeAndValue => ({ type, valueQuantity: of(amount, sign) }));
  const ranges = fc.tuple(value, value).map(([a, b]): TypeAndValue => ({
    type,
    valueRange: { low: of(Math.min(a, b)), high: of(Math.max(a, b)) },
  }));
  return fc.oneof(quantities, ranges);
}

const concept = (code: string): TypeAndValue['type'] => ({ coding: [{ system: LOINC, code }] });
const status = fc.constantFrom('final', 'amended', 'preliminary', 'entered-in-error', 'cancelled');

describe('FHIRPath of a criterion', () => {
  test('of age agrees with match on any birth date, and knows every whole one', () => {
    const birthDate = fc
      .integer({ min: 0, max: 36_600 })
      .map((days) => new Date(Date.parse(today) - days * 86_400_000).toISOString())
      .chain((date) => fc.constantFrom(date.slice(0, 10), date.slice(0, 7), date.slice(0, 4)));
    fc.assert(
      fc.property(
        demandOf(AGE, 'a', fc.integer({ min: 0, max: 99 })),
        birthDate,
        (demand, date) => {
          const patient = bundleOf({ birthDate: date }, []);
          agrees(demand, patient);
          if (date.length === 10) expect(evaluated(demand, patient)).toBe(matched(demand, patient));
        },
      ),
    );
  });

  test.each(['male', 'female', 'other', 'unknown', undefined])('of sex agrees on %s', (gender) => {
    for (const code of ['male', 'female']) {
      const system = 'http://hl7.org/fhir/administrative-gender';
      const demand = { type: SEX, valueCodeableConcept: { coding: [{ system, code }] } };
      const patient = bundleOf({ ...(gender !== undefined && { gender }) }, []);
      expect(evaluated(demand, patient)).toBe(matched(demand, patient));
    }
  });

  test.each([
    ['26515-7', '10*9/L', ['26515-7', '777-3', '718-7'], ['10*9/L', '10*3/uL', '/uL', undefined]],
    ['2160-0', 'mg/dL', ['2160-0', '14682-9'], ['mg/dL', 'umol/L', 'g/L']],
    ['39156-5', undefined, ['39156-5'], ['kg/m2', undefined]],
    ['6301-6', undefined, ['6301-6'], ['{INR}', '1', undefined]],
    ['8480-6', 'mm[Hg]', ['8480-6', '8462-4'], ['mm[Hg]']],
  ] as const)('of %s in %s agrees on any observations', (code, unit, codes, observedUnits) => {
    const observation = fc
      .record({
        status,
        code: fc.constantFrom(...codes),
        value: fc.integer({ min: 1, max: 9 }),
        unit: fc.constantFrom(...observedUnits),
        sign: fc.option(fc.constantFrom('<', '>'), { nil: undefined, freq: 6 }),
        date: fc.constantFrom('2020', '2021-03-04', '2022-05-06T07:08:09Z'),
        isComponent: fc.boolean(),
      })
      .map((each) => {
        const held = {
          code: { coding: [{ system: LOINC, code: each.code }] },
          valueQuantity: quantity(each.unit, each.value, each.sign),
        };
        const head = { status: each.status, effectiveDateTime: each.date };
        return each.isComponent
          ? { ...head, code: { text: 'panel' }, component: [held] }
          : { ...head, ...held };
      });
    fc.assert(
      fc.property(
        demandOf(concept(code), unit, fc.integer({ min: 1, max: 9 })),
        fc.array(observation, { maxLength: 4 }),
        (demand, observations) => {
          agrees(demand, bundleOf({}, observations));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of one plain observation knows what match knows', () => {
    fc.assert(
      fc.property(
        demandOf(concept('718-7'), 'g/dL', fc.integer({ min: 1, max: 9 })),
        fc.integer({ min: 1, max: 9 }),
        (demand, value) => {
          const patient = bundleOf({}, [
            {
              status: 'final',
              code: concept('718-7') as JsonObject,
              valueQuantity: quantity('g/dL', value),
            },
          ]);
          expect(evaluated(demand, patient)).toBe(matched(demand, patient));
        },
      ),
    );
  });

  test('of multiples of a limit of normal agrees', () => {
    const range = fc.record({
      low: fc.constantFrom(undefined, quantity('U/L', 2)),
      high: fc.constantFrom(undefined, quantity('U/L', 4), quantity('mg/dL', 4)),
    });
    fc.assert(
      fc.property(
        fc.constantFrom('UNL', 'LNL'),
        demandOf(concept('1742-6'), '1', fc.integer({ min: 1, max: 5 })),
        fc.integer({ min: 1, max: 30 }),
        fc.array(range, { maxLength: 2 }),
        (limit, plain, value, ranges) => {
          const demand = { ...plain, offset: { coding: [{ system: 'x', code: limit }] } };
          const referenceRange = JSON.parse(JSON.stringify(ranges)) as JsonObject[];
          agrees(
            demand,
            bundleOf({}, [
              {
                status: 'final',
                code: concept('1742-6') as JsonObject,
                valueQuantity: quantity('U/L', value),
                referenceRange,
              },
            ]),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('knows the real patient', () => {
    const patient = JSON.parse(
      readFileSync(new URL('patients/liver-r4.json', import.meta.url), 'utf8'),
    ) as JsonObject;
    const asks = (code: string, sign: string, value: number, unit?: string): Truth =>
      evaluated({ type: concept(code), valueQuantity: quantity(unit, value, sign) }, patient);
    expect([
      asks('26515-7', '>=', 90, '10*9/L'),
      asks('26515-7', '>=', 100, '10*9/L'),
      asks('718-7', '>=', 9, 'g/dL'),
      asks('8480-6', '<', 140, 'mm[Hg]'),
      asks('89247-1', '<=', 1),
      asks('4548-4', '<', 8, '%'),
    ]).toEqual([true, undefined, true, false, true, undefined]);
  });

  test.each<[string, Json]>([
    ['no number', { valueCodeableConcept: { text: 'Stage B' } }],
    ['a number FHIRPath cannot write', { valueQuantity: { value: 1e-9 } }],
    [
      'ends of two units',
      { valueRange: { low: { value: 1, code: 'g/L' }, high: { value: 2, code: 'mg/L' } } },
    ],
  ])('is not written for %s', (_, value) => {
    expect(expressionOf({ type: concept('718-7'), ...(value as object) })).toEqual({});
  });

  test('is not written for a type with words of its own', () => {
    const type = { ...concept('718-7'), text: 'chemotherapy' };
    expect(expressionOf({ type, valueQuantity: { value: 4, code: 'wk' } })).toEqual({});
  });
});
