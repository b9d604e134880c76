/**
 * Times that a criterion counts from or to an event of the study: `chemotherapy within 4 weeks before randomization`,
 * `at least 14 days since surgery`, `diagnosed more than 6 months ago`, `in remission for at least 2 years`.
 *
 * Each is told as it is written: what, comparator, duration, event; that it is denied is no matter of the value.
 */
import { overlap, type Statement } from '../statement.ts';
import { alternative, type Last } from './alternative.ts';
import type { Lead } from './leads.ts';
import { type Period, periodsIn } from './period.ts';
import type { Found } from './place.ts';
import { readTime } from './read-time.ts';
import { SAYS_MORE } from './words.ts';

/** The times in a normalised text. `taken` are the places where a measured value stands. */
export function readTimes(
  text: string,
  words: string,
  taken: readonly Statement[],
  exclude: boolean,
): readonly Statement[] {
  const found: Statement[] = [];
  let last: Last | undefined;
  for (const period of periodsIn(text)) {
    if (taken.some((one) => overlap(one, period))) continue;
    const measured = valueEndBefore(taken, period.start);
    const floor = Math.max(found.at(-1)?.end ?? 0, measured);
    const one =
      readTime({ text, period, floor, measured }, exclude) ?? alternative(text, period, last);
    if (!one) continue;
    last = { found: one, periodEnd: period.end };
    found.push(toStatement(words, period, one, found.at(-1)));
  }
  return found;
}

const valueEndBefore = (taken: readonly Statement[], at: number): number =>
  Math.max(0, ...taken.filter(({ end }) => end <= at).map(({ end }) => end));

function toStatement(
  words: string,
  period: Period,
  found: Found,
  before: Statement | undefined,
): Statement {
  const { end, what, type, event } = found;
  const text = words.slice(what.start, what.end).replaceAll(/\s+/g, ' ').trim();
  const start = Math.max(before?.end ?? 0, Math.min(what.from, what.start));
  return {
    rule: type.code,
    type: { ...type, text },
    value: valueOf(period, found.lead.comparator),
    ...(what.isNegated && { isDenied: true }),
    ...(SAYS_MORE.test(words.slice(what.from, what.end)) && { saysMore: true }),
    ...(event !== undefined && event !== '' && { event: words.slice(end - event.length, end) }),
    start: Math.min(start, period.start),
    end: Math.max(end, what.end, period.end),
  };
}

/** `within 2-4 weeks` is told with both its ends; of `at least 2-4 weeks` the shorter counts. */
function valueOf(
  { value, high, unit, ucum }: Period,
  comparator: Lead['comparator'],
): Statement['value'] {
  return comparator === '<=' && high !== undefined && high > value
    ? { kind: 'range', low: value, high, unit, ucum }
    : { kind: 'quantity', value, comparator, unit, ucum };
}
