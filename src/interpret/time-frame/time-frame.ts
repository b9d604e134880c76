/**
 * Time frames taken apart (MAPPING 5.1). What the words leave unclear is not said: one number that no rule took
 * and nothing of the time frame is coded. Tolerances and `approximately` stay in the text alone.
 */
import type { TimePoint, TimeStatement, Timing } from '../../trial/understood.ts';
import { compose, type Composed } from './compose.ts';
import { readCycles, withoutCycles } from './cycles.ts';
import type { Element } from './element.ts';
import { elementsOf } from './elements.ts';
import { type Note, type Phrase, phraseOf } from './words.ts';

const LONGEST = 700;

export function readTimeFrame(text: string): Timing | undefined {
  if (text.length > LONGEST) return undefined;
  const statements = readPhrase(phraseOf(withoutCycles(text)));
  return statements.length > 0 ? statements : undefined;
}

function readPhrase(phrase: Phrase): readonly TimeStatement[] {
  const cycles = readCycles(phrase);
  if (cycles) return [cycles];
  const elements = elementsOf(phrase);
  const named = fromNames(phrase, elements);
  if (named) return named;
  const isRead = isPlainSpan(elements) || !elements.some((element) => isUnread(phrase, element));
  const composed = isRead ? compose(elements) : undefined;
  return composed ? withRemarks(composed, phrase, elements) : [];
}

function withRemarks(
  composed: Composed,
  phrase: Phrase,
  elements: readonly Element[],
): readonly TimeStatement[] {
  const said = composed.statements;
  if (said.some(hasNumber)) return withNotes(withBounds(composed, phrase), phrase, elements);
  const isMoments = said.length > 0 && !composed.isSpan && isBare(phrase, elements);
  if (isMoments && !isOneEvent(said)) return withNotes(said, phrase, elements);
  return fromNotes(composed, phrase) ?? (isMoments ? said : []);
}

/** Of several remarks with a number the last tells the end of a span: `baseline (week 0) to end (week 12)`. */
function fromNotes(composed: Composed, phrase: Phrase): readonly TimeStatement[] | undefined {
  const noted = phrase.notes.flatMap((note) => {
    const statements = fromNote(note, composed, phrase);
    return statements ? [statements] : [];
  });
  const isOne = composed.isSpan || new Set(noted.map((each) => JSON.stringify(each))).size === 1;
  return noted.length === 0 ? undefined : isOne ? noted.at(-1) : [];
}

/** Moments named by their visits: `V1 (baseline), V2 (week 4)`, `Screening, V1 (Day 1), V2 (Day 28), EOS`. */
function fromNames(
  phrase: Phrase,
  elements: readonly Element[],
): readonly TimeStatement[] | undefined {
  const named = elements.filter(({ kind }) => kind !== 'joint' && kind !== 'semicolon');
  const words = named.filter(isName);
  if (words.length === 0 || !named.every((each) => isName(each) || isMomentAt(each)))
    return undefined;
  if (named.length < 2) return fromVisit(phrase);
  const said = named.map((each) => namedStatement(phrase, each));
  return said.includes(undefined) ? undefined : inRows(said.flatMap((each) => each ?? []));
}

/** Moments that follow each other are one statement. */
function inRows(said: readonly TimeStatement[]): readonly TimeStatement[] {
  const rows: TimeStatement[] = [];
  for (const one of said) {
    const last = rows.at(-1);
    if (one.kind === 'points' && last?.kind === 'points')
      rows[rows.length - 1] = { kind: 'points', points: [...last.points, ...one.points] };
    else rows.push(one);
  }
  return rows;
}

const isName = ({ kind, from, to }: Element): boolean => kind === 'words' && to - from <= 3;
const isMomentAt = (element: Element): boolean => element.kind === 'event' && element.role === 'at';

/** The moment or span that the remark after a name tells, or the event that it is itself. */
function namedStatement(phrase: Phrase, element: Element): TimeStatement | undefined {
  const end = phrase.tokens[element.to - 1]?.end ?? 0;
  const next = phrase.tokens[element.to]?.start ?? Infinity;
  const note = phrase.notes.find(({ at }) => at >= end && at <= next);
  if (element.kind === 'event')
    return { kind: 'points', points: [timed({ event: element.event }, timesOf(note, element))] };
  const [first, more] = note ? readPhrase(phraseOf(note.words)) : [];
  return more || first?.kind === 'recurrence' ? undefined : first;
}

function timesOf(
  note: Note | undefined,
  { event }: Extract<Element, { kind: 'event' }>,
): ReadonlyMap<string, TimePoint> {
  const [first, more] = note ? readPhrase(phraseOf(note.words)) : [];
  const [point, second] = first?.kind === 'points' && !more ? first.points : [];
  return new Map(point?.offset && !second ? [[event.text, point]] : []);
}

/** `Visit 16 (Week 28 to 40)` */
function fromVisit({ words, notes: [note] }: Phrase): readonly TimeStatement[] | undefined {
  const isVisit = /^(?:at )?(?:study )?(?:visit|time ?point|v|t) ?#?\d{1,2}[ .]*$/i.test(words);
  return isVisit && note ? readPhrase(phraseOf(note.words)) : undefined;
}

/** One moment that does not stand before all others: a remark may tell its time. */
function isOneEvent([said, more]: readonly TimeStatement[]): boolean {
  if (more || said?.kind !== 'points' || said.points.length > 1) return false;
  return !FIRST.test(said.points[0]?.event?.text ?? '');
}

/** `From X until Y, assessed up to 5 years` is clear whatever numbers the events have. */
function isPlainSpan(elements: readonly Element[]): boolean {
  const times = elements.filter(({ kind }) => kind === 'amount' || kind === 'every');
  const [time] = times;
  const isEnd =
    times.length === 1 && time?.kind === 'amount' && time.role === 'upto' && !time.event;
  return isEnd && elements.some((each) => each.kind === 'event' && each.role !== 'at');
}

/** Words that a number counts, or that make a time another one than it looks. */
const RISKY =
  /^(?:cycles?\d*|gestation\w*|trimesters?|intervals?|previous|multiple|preceding|last|final|minimum|except|excluding|consecutive|half|hourly)$/;

/** `at the final follow-up`, `at multiple time points` */
const LAST_VISIT =
  /^[a-z -]{0,40}(?:(?:last|final) (?:follow-? ?up|visit|assessment|evaluation|examination)|multiple time ?points)[a-z -]{0,40}$/;

/** `3 times: baseline, 3 months and 6 months` */
const COUNTED = /^(?:[a-z]+ ){0,4}\d (?:times|occasions|time ?points)$/;

/** A number that no rule took: `Visit 3`, `Cycle 2`; `Point 1.` only counts the sentences. */
function isUnread(phrase: Phrase, element: Element): boolean {
  if (element.kind !== 'words' && (element.kind !== 'event' || element.role !== 'at')) return false;
  if (isEnumerator(phrase, element)) return false;
  const words = phrase.tokens.slice(element.from, element.to).map(({ text }) => text);
  const next = phrase.tokens[element.to]?.text;
  if (LAST_VISIT.test(words.join(' ')) || (next === ':' && COUNTED.test(words.join(' '))))
    return false;
  return words.some(
    (word) => /^\.?\d/.test(word) || (element.kind === 'words' && RISKY.test(word)),
  );
}

const ENUMERATOR = /^(?:point|part|cohort|phase|stage|arm|group|time|period|step)s? [\da-z]+$/;

const isEnumerator = ({ tokens }: Phrase, { from, to }: Element): boolean =>
  ENUMERATOR.test(
    tokens
      .slice(from, to)
      .map(({ text }) => text)
      .join(' '),
  );

const hasNumber = (statement: TimeStatement): boolean =>
  statement.kind !== 'points' || statement.points.some(({ offset }) => offset !== undefined);

/** Events alone, or with a few words: `Change in baseline`. */
function isBare(phrase: Phrase, elements: readonly Element[]): boolean {
  const words = elements.filter((each) => each.kind === 'words' && !isEnumerator(phrase, each));
  return words.reduce((sum, { from, to }) => sum + to - from, 0) <= 3;
}

const SPAN =
  /\b(?:period|duration|phase|study|trial|throughout|entire|whole|during|time|window|course|length|until|till|from|through|over|up)\b/i;

/** The number that the words leave to their remark: `throughout the study (2 years)`, `end of treatment (day 28)`. */
function fromNote(
  note: Note,
  composed: Composed,
  phrase: Phrase,
): readonly TimeStatement[] | undefined {
  const inner = readPhrase(phraseOf(note.words));
  const [first, ...more] = inner;
  if (!first || !inner.every(hasNumber)) return undefined;
  const event = composed.low?.event;
  const high = more.length === 0 ? highOf(first) : undefined;
  const isLength = composed.isSpan || (composed.statements.length === 0 && SPAN.test(phrase.words));
  if (high && (first.kind === 'bound' || isLength))
    return [{ kind: 'bound', high: { ...(event && { event }), ...high } }];
  return inner;
}

function highOf(statement: TimeStatement): TimePoint | undefined {
  if (statement.kind === 'bound' || statement.kind === 'range') return statement.high;
  return statement.kind === 'points' && statement.points.length === 1
    ? statement.points[0]
    : undefined;
}

/**
 * A recurrence that the remark bounds, and a span with an end of its own: `first dose to 30 days after the last
 * dose (up to 2 years)`.
 */
function withBounds({ statements, open }: Composed, { notes }: Phrase): readonly TimeStatement[] {
  const ends = notes.flatMap(({ words }) => {
    const [first, more] = readPhrase(phraseOf(words));
    return first?.kind === 'bound' && !first.high.event && !more ? [first.high] : [];
  });
  const [high, other] = ends;
  const offset = high?.offset;
  if (!high || !offset || other) return statements;
  const unbound = statements.filter(({ kind }) => kind === 'recurrence');
  return statements.map((statement, index) => {
    if (index === open?.index) return { kind: 'bound', high: { ...high, event: open.event } };
    const isOne = statement.kind === 'recurrence' && unbound.length === 1 && !statement.bounds;
    return isOne ? { ...statement, bounds: offset } : statement;
  });
}

/** An event among other moments whose time the remark after it tells: `baseline; end of treatment (week 4)`. */
function withNotes(
  statements: readonly TimeStatement[],
  phrase: Phrase,
  elements: readonly Element[],
): readonly TimeStatement[] {
  const times = new Map<string, TimePoint>();
  for (const { at, words } of phrase.notes) {
    const place = phrase.tokens.findLastIndex(({ end }) => end <= at) + 1;
    const before = elements.find(({ kind, to }) => kind === 'event' && to === place);
    const [first, more] = before ? readPhrase(phraseOf(words)) : [];
    const [point, second] = first?.kind === 'points' && !more ? first.points : [];
    if (before?.kind === 'event' && point?.offset && !second) times.set(before.event.text, point);
  }
  return statements.map((statement) =>
    statement.kind === 'points'
      ? { kind: 'points', points: statement.points.map((point) => timed(point, times)) }
      : statement,
  );
}

/** What stands before all others is its own name: `baseline (day 1)`. */
const FIRST = /^(?:base|screening|pre|before|day of|enrol|inclusion|randomi)/i;

function timed(point: TimePoint, times: ReadonlyMap<string, TimePoint>): TimePoint {
  const { offset, event } = point;
  if (offset || !event || FIRST.test(event.text)) return point;
  return times.get(event.text) ?? point;
}
