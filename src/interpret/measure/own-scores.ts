/** Scores whose number or name stands elsewhere: `a minimum total symptom score of 5`, `a score of ≥ 2 on the XYZ questionnaire`. */
import { type Comparison, isPlain } from './comparisons.ts';
import { mentionsIn } from './mentions.ts';
import { nameBefore, phraseAfter, phraseBefore, wordsOf, type Phrase } from './phrase.ts';
import type { Told } from './told.ts';

const SCORE = /(?<![a-z])(?:score|rating)$/;
const LEAST = /(?<![a-z])(?:(min(?:imum|imal))|max(?:imum|imal))(?: of)? (?:an? |the )?$/;
/** A name of this kind has one of these words. */
const TEST =
  /(?<![a-z])(?:questionnaire|scale|index|inventory|test|screen(?:er)?|survey|checklist|items?|questions?|subscale|domain|assessment|system|scores?)$/;
const LINK =
  /^,? (?:points )?(?:on|in|for|by|using|according to|from|with)(?: the| an?)? (?=[a-z])/;

export function readOwnScore(text: string, one: Comparison): Told | undefined {
  if (one.value.ucum !== undefined) return undefined;
  const name = nameBefore(text, one.start);
  if (!name || !SCORE.test(wordsOf(text, name)))
    return isPlain(one) ? undefined : farOff(text, one);
  if (isPlain(one)) return atLeast(text, one, name);
  return wordsOf(text, name) === 'score' ? onTest(text, one) : undefined;
}

/** `a minimum total symptom score of 5` */
function atLeast(text: string, { value, end }: Comparison, name: Phrase): Told | undefined {
  const bound = LEAST.exec(text.slice(Math.max(0, name.start - 20), name.start));
  if (!bound || value.kind !== 'quantity' || wordsOf(text, name) === 'score') return undefined;
  return { name, value: { ...value, comparator: bound[1] === undefined ? '<=' : '>=' }, end };
}

const FAR =
  /(?<![a-z])(?:score|index)(?: \([a-z0-9-]{2,14}\))?,? (?:at|on|during|measured|assessed|as|over|for)(?![a-z])[^.;:<>≤≥\d()]{1,50} (?:is |was |of |must be |should be |be )?$/;

/** `the ABOS score measured at enrollment is over 8 points` */
function farOff(text: string, { value, start, end }: Comparison): Told | undefined {
  const from = Math.max(0, start - 90);
  const far = FAR.exec(text.slice(from, start));
  if (!far || !/^ ?(?:points?|$|[.,;)\n]|and|or)/.test(text.slice(end, end + 8))) return undefined;
  const head = /^(?:score|index)/.exec(far[0])?.[0].length ?? 0;
  const name = phraseBefore(text, from + far.index + head);
  const said = name ? wordsOf(text, name) : '';
  return name && said.includes(' ') && mentionsIn(said).length === 0
    ? { name, value, end }
    : undefined;
}

function onTest(text: string, { value, end }: Comparison): Told | undefined {
  const link = LINK.exec(text.slice(end, end + 30))?.[0].length;
  const name = link === undefined ? undefined : phraseAfter(text, end + link);
  return name && TEST.test(wordsOf(text, name)) ? { name, value, end: name.end } : undefined;
}
