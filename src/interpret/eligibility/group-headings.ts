/** Lines that name for whom, or of what, the criteria after them are, and are no criterion. */
import type { Entry } from './outline.ts';
import { isOwnMatter } from './own-matter.ts';
import { isShouted } from './rows.ts';

/** Where an entry stands. */
export interface Around {
  /** Before the first heading. */
  readonly isPreamble: boolean;
  readonly next: Entry | undefined;
}

/** `Co-existing Condition:` groups the items after it; it is no criterion. */
export function isGroupHeading({ text, items }: Entry, { isPreamble, next }: Around): boolean {
  if (text.includes('\n') || text.length > 120) return false;
  if (isShouted(text) || RULED.test(text) || GROUP_MUST.test(text)) return true;
  const words = text
    .replaceAll(/\([^()]*\)|[\s:：]+$/g, '')
    .trim()
    .split(/\s+/).length;
  if (isPreamble && words <= 6 && !/[.;]$/.test(text)) return true;
  if (words <= 9 && (items.length > 0 || next?.count !== undefined) && isBareName(text))
    return true;
  if (!/[:：]$/.test(text) || words > 10) return false;
  return items.length === 0 || !SAYS_SOMETHING.test(text);
}

/** A bullet that only names for whom the items under it, or after it, hold: `Cohort 1 (mesothelioma)`, `SMOKING CRITERIA:`. */
export const isNamedGroup = ({ text, items }: Entry): boolean =>
  text.length < 100 &&
  (items.length > 0 ? GROUP.test(text) : isShouted(text) && /[:：]$/.test(text));

const GROUP =
  /^(?:for )?(?:(?:all|the) )?(?:(?:dose|dosage) (?:escalation|expansion)|cohorts?|groups?|arms?|parts?|phases?|modules?|sub-?stud(?:y|ies)|stages?)(?: (?:\d{1,2}[A-Za-z]?|[A-H]|[IVX]{1,4}|and|&|\\&|or|to|,|-))*\s*(?:\([^()]*\))?(?: (?:only|patients|participants|subjects))?\s*[:：.]?$|\b(?:in|ex)clusion criteria (?:for|of) [^.:;]{3,60}[:：]?$/i;

/** `--Disease Characteristics--` */
const RULED = /^\\?[-–—=]{2,}[^-–—=][^-–—=]{1,80}[-–—=]{2,}$/;
/** `Healthy volunteers must:` */
const GROUP_MUST =
  /^(?:[\p{L}-]+ ){0,3}(?:patients?|participants?|subjects?|volunteers?|women|men|individuals?|donors?|controls?)(?: and \p{L}+)? (?:must|should)(?: not)?\s*[:：]$/iu;

/** `Obesity-related`, `Treatment eligibility`, `Other medical conditions`, `Infants-` over a list: names, though without a colon. */
export function isBareName(text: string): boolean {
  if (!/^[\p{Lu}[]/u.test(text) || text.length > 120) return false;
  const words = text.replaceAll(/\([^()]*\)/g, '').trimEnd();
  return BARE_NAME.test(words) && !SAYS_MORE.test(words) && !isOwnMatter(text);
}

const BARE_NAME =
  /^(?:(?:group|cohort|part|phase|arm) (?:\d{1,2}|[A-H]|[IVX]{1,4})\b|common |general |.{0,40}-related\b)|\b(?:criteria|eligibility|groups?|cohorts?|parts?|phases?|arms?|conditions|characteristics|users?|therap(?:y|ies)|medications|considerations|requirements|assessments)(?: (?:for|of|prior to) [^.:;]{3,40})?[\s\]\\*]*$|^[\p{L} ]{3,40}[\p{L}]-$/iu;
const SAYS_MORE =
  /[<>≤≥=.;]|\b(?:is|are|be|has|have|had|must|should|no|not|any|none|within|receiv\w+|stable|current|currently|willing\w*|able|meets?|history|presence)\b/i;

/** More than a name. */
export const SAYS_SOMETHING =
  /\b(?:following|below|defined|adequate|any of|at least|one of|either|history|including|must|within|prior|no|not|follows)\b/i;
