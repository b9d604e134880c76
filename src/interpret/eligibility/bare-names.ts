/** Names over lists that have no colon. */
import { isOwnMatter } from './own-matter.ts';

/** `Obesity-related`, `Treatment eligibility`, `Other medical conditions`, `Infants-` over a list: names, though without a colon. */
export function isBareName(text: string): boolean {
  if (!STARTS_AS_NAME.test(text) || text.length > 120) return false;
  const words = text.replaceAll(/\([^()]*\)/g, '').trimEnd();
  return BARE_NAME.test(words) && !SAYS_MORE.test(words) && !isOwnMatter(text);
}

/** Large, but for what followed a heading: `Specific inclusion criteria: asthma of small airways GROUP`. */
const STARTS_AS_NAME = /^[\p{Lu}[]|\b(?:[Gg]roup|GROUP|[Cc]ohort|COHORT|[Aa]rm|ARM)$/u;
const BARE_NAME =
  /^(?:(?:group|cohort|part|phase|arm) (?:\d{1,2}|[A-H]|[IVX]{1,4})\b|common |general |.{0,40}-related\b)|\b(?:criteria|eligibility|groups?|cohorts?|parts?|phases?|arms?|conditions|characteristics|users?|therap(?:y|ies)|medications|considerations|requirements|assessments|participants)(?: (?:for|of|prior to) [^.:;]{3,40})?[\s\]\\*]*$|^[\p{L} ]{3,40}[\p{L}]-$/iu;
const SAYS_MORE =
  /[<>≤≥=.;]|\b(?:is|are|be|has|have|had|must|should|no|not|any|none|within|receiv\w+|stable|current|currently|willing\w*|able|meets?|history|presence)\b/i;
