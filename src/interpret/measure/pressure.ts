/** `> 140/90 mmHg`: systolic and diastolic in one. */
import { type Comparator, readComparator, readTrailing } from './comparator.ts';

export interface Pressure {
  readonly systolic: number;
  readonly diastolic: number;
  readonly comparator: Exclude<Comparator, '='>;
  readonly end: number;
}

const PAIR = / ?(\d{2,3}) ?(?:mm ?hg)? ?\/ ?(\d{2,3})(?!\d) ?(?:mm ?hg)?/y;

export function readPressure(text: string, at: number): Pressure | undefined {
  const before = readComparator(text, at);
  PAIR.lastIndex = before?.end ?? at;
  const match = PAIR.exec(text);
  if (!match) return undefined;
  const compared = before ?? readTrailing(text, PAIR.lastIndex);
  const pair = plausible(Number(match[1]), Number(match[2]));
  if (!pair || !compared || compared.comparator === '=') return undefined;
  const { comparator } = compared;
  return { ...pair, comparator, end: Math.max(match.index + match[0].length, compared.end) };
}

function plausible(
  systolic: number,
  diastolic: number,
): Pick<Pressure, 'systolic' | 'diastolic'> | undefined {
  const isPressure = systolic >= 60 && systolic <= 260 && diastolic >= 30 && diastolic < systolic;
  return isPressure ? { systolic, diastolic } : undefined;
}
