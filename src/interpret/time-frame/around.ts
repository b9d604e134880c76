/** What a time or event of a time frame is, by what stands around it. */
import type { Duration, TimePoint } from '../../trial/understood.ts';
import type { AmountElement, Element } from './element.ts';

/** `Week 0 - Week 12`, `baseline - week 12`, but not `end of treatment - week 12`. */
export function isDashed(elements: readonly Element[], index: number): boolean {
  const [before, dash, element] = elements.slice(Math.max(0, index - 2), index + 1);
  const isPair = dash?.kind === 'dash' && element?.kind === 'amount' && !element.isSaid;
  if (!isPair) return false;
  if (before?.kind === 'event') return /^(?:base|screening|enrol|birth)/i.test(before.event.text);
  return before?.kind === 'amount' && isSameScale(before, element);
}

const isSameScale = ({ amount, event }: AmountElement, other: AmountElement): boolean =>
  amount.kind === 'points' && (!event || event.text === other.event?.text);

export const isOr = (element: Element | undefined): boolean =>
  element?.kind === 'joint' && element.isOr === true;

export const isTime = (element: Element | undefined): boolean =>
  element?.kind === 'event' || element?.kind === 'amount';

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
