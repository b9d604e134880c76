/** What only says for whom or when something else holds: `direct bilirubin ≤ ULN for subjects with total bilirubin > 1.5 × ULN`. */
import type { Mention } from './mentions.ts';
import type { Statement } from './statement.ts';

/** `direct bilirubin ≤ ULN for subjects with total bilirubin > 1.5 × ULN`: the second says for whom the first is. */
const THOSE =
  /(?<![a-z])(?:for|in|if)(?: the| those| all)? ?(?:subjects?|patients?|participants?|those|individuals|persons)? ?(?:with|whose|who have|has|have|having)(?: an?| the| baseline| elevated| abnormal| screening| known| their)* ?$/;
/** `if UPC ≥ 1, then`: the clause of a condition. */
const IF =
  /(?:^|[.;,(:-] ?|but |and |or |however,? )if(?: (?:the|a|an|urine|serum|baseline|screening|total))*(?: \+)? ?$/;
const THEN = /^(?:[^.;\n]|\.(?=\d)){0,60}?(?:, | then )/;
const ONSET =
  /(?<![a-z])(?:onset|diagnos(?:is|ed)|menarche|menopause|younger sibling)(?![a-z])[^.,;]{0,25}$/;
const NOT_AGED = /^ (?:who|may|must|should|will|can|are|is)(?![a-z])/;

/** `participants with proteinuria ≥ 2+ will undergo a collection of urine` */
const PEOPLE_WITH = /(?<![a-z])(?:subjects|patients|participants|those) with $/;
const MUST_DO =
  /^(?:[^.;\n]|\.(?=\d)){0,90}?(?<![a-z])(?:will|must|should) (?:undergo|have to undergo|be tested|be retested)(?![a-z])/;

/** `inferior margin of the tumor ≤ 10 cm from the anal verge` is no size. */
const MARGIN = /(?<![a-z])(?:margin|border|edge|pole|distance)s? (?:of|from|to) (?:the )?$/;
/** What stands so far into a text is no age of all. */
const FAR = 60;

/** True of the first of `group` where a clause makes a condition of it; `last` is what was read before. */
export function isOfThose(
  text: string,
  [first]: readonly Mention[],
  last: Statement | undefined,
): boolean {
  if (!first) return true;
  const before = text.slice(Math.max(0, first.start - 60), first.start);
  if (IF.test(before) && THEN.test(text.slice(first.end, first.end + 80))) return true;
  if (first.variable.key === 'tumor-size')
    return /measurable[^.;]{0,40}defined|defined as/.test(text) || MARGIN.test(before);
  if (first.variable.type.code === '30525-0') {
    return ONSET.test(before) || (first.start > FAR && NOT_AGED.test(text.slice(first.end)));
  }
  const isOfTested =
    PEOPLE_WITH.test(before) && MUST_DO.test(text.slice(first.end, first.end + 160));
  return isOfTested || followsCondition(text, first, last, before);
}

const followsCondition = (
  text: string,
  first: Mention,
  last: Statement | undefined,
  before: string,
): boolean =>
  last !== undefined &&
  first.start - last.end < 60 &&
  !/[.;\n]/.test(text.slice(last.end, first.start)) &&
  THOSE.test(before);
