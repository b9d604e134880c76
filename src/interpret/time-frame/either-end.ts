/** Times that are one of several ends: `up to 12 months or 1.04 years`, `28 days or until discharge`. */
import { isOr } from './around.ts';
import type { AmountElement, Element } from './element.ts';

export function isEitherEnd(elements: readonly Element[], index: number): boolean {
  const element = elements[index];
  if (element?.kind !== 'amount' || element.isAt) return false;
  const isAfterEnd = element.isSaid
    ? isDuringBefore(elements, index)
    : isAnotherEnd(elements, index, element);
  return isAfterEnd || isOrUntil(elements.slice(index + 1));
}

/** `during the stay, about 5 days` */
function isDuringBefore(elements: readonly Element[], index: number): boolean {
  const [words, joint] = elements.slice(Math.max(0, index - 2), index);
  return words?.kind === 'words' && words.isDuring === true && joint?.kind === 'joint';
}

/** `up to 24 weeks for Part A and 48 weeks for Part B`; after `and` another unit may be a moment. */
function isAnotherEnd(elements: readonly Element[], index: number, other: AmountElement): boolean {
  const joint = elements[index - 1];
  const place = elements.findLastIndex(({ kind }, at) => at < index - 1 && kind !== 'words');
  const end = elements[place];
  if (end?.kind !== 'amount' || end.amount.form !== other.amount.form) return false;
  if (isOr(joint)) return end.role === 'upto' || end.role === 'to';
  return isAnd(joint) && end.role === 'upto' && unitIn(end.amount) === unitIn(other.amount);
}

const isAnd = (element: Element | undefined): boolean =>
  element?.kind === 'joint' && !element.isComma && !element.isPlus && !element.isOr;

const unitIn = (amount: AmountElement['amount']): string | undefined =>
  amount.kind === 'points' && amount.points.length === 1 ? amount.points[0]?.unit : undefined;

/** Where another end follows, the time before `until` is a moment. */
function isOrUntil([joint, until, ...rest]: readonly Element[]): boolean {
  const isUntil = isOr(joint) && until?.kind === 'event' && until.role === 'to';
  return isUntil && !rest.some((each) => each.kind === 'amount' && each.role === 'upto');
}
