/** Times told in ways of their own, that say something else than a moment, a span or an end. */
import type { Duration } from '../../trial/understood.ts';
import type { AmountElement, Element } from './element.ts';
import { pointsOf } from './around.ts';
import { takeFrom, takeSpan } from './spans.ts';
import { amend, flush, lastRecurrence, type State, takeEnd } from './state.ts';

export interface Place {
  readonly elements: readonly Element[];
  readonly index: number;
}

/** True where it was one of them. */
export function takeSpecial(state: State, element: AmountElement, place: Place): boolean {
  const before = place.elements[place.index - 1];
  if (takeRow(state, element)) return true;
  if (element.role === 'recall') {
    state.isUnclear ||= !place.elements.slice(place.index + 1).some(saysMoment);
    return true;
  }
  if (before?.kind === 'joint' && before.isPlus)
    return takeSum(state, element, place.elements[place.index - 2]);
  return takeYears(state, element, before) || takeStart(state, element, place);
}

/** Steps, a row of moments and spans, and a time before and after an event. */
function takeRow(state: State, element: AmountElement): boolean {
  const { amount, role } = element;
  if (amount.kind === 'steps') {
    flush(state);
    state.said.push({ kind: 'recurrence', period: amount.step, bounds: amount.bounds });
  } else if (amount.kind === 'mixed') {
    state.isUnclear ||= role !== 'at';
    for (const part of amount.parts)
      takePart(state, { ...element, amount: { ...amount, ...part } });
  } else if (isAround(element)) takeSpan(state, pointsOf(element));
  else return false;
  return true;
}

function takePart(state: State, element: AmountElement): void {
  if (element.amount.kind === 'points') state.points.push(...pointsOf(element));
  else takeSpan(state, pointsOf(element));
}

/** `24 weeks before and after`: weeks are looked at as a whole, `at 1 week` and `1 hour` are two moments. */
function isAround({ isBoth, isAt, role, amount }: AmountElement): boolean {
  if (isBoth !== true || isAt || amount.kind !== 'points') return false;
  const [{ value, unit } = { value: 0, unit: 'd' }, more] = amount.points;
  return !more && (role !== 'at' || /^(?:mo|a)$/.test(unit) || (unit === 'wk' && value >= 4));
}

/** `every 3 months in year 1, every 6 months in years 2-5`, `in the second hour`: how long it lasts. */
function takeYears(state: State, element: AmountElement, before: Element | undefined): boolean {
  const { amount, role, isSaid } = element;
  const last = before?.kind === 'every' ? lastRecurrence(state) : undefined;
  const isCounted = amount.form !== 'quantity' && /^(?:at|for)$/.test(role);
  if (!last || last.bounds || !isCounted) return false;
  const bounds = countedIn(amount);
  if (!bounds || (bounds.unit !== 'a' && !isSaid)) return false;
  amend(state, { bounds });
  return true;
}

/** Of `years 2-5` four, of `the second hour` one. */
function countedIn(amount: AmountElement['amount']): Duration | undefined {
  if (amount.kind === 'span')
    return { value: amount.high.value - amount.low.value + 1, unit: amount.low.unit };
  const points = amount.kind === 'points' ? amount.points : [];
  const [first] = points;
  return first && { value: points.length, unit: first.unit };
}

/** The start of `over Week 4 to Week 8`, `daily for the 2 weeks prior to Week 0 through the first 12 weeks`. */
function takeStart(state: State, element: AmountElement, { elements, index }: Place): boolean {
  const { role, isBefore, event, amount } = element;
  const next = elements[index + 1];
  if (role !== 'for' || next?.kind !== 'amount' || !/^(?:to|upto)$/.test(next.role)) return false;
  if (amount.form === 'label') {
    takeFrom(state, element);
    return true;
  }
  if (isBefore !== true || !/^(?:day|week|month) 0$/i.test(event?.text ?? '')) return false;
  flush(state);
  const [low] = pointsOf(element);
  state.low = low?.offset && { offset: low.offset };
  state.isOwnSpan = true;
  return true;
}

const saysMoment = (element: Element): boolean =>
  element.kind === 'amount' ? element.isAt : element.kind === 'event' && element.role === 'at';

/** `until the last dose plus 30 days` is an end; what is added to anything else is not told for certain. */
function takeSum(state: State, element: AmountElement, to: Element | undefined): boolean {
  const { amount, isSaid, event } = element;
  if (isSaid || event || amount.kind !== 'points' || amount.form !== 'quantity') return false;
  if (to?.kind === 'event' && to.role === 'to' && state.until)
    takeEnd(state, pointsOf({ ...element, event: state.until }));
  else if (to?.kind === 'amount') state.isUnclear = true;
  else return false;
  return true;
}
