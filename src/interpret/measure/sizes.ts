/**
 * What is measured, by its own words: `SNOT-22 score of at least 20`, `subluxation > 3 mm`, `≥ 3 mm translation`, `at
 * least 12 % reversibility of FEV1`.
 */
import { type Comparison, isPlain, isTime } from './comparisons.ts';
import { mentionsIn } from './mentions.ts';
import { headOf, nameBefore, phraseAfter, wordsOf, type Phrase } from './phrase.ts';
import type { Told } from './told.ts';

/** What is measured without a unit: a name ends with one of these words. */
const MEASURE =
  /(?<![a-z])(?:h-)?(?:scores?|index|indices|subscale|rating|questionnaire|inventory|indicator|diameters?|angle|acuity|audiometry|gradient|titers?)$/;
const NO_MEASURE =
  /(?<![a-z])(?:failure|formula|lesions?|node|nodes|tumou?rs?|mass|metastas[ei]s|blood pressure|raw|axis|dimension|(?:slice|section) thickness|survival|risk|(?<!possession |compliance |adherence |attendance |completion )rates?|pearl|ecog|karnofsky|jansky|performance status|ingestion|consumption|infants?|patients?|subjects?|adults?|control|disease|acid|counts?|range|class|prolongation|concentrations? of)(?![a-z])|(?<![a-z])(?:blood|plasma|apheresis|products?|(?<!tolerated )doses?)$|^diameter$/;
const NOT_NAMES =
  /(?<![a-z])(?:aged?|years?|months?|weeks?|days?|hours?|defin\w+|example|e\.g|i\.e|equal|visit|part|cohort|group|grade|stage|normal(?:ity)?|uln|version|protocol|dose level)(?![a-z])|^(?:therapy|treatment|study|day|time|disease|history|criteria|results?|score|scores|values?|levels?|size|sizes|number|it|one|those|weight|height|length|width|depth|males?|females?|bp|up|amount|adults?|children|infants|increased?|decreased?|increase|decrease|elevated|greater|reduced|reduction|change|concentration|positive|negative|visual|percent|percentage|total|sum|rating|index|(?:total|mean|average|raw|global|severity|baseline|overall|scale) (?:score|rating|index)|increments?|predicted|capsules?|tablets?)$/;
/** After a bare number nothing else may be counted. */
const ENDS =
  /^ ?(?:$|[.,;:)\]\n]|(?:and|or|at|on|in|within|prior|before|during|by|using|as|according|based|points?|for|if|with|that|despite|after|obtained|measured|assessed|upon|out of)(?![a-z]))/;

/** Further into a text stand explanations. */
const FAR = 300;

const PARTS: readonly string[] = ['%', 'deg', 'mm', 'cm'];
/** What only says of what the number is a part. */
const NO_PART =
  /^(?:predicted|scale|vas|required|compared|normal|confidence|pure|institutional|lower|upper|reference|uln|lln|age|ideal|expected|body|pred|oxygen|chance|probability|risk|maximum|maximal|wheal|reaction|larger|greater|longer|wide|thick|skin|total|ethanol|alcohol|positive predictive|negative predictive|diluent|recommended|reported|response|study|visits?|doses?|or|time|days?|weeks?|years?|dimension|diameter|margin|slice|solid|methacholine|complete|ratings?|study|scheduled)(?![a-z])|(?<![a-z])(?:patients|subjects|participants|failure|lesions?|nodes?|dimension|diameter|predicted|limit|normal)(?![a-z])|^(?:[a-z]+ )?tumou?rs?$/;
/** Then the number is of what stands before: `small cells represent at least 50 % of the tumour`. */
const MAKES_UP =
  /(?<![a-z])(?:represent|compris|constitut|account|mak|occup|contain)[a-z]*(?: up| for)? $/;
const CHANGE = /^(?:improvement|increase|decrease|reduction|fall|drop|rise|decline|change)$/;

export function readSize(text: string, one: Comparison, words: string): Told | undefined {
  if (isPlain(one) || isTime(one) || one.start > FAR) return undefined;
  return nameAfter(text, one) ?? changeAhead(text, one) ?? nameAhead(text, one, words);
}

/** `≥ 3 mm translation`, `at least 20 % of tumor cells` */
function nameAfter(text: string, { value, start, end }: Comparison): Told | undefined {
  if (value.ucum === undefined || !PARTS.includes(value.ucum)) return undefined;
  const of = /^ of (?:the )?/.exec(text.slice(end, end + 8))?.[0].length ?? 0;
  const name = phraseAfter(text, end + of);
  if (!name || (of === 0 && !text.startsWith(' ', end))) return undefined;
  const said = wordsOf(text, name);
  if (NO_PART.test(said) || said.length < 4) return undefined;
  if (MAKES_UP.test(text.slice(Math.max(0, start - 20), start))) return undefined;
  const whole = wholeOf(text, name, headOf(said));
  return { name: whole, value, end: whole.end };
}

/** `adherence to the diary` */
const KEEPING = /^(?:adherence|compliance|exposure|response|attendance)$/;

/** `improvement in FEV1`, `adherence to the diary` */
function wholeOf(text: string, name: Phrase, head: string): Phrase {
  const link = CHANGE.test(head) ? ' in ' : KEEPING.test(head) ? ' to ' : undefined;
  if (link === undefined || !text.startsWith(link, name.end)) return name;
  const of = phraseAfter(text, name.end + link.length);
  return of ? { start: name.start, end: of.end } : name;
}

/** `subluxation > 3 mm`, `total nasal symptom score (TNSS) ≥ 6` */
function nameAhead(text: string, one: Comparison, words: string): Told | undefined {
  const { value, start, end } = one;
  const name = nameBefore(text, start - placeBefore(text, start));
  if (!name || GOES_ON.test(text.slice(end, end + 40))) return undefined;
  const said = wordsOf(text, name);
  if (NOT_NAMES.test(said) || NO_MEASURE.test(said)) return undefined;
  return isMeasured(said, one, [text, words], name) ? { name, value, end } : undefined;
}

function isMeasured(
  said: string,
  { value, start, end }: Comparison,
  [text, words]: readonly [string, string],
  name: Phrase,
): boolean {
  const own = wordsOf(words, name);
  const between = text.slice(name.end, start);
  if (value.ucum === undefined)
    return (
      (MEASURE.test(said) || isAcronym(own, between) || SHORTENED.test(between)) &&
      ENDS.test(text.slice(end, end + 20))
    );
  if (MEASURE.test(said)) return true;
  return value.ucum === '%'
    ? isPart(said, own, between) || (isSize(said, value) && isSubject(text, name.start))
    : isSize(said, value);
}

/** `insulin antibodies in the blood at the screening > 10 U/mL`: where and when, right before a sign. */
const PLACE = /(?<=[a-z)])(?: (?:in|on|at|during)(?: the| an?)? [a-z-]+(?: [a-z-]+)?){1,2} ?\(?$/;

const placeBefore = (text: string, at: number): number =>
  '<>≤≥'.includes(text.charAt(at)) && text.charAt(at) !== ''
    ? (PLACE.exec(text.slice(Math.max(0, at - 60), at))?.[0].length ?? 0)
    : 0;

/** `mean fluorescence intensity (MFI) > 1000`: measures are called by their letters after their name. */
const SHORTENED = /^ \([a-z][a-z0-9-]{1,7}\)[ (]*$/;

/** `TNSS ≥ 5`: a score that goes by its letters; many of few letters are of the laboratory and have units. */
const isAcronym = (said: string, between: string): boolean =>
  /(?:^|[ -])[A-Z][A-Z0-9-]{2,8}$/.test(said) &&
  between.trim() === '' &&
  !/(?:^|[ -])(?:CTCAE|NCI|ECOG|RECIST|NYHA|ASA|CT|MRI)$/.test(said) &&
  mentionsIn(said.toLowerCase()).length === 0;

/** `VAF ≥ 5 %`, `staining of cells ≥ 50 %` */
const isPart = (said: string, words: string, between: string): boolean =>
  between.trim() === '' &&
  mentionsIn(said).length === 0 &&
  (PART.test(said) || isAcronym(words, ''));
const PART =
  /(?:^|[ -])(?:expression|positivity|staining|fraction|percentage|proportion|survival|compliance|adherence|attendance|infiltration|involvement|cellularity|stenosis|necrosis|occlusion|desaturation|coverage|purity|viability|chimerism|frequency|(?:possession|adherence|compliance|attendance) rate)$/;

/** `a fall in FEV1 of at least 20 %` */
const CHANGED =
  /(?<![a-z])((?:fall|drop|rise|increase|decrease|reduction|improvement|decline|change|variation|variability|reversibility) (?:in|of) (?:the |an? )?[a-z0-9][a-z0-9 -]{1,30}?)(?: (?:of|by|was|is|for))? $/;

function changeAhead(text: string, { value, start, end }: Comparison): Told | undefined {
  if (value.ucum !== '%') return undefined;
  const from = Math.max(0, start - 60);
  const said = CHANGED.exec(text.slice(from, start));
  if (!said) return undefined;
  const begin = from + said.index;
  return { name: { start: begin, end: begin + (said[1] ?? '').length }, value, end };
}

/** The number is of something else: a rate, the size of a tumour. */
const GOES_ON =
  /^(?: ?\/| per )|^ on (?:the )?[a-z -]{2,30}(?:index|scale|questionnaire|inventory)(?![a-z])|^,? in (?:size|diameter|(?:its |the )?(?:greatest|largest|longest|maxim))/;
/** Diseases that are called by what is too much or too little, and what only the lexicon can measure. */
const ILLNESS =
  /(?:function|tests?|clearance|ed|ing|ly|emia|philia|penia|cytosis|uria|cardia|tension|esity)$/;

/** Nothing goes before it that it is only a part of: `squamous cells > 10 %`, but `release to the allergen ≥ 7 %`. */
const isSubject = (text: string, start: number): boolean =>
  /(?:^|[.,;:(\n]|(?<![a-z])(?:or|and|an?|with|has|have|had|having|is|are))[ (]*$/.test(
    text.slice(Math.max(0, start - 9), start),
  );

function isSize(said: string, { kind, ucum = '' }: Comparison['value']): boolean {
  // `aspirin (81 or 325 mg)` says which tablets there are.
  const isStrength = kind === 'range' && /^(?:[mu]?g|mL|\[diop\])$/.test(ucum);
  return (
    !isStrength && !ILLNESS.test(said) && !mentionsIn(said).some(({ end }) => end === said.length)
  );
}
