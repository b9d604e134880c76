/** What remarks in brackets add to what is said beside them. */
import type { TimePoint, TimeStatement } from '../../trial/understood.ts';
import type { Composed } from './compose.ts';
import { wordsOf } from './anchors.ts';
import { eventIn } from './events.ts';
import type { AmountElement } from './element.ts';
import { pointsOfNote, timesOfEvent } from './names.ts';
import type { Noted, Read } from './read.ts';
import { closedAt } from './state.ts';
import { wordsIn } from './words.ts';

export const hasNumber = (statement: TimeStatement): boolean =>
  statement.kind !== 'points' || statement.points.some(({ offset }) => offset !== undefined);

/**
 * A recurrence that the remark bounds, and a span with an end of its own: `first dose to 30 days after the last
 * dose (up to 2 years)`, `every 8 weeks until progression (about 2 years)`.
 */
export function withBounds(composed: Composed, read: Read): readonly TimeStatement[] {
  const { statements, open } = composed;
  const last = statements.at(-1);
  const isUnbound = last?.kind === 'recurrence' && last.until !== undefined && !last.bounds;
  const ends = read.noted.flatMap((note) => [
    ...boundOf(note),
    ...(isUnbound || open ? pointsAtEnd(note, read) : []),
  ]);
  const [high, more] = ends;
  const offset = high?.offset;
  if (!high || !offset) return ownEnd(statements, read);
  if (open && !more)
    return statements.map((said, index) => (index === open.index ? closedAt(high, open) : said));
  const recurrences = statements.filter(({ kind }) => kind === 'recurrence');
  if (recurrences.length === 1 && !more)
    return statements.map((said) =>
      said.kind === 'recurrence' && !said.bounds ? { ...said, bounds: offset } : said,
    );
  return isUnbound
    ? [...statements, ...ends.map((end): TimeStatement => ({ kind: 'bound', high: end }))]
    : ownEnd(statements, read);
}

function boundOf({ statements: [first, more] }: Noted): readonly TimePoint[] {
  return first?.kind === 'bound' && !first.high.event && !more ? [first.high] : [];
}

/** The lengths that the last remark tells without `up to`. */
const pointsAtEnd = (note: Noted, read: Read): readonly TimePoint[] =>
  isLast(note, read) ? pointsOfNote(note).filter(({ event }) => !event) : [];

const isLast = ({ at }: Noted, { phrase }: Read): boolean => at >= (phrase.tokens.at(-1)?.end ?? 0);

/** `Day 1, Week 4 and at the discontinuation visit (up to 24 months)` */
function endAfterMoments(
  statements: readonly TimeStatement[],
  read: Read,
): readonly TimeStatement[] {
  const note = read.noted.at(-1);
  if (!note || !isLast(note, read)) return [];
  const points = statements.flatMap((said) => (said.kind === 'points' ? said.points : []));
  const isMoments = points.length > 0 && statements.every(({ kind }) => kind === 'points');
  if (!isMoments) return [];
  const last = read.elements.at(-1);
  const isUntil = last?.kind === 'event' && last.role === 'to';
  const ends = points.length > 1 ? boundOf(note) : [];
  return [...ends, ...(isUntil ? pointsAtEnd(note, read) : [])].map((high) => ({
    kind: 'bound',
    high,
  }));
}

/** `Up to 10 weeks (up to 4 weeks after the last infusion)`, and the other way round. */
function ownEnd(statements: readonly TimeStatement[], { noted }: Read): readonly TimeStatement[] {
  const [said, other] = statements;
  const [first, more] = noted.flatMap((note) => note.statements);
  if (first?.kind !== 'bound' || more || said?.kind !== 'bound' || other) return statements;
  const isOwn = (first.high.event === undefined) !== (said.high.event === undefined);
  return isOwn && hasNumber(first) ? [...statements, first] : statements;
}

/** Times of events among other moments, and more times of a day: `baseline; end of treatment (week 4)`. */
export function withTimes(
  statements: readonly TimeStatement[],
  read: Read,
): readonly TimeStatement[] {
  if (read.noted.length === 0) return statements;
  const times = new Map<string, readonly TimePoint[]>();
  const added: TimeStatement[] = [];
  for (const note of read.noted) {
    const place = read.phrase.tokens.findLastIndex(({ end }) => end <= note.at) + 1;
    const before = read.elements.find(({ to }) => to === place);
    if (before?.kind === 'event') times.set(before.event.text, timesOfEvent(before, note));
    else if (before?.kind === 'amount') added.push(...hoursOf(before, note));
    else added.push(...endOfMany(read, note, place));
  }
  const said = statements.map((statement) => timed(statement, times));
  return [...said, ...added, ...endAfterMoments(statements, read)];
}

function timed(
  statement: TimeStatement,
  times: ReadonlyMap<string, readonly TimePoint[]>,
): TimeStatement {
  if (statement.kind !== 'points') return statement;
  const points = statement.points.flatMap((point) => {
    const told = point.offset ? undefined : times.get(point.event?.text ?? '');
    return told && told.length > 0 ? told : [point];
  });
  return { kind: 'points', points };
}

/** `Day 1 (pre-dose, 1, 2 and 4 hours post-dose)`; a day or more is the day itself: `Day 2 (24 h after surgery)`. */
function hoursOf({ amount }: AmountElement, { statements }: Noted): readonly TimeStatement[] {
  const [first, more] = statements;
  if (amount.form !== 'label' || first?.kind !== 'points' || more) return [];
  const points = first.points.filter(({ offset }) => offset && /^(?:s|min|h)$/.test(offset.unit));
  const isRest = first.points.every((point) => points.includes(point) || !point.offset);
  const isSame = first.points.length === 1 && !points.some(isWithinDay);
  return isRest && points.length > 0 && !isSame ? [{ kind: 'points', points }] : [];
}

const isWithinDay = ({ offset }: TimePoint): boolean =>
  offset !== undefined && (offset.unit !== 'h' || offset.value < 24);

const MANY =
  /\b(?:multiple|several|various|serial|(?:pre-?)?(?:specified|defined|determined)|different|designated|selected) (?:time ?-?points?|times|intervals|days|visits)\b/;

/** `Day 1 and at multiple timepoints (up to Day 14)` */
function endOfMany(
  { phrase, elements }: Read,
  note: Noted,
  place: number,
): readonly TimeStatement[] {
  const around = elements.find(
    ({ kind, from, to }) => kind === 'words' && from < place && place <= to,
  );
  const words = wordsIn(phrase.tokens, around?.from ?? place, place);
  if (!MANY.test(words.join(' '))) return [];
  const event = eventIn(
    wordsOf(phrase, place, around?.to ?? place).replace(/^(?:post|after)\b[ -]*/i, ''),
  );
  return boundOf(note).map((high) => ({
    kind: 'bound',
    high: { ...high, ...(event && { event }) },
  }));
}
