/** How the items of a criterion combine by what it is about, where no word says it. */
import { hasValue } from './announce.ts';

type Code = 'all-of' | 'any-of';

/** The kinds of an exclusion exclude each, the values of an organ function are all asked for. */
export const bySense = (
  words: string,
  items: readonly string[],
  exclude: boolean,
): Code | undefined => (exclude ? ofExclusion(words, items) : ofInclusion(words, items));

function ofExclusion(words: string, items: readonly string[]): Code | undefined {
  if (items.length < 2) return SAYS_KINDS.test(words) ? 'any-of' : undefined;
  if (EXPLAINS.test(words) || WASHOUT.test(words.slice(0, START))) return undefined;
  if (items.filter(isDemand).length * 2 > items.length) return undefined;
  return LISTS_KINDS.test(words) || NAMES_KINDS.test(words) ? 'any-of' : undefined;
}

const START = 40;
/** `ALT must be normal` under a disease that excludes: what is asked for, and no kind of it. */
const isDemand = (item: string): boolean => /\bmust\b/i.test(item.slice(0, LONGEST_DEMAND));
const LONGEST_DEMAND = 60;

function ofInclusion(words: string, items: readonly string[]): Code | undefined {
  if (isOfWays(words) || items.every(isTumour)) return 'any-of';
  const lead = withoutRemark(words);
  if (RELAPSED.test(lead) && KINDS_OF_IT.test(lead)) return 'any-of';
  const isAll =
    isOfFunctions(lead) || WASHOUT.test(words) || requires(lead) || isOfSome(lead, items);
  return isAll || areValues(lead, items) ? 'all-of' : undefined;
}

/** `…, as follows (no transfusion within 2 weeks)` ends before the brackets. */
const withoutRemark = (words: string): string =>
  words.replace(/ ?\([^()]{0,200}\)\s*$/, '').replace(/\bas follows$/i, 'as follows:');

/** `Relapsed or refractory ALL, defined as:` has the ways to be one of them under it. */
const RELAPSED = /\brelaps\w{1,4}\b.{1,6}\brefractory\b|\brefractory\b.{1,6}\brelaps\w{1,4}\b/i;
const KINDS_OF_IT = /\b(?:defined (?:as|by)|including|includes?)\s*[:：]$/i;

/** What is asked of some of the patients: of women, or of those who are let in on conditions. */
const isOfSome = (words: string, items: readonly string[]): boolean =>
  LETS_IN.test(words) ||
  (isOfPersons(words) && items.every((item) => DUTY.test(item.slice(0, LONGEST_DEMAND))));

export const isForSome = (words: string): boolean => LETS_IN.test(words) || isOfPersons(words);

const LETS_IN =
  /\b(?:are|is|be) (?:eligible|allowed|permitted|included)\b[^.]{0,60}\b(?:provided|if|as long as)\b[^.]{0,60}[:：]$/i;
const isOfPersons = (words: string): boolean => words.length < 120 && OF_PERSONS.test(words);
const OF_PERSONS =
  /^(?:if |for )?(?:all )?(?:female|male|women|woman|men|man)s?(?: (?:patients?|subjects?|participants?|volunteers?))?(?: of (?:child|reproductive)[^.:：]{1,40})?\s*[:：]$/i;
const DUTY =
  /^(?:\(?\d\) ?)?(?:(?:the )?(?:patients?|subjects?|participants?|they) )?(?:must|should|agree|abstain|refrain|use|not |no |a? ?negative|have|has|be |are|is|if |willing)/i;

/** `Organ function` or `Laboratory values:` over values. */
function areValues(words: string, items: readonly string[]): boolean {
  const values = items.filter((item) => hasValue(item.slice(0, LONGEST_ITEM))).length;
  if (/[:：]$/.test(words)) return values === items.length;
  return values > 2 && values * 4 >= items.length * 3 && words.split(/\s+/, 7).length <= 6;
}

const requires = (words: string): boolean =>
  (REQUIRES.test(words) || ACCORDING.test(words)) &&
  !CONTRACEPTION.test(words) &&
  !SOME_OF.test(words);
/** `COPD according to GOLD 2025 criteria:`: what makes the diagnosis. */
const ACCORDING =
  /\b(?:according to|as per) [^.;:]{3,140}\b(?:criteria|classification|guidelines?)\s*[:：]$/i;
/** `Must have tried at least three classes of the following:` */
const SOME_OF =
  /\bat least (?:two|three|four|five|[2-5])\b[^.:]{0,40}\b(?:of|from) the following\b/i;

/** Methods of contraception: one of them will do. */
const WAYS =
  /\b(?:contracept\w*|birth control)\b[^:]{0,160}\b(?:includ\w*|methods?|following|forms?|options|hereafter)\b[^.]{0,60}[:：]$|\b(?:methods?|forms?) of (?:birth control|contraception)\b[^:]{0,160}[:：]$/i;
export const isOfWays = (words: string): boolean => WAYS.test(words);
const CONTRACEPTION = /\b(?:contracept\w*|birth control)\b/i;

/** A kind of tumour: one patient has one of them. */
const isTumour = (item: string): boolean =>
  item.length < 140 && TUMOUR.test(item) && !ASKS.test(item);
const TUMOUR =
  /\b(?:cancers?|\w*carcinomas?|lymphomas?|leuka?emias?|\w*sarcomas?|melanomas?|myelomas?|glio\w+|NSCLC|SCLC|\w*blastomas?|mesotheliomas?)\b/i;
const ASKS =
  /\b(?:must|no|not|history|measurable|progress\w*|prior|previous\w*|at least|within|defined|is|are|has|have|had|treat\w*)\b/i;
/** Times to be kept free of each treatment. */
const WASHOUT = /\bwash-?\s?out\b|\bdiscontinu\w+ the following\b/i;
/** `Prior or concurrent treatments`, `Laboratory abnormalities at screening`: a name of several things. */
const NAMES_KINDS =
  /^(?:[\p{L}/,&-]+ ){0,5}(?:treatments|medications|drugs|therapies|diseases|disorders|conditions|abnormalities|complications|infections|events|contraindications|allergies)(?: (?:at|of|in|during|before|prior to|that affect) [^.;:]{3,90})?\.?$/iu;
const SAYS_KINDS = /\bfollowing\b[^.]*[:：]$|\bnot (?:limited|restricted) to\s*[:：]$/i;
const LISTS_KINDS = /[:：]$|\b(?:following|below|including|such as)\b/i;

/** What a word means, or how it is found out. */
const EXPLAINS =
  /\b(?:is|are) (?:confirmed|defined|determined|considered|diagnosed)\b[^.]{0,60}[:：]$/i;
const FUNCTIONS =
  /\b(?:adequate|sufficient|acceptable|normal|good|satisfactory|preserved)\b[^.]{0,90}\b(?:function|functions|reserve|marrow|values?|tests?|parameters|count|counts|indices|status|capacity)\b|\b(?:functions?|laboratory|lab|blood (?:cell )?(?:count|routine|test)|hematolog\w*|haematolog\w*)\b[^.]{0,80}[:：]$/i;
/** `Adequate organ function:` */
export const isOfFunctions = (words: string): boolean => FUNCTIONS.test(words);
const REQUIRES =
  /\b(?:must|should|shall|have to|required to|need to)\b[^.]{0,130}(?:[:：]|\bfollowing\b[^.]{0,40})$|\b(?:must|should|shall) (?:also )?(?:have|be)$|\b(?:which|who|that) (?:is|are|has|have)\s*[:：]$|\bwith the following (?:additional |specific )?(?:criteria|requirements)\s*[:：]$|\band\s*[:：]$|\b(?:meet\w*|fulfil\w*|satisf\w*) the (?:\w+ )?following\b|\b(?:defined|evidenced|demonstrated|indicated|determined|documented|confirmed) (?:as|by)\b[^.]{0,40}(?:[:：]|\bfollowing\b|\bbelow\b)[^.]{0,20}$/i;

const LONGEST_ITEM = 600;
