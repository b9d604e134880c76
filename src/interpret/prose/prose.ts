/**
 * Facts a record tells only in its titles and texts (MAPPING 5.4, D24).
 *
 * Each reader adds to what has no registered value and leaves the rest; each value says by which rule
 * and from which words it was read.
 */
import type { Noted } from '../../shared/issue.ts';
import type { Trial } from '../../trial/trial.ts';
import { readCriteriaProse } from './criteria.ts';
import { readDesignProse } from './design.ts';
import { readDoses } from './doses.ts';
import { readEnrollment, readPeriod } from './numbers.ts';
import { readOutcomeProse } from './outcomes.ts';
import { isTextRecord } from './sources.ts';
import { readTitleArms } from './title-arms.ts';

const READERS = [
  readDesignProse,
  readEnrollment,
  readPeriod,
  readTitleArms,
  readDoses,
  readOutcomeProse,
  readCriteriaProse,
] as const;

/** Of a registry record nothing is read from prose: only where it contradicts the fields is told. */
export function readProse(trial: Trial): Noted<Trial> {
  if (!isTextRecord(trial)) return readDesignProse(trial);
  return READERS.reduce<Noted<Trial>>(
    ({ value, issues }, read) => {
      const noted = read(value);
      return { value: noted.value, issues: [...issues, ...noted.issues] };
    },
    { value: trial, issues: [] },
  );
}
