/** A comparator in the words around a number, of patterns that find the number first. */
import type { CriterionValue } from '../../trial/understood.ts';
import { type Comparator, readComparator, readTrailing } from './comparator.ts';
import { numberOf } from './number.ts';

/** Comparators before a number, to be captured. */
export const BEFORE_NUMBER = String.raw`[<>≤≥=]{1,2} ?[<>≤≥=]?|[<>] ?\/ ?=|at least|at (?:the )?most|up to|(?:an? )?(?:minimum|maximum)(?: of)?|not? (?:more|less|fewer|greater|higher|worse) than|(?:more|less|fewer|greater|higher|lower|worse|better) th[ae]n(?: or equal to)?|over|above|below|under|not (?:to )?exceed(?:ing)?|exceeding`;
/** A number of things, to be captured. */
export const SMALL_NUMBER =
  '(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|an?)(?: ?\\(\\d{1,3}\\))?';

export function smallNumber(text: string): number {
  const word = text.replace(/ ?\(.*$/, '').trim();
  return /^an?$/.test(word) ? 1 : numberOf(word);
}

/** What the words before or after the number say: `at least`, `or more`. */
export function comparatorIn(
  before: string | undefined,
  after: string | undefined,
): Exclude<Comparator, '='> | undefined {
  const found =
    (before === undefined ? undefined : readComparator(before.trimStart(), 0)) ??
    (after === undefined ? undefined : readTrailing(after, 0));
  return found && found.comparator !== '=' ? found.comparator : undefined;
}

/** A number that is compared, with the UCUM code of its unit where it has one. */
export const quantity = (
  value: number,
  comparator: Exclude<Comparator, '='> | undefined,
  ucum?: string,
): CriterionValue => ({
  kind: 'quantity',
  value,
  ...(comparator && { comparator }),
  ...(ucum !== undefined && { unit: ucum, ucum }),
});
