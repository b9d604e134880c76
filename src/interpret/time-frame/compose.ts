/** Statements of a time frame from the row of its times and events. */
import type { Duration, TimeEvent, TimePoint, TimeStatement } from '../../trial/understood.ts';
import { goesOn, isDashed, isTime, pointsOf } from './around.ts';
import { isEitherEnd } from './either-end.ts';
import type { AmountElement, Element, EventElement, EveryElement } from './element.ts';
import { takeBound, takeList } from './ends.ts';
import { isNamed } from './naming-events.ts';
import { type Place, takeSpecial } from './special.ts';
import { boundRecurrence, takeBetween, takeFrom, takeSpan } from './spans.ts';
import {
  amend,
  flush,
  isLastOfMany,
  lastRecurrence,
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
  else if (role === 'to') takeUntil(state, event, elements.slice(0, index));
  else if (isNamed(elements, index)) return;
  else if (before?.kind === 'every' && lastRecurrence(state)) amend(state, { from: event });
  else if (!state.until) state.points.push({ event });
}

/** Until when the recurrence, or the span that the moment before begins, lasts. */
function takeUntil(state: State, event: TimeEvent, before: readonly Element[]): void {
  if (lastRecurrence(state)) return amend(state, { until: event });
  state.until = event;
  // `Day 1 vaccination to the end`, `Date of the first CR or PR to the end`.
  const isOne = isRunningOn(before) && state.said.length === 0 && state.points.length === 1;
  if (isTime(before.at(-1)) || isOne) state.low ??= state.points.pop();
}

/** Words stand between, and no sign that ends what was before. */
function isRunningOn(before: readonly Element[]): boolean {
  const start = before.findLastIndex(isTime);
  const between = before.slice(start + 1);
  return (
    between.at(-1)?.kind === 'words' &&
    between.every(({ kind }) => kind === 'words' || kind === 'joint')
  );
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
  if (takeSpecial(state, element, { elements, index })) return;
  if (role === 'unclear' || isBackwards(element)) state.isUnclear = true;
  else if (role === 'between') takeBetween(state, element);
  else if (role === 'from') takeFrom(state, element);
  else if (role === 'average') takeAverage(state, element, elements, index);
  else if (isDashed(elements, index)) takeBound(state, element, { elements, index: index - 1 });
  else if (role === 'at') takeAtOrEnd(state, element, { elements, index });
  else if (role === 'to' && goesOn(elements, index)) takeList(state, element);
  else takeBound(state, element, { elements, index });
}

function takeAtOrEnd(state: State, element: AmountElement, place: Place): void {
  const { elements, index } = place;
  if (isEitherEnd(elements, index)) takeBound(state, element, place);
  else takeAt(state, element, elements[index - 1]);
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
  else takeBound(state, element, { elements, index });
}

/** An average beside an end says nothing more: `through Day 60, an average of 52 days`. */
const isBounded = ({ said, points, open }: State): boolean =>
  !open && points.length === 0 && /^(?:bound|range)$/.test(said.at(-1)?.kind ?? '');

/** `From enrollment to the end of treatment at 8 weeks`. */
const isAtEnd = ({ isLength }: State, before: Element | undefined): boolean =>
  isLength === true && before?.kind === 'event' && before.role === 'to';

/**
 * `From first dose until progression, approximately 24 months`, and a span that has an end of its own: `from first
 * dose until 30 days after the last dose, approximately 6 months`.
 */
function isOfSpan({ until, open, points }: State, element: AmountElement): boolean {
  if (until) return true;
  const { isSaid, amount, event } = element;
  return open !== undefined && points.length === 0 && isSaid && isPlainLength(amount, event);
}

const isPlainLength = ({ form }: AmountElement['amount'], event: TimeEvent | undefined): boolean =>
  form === 'quantity' && !event;

/** `Every 8 weeks until progression, approximately 24 months`; false where nothing is to be bounded. */
function takeLengthAt(state: State, points: readonly TimePoint[], high: Duration): boolean {
  if (!lastRecurrence(state)?.until) return false;
  if (isLastOfMany(state)) takeEnd(state, points);
  else boundRecurrence(state, high);
  return true;
}

function takeAt(state: State, element: AmountElement, before: Element | undefined): void {
  const points = pointsOf(element);
  const isBetween = state.isBetween === true;
  state.isBetween = false;
  const isEnd = (!element.isAt || isAtEnd(state, before)) && points.length === 1;
  const high = isEnd ? points[0]?.offset : undefined;
  if (high && takeLengthAt(state, points, high)) return;
  if (isBetween || (isEnd && isOfSpan(state, element))) takeEnd(state, points);
  else if (element.amount.kind === 'points') state.points.push(...points);
  else takeSpan(state, points);
}
