/** Times without an event: how long a disease, its remission, or the end of a treatment lasts. */
import type { VariableType } from '../lexicon/variable.ts';
import { DISEASE, type Found, type Led, type Place, REMISSION, WASHOUT } from './place.ts';
import { isRow } from './rows.ts';
import { type What, whatAfter, whatBefore } from './what.ts';
import { DISEASE_NAME, FUTURE, lastPart, REMITTED } from './words.ts';

/** `diagnosed for at least 6 months`, `history of at least 2 years of asthma`. */
function whatOfDisease(text: string, at: number, floor: number): What | undefined {
  const begin = Math.max(floor, at - 40);
  const index = text
    .slice(begin, at)
    .search(/(?<![a-z])(?:diagnosed|symptomatic|histor(?:y|ies))(?: of)?(?: for)? ?$/);
  return index < 0
    ? undefined
    : { start: begin + index, end: at, from: begin + index, isNegated: false };
}

/** `at least a 6-month history of constipation` */
function historyAfter(text: string, from: number): What | undefined {
  const match = /^(?:'s?)? ?(?:documented |clinical |prior )?history of (?=[a-z])/.exec(
    text.slice(from, from + 40),
  );
  const what = match ? whatAfter(text, from + match[0].length) : undefined;
  return what && !NO_DISEASE.test(text.slice(what.start, what.end))
    ? { ...what, from: what.start }
    : undefined;
}

/** `history (≥ 6 months) of pain` */
function historyAround(text: string, at: number, from: number): What | undefined {
  if (
    !text.startsWith(') of ', from) ||
    !/histor(?:y|ies) \( ?$/.test(text.slice(Math.max(0, at - 12), at))
  )
    return undefined;
  const what = whatAfter(text, from + ') of '.length);
  return what && !NO_DISEASE.test(text.slice(what.start, what.end))
    ? { ...what, from: what.start }
    : undefined;
}

/** `2 year history of allergic rhinitis`: at least so long. */
export function readHistory({ text, from }: Place): Found | undefined {
  const what = historyAfter(text, from);
  return what && { lead: { comparator: '>=' }, end: what.end, what, type: DISEASE };
}

const NO_DISEASE =
  /stable|stabili|asymptomatic|free of|barrier|commit|duration of (?:the )?(?:study|trial)|treat|therap|dose|taking|receiv|medic|hospital|surg|smok|(?<![a-z])use|steroid|antibiotic|drug|indication|of age|(?<![a-z])aged?(?![a-z])/;

/** `> 3 days in a 7-day period`, `4 days a week`: how often, not how long. */
const OFTEN =
  /^ ?(?:\/|in|per|during|of|a|each|every|out of)(?: (?:the|a|any|each|past|last))* ?(?:\d|week|month)/;

/** A duration without an event: of a disease, of its remission, or of the end of a treatment. */
export function readLasting(place: Led): Found | undefined {
  const { text, at, floor, lead, period, from, tail } = place;
  if (lead.kind !== 'compared' || (tail !== undefined && tail.kind !== 'of')) return undefined;
  if (period.ucum === 'h' || OFTEN.test(text.slice(from, from + 30))) return undefined;
  const history = historyAfter(text, from) ?? historyAround(text, at, from);
  if (history) return { lead, end: history.end, what: history, type: DISEASE };
  const what = whatBefore(text, at, floor) ?? whatOfDisease(text, at, floor);
  const type = what && typeOfClause(place, what);
  return type && { lead, end: from, what, type };
}

/** `free of symptoms for at least one week` is no duration of them. */
const denied = (type: VariableType | undefined, what: What): VariableType | undefined =>
  type === DISEASE && what.isNegated ? undefined : type;

function typeOfClause(place: Led, what: What): VariableType | undefined {
  const clause = place.text.slice(what.from, place.at);
  if (FUTURE.test(clause) || /(?<![a-z])defined (?:by|as)(?![a-z])[^.;,]{0,60}$/.test(clause))
    return undefined;
  return isOff(place, what) ||
    isRecent(place, clause) ||
    isTreatment(place, clause) ||
    isRow(place, clause)
    ? WASHOUT
    : denied(typeOfLasting(clause), what);
}

/** `recent sinus surgery (< 3 months)` */
const isRecent = ({ lead, exclude }: Led, clause: string): boolean =>
  exclude &&
  lead.comparator.startsWith('<') &&
  /(?<![a-z])recent(?:ly)?(?![a-z])[^.;]*\( ?$/.test(clause);

/** Of an exclusion that tells before what: `immunotherapy (< 28 days), chemotherapy (< 21 days)`. */
const isTreatment = ({ text, from, lead, exclude }: Led, clause: string): boolean =>
  exclude &&
  lead.comparator.startsWith('<') &&
  !lead.isFor &&
  text.charAt(from) === ')' &&
  /(?<![a-z])(?:[a-z-]*therap(?:y|ies)|surger(?:y|ies)|agents?|drugs?|inhibitors?|antibod(?:y|ies)|vaccines?|transplant(?:ation)?)(?: \([^()]*\))? \( ?$/.test(
    clause,
  ) &&
  /(?<![a-z])(?:prior to|before|since|preceding)(?![a-z])/.test(text);

function typeOfLasting(clause: string): VariableType | undefined {
  if (REMITTED.test(clause)) return REMISSION;
  if (ENDED.test(clause)) return WASHOUT;
  const last = lastPart(clause).replace(/^.*,(?=[^,]*(?<![a-z])duration)/, '');
  const isOther = NO_DISEASE.test(/(?<![a-z])duration/.test(last) ? last : clause);
  return !isOther && (DISEASE_NAME.test(clause) || LASTING.test(clause)) ? DISEASE : undefined;
}

/** `off steroids for at least 7 days`, `without G-CSF support`: no state of the disease. */
function isOff({ text, at, floor, lead, exclude }: Led, { from }: What): boolean {
  if (!lead.isFor || !(exclude || lead.comparator.startsWith('>'))) return false;
  const clause = text.slice(Math.max(floor, from - '(is) off of '.length), at);
  const part = lastPart(clause.replaceAll('with or without', 'with'));
  return OFF_DRUG.test(part) && !NO_DRUG.test(part);
}
const OFF_DRUG =
  /(?<![a-z])(?:off(?: of)?|without|not (?:been )?(?:on|taking|receiv\w+|treated with|using)|no longer (?:on|taking|receiving)|discontinued|stopped|quit|abstinent from|non-?smok(?:er|ing)s?)(?![a-z])/;
const NO_DRUG =
  /stab|unchang|chang|remiss|ache|migrain|fixed|constant|same|modif|evidence|progress|symptom|disease|pain|fever|relaps|recur|attack|seizure|free|exacerb|metast|success|relief|respon|improve|infect|hospital/;

/** `immunosuppressants discontinued for less than 1 month` */
const ENDED =
  /(?<![a-z])(?:discontinued|stopped|ceased|discontinuation time(?: of)?|(?:non|ex)-?smokers?|former smokers?|(?:smoking|tobacco) cessation(?: (?:interval|period|time|duration))?)(?: of)?(?: for)? ?$/;
const LASTING = new RegExp(
  [
    '^(?:clinical |documented |medical )*(?:diagnosed|symptomatic|histor)',
    '(?:^|(?<![a-z])been )present(?: for)? *$',
    '(?<![a-z])presence of (?:[a-z-]+ ){0,6}$',
    '(?<![a-z])symptoms?(?![a-z])[^.;:]{0,120},? (?:lasting|persisting)(?: for)? ?$',
    '(?:duration|durations?(?: of)? (?:[a-z]+ ){1,4}|history of (?:[a-z-]+ ){1,6}|symptoms?(?: duration| present| lasting)?|diagnosed (?:with )?(?:[a-z-]+ ){0,6}|diagnosis (?:of )?(?:[a-z0-9-]+ ){0,6})(?:is|was|has been|for|of|:| )*$',
  ].join('|'),
);
