/** Observed numbers in the unit a criterion has; never a guess where the one cannot be told in the other. */
import type { Units } from '../validate/terminology/outside.ts';
import {
  analyteOf,
  ENZYMES,
  MONOVALENT,
  ONLY_UNIT,
  OUT_OF_HUNDRED,
  UNCONVERTED,
} from '../map/analytes.ts';
import type { Coding } from './demand.ts';
import type { Interval } from './interval.ts';

export interface Measured {
  readonly interval: Interval;
  /** UCUM; empty where none is named, undefined where it is of another system. */
  readonly unit: string | undefined;
}

/** Without its unit where it has none that counts something: `1`, `{score}`. */
const UNITLESS = /^(?:1|\{[^{}]*\})?$/;
/** Of the body's surface: a rate per it is another quantity than the rate, though UCUM converts them. */
const SURFACE = '1.73_m2';
/** Molar masses are rounded and values too: where the limit lies so near, nothing is certain. */
const MOLAR_DOUBT = 0.005;

/** The number in `unit`, or why it cannot be told. */
export function inUnitOf(
  measured: Measured,
  unit: string,
  type: Coding,
  units: Units,
): Interval | string {
  const { unit: from, interval } = measured;
  if (from === undefined) return 'its unit is no UCUM code';
  const to = unit === '' ? (ONLY_UNIT.get(type.code) ?? '') : unit;
  if (OUT_OF_HUNDRED.has(type.code) && isPerHundred(from) && isPerHundred(to)) return interval;
  if (alike(from) === alike(to)) return interval;
  if (to === '') return `the criterion names no unit, the value has ${from}`;
  if (from === '') return 'it has no unit';
  return converted(measured.interval, [from, to], type, units) ?? `${from} cannot be told in ${to}`;
}

const isPerHundred = (unit: string): boolean => unit === '%' || UNITLESS.test(unit);

/** Annotations say what is counted: `{beats}/min`. */
const alike = (unit: string): string => {
  if (unit.includes(SURFACE)) return unit;
  return UNITLESS.test(unit) ? '' : unit.replaceAll(/\{[^{}]*\}/g, '');
};

function converted(
  interval: Interval,
  [from, to]: readonly [string, string],
  type: Coding,
  units: Units,
): Interval | undefined {
  if (isOtherQuantity(from, to, type.code)) return undefined;
  const [one, other] = ENZYMES.has(type.code)
    ? [from, to].map((unit) => unit.replace('[IU]', 'U'))
    : [from, to];
  if (one === undefined || other === undefined) return undefined;
  const plain = byEnds(interval, (value) => units.inUnit(value, one, other));
  if (plain) return plain;
  const { molarMass } = analyteOf(type.system, type.code) ?? {};
  return molarMass === undefined ? undefined : byMass(interval, [one, other], molarMass, units);
}

/** Where UCUM sees one dimension and there are two quantities. */
function isOtherQuantity(from: string, to: string, code: string): boolean {
  const isOneOnly = (part: string): boolean => from.includes(part) !== to.includes(part);
  return UNCONVERTED.has(code) || isOneOnly(SURFACE) || (isOneOnly('eq') && !MONOVALENT.has(code));
}

function byEnds(
  interval: Interval,
  convert: (value: number) => number | undefined,
): Interval | undefined {
  const [low, high] = [interval.low, interval.high].map((value) =>
    Number.isFinite(value) ? convert(value) : value,
  );
  if (low === undefined || high === undefined) return undefined;
  return { ...interval, low: rounded(low), high: rounded(high) };
}

/** Without the noise that floating point adds in the last digits. */
const rounded = (value: number): number =>
  Number.isFinite(value) ? Number(value.toPrecision(12)) : value;

/** Between mass and amount of substance, by the mass of a mole. */
function byMass(
  interval: Interval,
  [from, to]: readonly [string, string],
  gramsPerMole: number,
  units: Units,
): Interval | undefined {
  const steps = [
    ['g/L', 1 / gramsPerMole, 'mol/L'],
    ['mol/L', gramsPerMole, 'g/L'],
  ] as const;
  for (const [before, factor, after] of steps) {
    const found = byEnds(interval, (value) => {
      const first = units.inUnit(value, from, before);
      return first === undefined ? undefined : units.inUnit(first * factor, after, to);
    });
    if (found) {
      const { low, high } = found;
      return { ...found, low: low * (1 - MOLAR_DOUBT), high: high * (1 + MOLAR_DOUBT) };
    }
  }
  return undefined;
}
