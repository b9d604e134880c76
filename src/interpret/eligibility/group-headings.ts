/** Lines that name for whom, or of what, the criteria after them are, and are no criterion. */
import { isBareName } from './bare-names.ts';
import type { Entry } from './outline.ts';
import { isShouted } from './rows.ts';

/** Where an entry stands. */
export interface Around {
  /** Before the first heading. */
  readonly isPreamble: boolean;
  readonly next: Entry | undefined;
}

/** `Co-existing Condition:` groups the items after it; it is no criterion. */
export function isGroupHeading(entry: Entry, { isPreamble, next }: Around): boolean {
  const { text } = entry;
  if (text.includes('\n') || text.length > 120) return false;
  const words = wordsOf(text);
  return (
    isRuled(text) ||
    (words <= 6 && isPreamble && !/[.;]$/.test(text)) ||
    (words <= 9 && isOverList(entry, next) && isBareName(text)) ||
    (words <= 10 && isNameWithColon(entry))
  );
}

const isOverList = ({ items }: Entry, next: Entry | undefined): boolean =>
  items.length > 0 || next?.count !== undefined || (next !== undefined && next.items.length > 0);

const isRuled = (text: string): boolean =>
  isShouted(text) ||
  RULED.test(text) ||
  GROUP_MUST.test(text) ||
  DASHED.test(text) ||
  BRACKETED.test(text);

/** `[Expansion Part]` */
const BRACKETED =
  /^\\?\[[\p{L}\d ,/-]{0,40}\b(?:parts?|cohorts?|groups?|arms?|phases?|stages?)(?: [\p{L}\d]{1,3})?\\?\]\s*[:：]?$/iu;

/** `Pregnant Women-` */
const DASHED = /^\p{Lu}[\p{L} ]{2,40}\p{L}-$/u;

const wordsOf = (text: string): number =>
  text
    .replaceAll(/\([^()]*\)/g, '')
    .replace(/[:：]$/, '')
    .trim()
    .split(/\s+/).length;

const isNameWithColon = ({ text, items }: Entry): boolean =>
  /[:：]$/.test(text) && (items.length === 0 || !SAYS_SOMETHING.test(text));

/** A bullet that only names for whom the items under it, or after it, hold: `Cohort 1 (mesothelioma)`, `SMOKING CRITERIA:`. */
export const isNamedGroup = ({ text, items }: Entry): boolean =>
  text.length < LONGEST_NAME &&
  (items.length > 0 ? isNameOfGroup(text) : isShouted(text) && /[:：]$/.test(text));

const LONGEST_NAME = 100;
export const isNameOfGroup = (text: string): boolean =>
  text.length < LONGEST_NAME && GROUP.test(text);

/** Sooner looked for than a name with its list in a line. */
export const namesGroup = (text: string): boolean =>
  /^[^.:;]{0,20}clusion criteria (?:for|of) /i.test(text);

const GROUP =
  /^(?:for )?(?:(?:all|the) )?(?:(?:dose|dosage) (?:escalation|expansion)|cohorts?|groups?|arms?|parts?|phases?|modules?|sub-?stud(?:y|ies)|stages?)(?: (?:\d{1,2}[A-Za-z]?|[A-H]\d{0,2}|[IVX]{1,4}|and|&|\\&|or|to|,|-))*\s*(?:\([^()]*\))?(?: (?:only|patients|participants|subjects))?\s*[:：.]?$|^criteria (?:for|related to|relating to) [^.:;]{3,60}[:：]$|^(?:(?:key|main|major|general|specific|additional|further|other|the) ){0,2}(?:in|ex)clusion criteria (?:for|of) [^.:;]{3,60}[:：]?$/i;

/** `--Disease Characteristics--` */
const RULED = /^\\?[-–—=]{2,}[^-–—=][^-–—=]{1,80}[-–—=]{2,}$/;
/** `Healthy volunteers must:` */
const GROUP_MUST =
  /^(?:[\p{L}-]+ ){0,3}(?:patients?|participants?|subjects?|volunteers?|women|men|individuals?|donors?|controls?)(?: and \p{L}+)? (?:must|should)(?: not)?\s*[:：]$/iu;

/** More than a name. */
export const SAYS_SOMETHING =
  /\b(?:following|below|defined|adequate|any of|at least|one of|either|history|including|must|within|prior|no|not|follows)\b/i;
