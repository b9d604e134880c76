/**
 * How the items under a criterion combine, where wording or sense say it for certain, and how much of the whole may
 * then be acted on (docs/adr/0013).
 */
import type { Criterion, ItemsCombination } from '../../trial/understood.ts';
import { asksForNothing } from './announce.ts';
import { bySense, isForSome, isOfFunctions, isOfWays } from './by-sense.ts';
import { areExceptions, isException } from './exceptions.ts';
import { joinedBy, jointsOf } from './joints.ts';
import { numberOf } from '../measure/number.ts';

type Combined = Pick<Criterion, 'coverage' | 'itemsCombination' | 'itemsSayAll'>;
type Parent = Pick<Criterion, 'exclude' | 'text' | 'items'>;
type Joined = Pick<Criterion, 'exclude' | 'items'> & {
  readonly itemsCombination: ItemsCombination;
};

/**
 * What a criterion says by way of its items.
 *
 * @param joined words of each item, with the one that joins it to the item before
 */
export function combined(
  { exclude, text: { value: lead }, items }: Parent,
  joined: readonly string[],
): Combined {
  const itemsCombination = combinationOf(lead, joined, exclude);
  if (!itemsCombination) return { coverage: 'none' };
  const isDenied = !exclude && itemsCombination.code === 'any-of' && DENIES.test(lead.slice(-LONGEST)); // prettier-ignore
  if (isDenied || isOfPart(lead, exclude) || joined.some(isException))
    return { coverage: 'none', itemsCombination };
  const isAll = saysAll(lead, itemsCombination, exclude);
  return {
    coverage: coverageOf({ exclude, items, itemsCombination }, isAll && !WIDER.test(lead)),
    itemsCombination,
    ...(isAll && { itemsSayAll: true }),
  };
}

/** What is asked of women, or of those with metastases, tells nothing of the others. */
const isOfPart = (lead: string, exclude: boolean): boolean =>
  !exclude && isForSome(lead.slice(-LONGEST));

/** `No heart disease including any of the following:` among what is asked for asks for none of its items. */
const DENIES = /\b(?:no|not|none|never|without|neither|absence|free of|lack of)\b/i;

const AT_LEAST =
  /\b(?:at least|a minimum of|minimum of|≥|>=) ?\(?(one|two|three|four|five|six|[1-6])\)?(?: or more)?(?: \((?:one|two|three|four|five|six|[1-6])\))?(?: or more)? (?:of|from)\b|\b(one|two|three|four|five|six|[1-6]) or (?:more|several)(?: of)?(?: the| these)? (?:\w+ )?(?:following|below|above|criteria|conditions|methods|factors)\b|\b(one|two|three|four|five|six|[1-6]) or more of\b|\b(one|two|three|four|five|six|[1-6]) (?:of the following|of these|of the criteria)/i;
const ANY =
  /\b(?:any|either)(?: one)?(?: or more)?(?: of)?(?: the)? ?(?:following|these|below|criteria)\b|\b(?:one|any) of\b|\bone or (?:both|a combination) of\b|\beither\s*[:：]?$|\bany\b[^.]{0,80}\b(?:following|below)\b/i;
const ALL =
  /\b(?:all|both|each)(?: of)?(?: the)? ?(?:following|these|below)\b|\ball\b[^.]{0,60}\b(?:following|below)\b|\bboth\s*[:：]?$/i;
/** What is listed are exceptions, and not what is asked for. */
const EXCEPTS =
  /\b(?:except|exception|exceptions|unless|excluding|(?<!not (?:be )?)(?:allowed|permitted)|not exclu\w*|(?:are|considered|be) eligible|may be|can be|provided|note|examples?|e\.g|such as)\b|(?<!^)\bif\b(?![^.]*,[^.]*\bmust\b)/i;
/** Of an exclusion `such as` leads to its kinds. */
const EXAMPLES = /\b(?:such as|e\.g\.?)\s*[,:：]?$/i;
const LONGEST = 600;

/** `Cohort 1: …` are for whom each holds. */
const areOfGroups = (items: readonly string[]): boolean =>
  items.filter((item) => GROUP.test(item)).length * 2 > items.length;
const GROUP = /^(?:cohort|group|arm|part|phase)s? (?:\d|[A-H]|[IVX])\w{0,3}\b[^.]{0,60}[:：(]/i;

/** Of a criterion with items; `lead` is the text before them. */
function combinationOf(
  lead: string,
  items: readonly string[],
  exclude: boolean,
): ItemsCombination | undefined {
  if (areExceptions(items)) return undefined;
  const words = lead.slice(-LONGEST);
  const joined = joinedBy(items);
  const said = saidBy(words);
  if (joined === 'mixed') return items.some((item) => AND_OR.test(item)) ? said : undefined;
  if (said) return joined === 'all-of' && said.code === 'any-of' ? undefined : said;
  if (areOfGroups(items) || takesBack(words, exclude)) return undefined;
  const code = joined ?? bySense(words, items, exclude);
  return code && !isContradicted(code, items) ? { code } : undefined;
}

/** `a, or` among what would all be asked for. */
const isContradicted = (code: ItemsCombination['code'], items: readonly string[]): boolean =>
  jointsOf(items).includes(code === 'all-of' ? 'or' : 'and');

function takesBack(words: string, exclude: boolean): boolean {
  if (exclude) return EXCEPTS.test(words.replace(EXAMPLES, ''));
  return EXCEPTS.test(words.replaceAll(REMARK, ' ')) && !isOfWays(words) && !isForSome(words);
}

/** What brackets within a lead take out is no word of what it leads to: `ALL (except B-ALL) with the following:` */
const REMARK = /\((?![^()]{0,200}\b(?:following|below)\b)[^()]{0,200}\)/gi;

const AND_OR = /\band\/or[\s,;.]*$/i;
function saidBy(words: string): ItemsCombination | undefined {
  const isTakenBack = /\b(?:except|unless|not exclu\w*|exceptions?)\b/i.test(words);
  if (isTakenBack) return undefined;
  const count = AT_LEAST.exec(words);
  if (count && !/\b(?:all|both) $/i.test(words.slice(0, count.index))) {
    const threshold = toNumber(count.slice(1).find(Boolean));
    return threshold > 1 ? { code: 'at-least', threshold } : { code: 'any-of' };
  }
  if (ALL.test(words)) return ANY.test(words) ? undefined : { code: 'all-of' };
  return ANY.test(words) ? { code: 'any-of' } : undefined;
}

const toNumber = (word = ''): number => numberOf(word.toLowerCase());

const WIDER = /\b(?:including|includes?|such as|e\.g|for example|not limited to)\b/i;

/** True where whoever meets the items meets the criterion: the words before them are empty, defined by them, or wider. */
function saysAll(lead: string, { code }: ItemsCombination, exclude: boolean): boolean {
  const words = lead.slice(-LONGEST);
  if (asksForNothing(words)) return true;
  if (exclude) return code === 'any-of' && (WIDER.test(words) || KINDS.test(words));
  return code === 'all-of' && isOfFunctions(words);
}

/** `Any of the following cardiac criteria:`: the items are of the kind the words name, and nothing more is asked. */
const KINDS =
  /^(?:history of |presence of |evidence of )?(?:any|one or more|one|either)(?: one)?(?: or more)? of the following\b[^.]{0,60}[:：.]?$/i;

/** How much of a criterion with items may be acted on: only what its items and their combination say. */
function coverageOf(
  { exclude, items, itemsCombination }: Joined,
  isAll: boolean,
): Criterion['coverage'] {
  if (isAll && items.every(({ coverage }) => coverage === 'full')) return 'full';
  if (exclude) return 'none';
  const known = items.filter(({ coverage }) => coverage !== 'none').length;
  const isNecessary =
    itemsCombination.code === 'all-of'
      ? known > 0
      : itemsCombination.code === 'any-of' && known === items.length;
  return isNecessary ? 'partial' : 'none';
}

const EXCLUDES =
  /\b(?:(?:is|are|be|were|was) (?:excluded|ineligible|not eligible)|not eligible|ineligible|will be excluded|must be excluded|may not (?:participate|enrol|enter)|(?:can ?not|will not) be (?:included|enrolled|entered))\b/i;
const INCLUDES =
  /\b(?:are|is|remain|be) (?:eligible|allowed|permitted|acceptable|not excluded)\b|\b(?:may|can|will) be (?:included|enrolled|eligible)\b|\b(?:may|can) (?:participate|enrol|enter)\b/i;

/** True where a criterion, or a sentence in it, speaks for the other side: `Patients with stroke are excluded` among inclusions. */
export function speaksForOtherSide(text: string, exclude: boolean): boolean {
  if (exclude) return INCLUDES.test(text) && !EXCLUDES.test(text);
  return EXCLUDES.test(text);
}
