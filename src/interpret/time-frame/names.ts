/** Moments named by their visits, whose times remarks tell. */
import type { TimePoint, TimeStatement } from '../../trial/understood.ts';
import type { Element, EventElement } from './element.ts';
import type { Noted, Read } from './read.ts';

/** What stands before all others is its own name: `baseline (day 1)`. */
export const isFirst = (words: string): boolean =>
  /^(?:base|screening|pre|before|day of|enrol|inclusion|randomi)/i.test(words);

/** The moments that a remark tells, all in numbers. */
export function pointsOfNote(note: Noted | undefined): readonly TimePoint[] {
  const [first, more] = note?.statements ?? [];
  const points = first?.kind === 'points' && !more ? first.points : [];
  return points.every(({ offset }) => offset) ? points : [];
}

/** The times that a remark tells of an event; none where it is a name of its own. */
export const timesOfEvent = (
  { event }: EventElement,
  note: Noted | undefined,
): readonly TimePoint[] => (isFirst(event.text) ? [] : pointsOfNote(note));

/** `V1 (baseline), V2 (week 4)`, `Screening, V1 (Day 1), V2 (Day 28), EOS`. */
export function fromNames(read: Read): readonly TimeStatement[] | undefined {
  const named = read.elements.filter(({ kind }) => !/^(?:joint|semicolon|stop)$/.test(kind));
  const words = named.filter(isName);
  if (words.length === 0 || !named.every((each) => isName(each) || isMomentAt(each)))
    return undefined;
  if (named.length < 2) return fromVisit(read);
  const said = named.map((each) => namedStatement(read, each));
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
function namedStatement({ phrase, noted }: Read, element: Element): TimeStatement | undefined {
  const end = phrase.tokens[element.to - 1]?.end ?? 0;
  const next = phrase.tokens[element.to]?.start ?? Infinity;
  const note = noted.find(({ at }) => at >= end && at <= next);
  if (element.kind === 'event') {
    const times = timesOfEvent(element, note);
    return { kind: 'points', points: times.length > 0 ? times : [{ event: element.event }] };
  }
  const [first, more] = note?.statements ?? [];
  return more || first?.kind === 'recurrence' ? undefined : first;
}

const VISIT =
  /^(?:(?:at|during) )?(?:the )?(?:study )?(?:(?:visit|session|time ?point|v|t) ?#?\d{1,2}|cycle 1|first cycle)[ .]*$/i;

/** `Visit 16 (Week 28 to 40)`, `Cycle 1 (Day 1 to Day 28)` */
function fromVisit({ phrase, noted: [note] }: Read): readonly TimeStatement[] | undefined {
  return VISIT.test(phrase.words) && note ? note.statements : undefined;
}
