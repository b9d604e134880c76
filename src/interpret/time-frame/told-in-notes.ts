/** Numbers that the words leave to their remarks: `throughout the study (2 years)`, `end of treatment (day 28)`. */
import type { TimePoint, TimeStatement } from '../../trial/understood.ts';
import type { Composed } from './compose.ts';
import { hasNumber } from './noted.ts';
import type { Noted, Read } from './read.ts';
import type { Phrase } from './words.ts';

/** Of several remarks with a number the last tells the end of a span: `baseline (week 0) to end (week 12)`. */
export function fromNotes(
  composed: Composed,
  { phrase, noted }: Read,
): readonly TimeStatement[] | undefined {
  if (noted.length === 0) return undefined;
  const told = noted.flatMap((note) => {
    const statements = fromNote(note, composed, phrase);
    return statements ? [statements] : [];
  });
  // `T0 (pre-intervention), T1 (3 months)`
  const isPart = told.length > 0 && noted.some(isOtherMoment);
  if (isPart && !composed.isSpan) return [];
  const isOne = composed.isSpan || new Set(told.map((each) => JSON.stringify(each))).size === 1;
  return told.length === 0 ? undefined : isOne ? told.at(-1) : [];
}

const isOtherMoment = ({ statements }: Noted): boolean =>
  !statements.some(hasNumber) &&
  statements.some(
    (statement) =>
      statement.kind === 'points' &&
      statement.points.some(({ event }) => /[ -]/.test(event?.text ?? '')),
  );

const SPAN =
  /\b(?:period|duration|phase|study|trial|throughout|entire|whole|during|time|window|course|length|stay|hospitali[sz]ation|until|till|from|through|over|up)\b/i;

function fromNote(
  { statements }: Noted,
  { low, isSpan, statements: said }: Composed,
  { words }: Phrase,
): readonly TimeStatement[] | undefined {
  const [first, ...more] = statements;
  if (!first || !statements.every(hasNumber)) return undefined;
  const high = more.length === 0 ? highOf(first) : undefined;
  const isLength = first.kind === 'bound' || isSpan || (said.length === 0 && SPAN.test(words));
  if (!high || !isLength) return statements;
  const isSpanOfDays = low !== undefined && first.kind === 'points' && isLater(high, low);
  return [isSpanOfDays ? { kind: 'range', low, high } : endAt(high, low)];
}

const endAt = (high: TimePoint, low: TimePoint | undefined): TimeStatement => ({
  kind: 'bound',
  high: { ...(low?.event && { event: low.event }), ...high },
});

/** `Day 1 to end of treatment (Day 28)` */
const isLater = ({ offset: high }: TimePoint, { offset: low }: TimePoint): boolean =>
  high !== undefined && low !== undefined && high.unit === low.unit && high.value > low.value;

/** Nothing lasts until day 0: `before treatment one time (Day 0)`. */
function highOf(statement: TimeStatement): TimePoint | undefined {
  if (statement.kind === 'bound' || statement.kind === 'range') return statement.high;
  const [point, more] = statement.kind === 'points' ? statement.points : [];
  return more || point?.offset?.value === 0 ? undefined : point;
}

/** `In the last 4 weeks (week 8-12)`: the remark says which. */
export function fromRecalled({ elements, noted }: Read): readonly TimeStatement[] | undefined {
  const times = elements.filter(({ kind }) => kind === 'amount' || kind === 'every');
  const [time, other] = times;
  const [range, ...more] = noted.flatMap(({ statements }) => statements);
  if (time?.kind !== 'amount' || other || !range || more.length > 0) return undefined;
  if (!/^(?:recall|unclear)$/.test(time.role)) return undefined;
  // `the last two weeks (Weeks 11 and 12)`; one moment does not tell what is looked at.
  if (range.kind === 'points' && range.points.length > 1 && range.points.every(isTold))
    return [range];
  if (range.kind !== 'range') return undefined;
  return [{ ...range, high: { ...range.high, ...(time.event && { event: time.event }) } }];
}

const isTold = ({ offset }: TimePoint): boolean => offset !== undefined;
