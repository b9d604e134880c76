/** Noun phrases of a normalised text, before and after a place, for want of a parser: words up to a boundary. */

import { endOf, skipBlanks } from './scan.ts';

export interface Phrase {
  readonly start: number;
  readonly end: number;
}

/** No noun phrase goes on over one of these. */
const STOPS =
  'with|without|within|receiv\\w+|having|has|have|had|an?|the|and|or|plus|nor|but|by|as|for|in|into|on|at|to|is|are|was|were|be|been|being|who|whose|whom|that|which|than|then|if|when|while|where|because|except|excluding|unless|due|despite|until|till|including|included|documented|confirmed|defined|diagnosed|presenting|show(?:s|ed|ing)|requiring|requires?|needing|causing|occurring|occurred|resulting|involving|affecting|using|measured|assessed|determined|evaluated|according|baseline|current|currently|patients?|subjects?|participants?|any|no|not|both|either|their|his|her|its|must|may|can|should|will|would|shall|from|per|over|after|before|during|since|prior|previous|previously|ago|between|among|through|throughout|following|initial|screening|demonstrat\\w+|least|most|more|less|fewer|greater|only|such|each|and/or|consistent|amenable|suitable|eligible|available|apart|outside|out|off|away|together|due|every|once|twice|ever|already|also|these|this|those|there|she|he|they|it|we';
const STOP = new RegExp(`^(?:${STOPS})$`);

const BOUNDARY = new RegExp(
  String.raw`[.,;:()[\]/\n*"<>≤≥=]|(?<![a-z-])(?:${STOPS}|of|received|receiv\w+|tak(?:e|es|en|ing)|tried|failed|undergone|experienc\w+|us(?:e|es|ing)|consum\w*|tolerat\w*|los(?:e|t|ing)|donat(?:e|ed|ing)|initiat\w*|weigh\w*|react(?:ed|ing|s)?|exceed\w*|higher|lower|other|one|two|three|minimum|minimal|maximum|maximal|presence|histor(?:y|ies)|evidence|a)(?![a-z-])`,
  'g',
);
/** `numeric rating scale (NRS) pain score` */
const WITHIN = /(?<=[a-z] )\([a-z0-9-]{2,8}\)(?= [a-z])|(?<=[a-z])\(s\)/g;
/** `chromogranin A`: no article. */
const LETTER = / a$/;
const LONGEST_BEFORE = 90;
const MOST_WORDS = 6;

/** The words that end at `end`, from the last boundary. */
export function phraseBefore(text: string, end: number): Phrase | undefined {
  const begin = Math.max(0, end - LONGEST_BEFORE);
  const before = text
    .slice(begin, end)
    .replaceAll(WITHIN, (short) => ' '.repeat(short.length))
    .replace(LETTER, ' α');
  let start = 0;
  for (const { index, 0: mark } of before.matchAll(BOUNDARY)) start = index + mark.length;
  const name = before.slice(start);
  const said = name.trim();
  if (!/^[a-zα-ω]/.test(said) || said.length < 2 || said.split(/ +/).length > MOST_WORDS)
    return undefined;
  const at = begin + start + name.length - name.trimStart().length;
  return { start: at, end: at + said.length };
}

const SIGNS = String.raw`(?:[a-zα-ω0-9'+-]|\/(?! |(?:day|week|month|year|d|wk)(?![a-z])))*`;
const WORD = new RegExp(String.raw` ?(?!i\.e|e\.g)([a-zα-ω]${SIGNS}|\d+[a-z-]${SIGNS})`, 'y');
/** `emergency department (ED) visit` */
const ABBREVIATION = / \([a-z0-9-]{2,8}\)(?= [a-z])/y;
const DETERMINERS =
  / ?(?:(?:the|an?|any|his|her|their|same|different|distinct|separate|other|prior|previous|past|documented|confirmed)(?![a-z]) ?)*/y;
/** What may stand before a participle that begins no relative clause: `previously treated lesion`. */
const ADVERB = /(?:ly|al|ic|ive|ous|ary|non|not)$/;
/** Begins a clause after a noun. */
const CLAUSE = /^[a-z]{3,}(?:ed|ing|ly)$/;
/** Nouns though they end like participles. */
const NOUN =
  /^(?:family|anomaly|assembly|monopoly|bleeding|vomiting|sneezing|swelling|wheezing|testing|bed|breathing|imaging|reading|rating|meeting|training|screening|seed|feeding|smoking|itching|flushing|nursing|sibling)$/;

/** The words from `at` on, to the next boundary; one `of` with what follows belongs to it. */
export function phraseAfter(text: string, at: number): Phrase | undefined {
  const start = endOf(DETERMINERS, text, at) ?? at;
  const end = endOfWords(text, start);
  if (end === undefined) return undefined;
  const of = text.startsWith(' of ', end) ? end + ' of'.length : undefined;
  const whole = of === undefined ? undefined : endOfWords(text, endOf(DETERMINERS, text, of) ?? of);
  return { start: skipBlanks(text, start), end: whole ?? end };
}

function endOfWords(text: string, start: number): number | undefined {
  let end: number | undefined;
  let last = '';
  for (let count = 0; count <= MOST_WORDS; count += 1) {
    WORD.lastIndex = end === undefined ? start : (endOf(ABBREVIATION, text, end) ?? end);
    const word = WORD.exec(text)?.[1];
    if (word === undefined || word === 'of' || STOP.test(word) || isClause(word, last)) break;
    last = word;
    end = WORD.lastIndex;
  }
  return end;
}

const isClause = (word: string, last: string): boolean =>
  last !== '' && CLAUSE.test(word) && !NOUN.test(word) && !ADVERB.test(last);

/** The noun that a phrase is about: the last word before its `of`. */
export function headOf(phrase: string): string {
  const before = phrase.split(' of ')[0] ?? '';
  return before.slice(before.lastIndexOf(' ') + 1);
}

const FILLERS =
  /(?:[ (\\[]|(?<![a-z])(?:value|level|is|are|was|of|has|be|must|should|with|a|an|total|measured|at|baseline|screening|with|having)(?![a-z]))+$/;
const SHORT = / ?\([a-z0-9-]{2,14}\)$/;

/** What is compared at `at`: `wheal diameter of`, `total nasal symptom score (TNSS) (`. */
export function nameBefore(text: string, at: number): Phrase | undefined {
  const begin = Math.max(0, at - LONGEST_BEFORE);
  const bare = text.slice(begin, at).replace(/[ (\\[]+$/, '');
  const isDirect = !/(?<![a-z])(?:of|is|are|was)$/.test(bare);
  const kept = (isDirect ? bare : bare.replace(FILLERS, '')).replace(SHORT, '').trimEnd();
  return phraseBefore(text, begin + kept.length);
}

export const wordsOf = (text: string, { start, end }: Phrase): string => text.slice(start, end);

const USE = ' use';

/** What ends at `at`, with its use: `ICS (inhaled corticosteroid) use`. */
export function usedBefore(
  text: string,
  at: number,
  before: (text: string, at: number) => Phrase | undefined,
): Phrase | undefined {
  if (!text.endsWith(USE, at)) return before(text, at);
  const name = before(text, at - USE.length);
  return name && { start: name.start, end: at };
}
