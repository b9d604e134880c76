/** Which entries belong to the one that leads on to them, until another matter begins. */
import { isOfField } from './fields.ts';
import { isName, isOfValues, LAST_WORDS, leadsOn } from './list-leads.ts';
import type { Entry } from './outline.ts';
import { isOtherMatter } from './own-matter.ts';
import { startsSmall } from './rows.ts';

/** Most that one list without levels holds. */
export const MOST = 14;

/** The entries after a leading one that belong to it. */
export function membersOf(lead: Entry, entries: readonly Entry[], at: number): readonly Entry[] {
  const members: Entry[] = [];
  const before = new Set(entries.slice(Math.max(at - LOOK_BACK, 0), at).map(({ text }) => openingOf(text))); // prettier-ignore
  before.add(openingOf(lead.text));
  for (const entry of entries.slice(at + 1, at + 1 + MOST)) {
    if (!isMember(entry, { lead, members, before })) break;
    members.push(entry);
  }
  return members;
}

const LOOK_BACK = 12;

interface List {
  readonly lead: Entry;
  readonly members: readonly Entry[];
  /** How the criteria before the list begin. */
  readonly before: ReadonlySet<string>;
}

function isMember(entry: Entry, list: List): boolean {
  const { lead, members } = list;
  if (entry.count?.style !== lead.count?.style) return false;
  const isSaid = isJoined(entry, members) ?? isOfField(entry.text, lead.text);
  if (isSaid !== undefined) return isSaid;
  if (leadsOn(entry)) return isPartOfOrgans(entry, lead);
  if (!startsSmall(entry.text) && isOtherMatter(entry.text, lead.text)) return false;
  return !isNameOfNext(entry, list) && isAlike(entry.text, list);
}

function isAlike(text: string, list: List): boolean {
  if (isOfValues(list.lead.text)) return HAS_VALUE.test(text) && !OF_PERSON.test(text);
  return isMadeAlike(text, list) && !beginsAnew(text, list) && !endsValues(text, list);
}

/** What has no value after several that all have one, and all say their words in brackets. */
const endsValues = (text: string, { members }: List): boolean =>
  members.length > 1 && !SCORED.test(text) && members.every((one) => SCORED.test(one.text));
const SCORED = /\((?:score|value|level)s? (?:of )?[^()]{0,30}\d/i;

/** `Renal: creatinine ≤ 1.5 mg/dL` after the values of `Hepatic:`. */
const isNameOfNext = ({ text }: Entry, { lead, members: [first] }: List): boolean =>
  first !== undefined &&
  isName(lead.text) &&
  !IS_PLURAL.test(lead.text) &&
  RUN_IN.test(text) &&
  !RUN_IN.test(first.text);

/** What words between the items say: `a, or` goes on, and `b` after `a, or` was the last. */
function isJoined(entry: Entry, members: readonly Entry[]): boolean | undefined {
  const last = members.at(-1);
  if (last && ENDS_JOINED.test(last.text.slice(-12))) return true;
  if (endsJoining(members)) return false;
  return STARTS_JOINED.test(entry.text) ? true : undefined;
}

const ENDS_JOINED = /[\s,;](?:and|or|and\/or)[\s,;:.]*$/i;
const STARTS_JOINED = /^(?:and|or|and\/or)\b/i;

/** True after the last of `a, or`, `b, or`, `c`, and after `or b`. */
function endsJoining(members: readonly Entry[]): boolean {
  const [last, previous] = [members.at(-1), members.at(-2)];
  if (!last || !previous) return false;
  return STARTS_JOINED.test(last.text) || ENDS_JOINED.test(previous.text.slice(-12));
}

/** `Liver function:` within `Adequate organ function, defined as:`. */
const isPartOfOrgans = (entry: Entry, lead: Entry): boolean =>
  isOfValues(lead.text) && !isName(lead.text) && isName(entry.text) && isOfValues(entry.text);

const HAS_VALUE =
  /[<>≤≥=]|\bULN\b|\b(?:at least|less than|greater than|more than|within normal|normal)\b/i;
const OF_PERSON =
  /^(?:(?:all|any|both|male and female|the|for|no|healthy|eligible|if) )?(?:patients?|subjects?|participants?|individuals?|persons?|volunteers?|females?(?! (?:steril|condom))|males?(?! (?:steril|condom))|women|men|wom[ae]n|wocbp|children|parents?|those|must|should|has|have|is|are)\b/i;

/** Patients that are spoken of, or taken out of what is spoken of. */
const MAY_NAME_PERSONS = new RegExp(`${OF_PERSON.source}|\\bexceptions?\\W{0,3}$`, 'i');

/** True for words that begin as the members so far do: small or large, with a person, with a name and a colon. */
function isMadeAlike(text: string, { lead, members }: List): boolean {
  const [first] = members;
  const isSmall = startsSmall(text);
  if (!first) return isSmall || MAY_NAME_PERSONS.test(lead.text) || !OF_PERSON.test(text);
  if (isSmall !== startsSmall(first.text)) return false;
  if (goesOnTreating(text, lead)) return true;
  if (OF_PERSON.test(text) !== OF_PERSON.test(first.text)) return false;
  return RUN_IN.test(text) || members.length < 2 || !members.every((one) => RUN_IN.test(one.text));
}

/** True for words that begin as the criteria before the list do, or as exclusions like to. */
function beginsAnew(text: string, { lead, members, before }: List): boolean {
  if (startsSmall(text) && !startsSmall(lead.text)) return false;
  if (goesOnTreating(text, lead)) return false;
  if (members.length === 1 && IS_PLURAL.test(lead.text)) return false;
  const opening = openingOf(text);
  if (members.length === 0 || members.some((one) => openingOf(one.text) === opening)) return false;
  return before.has(opening) || (members.length > 1 && BEGINS_ANEW.test(text));
}

/** `Patients currently receiving …`, `Prior treatment with …` under `Treatment with any of the following:`. */
const goesOnTreating = (text: string, { text: lead }: Entry): boolean =>
  LISTS_TREATMENTS.test(lead.slice(-LAST_WORDS)) && OF_TREATMENT.test(text.slice(0, LAST_WORDS));

const LISTS_TREATMENTS =
  /\b(?:treat(?:ed|ment)s?|therap(?:y|ies)|receiv(?:ed|ing)|taken|taking|use of|medications?|drugs?)\b[^.]{0,40}\bfollowing\b[^.]{0,60}$/i;
const OF_TREATMENT =
  /^(?:patients? |subjects? |participants? )?(?:who (?:are|is|have|has) )?(?:(?:any|other|prior|previous|current(?:ly)?|concurrent|concomitant|recent(?:ly)?) ){0,2}(?:treat(?:ed|ment)|receiv(?:ed|ing)|receipt|taking|use of|using|[\w-]{0,20}(?:therapy|therapies|medications?|drugs?))\b/i;

/** Announces two at least. */
const IS_PLURAL = /\b(?:the following|these|all of|any of|one of)\b/i;

const RUN_IN = /^[\p{Lu}\d][^:：.;]{1,100}[:：] ?\S/u;
/** How exclusions begin anew. */
const BEGINS_ANEW =
  /^(?:(?:medical |known |any |prior |previous |current |recent )?history|known|presence|evidence|any|inability|unable|unwilling\w*|active|uncontrolled|current\w*|concurrent|concomitant|receipt|received|use|treatment)\b/i;

const openingOf = (text: string): string =>
  /^\P{L}{0,3}\p{L}+/u.exec(text)?.[0].toLowerCase() ?? '';
