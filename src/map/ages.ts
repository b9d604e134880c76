import type { Duration, TimeUnit } from '../trial/understood.ts';

/** UCUM unit of an age as ClinicalTrials.gov writes it (`18 Years`). */
const UNITS: Readonly<Record<string, TimeUnit>> = {
  year: 'a',
  month: 'mo',
  week: 'wk',
  day: 'd',
  hour: 'h',
  minute: 'min',
};

const UNIT_NAMES: Readonly<Record<TimeUnit, string>> = {
  a: 'years',
  mo: 'months',
  wk: 'weeks',
  d: 'days',
  h: 'hours',
  min: 'minutes',
  s: 'seconds',
};

/** `18 Years` as a quantity; undefined for anything else (`N/A`). */
export function readAge(text: string): Duration | undefined {
  const [, digits, word] =
    /^(\d{1,6}(?:\.\d{1,6})?)\s+(year|month|week|day|hour|minute)s?$/iu.exec(text.trim()) ?? [];
  const unit = word === undefined ? undefined : UNITS[word.toLowerCase()];
  return digits === undefined || unit === undefined ? undefined : { value: Number(digits), unit };
}

export function unitName(unit: TimeUnit): string {
  return UNIT_NAMES[unit];
}
