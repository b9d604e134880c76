/** Lines and run-in phrases that say on which side the criteria after them stand. */
import { askingWords } from './announce.ts';
import { foreignRunIns, foreignSide, mayNameSide } from './foreign-headings.ts';
import type { Side } from './side.ts';

const WORD = /\b(?:in|ex|non[- ]?in)clusions?\b/gi;
const EXCLUDES =
  /\bexclu|\bnon[- ]?inclusion|\binelig|\bnot (?:be )?(?:eligible|enrol|includ|entered|allowed|particip)|\b(?:can ?not|may not|will not|must not|should not) (?:be )?(?:eligible|enrol|includ|particip|enter)|\bmust not meet\b|\bdisqualif|\bpreclud/i;
const INCLUDES =
  /\binclu[ds]|\beligib|\benrol|\bparticipate\b|\bfollowing criteria\b|\bmust (?:meet|fulfil)/i;
const NAMED_HEADING =
  /^(?:[\p{L}\d()&/,.'-]+ ){0,5}?(?:(?:in|ex|non[- ]?in)clusion)(?: criteri\w*)?(?: (?:for|in|of|to|-|–|\() ?.{1,70}|[ -]+.{0,30})?\s*[:：.]?$/iu;
/** Headings of the US National Cancer Institute's records, which list what patients must have. */
const NCI_HEADING =
  /^(?:disease characteristics|patient characteristics|prior concurrent therapy|prior\/concurrent therapy)\s*:?$/i;
const LONGEST = 160;
/** One of these is in every line that says a side: most lines need no further look. */
const MAY_SAY_SIDE = /clusion|characteristics|concurrent|[:：][\s*#_]*$/i;

/** Side a whole line announces; undefined where it is no such heading. */
export function headingSide(line: string, isMarked: boolean): Side | undefined {
  if (line.length > 2 * LONGEST) return undefined;
  const maySay = MAY_SAY_SIDE.test(line);
  if (!maySay && !mayNameSide(line)) return undefined;
  const text = line.replace(/^[\s*#_>\\-]+|[\s*#_-]+$/g, '').replace(SECTION, '');
  if (text === '' || text.length > LONGEST || beginsItsList(text)) return undefined;
  return foreignSide(text) ?? (maySay ? englishSide(text, isMarked) : undefined);
}

/** `III.6 EXCLUSION CRITERIA` */
const SECTION = /^(?:[IVX]{1,4}|\d{1,2})(?:\.\d{1,2}){1,3}\.?\s+/;

/** `Inclusion criteria: 1. Adults;` is a heading and the first of its list. */
function beginsItsList(text: string): boolean {
  const colon = /[:：]/.exec(text.slice(0, LONGEST))?.index;
  return colon !== undefined && startsList(text, colon + 1);
}

function englishSide(text: string, isMarked: boolean): Side | undefined {
  if (NCI_HEADING.test(text)) return 'inclusion';
  const endsOpen = /[:：]$/.test(text);
  if (/\bapply\b|\bapplied\b|\bapplies\b/i.test(text) && !endsOpen) return undefined;
  if (isNamed(text, isMarked, endsOpen)) return EXCLUDES.test(text) ? 'exclusion' : 'inclusion';
  return endsOpen && !isMarked && !asksItself(text) ? introSide(text) : undefined;
}

function isNamed(text: string, isMarked: boolean, endsOpen: boolean): boolean {
  const sides = new Set(text.match(WORD)?.map((word) => word.toLowerCase().slice(0, 2)));
  if (sides.size !== 1 || !NAMED_HEADING.test(text)) return false;
  const bare = /^(?:\p{L}+ ){0,2}(?:in|ex|non[- ]?in)clusion(?: criteri\w*)?\s*[:：.]?$/iu.test(
    text,
  );
  const starts =
    /^(?:key |main |major |general |patient |subject |additional )?(?:in|ex)clusion criteri/i.test(
      text,
    );
  if (isMarked) return endsOpen && bare;
  return (
    endsOpen ||
    (starts && !/\b(?:is|are|was|met|meet)\b/i.test(text)) ||
    (bare && !/\b(?:not|no|any|fulfil\w*|meeting)\b/i.test(text))
  );
}

/** `Patients with ALL who fulfil the following criteria:` is a criterion with others under it. */
const asksItself = (text: string): boolean =>
  ((OFFERS_CHOICE.test(text) && !EXCLUDES.test(text)) ||
    !NAMES_ENTRY.test(text) ||
    HAS_AGE.test(text)) &&
  askingWords(text) > 0;

/** Asks for an age, or for what a list defines: more than the name of a side. */
export const saysItself = (text: string): boolean =>
  HAS_AGE.test(text) || /\bdefined (?:as|by)\b/i.test(text);

const HAS_AGE = /\b\d{1,2}\b.{0,20}\byears?\b/i;

/** `Two of the following criteria:` asks for something, and says no side. */
export const OFFERS_CHOICE =
  /\b(?:one|two|three|four|five|[1-5]|either|at least)(?: or more)? (?:of|from)\b|\bat least (?:one|two|three|\d)\b/i;
/** Says that it is about being let in. */
export const NAMES_ENTRY = /\b(?:eligib|enrol|includ|exclu|inclus|ineligib|particip)/i;

/** `Participants must meet all of the following criteria:` names no heading, but says the side. */
export function introSide(text: string): Side | undefined {
  if (/\bincluding\b/i.test(text)) return undefined;
  const announces =
    /\b(?:criteria|following|eligible|eligibility|enrol\w*|if|must|participants?|subjects?|patients?)\b/i.test(
      text,
    );
  if (!announces || (OFFERS_CHOICE.test(text) && !NAMES_ENTRY.test(text))) return undefined;
  if (/\b(?:eligib|enrol|includ|exclud|ineligib|particip|criteria)/i.test(text)) {
    if (EXCLUDES.test(text)) return 'exclusion';
    if (INCLUDES.test(text) && /\bcriteria\b|\beligible\b|\bto be (?:included|enrol)/i.test(text))
      return 'inclusion';
  }
  return undefined;
}

/** True where the line itself names inclusion or exclusion, and not only a sentence's meaning. */
export const namesSide = (line: string): boolean =>
  foreignSide(line.trim()) !== undefined ||
  /\b(?:in|ex)clusion criteri|^[\s*]*(?:key )?(?:in|ex)clusion\s*:?$/i.test(line);

export interface RunInHeading {
  readonly side: Side;
  readonly start: number;
  /** Just after the colon. */
  readonly end: number;
}

const RUN_IN_NAMED =
  /(?:\b(?:key|main|major|general|specific|additional|the) )?\b(?:in|ex)clusion(?: criteri(?:a|on|as))?(?: (?:are|include|were))?(?: as follows)?\s*[:：]/gi;
const SENTENCE_WITH_COLON = /(?:^|[.;!?。；]\s*)([^.;:!?。；：]{10,220}[:：])/g;

const startsList = (text: string, at: number): boolean =>
  /^\s*(?:[(（]?(?:1|１|①|a)[.)、．）]|[①*•])/.test(text.slice(at, at + 12));

/** Headings inside a numbered line, `3. … Exclusion criteria: 1. …`: only those that name a side and open a list. */
export function headingsInItem(text: string): readonly RunInHeading[] {
  if (!/clusion/i.test(text) && foreignRunIns(text).length === 0) return [];
  return runInHeadings(text)
    .map((heading) => (heading.start > 0 ? heading : nameAtEnd(heading, text)))
    .filter(
      ({ start, end }) => start > 0 && namesSide(text.slice(start, end)) && startsList(text, end),
    );
}

/** `Surgery is approved by the board Exclusion Criteria: • …`: of an item and a heading without a full stop between them, the heading. */
function nameAtEnd(heading: RunInHeading, text: string): RunInHeading {
  const name = NAME_AT_END.exec(text.slice(heading.start, heading.end));
  return name ? { ...heading, start: heading.start + name.index } : heading;
}

const NAME_AT_END =
  /(?<=[\p{Ll})] )(?:(?:Key|Main|General) )?(?:In|Ex)clusion [Cc]riteria\s*[:：]$/u;

/** Headings inside a running text: `Inclusion criteria: 1. … Exclusion criteria: 1. …`, or sentences that announce a list. */
export function runInHeadings(text: string): readonly RunInHeading[] {
  if (!/[:：]/.test(text)) return [];
  const named = [...text.matchAll(RUN_IN_NAMED)].map((match) => ({
    side: EXCLUDES.test(match[0]) ? ('exclusion' as const) : ('inclusion' as const),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const announced = [...text.matchAll(SENTENCE_WITH_COLON)].flatMap((match) => {
    const [whole, sentence = ''] = match;
    const side = introSide(sentence);
    const end = match.index + whole.length;
    return side && startsList(text, end) ? [{ side, start: end - sentence.length, end }] : [];
  });
  let end = 0;
  return [...announced, ...named, ...foreignRunIns(text)]
    .toSorted((a, b) => a.start - b.start)
    .filter((heading) => {
      if (heading.start < end) return false;
      end = heading.end;
      return true;
    });
}
