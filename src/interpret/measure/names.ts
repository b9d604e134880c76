/**
 * Values of things that no entry of the lexicon names: `SNOT-22 score of at least 20`, `wheal diameter ≥ 6 mm`. What is
 * compared goes by its own words, and only where a comparator stands right after them.
 */
import { type Expected, readAmount } from './amount.ts';
import { type Comparator, readComparator } from './comparator.ts';
import { namedValue } from './named.ts';
import { skipBlanks } from './scan.ts';
import type { Statement } from './statement.ts';

const UNITS: readonly string[] = [
  '%',
  'mm',
  'cm',
  'mg',
  'g',
  'kg',
  'mL',
  'L',
  'mm[Hg]',
  'mg/dL',
  'mmol/L',
  'ng/mL',
  'ug/mL',
  'pg/mL',
  'ug/L',
  'mg/L',
  'g/L',
  'g/dL',
  'U/L',
  '[IU]/L',
  '[IU]/mL',
  'U/mL',
  'k[IU]/L',
  'nmol/L',
  'pmol/L',
  'umol/L',
  'mL/min',
  '/min',
  '{beats}/min',
  '/uL',
  '10*9/L',
  '10*3/uL',
  'dB',
  'ms',
  'kg/m2',
];
const EXPECTED: Expected = {
  units: UNITS,
  isBare: true,
  isBareCompared: true,
  isBareRange: false,
  isRoman: false,
  hasLimits: false,
};

/** A sign, or after `score` and the like also words. */
const SIGNS =
  /[<>≤≥]=?|(?<=(?:score|index|scale|subscale|total|rating|questionnaire|inventory|indicator)\)?(?: of| is| was)?) (?=at least|greater|less|more|no more|higher|lower|above|below|up to)/g;
/** After a bare number nothing else may be counted. */
const ENDS =
  /^ ?(?:$|[.,;:)\]\n]|(?:and|or|at|on|in|within|prior|before|during|by|using|as|according|based|points?|for|if|measured|assessed|upon|out of)(?![a-z]))/;
const FILLERS =
  /(?:[ (\\[]|(?<![a-z])(?:score|scores|value|level|is|are|was|of|has|be|must|should|with|a|an|total|measured|at|baseline|screening|with|having)(?![a-z]))+$/;
const ABBREVIATION = / ?\([a-z0-9-]{2,14}\)$/;
const BOUNDARY =
  /[.,;:()[\]/\n*"]|(?<![a-z-])(?:with|without|having|has|have|had|an?|the|and|or|by|as|for|in|on|at|to|is|are|was|were|be|been|who|whose|that|which|than|if|when|including|documented|confirmed|defined|presenting|showing|baseline|current|patients?|subjects?|participants?|any|no|not|both|either|their|his|her|must|should|from|of|per|after|before|initial|screening|demonstrat\w+|least|most|more|less|only|such)(?![a-z-])/g;
const NOT_NAMES =
  /(?<![a-z])(?:aged?|years?|months?|weeks?|days?|hours?|defin\w+|example|e\.g|i\.e|equal|visit|part|cohort|group|grade|stage|normal|uln|version|protocol|dose level)(?![a-z])|^(?:therapy|treatment|study|day|time|disease|history|criteria|results?|score|scores|values?|levels?|size|number|it|one|those)$/;
/** What is measured: a name ends with one of these words. */
const MEASURE =
  /(?<![a-z])(?:h-)?(?:scores?|index|indices|subscale|rating|questionnaire|inventory|indicator|diameters?|angle|acuity|audiometry|gradient|titers?)$/;
const NO_MEASURE =
  /(?<![a-z])(?:failure|formula|dose|doses|lesions?|node|tumou?r|blood pressure|raw)(?![a-z])/;
/** Further into a text stand explanations. */
const FAR = 200;
const DEFINED =
  /(?<![a-z])(?:defin\w+|meaning|i\.e|such as|e\.g|except\w*|unless|measurable)(?![a-z])[^.;\n]{0,80}$/;

export function readNames(
  text: string,
  words: string,
  taken: readonly Statement[],
): readonly Statement[] {
  const found: Statement[] = [];
  for (const { index } of text.matchAll(SIGNS)) {
    const end = found.at(-1)?.end ?? 0;
    if (index < end || taken.some((one) => one.start <= index && index < one.end)) continue;
    const one = readName(text, words, index, end);
    if (one && !taken.some(({ start, end: last }) => start < one.end && one.start < last))
      found.push(one);
  }
  return found;
}

function readName(
  text: string,
  words: string,
  index: number,
  floor: number,
): Statement | undefined {
  const at = skipBlanks(text, index);
  const compared = readComparator(text, at);
  if (!compared || compared.comparator === '=') return undefined;
  const amount = readAmount(text, skipBlanks(text, compared.end), EXPECTED, true);
  if (!amount || (amount.unit === undefined && !ENDS.test(text.slice(amount.end, amount.end + 20))))
    return undefined;
  const begin = Math.max(floor, index - 90);
  const place = nameBefore(text.slice(begin, index));
  if (!place) return undefined;
  const start = begin + place.start;
  const name = words.slice(start, begin + place.end);
  if (start > FAR || !isMeasure(name) || /^(?: ?\/| per )/.test(text.slice(amount.end)))
    return undefined;
  if (DEFINED.test(text.slice(Math.max(0, start - 80), start))) return undefined;
  return namedValue(name, valueOf(compared.comparator, amount), { start, end: amount.end });
}

const valueOf = (
  comparator: Exclude<Comparator, '='>,
  { number, unit }: NonNullable<ReturnType<typeof readAmount>>,
): Statement['value'] => ({ kind: 'quantity', value: number, comparator, ...unit });

const isMeasure = (name: string): boolean =>
  MEASURE.test(name.toLowerCase()) && !NO_MEASURE.test(name.toLowerCase());

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The words that end before the comparator, from the last boundary. */
function nameBefore(before: string): Place | undefined {
  const bare = before.trimEnd();
  const isDirect = !/(?<![a-z])(?:of|is|are|was)$/.test(bare);
  const kept = (isDirect ? bare : bare.replace(FILLERS, '')).replace(ABBREVIATION, '').trimEnd();
  let start = 0;
  for (const { index, 0: mark } of kept.matchAll(BOUNDARY)) start = index + mark.length;
  const name = kept.slice(start);
  start += name.length - name.trimStart().length;
  const said = name.trim();
  const count = said.split(' ').length;
  if (!/^[a-zα-ω]/.test(said) || said.length < 2 || count > 6 || NOT_NAMES.test(said))
    return undefined;
  return { start, end: kept.length };
}
