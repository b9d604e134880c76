/** What is taken in a day, by its own words: `high dose inhaled corticosteroid (≥ 800 µg per day)`, `Coumadin (up to 2 mg daily)`. */
import { type Comparison, isPlain } from './comparisons.ts';
import { mentionsIn } from './mentions.ts';
import { nameBefore, phraseAfter, wordsOf, type Phrase } from './phrase.ts';
import { inUnit, type Told } from './told.ts';

const DAILY =
  / ?(?:\/|per|a|each|every|in) ?(?:day|d|24 ?h(?:ou)?rs?)(?![a-z])|,? (?:once )?daily(?![a-z])/y;
const OF = / ?(?:of|for)? /y;
/** `in doses of`, `at a total daily dose` */
const DOSES =
  /(?:,? (?:(?:in|at|with|of|to) )?(?:an? |the )?(?:total |maximum |mean |average |daily |stable |low |high )*(?:doses?|dosage)(?: of| is| was| at)?| (?:at|up to|of))? *[([]? *$/;
const NO_DRUG =
  /(?<![a-z])(?:glucose|protein|proteinuria|albumin|creatinine|alcohol|ethanol|urine|output|volume|excretion|threshold|receiving|patients?|subjects?|doses?|dosage|days?|equivalents?|or|less|more|[a-z]+\/kg|(?:alcohol|ethanol|fluid|calorie|caloric|energy|daily|total|oral|dietary|food|^)intake|total)$|^(?:up|those|daily|maximum|maintenance|amount|use|it|them)$/;

export function readDaily(text: string, one: Comparison): Told | undefined {
  const { value, start, end } = one;
  if (isPlain(one) || !['mg', 'ug', 'g', 'mL'].includes(value.ucum ?? '')) return undefined;
  DAILY.lastIndex = end;
  if (!DAILY.test(text)) return undefined;
  const name = drugBefore(text, start) ?? drugAfter(text, DAILY.lastIndex);
  if (!name) return undefined;
  const ucum = `${value.ucum}/d`;
  return { name, value: inUnit(value, ucum), end: Math.max(name.end, DAILY.lastIndex) };
}

function drugBefore(text: string, at: number): Phrase | undefined {
  const doses = DOSES.exec(text.slice(Math.max(0, at - 40), at))?.[0].length ?? 0;
  const name = nameBefore(text, at - doses);
  return name && isDrug(wordsOf(text, name)) ? name : undefined;
}

function drugAfter(text: string, at: number): Phrase | undefined {
  OF.lastIndex = at;
  const name = OF.test(text) ? phraseAfter(text, OF.lastIndex) : undefined;
  return name && isDrug(wordsOf(text, name)) ? name : undefined;
}

const isDrug = (said: string): boolean =>
  said.length > 3 && !NO_DRUG.test(said) && mentionsIn(said).length === 0;
