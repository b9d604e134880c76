import { describe, expect, it } from 'vitest';
import { startRun } from '../../../src/validate/check/run.ts';
import { compileFhirPath } from '../../../src/validate/fhirpath/compile.ts';
import { toItem } from '../../../src/validate/fhirpath/item.ts';
import { plansR5 } from '../base.ts';

const UCUM = 'http://unitsofmeasure.org';
const range = {
  low: { value: 3, unit: 'mg', system: UCUM, code: 'mg' },
  high: { value: 2.5, unit: 'mg', system: UCUM, code: 'mg' },
};

function evaluate(expression: string): unknown[] {
  const focus = [toItem(range, 'Range', plansR5.object('Range'))];
  const scope = { plans: plansR5, run: startRun(), context: focus, focus, index: 0 };
  return compileFhirPath(expression)(focus, scope).map((item) => item.value);
}

describe('compileFhirPath', () => {
  // figures of http://hl7.org/fhirpath/#lowboundaryprecision-integer-decimal--date--datetime--time
  it.each([
    ['1.587.lowBoundary()', [1.5865]],
    ['1.587.highBoundary()', [1.5875]],
    ['1.lowBoundary()', [0.5]],
    ['(-1.5).highBoundary()', [-1.45]],
    ['@2014.lowBoundary()', ['2014-01-01T00:00:00.000+14:00']],
    ['@2014.highBoundary()', ['2014-12-31T23:59:59.999-12:00']],
    ['@2024-02.highBoundary()', ['2024-02-29T23:59:59.999-12:00']],
    ['@2024-02-03.lowBoundary()', ['2024-02-03T00:00:00.000+14:00']],
    ['@2024-02-03T04:05:06Z.lowBoundary()', ['2024-02-03T04:05:06Z']],
    ['{}.lowBoundary()', []],
    ['true.lowBoundary()', []],
    ["'soon'.highBoundary()", []],
    ['low.lowBoundary().value', [2.5]],
    ['high.highBoundary().value', [2.55]],
    ['low.lowBoundary() <= high.highBoundary()', [true]],
    ['low.comparable(high)', [true]],
    ['low.comparable(high.value)', [false]],
    ['low.comparable({})', []],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  it.each([
    ["'Patient'.memberOf('http://hl7.org/fhir/ValueSet/resource-types')", [true]],
    ["'Person of interest'.memberOf('http://hl7.org/fhir/ValueSet/resource-types')", [false]],
    ["'Patient'.memberOf('https://a.invalid/not-loaded')", []],
    ["low.memberOf('http://hl7.org/fhir/ValueSet/resource-types')", [false]],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  it('reads a text in double quotes, as eld-11 of R5 has it', () => {
    expect(evaluate('\'a:b\'.contains(":")')).toEqual([true]);
  });
});
