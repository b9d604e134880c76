/** Statements of a time frame from the row of its times and events. */
import type {
  Duration,
  Recurrence,
  TimeEvent,
  TimePoint,
  TimeStatement,
} from '../../trial/understood.ts';
import type { AmountElement, Element, EventElement, EveryElement } from './elements.ts';

/** What the words said so far leave open. */
interface State {
  readonly said: TimeStatement[];
  /** Moments in a row, not yet a statement. */
  points: TimePoint[];
  /** What a span that is begun starts from. */
  low?: TimePoint | undefined;
  /** What it lasts until, in words. */
  until?: TimeEvent | undefined;
  isUnclear: boolean;
}

export interface Composed {
  readonly statements: readonly TimeStatement[];
  readonly low?: TimePoint;
  /** The words speak of a length: from an event, until one. */
  readonly isSpan: boolean;
}

/** Undefined where something of it cannot be told for certain. */
export function compose(elements: readonly Element[]): Composed | undefined {
  const state: State = { said: [], points: [], isUnclear: false };
  for (const [index, element] of elements.entries()) {
    if (element.kind === 'event' && (element.role !== 'at' || !isNamed(elements, index)))
      takeEvent(state, element, elements[index - 1]);
    if (element.kind === 'every') takeEvery(state, element);
    if (element.kind === 'amount') takeAmount(state, element, elements, index);
    if (element.kind === 'stop') endSpan(state);
  }
  if (state.isUnclear) return undefined;
  flush(state);
  const isSpan = state.until !== undefined || state.low !== undefined;
  return { statements: state.said, isSpan, ...(state.low && { low: state.low }) };
}

/** `Predose on Day 1`, `Follow-up: 3 years`, `12 weeks safety follow-up`: the time says when the event is. */
function isNamed(elements: readonly Element[], index: number): boolean {
  const [before, next] = [elements[index - 1], elements[index + 1]];
  if (next?.kind === 'colon' || before?.kind === 'colon') return elements.some(isAmount);
  return before?.kind === 'amount' || (next?.kind === 'amount' && isMoment(next));
}

const isMoment = ({ role, isAt, amount }: AmountElement): boolean =>
  isAt || (role === 'at' && amount.form === 'label');
const isTime = (element: Element | undefined): boolean =>
  element?.kind === 'event' || element?.kind === 'amount';
const isAmount = ({ kind }: Element): boolean => kind === 'amount';

function flush(state: State): void {
  const points = state.points.filter(
    (point, index) => state.points.findIndex((other) => isSame(point, other)) === index,
  );
  if (points.length > 0) state.said.push({ kind: 'points', points });
  state.points = [];
}

const isSame = (one: TimePoint, other: TimePoint): boolean =>
  one.offset?.value === other.offset?.value &&
  one.offset?.unit === other.offset?.unit &&
  one.event?.text === other.event?.text;

/** A new sentence speaks of another time. */
function endSpan(state: State): void {
  if (state.said.length + state.points.length === 0) return;
  state.low = undefined;
  state.until = undefined;
}

function takeEvent(state: State, element: EventElement, before: Element | undefined): void {
  const { role, event } = element;
  if (role === 'from') state.low = { event };
  else if (role === 'to') takeUntil(state, event, before);
  else if (before?.kind === 'every' && lastRecurrence(state)) amend(state, { from: event });
  else if (!state.until) state.points.push({ event });
}

/** Until when the recurrence, or the span that the moment before begins, lasts. */
function takeUntil(state: State, event: TimeEvent, before: Element | undefined): void {
  if (lastRecurrence(state)) return amend(state, { until: event });
  state.until = event;
  if (isTime(before)) state.low ??= state.points.pop();
}

/** The recurrence that was said last, and no moment after it. */
function lastRecurrence({ said, points }: State): Recurrence | undefined {
  const last = said.at(-1);
  return last?.kind === 'recurrence' && points.length === 0 ? last : undefined;
}

function amend(state: State, more: Partial<Recurrence>): void {
  const last = lastRecurrence(state);
  if (last) state.said[state.said.length - 1] = { ...last, ...more };
}

function takeEvery(state: State, { period, count }: EveryElement): void {
  flush(state);
  const from = state.low?.event;
  state.said.push({
    kind: 'recurrence',
    period,
    ...(count !== undefined && { count }),
    ...(from && { from }),
  });
  state.low = undefined;
}

function takeAmount(
  state: State,
  element: AmountElement,
  elements: readonly Element[],
  index: number,
): void {
  const { role, amount } = element;
  if (role === 'unclear') state.isUnclear = true;
  else if (amount.kind === 'steps') {
    flush(state);
    state.said.push({ kind: 'recurrence', period: amount.step, bounds: amount.bounds });
  } else if (role === 'between') takeBetween(state, element);
  else if (role === 'from') takeFrom(state, element);
  else if (role === 'at' || (role === 'average' && isMomentOf(state, element)))
    takeAt(state, element);
  else if (role === 'to' && goesOn(elements, index)) takeList(state, element);
  else takeBound(state, element, elements[index - 1]);
}

/** `4 weeks on average after treatment`, but `until death, 4 weeks on average`. */
const isMomentOf = ({ until, low }: State, { amount, event, from }: AmountElement): boolean =>
  amount.form === 'label' || (event !== undefined && !until) || (from === 0 && !low);

/** `to Week 3, Month 3 and Month 6` names moments, `to Week 3` an end. */
function goesOn(elements: readonly Element[], index: number): boolean {
  const [joint, next, ...rest] = elements.slice(index + 1);
  if (joint?.kind !== 'joint') return false;
  if (next?.kind === 'joint') return goesOn([joint, joint, ...rest], 0);
  const isSpan = rest[0]?.kind === 'amount' && rest[0].role === 'to';
  return next?.kind === 'amount' && next.role === 'at' && !next.isSaid && !isSpan;
}

/** `from baseline to Weeks 4 and 8`: the event and the moments. */
function takeList(state: State, element: AmountElement): void {
  const low = state.low ?? state.points.pop();
  if (low) state.points.push(low);
  state.low = undefined;
  state.points.push(...pointsOf(element));
}

function takeBetween(state: State, element: AmountElement): void {
  const [low, high, more] = pointsOf(element);
  flush(state);
  if (low && high && !more) state.said.push({ kind: 'range', low, high });
  else state.isUnclear = true;
}

function takeFrom(state: State, element: AmountElement): void {
  const [low, high] = pointsOf(element);
  if (element.amount.kind === 'span' && low && high) {
    flush(state);
    state.said.push({ kind: 'range', low, high });
  } else state.low = low;
}

function takeAt(state: State, element: AmountElement): void {
  const points = pointsOf(element);
  // `From first dose until progression, approximately 24 months`.
  if (!element.isAt && state.until && points.length === 1) return takeEnd(state, points);
  if (element.amount.kind === 'points') {
    state.points.push(...points);
    return;
  }
  const [low, high] = points;
  flush(state);
  if (low && high) state.said.push({ kind: 'range', low, high });
}

/** `up to 4 weeks`, `to Week 4`, `for 4 weeks`. */
function takeBound(state: State, element: AmountElement, before: Element | undefined): void {
  const { role, amount } = element;
  const points = pointsOf(element);
  const high = points.at(-1)?.offset;
  const last = lastRecurrence(state);
  if (last && !last.bounds && high) return boundRecurrence(state, high);
  // `Baseline up to Week 12` is one span, `Baseline, up to 14 days` is not.
  if (isTime(before) && role !== 'for') state.low ??= state.points.pop();
  if (role === 'to' && isList(amount)) takeList(state, element);
  else takeEnd(state, points);
}

const isList = (amount: AmountElement['amount']): boolean =>
  amount.kind === 'points' && amount.points.length > 1;

function boundRecurrence(state: State, high: Duration): void {
  const bounds = lengthFrom(state.low, high);
  if (bounds) amend(state, { bounds });
  else state.isUnclear = true;
  state.low = undefined;
}

/** A span from what was said before, where it has a number; else up to its end. */
function takeEnd(state: State, points: readonly TimePoint[]): void {
  const high = points.at(-1);
  const { low } = state;
  flush(state);
  if (!high) return;
  if (low?.offset) state.said.push({ kind: 'range', low, high });
  else {
    const event = high.event ?? low?.event;
    state.said.push({ kind: 'bound', high: { ...high, ...(event && { event }) } });
  }
  state.low = undefined;
  state.until = undefined;
}

/** How long a recurrence lasts that begins at a time. */
function lengthFrom(low: TimePoint | undefined, high: Duration): Duration | undefined {
  const { offset } = low ?? {};
  if (!offset || offset.value === 0) return high;
  return offset.unit === high.unit && offset.value < high.value
    ? { value: high.value - offset.value, unit: high.unit }
    : undefined;
}

function pointsOf({ amount, event, isBefore }: AmountElement): TimePoint[] {
  const point = ({ value, unit }: Duration): TimePoint => ({
    offset: { value: isBefore ? 0 - value : value, unit },
    ...(event && { event }),
  });
  if (amount.kind === 'points') return amount.points.map(point);
  if (amount.kind === 'steps') return [];
  const ends = [point(amount.low), point(amount.high)];
  return isBefore ? ends.toReversed() : ends;
}
