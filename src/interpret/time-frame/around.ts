/** What a time or event of a time frame is, by what stands around it. */
import type { Duration, TimePoint } from '../../trial/understood.ts';
import type { AmountElement, Element } from './element.ts';

/** `Predose on Day 1`, `Follow-up: 3 years`, `12 weeks safety follow-up`: the time says when the event is. */
export function isNamed(elements: readonly Element[], index: number): boolean {
  if (isOtherEnd(elements[index - 2], elements[index - 1])) return true;
  const [before, next] = [elements[index - 1], elements[index + 1]];
  if (isPairNamed(elements.slice(index, index + 4))) return true;
  if (next?.kind === 'colon') return elements.some(isAmount);
  if (isDashNamed(elements, index)) return true;
  if (before?.kind === 'colon') return elements[index - 2]?.kind === 'amount';
  return isTold(before) || (next?.kind === 'amount' && isMoment(next));
}

/** `End of treatment - Week 24`; `Baseline - Week 24` is a span. */
function isDashNamed(elements: readonly Element[], index: number): boolean {
  const [event, dash, time] = elements.slice(index, index + 3);
  const isEnd =
    event?.kind === 'event' && /\b(?:end|eo[ts]|visit|completion)\b/i.test(event.event.text);
  return isEnd && dash?.kind === 'dash' && time?.kind === 'amount' && !time.isSaid;
}

/** `Pre-dose and post-dose on Day 1` */
function isPairNamed([one, joint, other, time]: readonly Element[]): boolean {
  if (one?.kind !== 'event' || other?.kind !== 'event' || joint?.kind !== 'joint') return false;
  const isPair = /^pre/i.test(one.event.text) && /^post/i.test(other.event.text);
  return isPair && time?.kind === 'amount' && time.isAt && time.amount.form === 'label';
}

/** `up to 30 days or hospital discharge` */
const isOtherEnd = (time: Element | undefined, joint: Element | undefined): boolean =>
  isOr(joint) &&
  (time?.kind === 'words' || (time?.kind === 'amount' && /^(?:upto|to|for)$/.test(time.role)));

const isTold = (element: Element | undefined): boolean =>
  element?.kind === 'amount' && element.role !== 'recall';

const isMoment = ({ role, isAt, amount }: AmountElement): boolean =>
  isAt || (role === 'at' && amount.form === 'label');

/** `Week 0 - Week 12`, `baseline - week 12`, but not `end of treatment - week 12`. */
export function isDashed(elements: readonly Element[], index: number): boolean {
  const [before, dash, element] = elements.slice(index - 2, index + 1);
  if (index < 2 || dash?.kind !== 'dash' || element?.kind !== 'amount' || element.isSaid)
    return false;
  if (before?.kind === 'event') return /^(?:base|screening|enrol|birth)/i.test(before.event.text);
  return before?.kind === 'amount' && before.amount.kind === 'points' && !before.event;
}

/** `up to 12 months or 1.04 years`, `28 days or until discharge`. */
export function isEitherEnd(elements: readonly Element[], index: number): boolean {
  const element = elements[index];
  if (element?.kind !== 'amount' || element.isAt) return false;
  const [time, joint] = elements.slice(Math.max(0, index - 2), index);
  if (!element.isSaid && isOr(joint) && time?.kind === 'amount') return isEnd(time);
  const [after, until] = elements.slice(index + 1, index + 3);
  return isOr(after) && until?.kind === 'event' && until.role === 'to';
}

const isOr = (element: Element | undefined): boolean =>
  element?.kind === 'joint' && element.isOr === true;
const isEnd = ({ role, amount }: AmountElement): boolean =>
  /^(?:upto|to)$/.test(role) && amount.form === 'quantity';

export const isTime = (element: Element | undefined): boolean =>
  element?.kind === 'event' || element?.kind === 'amount';
const isAmount = ({ kind }: Element): boolean => kind === 'amount';

/** `to Week 3, Month 3 and Month 6` names moments, `to Week 3` an end. */
export function goesOn(elements: readonly Element[], index: number): boolean {
  let at = index + 1;
  while (elements[at]?.kind === 'joint') at += 1;
  const [next, after] = elements.slice(at, at + 2);
  if (at === index + 1 || elements[index - 1]?.kind === 'amount') return false;
  const isSpan = after?.kind === 'amount' && after.role === 'to';
  return next?.kind === 'amount' && next.role === 'at' && !next.isSaid && !isSpan;
}

/** A time stands before it, or a time and what it is of: `Day 1 of treatment through Day 28`. */
export function isDirect(elements: readonly Element[], index: number): boolean {
  const [first, before] = [elements[index - 2], elements[index - 1]];
  return isTime(before) || (before?.kind === 'words' && first?.kind === 'amount');
}

export const isList = (amount: AmountElement['amount']): boolean =>
  amount.kind === 'points' && amount.points.length > 1;

const onOtherSide = ({ offset, ...rest }: TimePoint): TimePoint => ({
  ...rest,
  ...(offset && { offset: { ...offset, value: 0 - offset.value } }),
});

/** Moments of an amount: of a span its two ends. */
export function pointsOf({ amount, event, isBefore, isBoth }: AmountElement): TimePoint[] {
  const point = ({ value, unit }: Duration): TimePoint => ({
    offset: { value: isBefore ? 0 - value : value, unit },
    ...(event && { event }),
  });
  if (amount.kind === 'points') {
    const points = amount.points.map(point);
    return isBoth ? [...points, ...points.map(onOtherSide)] : points;
  }
  if (amount.kind === 'steps' || amount.kind === 'mixed') return [];
  const ends = [point(amount.low), point(amount.high)];
  return isBefore ? ends.toReversed() : ends;
}
