/** Events that only say what a time beside them is: `Predose on Day 1`, `Follow-up: 3 years`, `12 weeks safety follow-up`. */
import { isOr, isTime } from './around.ts';
import type { AmountElement, Element, EventElement } from './element.ts';

export function isNamed(elements: readonly Element[], index: number): boolean {
  const [before, event, next] = [elements[index - 1], elements[index], elements[index + 1]];
  if (event?.kind !== 'event' || isOtherEnd(elements[index - 2], before)) return true;
  if (isPairNamed(elements.slice(index, index + 4))) return true;
  if (next?.kind === 'colon') return elements.some(isAmount);
  if (before?.kind === 'colon') return elements[index - 2]?.kind === 'amount';
  return isTold(before) || isEndNamed(elements, index) || isNamedBy(event, next);
}

/** `Predose on Day 1`, `follow-up of 12 months`, `intraoperatively every 5 minutes` */
const isNamedBy = ({ event }: EventElement, next: Element | undefined): boolean =>
  (next?.kind === 'every' && /^(?:intra|peri)/i.test(event.text)) ||
  (next?.kind === 'amount' &&
    (isMoment(next) || isBeforeStart(next) || /^follow-? ?up$/i.test(event.text)));

/** `screening period -14 to -1 days` */
const isBeforeStart = ({ amount }: AmountElement): boolean =>
  amount.kind === 'span' && amount.low.value < 0;

const END = /\b(?:end|eo[ts]|visit|completion|follow-? ?up)\b/i;

/** `End of treatment - Week 24`, `end of study, up to 12 weeks`; `Baseline - Week 24` is a span. */
function isEndNamed(elements: readonly Element[], index: number): boolean {
  const [event, sign, time, ...more] = elements.slice(index);
  const isEnd = event?.kind === 'event' && END.test(event.event.text);
  if (isOtherName(elements, index)) return true;
  if (!isEnd || time?.kind !== 'amount') return false;
  if (sign?.kind === 'dash') return !time.isSaid;
  const isAlone = !more.some(isTime) && (time.role === 'upto' || index === 0);
  return isComma(sign) && isAlone;
}

/** `Week 52/EOS`, `End of treatment/Day 22`; an early termination is another moment. */
function isOtherName(elements: readonly Element[], index: number): boolean {
  const event = elements[index];
  const isEnd = event?.kind === 'event' && /^(?:end of|eo[ts]\b)/i.test(event.event.text);
  const isBeside = (way: 1 | -1): boolean =>
    isSlash(elements[index + way]) && elements[index + 2 * way]?.kind === 'amount';
  return isEnd && (isBeside(1) || isBeside(-1));
}

const isSlash = (element: Element | undefined): boolean =>
  element?.kind === 'joint' && element.isSlash === true;

const isComma = (element: Element | undefined): boolean =>
  element?.kind === 'joint' && element.isComma === true;

/** `Pre-dose and post-dose on Day 1` */
function isPairNamed([one, joint, other, time]: readonly Element[]): boolean {
  if (one?.kind !== 'event' || other?.kind !== 'event' || joint?.kind !== 'joint') return false;
  const isPair = /^pre/i.test(one.event.text) && /^post/i.test(other.event.text);
  return isPair && time?.kind === 'amount' && time.isAt && time.amount.form === 'label';
}

/** `up to 30 days or hospital discharge` */
const isOtherEnd = (time: Element | undefined, joint: Element | undefined): boolean =>
  isOr(joint) &&
  ((time?.kind === 'words' && !isSlash(joint)) ||
    (time?.kind === 'amount' && /^(?:upto|to|for)$/.test(time.role)));

const isTold = (element: Element | undefined): boolean =>
  element?.kind === 'amount' && element.role !== 'recall';

const isMoment = ({ role, isAt, amount }: AmountElement): boolean =>
  isAt || (role === 'at' && amount.form === 'label');

const isAmount = ({ kind }: Element): boolean => kind === 'amount';
