/** Spans whose words begin with an event and no `from`: `First dose to 30 days after the last dose`. */
import { wordsOf } from './anchors.ts';
import type { Element } from './element.ts';
import { eventIn } from './events.ts';
import { type Phrase, wordAt } from './words.ts';

const START =
  /^(?:(?:the )?(?:date|time) of )?(?:the )?(?:[a-z-]{2,20} ){0,3}(?:dos(?:e|ing)|treatment|therapy|surgery|procedure|operation|implant(?:ation)?|injection|infusion|vaccination|transplant(?:ation)?|intervention|admission|consent|enroll?ment|randomi[sz]ation|inclusion|administration|diagnosis|birth|delivery|start|initiation)(?: of [a-z0-9 -]{2,40})?$/i;
/** What is measured is no event. */
const MEASURED =
  /\b(?:changes?|rates?|number|percent(?:age)?|incidence|response|survival|during|after|before|post|pre|until|end of|of (?:each|every))\b/i;

export function withStart(phrase: Phrase, elements: readonly Element[]): readonly Element[] {
  const [first, end, ...rest] = elements;
  if (first?.kind !== 'words' || !isEnd(phrase, end) || !end) return elements;
  const words = wordsOf(phrase, first.from, first.to);
  const event = START.test(words) && !MEASURED.test(words) ? eventIn(words) : undefined;
  if (!event) return elements;
  return [{ kind: 'event', role: 'from', event, from: first.from, to: first.to }, end, ...rest];
}

function isEnd({ tokens }: Phrase, end: Element | undefined): boolean {
  if (end?.kind === 'event') return end.role === 'to';
  return (
    end?.kind === 'amount' && /^(?:to|through|thru|until|till)$/.test(wordAt(tokens, end.from))
  );
}
