/** Statements of a time frame from the row of its times and events. */
import type { Duration, TimeEvent, TimePoint, TimeStatement } from '../../trial/understood.ts';
import { goesOn, isDashed, isDirect, isList, isNamed, isTime, pointsOf } from './around.ts';
import type { AmountElement, Element, EventElement, EveryElement } from './element.ts';
import {
  amend,
  flush,
  lastRecurrence,
  lengthFrom,
  type Open,
  type State,
  takeEnd,
} from './state.ts';

export interface Composed {
  readonly statements: readonly TimeStatement[];
  readonly low?: TimePoint;
  /** The words speak of a length: from an event, until one. */
  readonly isSpan: boolean;
  readonly open?: Open;
}

/** Undefined where something of it cannot be told for certain. */
export function compose(elements: readonly Element[]): Composed | undefined {
  const state: State = { said: [], points: [], isUnclear: false };
  for (const index of elements.keys()) takeElement(state, elements, index);
  flush(state);
  const { said: statements, low, until, open } = state;
  const isSpan = until !== undefined || low !== undefined;
  return state.isUnclear
    ? undefined
    : { statements, isSpan, ...(low && { low }), ...(open && { open }) };
}

function takeElement(state: State, elements: readonly Element[], index: number): void {
  const element = elements[index];
  if (element?.kind === 'amount') takeAmount(state, element, elements, index);
  else if (element?.kind === 'every') takeEvery(state, element);
  else if (element?.kind === 'event') takeEvent(state, element, elements, index);
  else if (element?.kind === 'stop' || element?.kind === 'semicolon') endSpan(state, element.kind);
}

/** What follows speaks of another time. */
function endSpan(state: State, kind: 'stop' | 'semicolon'): void {
  if (kind === 'stop') state.open = undefined;
  if (state.said.length + state.points.length === 0) return;
  state.low = undefined;
  state.until = undefined;
}

function takeEvent(
  state: State,
  element: EventElement,
  elements: readonly Element[],
  index: number,
): void {
  const { role, event, isBetween = false } = element;
  const before = elements[index - 1];
  if (role === 'from')
    Object.assign(state, { low: { event }, isBetween, isLength: !element.isChange });
  else if (role === 'to') takeUntil(state, event, before);
  else if (isNamed(elements, index)) return;
  else if (before?.kind === 'every' && lastRecurrence(state)) amend(state, { from: event });
  else if (!state.until) state.points.push({ event });
}

/** Until when the recurrence, or the span that the moment before begins, lasts. */
function takeUntil(state: State, event: TimeEvent, before: Element | undefined): void {
  if (lastRecurrence(state)) return amend(state, { until: event });
  state.until = event;
  if (isTime(before)) state.low ??= state.points.pop();
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

const isBackwards = ({ role, isBefore, event }: AmountElement): boolean =>
  role === 'upto' && isBefore === true && !event;

function takeAmount(
  state: State,
  element: AmountElement,
  elements: readonly Element[],
  index: number,
): void {
  const { role } = element;
  if (takeSpecial(state, element, elements, index)) return;
  if (role === 'unclear' || isBackwards(element)) state.isUnclear = true;
  else if (role === 'between') takeBetween(state, element);
  else if (role === 'from') takeFrom(state, element);
  else if (role === 'average') takeAverage(state, element, elements, index);
  else if (isDashed(elements, index)) takeBound(state, element, elements, index - 1);
  else if (role === 'at') takeAt(state, element, elements[index - 1]);
  else if (role === 'to' && goesOn(elements, index)) takeList(state, element);
  else takeBound(state, element, elements, index);
}

/** Told in ways of their own: steps, what is looked back on, sums, the start of `during week 4 to week 8`. */
function takeSpecial(
  state: State,
  element: AmountElement,
  elements: readonly Element[],
  index: number,
): boolean {
  const { role, amount } = element;
  const [before, next] = [elements[index - 1], elements[index + 1]];
  if (amount.kind === 'steps') {
    flush(state);
    state.said.push({ kind: 'recurrence', period: amount.step, bounds: amount.bounds });
    return true;
  }
  if (role === 'recall') {
    state.isUnclear ||= !elements.slice(index + 1).some(saysMoment);
    return true;
  }
  if (before?.kind === 'joint' && before.isPlus)
    return takeSum(state, element, elements[index - 2]);
  if (role !== 'for' || amount.form !== 'label' || next?.kind !== 'amount') return false;
  if (next.role === 'to') takeFrom(state, element);
  return next.role === 'to';
}

const saysMoment = (element: Element): boolean =>
  element.kind === 'amount' ? element.isAt : element.kind === 'event' && element.role === 'at';

/** `until the last dose plus 30 days` is an end; what is added to anything else is not told for certain. */
function takeSum(state: State, element: AmountElement, to: Element | undefined): boolean {
  const { amount, isSaid, event } = element;
  if (isSaid || event || amount.kind !== 'points' || amount.form !== 'quantity') return false;
  if (to?.kind === 'event' && to.role === 'to' && state.until)
    takeEnd(state, pointsOf({ ...element, event: state.until }));
  else if (to?.kind === 'amount' && to.amount.form === 'label') state.isUnclear = true;
  else return false;
  return true;
}

const isMomentOf = ({ until, low }: State, { amount, event, from }: AmountElement): boolean =>
  amount.form === 'label' || (event !== undefined && !until) || (from === 0 && !low);

/** `4 weeks on average after treatment` is a moment, `until death, 4 weeks on average` an end. */
function takeAverage(
  state: State,
  element: AmountElement,
  elements: readonly Element[],
  index: number,
): void {
  if (isBounded(state)) return;
  if (isMomentOf(state, element)) takeAt(state, element, elements[index - 1]);
  else takeBound(state, element, elements, index);
}

/** An average beside an end says nothing more: `through Day 60, an average of 52 days`. */
const isBounded = ({ said, points, open }: State): boolean =>
  !open && points.length === 0 && /^(?:bound|range)$/.test(said.at(-1)?.kind ?? '');

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
  else if (low && !high) Object.assign(state, { low, isBetween: true });
  else state.isUnclear = true;
}

function takeFrom(state: State, element: AmountElement): void {
  const [low, high] = pointsOf(element);
  if (element.amount.kind === 'span' && low && high) {
    flush(state);
    state.said.push({ kind: 'range', low, high });
  } else state.low = low;
}

/** `From enrollment to the end of treatment at 8 weeks`. */
const isAtEnd = ({ isLength }: State, before: Element | undefined): boolean =>
  isLength === true && before?.kind === 'event' && before.role === 'to';

function takeAt(state: State, element: AmountElement, before: Element | undefined): void {
  const points = pointsOf(element);
  const isBetween = state.isBetween === true;
  state.isBetween = false;
  const isEnd = (!element.isAt || isAtEnd(state, before)) && points.length === 1;
  const high = points[0]?.offset;
  // `Every 8 weeks until progression, approximately 24 months`.
  if (isEnd && high && lastRecurrence(state)?.until) boundRecurrence(state, high);
  // `From first dose until progression, approximately 24 months`.
  else if (isBetween || (isEnd && state.until)) takeEnd(state, points);
  else if (element.amount.kind === 'points') state.points.push(...points);
  else takeSpan(state, points);
}

function takeSpan(state: State, [low, high]: readonly TimePoint[]): void {
  flush(state);
  if (low && high) state.said.push({ kind: 'range', low, high });
}

/** `up to 4 weeks`, `to Week 4`, `for 4 weeks`. */
function takeBound(
  state: State,
  element: AmountElement,
  elements: readonly Element[],
  index: number,
): void {
  const { role, amount } = element;
  const points = pointsOf(element);
  const high = points.at(-1)?.offset;
  const last = lastRecurrence(state);
  if (last && !last.bounds && high) return boundRecurrence(state, high);
  // `Baseline up to Week 12` is one span, `Baseline, up to 14 days` is not.
  if (isDirect(elements, index) && role !== 'for') state.low ??= state.points.pop();
  if (role === 'to' && isList(amount)) takeList(state, element);
  else takeEnd(state, points);
}

function boundRecurrence(state: State, high: Duration): void {
  const bounds = lengthFrom(state.low, high);
  if (bounds && bounds.value > 0) amend(state, { bounds });
  else state.isUnclear = true;
  state.low = undefined;
}
