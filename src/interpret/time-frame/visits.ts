/** Visits by their numbers: names of moments, or of the times that stand with them. */
import { wordsOf } from './anchors.ts';
import type { Element } from './element.ts';
import type { Phrase } from './words.ts';

const VISIT =
  /^(?:(?:at|on|during) )?(?:the )?(?:study )?((?:visit|follow-? ?up(?: visit)?) #?\d{1,2}[a-z]?|v\d{1,2})$/i;

/** True for the name of a visit. */
export const isVisit = (words: string): boolean => VISIT.test(words);

/**
 * `visit 1, week 7 and week 18`: a moment; of `Visit 2, Week 4; Visit 3, Week 8` only the names of the others. Those
 * whose times stand in remarks are read with these.
 */
export function withVisits(phrase: Phrase, elements: readonly Element[]): readonly Element[] {
  if (phrase.notes.length > 0 || !/visit|v\d|up \d/i.test(phrase.words)) return elements;
  const named = elements.map((element) => visitOf(phrase, element));
  const visits = named.filter((element, index) => element !== elements[index]);
  const times = elements.filter(({ kind }) => kind === 'amount');
  const isPaired =
    visits.length === times.length &&
    named.every((element, index) => !visits.includes(element) || isBeforeTime(named, index));
  return isPaired ? named.filter((element) => !visits.includes(element)) : named;
}

const isBeforeTime = (elements: readonly Element[], index: number): boolean => {
  const [joint, time] = elements.slice(index + 1, index + 3);
  if (joint?.kind === 'amount') return true;
  return /^(?:joint|colon|dash)$/.test(joint?.kind ?? '') && time?.kind === 'amount';
};

function visitOf(phrase: Phrase, element: Element): Element {
  if (element.kind !== 'words') return element;
  const { from, to } = element;
  const [, text] = VISIT.exec(wordsOf(phrase, from, to)) ?? [];
  return text === undefined ? element : { kind: 'event', role: 'at', event: { text }, from, to };
}
