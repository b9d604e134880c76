/** Ends of spans and recurrences: `up to 4 weeks`, `to Week 4`, `for 4 weeks`. */
import type { Duration } from '../../trial/understood.ts';
import { isDirect, isList, pointsOf } from './around.ts';
import type { AmountElement, Element } from './element.ts';
import { boundRecurrence } from './spans.ts';
import type { Place } from './special.ts';
import { isFirst } from './names.ts';
import { amend, isLastOfMany, lastRecurrence, type State, takeEnd } from './state.ts';

/** `from baseline to Weeks 4 and 8`: the event and the moments. */
export function takeList(state: State, element: AmountElement): void {
  const low = state.low ?? state.points.pop();
  if (low) state.points.push(low);
  state.low = undefined;
  state.points.push(...pointsOf(element));
}

export function takeBound(state: State, element: AmountElement, place: Place): void {
  const points = pointsOf(element);
  const high = points.at(-1)?.offset;
  if (high && takeLength(state, element, high)) return;
  // `4 days after randomisation, within 7 days after birth` are two times.
  const isOwn = element.isWithin === true && state.points.at(-1)?.offset !== undefined;
  if (!isOwn) takeLow(state, element, place);
  if (!isList(element.amount)) takeEnd(state, points);
  else if (element.role === 'to') takeList(state, element);
  // `up to 12 and 24 weeks for A and B`
  else for (const point of points) takeEnd(state, [point]);
}

/** How long the recurrence before it lasts; false where there is none. */
function takeLength(state: State, { event }: AmountElement, high: Duration): boolean {
  const last = state.isOwnSpan === true ? undefined : lastRecurrence(state);
  if (!last || last.bounds || isLastOfMany(state)) return false;
  if (event && !last.from) amend(state, { from: event });
  boundRecurrence(state, high);
  return true;
}

/** `Baseline up to Week 12` is one span, `Baseline, up to 14 days` is not. */
function takeLow(state: State, { role, amount }: AmountElement, { elements, index }: Place): void {
  // `From Day 1 until progression, up to 2 years`: the years are no day.
  if (state.until && amount.form === 'quantity' && state.low?.offset) state.low = undefined;
  const isLow =
    (isDirect(elements, index) || isAfterBaseline(elements)) && role !== 'for' && !state.until;
  if (isLow) state.low ??= state.points.pop();
}

/** The whole is `Baseline, up to Week 12`. */
function isAfterBaseline([event, joint, time, more]: readonly Element[]): boolean {
  const isPair = joint?.kind === 'joint' && joint.isComma === true && time?.kind === 'amount';
  return isPair && !more && event?.kind === 'event' && isFirst(event.event.text);
}
