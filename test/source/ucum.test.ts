import { describe, expect, it, vi } from 'vitest';
import { ucumUnits } from '../../src/source/ucum.ts';
import { base, baseR5 } from '../validate/base.ts';

const { isUnit, inUnit } = ucumUnits();

describe('isUnit', () => {
  it('accepts every common unit that HL7 lists', () => {
    const units = [base, baseR5].flatMap(
      ({ valueSets }) =>
        valueSets
          .find(({ url }) => url === 'http://hl7.org/fhir/ValueSet/ucum-common')
          ?.include?.flatMap(({ codes = [] }) => codes) ?? [],
    );
    expect(units.length).toBeGreaterThan(1500);
    expect([...new Set(units)].filter((unit) => !isUnit(unit))).toEqual([]);
  });

  // what the reference validator says of them, by another implementation of UCUM
  it.each([
    ['mL/min/{1.73_m2}', true],
    ['10*3/uL', true],
    ['10^3/uL', true],
    ['m/(s.A)', true],
    ['[degF]', true],
    ["[arb'U]", true],
    ['{score}', true],
    ['KiBy', true],
    ['meq', true],
    ['m+2', true],
    ['mcg', false],
    ['mmHg', false],
    ['mEq', false],
    ['hr', false],
    ['month', false],
    ['TAB', false],
    ['dakg', false],
    ['mm[hg]', false],
    ['mg{x', false],
    ['(m', false],
    ['m2m', false],
    ['mol/L/', false],
    ['µg', false],
    ['10**3', false],
    ['1e3', false],
    ['no-such-code', false],
  ])('judges %j as the reference validator does: %s', (code, expected) => {
    expect(isUnit(code)).toBe(expected);
  });

  it('tells the console nothing of a code the library cannot read', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    expect(isUnit('(m)(m)(m)')).toBe(false);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });

  it('takes no text with blanks outside of annotations, and nothing longer than a unit can be', () => {
    const log = vi.spyOn(console, 'log');
    expect([' mg', 'mg ', 'm g', '[ ]', '{ } m', ''].filter((unit) => isUnit(unit))).toEqual([]);
    const started = performance.now();
    expect(isUnit('('.repeat(1_000_000))).toBe(false);
    expect(isUnit('('.repeat(120))).toBe(false);
    expect(isUnit('m/'.repeat(60))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
    // the library tells of some on the console
    expect(log).not.toHaveBeenCalled();
  });
});

describe('inUnit', () => {
  it.each([
    [1, 'kg', 'g', 1000],
    [300, 'K', 'Cel', 26.85],
    [3, 'mo', 'a', 0.25],
    [1, 'kg', 'm', undefined],
    [3, 'mg/dL', 'mmol/L', undefined],
    [3, 'no-such-unit', 'g', undefined],
  ])('tells %d %s in %s: %s', (value, from, to, expected) => {
    const told = inUnit(value, from, to);
    if (expected === undefined) expect(told).toBeUndefined();
    else expect(told).toBeCloseTo(expected, 9);
  });
});
