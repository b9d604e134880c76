/** How much of something is taken, given or lost, by its own words: `reaction to ≤ 100 mg of peanut protein`, `250 mL of formula/day`. */
import { type Comparison, isPlain } from './comparisons.ts';
import { mentionsIn } from './mentions.ts';
import { type Phrase, phraseAfter, wordsOf } from './phrase.ts';
import { eachAt, inUnit, type Told } from './told.ts';

const AMOUNTS: readonly string[] = ['mg', 'ug', 'g', 'mL'];
/** Of these the number says something else, or it is told in another way. */
const NO_SUBSTANCE =
  /^(?:proteins?|orally|intravenous\w*|(?:whole )?blood|day|albumin|glucose|creatinine|daily|total|tablets?|capsules?|doses?|body|infants?|birth|x|qd|bid|tid|strength|product|vials?|oral|or|dose equivalents?)(?![a-z])|(?<![a-z])(?:urine|patients?|subjects?|equivalents?|tablets?|capsules?|doses?|weight)$/;
/** The same amount again: `≤ 300 mg of protein (approximately ≤ 9 mL of milk)`. */
const AGAIN =
  /(?<![a-z])(?:approx\w*\.?|about|equivalent to|equal to|i\.e\.?,?|corresponding to) ?$/;
const EACH =
  /(?: ?\/ ?| (?:per|an?|each|every|in) )(day|week|month|d|wk|24 ?h(?:ou)?rs?)(?![a-z])| (daily)(?![a-z])/y;

export function readSubstance(text: string, one: Comparison): Told | undefined {
  const { value, start, end } = one;
  if (isPlain(one) || !AMOUNTS.includes(value.ucum ?? '') || !text.startsWith(' ', end))
    return undefined;
  if (AGAIN.test(text.slice(Math.max(0, start - 20), start))) return undefined;
  const name = phraseAfter(text, end + (text.startsWith(' of ', end) ? ' of'.length : 0));
  return name && isSubstance(wordsOf(text, name)) ? inTime(text, name, one) : undefined;
}

const isSubstance = (said: string): boolean =>
  said.length > 3 && !NO_SUBSTANCE.test(said) && mentionsIn(said).length === 0;

/** `250 mL of formula per day`; of an episode or a kilogram it is another unit. */
function inTime(text: string, whole: Phrase, { value }: Comparison): Told | undefined {
  const by = eachAt(EACH, text, whole.end);
  if (by !== undefined) {
    // `0.5 mg prednisone equivalent/kg/day`
    const kg = /\/kg$/.exec(wordsOf(text, whole))?.[0] ?? '';
    const ucum = `${value.ucum ?? ''}${kg}${by.ucum}`;
    const name = { start: whole.start, end: whole.end - kg.length };
    return { name, value: inUnit(value, ucum), end: by.end };
  }
  const isOther = /^ ?(?:\/|per )/.test(text.slice(whole.end, whole.end + 6));
  return isOther ? undefined : { name: whole, value, end: whole.end };
}
