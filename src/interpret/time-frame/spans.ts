/** Spans told between two times, and how long a recurrence lasts. */
import type { Duration, TimePoint } from '../../trial/understood.ts';
import { pointsOf } from './around.ts';
import type { AmountElement } from './element.ts';
import { amend, flush, lengthFrom, type State } from './state.ts';

/** `between baseline and week 12`: the other end may be still to come. */
export function takeBetween(state: State, element: AmountElement): void {
  const [low, high, more] = pointsOf(element);
  flush(state);
  if (low && high && !more) state.said.push({ kind: 'range', low, high });
  else if (low && !high) Object.assign(state, { low, isBetween: true });
  else state.isUnclear = true;
}

export function takeFrom(state: State, element: AmountElement): void {
  const [low, high] = pointsOf(element);
  // `From the first day of dosing` is where it starts.
  if (element.amount.form === 'ordinal' && low?.offset?.value === 1) return;
  if (element.amount.kind === 'span' && low && high) {
    flush(state);
    state.said.push({ kind: 'range', low, high });
  } else state.low = low;
}

export function takeSpan(state: State, [low, high]: readonly TimePoint[]): void {
  flush(state);
  if (low && high) state.said.push({ kind: 'range', low, high });
}

export function boundRecurrence(state: State, high: Duration): void {
  const bounds = lengthFrom(state.low, high);
  if (bounds && bounds.value > 0) amend(state, { bounds });
  else state.isUnclear = true;
  state.low = undefined;
}
