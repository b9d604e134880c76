/** Lines over a whole side, and lines that ask for nothing. */
import { askingWords } from './announce.ts';
import { introSide, NAMES_ENTRY, OFFERS_CHOICE, saysItself } from './headings.ts';
import type { Entry } from './outline.ts';
import type { Side } from './side.ts';

/** Where an entry stands. */
export interface Standing {
  readonly side: Side;
  readonly isFirst: boolean;
  readonly isAlone: boolean;
}

/** `Patients must meet all of the following criteria:` only announces the items under it, or the whole list it begins. */
export function isForWholeSide(entry: Entry, { side, isFirst, isAlone }: Standing): boolean {
  const { text, items } = entry;
  if (!(isFirst || isNamedOver(entry)) || !announcesWhole(text, side)) return false;
  if (saysItself(text)) return false;
  const isOverAll = isAlone && items.length > 2;
  if (introSide(text) !== side) return isOverAll && askingWords(text) === 0;
  const mayName = NAMES_ENTRY.test(text) && (isOverAll || isOverCriteria(entry, isFirst));
  return askingWords(text) <= (mayName ? MOST_ASKING : 0);
}

/**
 * `In addition to 1-20 above, asthmatic participants who meet any of these criteria are not eligible:`, or the first
 * line of a side, `Participants who exhibit any of the following will not be eligible for admission.`
 */
const isOverCriteria = ({ label, text }: Entry, isFirst: boolean): boolean =>
  label === undefined && (/\bcriteria\b/i.test(text) || (isFirst && /\bfollowing\b/.test(text)));

const isNamedOver = ({ label, text, items }: Entry): boolean =>
  items.length > 0 && (label === undefined || NAMES_ENTRY.test(text));

const announcesWhole = (text: string, side: Side): boolean =>
  text.length < 200 &&
  /[:：]$|\b(?:following|below)\b/.test(text) &&
  (side === 'exclusion' || !OFFERS_CHOICE.test(text));

/** Words that a line over a whole side may say for whom it holds: `Healthy volunteers in the first stage`. */
const MOST_ASKING = 6;

/** Words before the last sentence of a paragraph, and that sentence, where it is for the whole side. */
export function announcedByLast(
  entry: Entry,
  standing: Standing,
): { readonly before: string; readonly last: string } | undefined {
  const [, before, last] = (entry.items.length > 0 && LAST_ANNOUNCES.exec(entry.text)) || [];
  if (before === undefined || last === undefined) return undefined;
  return isForWholeSide({ ...entry, text: last }, standing) ? { before, last } : undefined;
}

const LAST_ANNOUNCES = /^(.{1,600}[\p{Ll})][.。])\s+(\p{Lu}[^.。]{10,200}[:：])$/su;

/** True for a sentence before a list that only tells its side, or how the study is made. */
export const asksForNothingItself = (sentence: string, side: Side): boolean =>
  introSide(sentence) === side || TELLS_OF_STUDY.test(sentence);

const TELLS_OF_STUDY =
  /\b(?:is|are) (?:allowed|permitted|needed)\b|\bwill be (?:performed|randomi[sz]ed|assigned|followed|recruited)\b/i;

const LONGEST = 240;
const NO_CRITERION =
  /^(?:none(?: identified| known| specified)?|no|nil|nothing|n\/?a|not applicable|no (?:(?:in|ex)clusion|eligibility) criteria|not specified|see (?:disease|patient) characteristics)\.?$|^(?:note:? ?)?(?:other|additional|further)\b[^.:;]{0,60}\bcriteria\b[^.:;]{0,30}\b(?:apply|applies|applied|exist)\b(?:,? (?:per|as per|according to|to all or some|please contact)\b.{0,80})?.{0,10}$|^inclusion of women and minorities\W{0,3}$|^(?:note:? ?)?the information (?:listed|provided|given) above is not intended to contain all|^\W{0,3}(?:intentionally left blank|(?:this criterion (?:was|has been) )?(?:removed|deleted|omitted))(?: (?:per|by|in|with) (?:protocol )?amendment \S{1,8})?\W{0,3}$/i;

/** `Other protocol-defined criteria apply`, `None`: nothing that can be ticked. */
export const isNoCriterion = (text: string): boolean =>
  text.length < LONGEST && NO_CRITERION.test(text);
