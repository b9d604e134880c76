/** Times that last, times since, and what each of them is a time of. */
import type { VariableType } from '../lexicon/variable.ts';
import type { Ended } from './ended.ts';
import { eventIn, isStudyEvent } from './event.ts';
import type { Lead } from './leads.ts';
import { DISEASE, type Found, type Led, REMISSION, WASHOUT } from './place.ts';
import { type What, whatAfter, whatBefore } from './what.ts';
import {
  DISEASE_NAME,
  FUTURE,
  ILL,
  isOfStudy,
  lastPart,
  OFF,
  REMITTED,
  STATE,
  STOPPED,
  STUDY_DRUG_PRIOR,
} from './words.ts';

/** `no steroids for at least 2 weeks before screening`, `diagnosed for more than 6 months`. */
export function readFor(
  place: Led,
  what: What,
  { end, event }: Ended,
  clause: string,
): Found | undefined {
  const { lead } = place;
  const told = event === undefined ? {} : { event };
  const said = place.text.slice(Math.max(place.floor, place.at - 160), end);
  const part = lastPart(said.replaceAll('with or without', 'with'));
  if (REMITTED.test(clause)) return { lead, end, what, type: REMISSION, ...told };
  return lead.kind === 'compared'
    ? readForLong(place, what, { end, ...told }, { clause, part })
    : readForEvent(place, what, { end, ...told }, part);
}

interface Said {
  readonly clause: string;
  /** After the last `or` or `and` of it. */
  readonly part: string;
}

function readForLong(
  place: Led,
  what: What,
  ended: Ended,
  { clause, part }: Said,
): Found | undefined {
  const { lead } = place;
  const { event } = ended;
  // `use of steroids for ≤ 30 days before`
  if (
    lead.comparator.startsWith('<') &&
    event !== undefined &&
    (place.exclude || !IN_STATE.test(part))
  )
    return { lead, what, type: isDiagnosis(part, place) ? DISEASE : WASHOUT, ...ended };
  if (OFF.test(part) && !/stable|unchanged|change/.test(part))
    return { lead, what, type: WASHOUT, ...ended };
  const isIll = ILL.test(clause) || (event !== undefined && isIllness(place, what));
  return isIll && !/stable|stabili|asymptomatic|treat|therap|dose|taking|receiv/.test(clause)
    ? { lead, what, type: DISEASE, ...ended }
    : undefined;
}

/** `in their cluster period for shorter than 4 weeks before` */
const IN_STATE =
  /(?<![a-z])in (?:a|an|the|their|his|her) [a-z ]{0,30}(?:period|phase|episode|bout)(?![a-z])/;

const isIllness = ({ text, at }: Led, { from }: What): boolean =>
  DISEASE_NAME.test(text.slice(from, at));

const isDiagnosis = (part: string, { exclude }: Led): boolean =>
  !exclude && /(?<![a-z])diagnos/.test(part) && !/treat|therap|dose/.test(part);

/** `must be off prazosin for 2 days prior to enrollment`. */
const MUST_STOP = /(?<![a-z])must (?:be|have been) (?:off|stopped|discontinued|withheld)(?![a-z])/;

/** `inability to discontinue antihistamines for 3 days before` */
const UNABLE =
  /(?<![a-z])(?:inability|unable|not able|unwilling(?:ness)?|cannot|can not|refus(?:e|es|al))(?: or [a-z]+)?(?: to)? (?:discontinue|stop|withhold|cease|refrain|abstain|interrupt|suspend|avoid|be off)(?![a-z])/;
const near = ({ text, at, floor }: Led): string => text.slice(Math.max(floor, at - 80), at);
/** `no systemic treatment for 3 years before` */
const NONE =
  /(?<![a-z])no (?!longer|more|less|later|earlier|change|evidence|sign|symptom)[a-z -]+$/;

/** `glucocorticoids for 1 year prior to screening` of an exclusion, `must stop it for 7 days before registration`. */
function readForEvent(place: Led, what: What, ended: Ended, part: string): Found | undefined {
  const { lead, exclude } = place;
  if (STATE.test(part)) return undefined;
  // `no relapse for the past 5 years`
  if (lead.kind === 'last' && OFF.test(part))
    return { lead: { comparator: '<=' }, what, type: WASHOUT, ...ended };
  if (lead.kind !== 'in' || ended.event === undefined) return undefined;
  const comparator = sideOf(part, near(place), exclude);
  return comparator && { lead: { comparator }, what, type: WASHOUT, ...ended };
}

/** What was stopped has to be over so long, what was had was had within the time. */
function sideOf(part: string, before: string, exclude: boolean): '>=' | '<=' | undefined {
  if (MUST_STOP.test(part) || (!exclude && STOPPED.test(part))) return '>=';
  const isHad = exclude && (!OFF.test(part) || UNABLE.test(part));
  return isHad || NONE.test(before) ? '<=' : undefined;
}

/** `≤ 3 months from screening`: back from an event of the study. */
export function readFrom({ text, from, tail, lead, at, floor }: Led): Found | undefined {
  const begin = from + (tail?.from ?? 0);
  if (lead.isFor || !text.slice(from, begin).endsWith('from ')) return undefined;
  const event = eventIn(text.slice(begin, begin + 100));
  const what =
    isStudyEvent(event) && !STUDY_DRUG_PRIOR.test(event) ? whatBefore(text, at, floor) : undefined;
  return what && !FUTURE.test(text.slice(what.from, at))
    ? { lead, end: begin + event.length, what, type: WASHOUT, event }
    : undefined;
}

/** `washout period of at least 4 weeks after` */
const GAP =
  /(?<![a-z])(?:(?:wash-?out|interval|gap)(?: period| time| interval)?|(?:treatment|therapy)[- ]free) ?$/;

/** `relapse that occurs > 90 days after transplantation` is no time before the study. */
const OCCURS =
  /(?<![a-z])(?:relaps|recurr|progress|occur|develop)[a-z]*(?: that)?(?: occurs?| occurring)? *$/;

/** `at least 4 weeks since the last chemotherapy`. */
export function readSince({ text, from, tail, lead, period, at, floor }: Led): Found | undefined {
  if (!tail) return undefined;
  const begin = from + tail.from;
  const words = text.slice(begin, begin + 120);
  const isFor = lead.isFor && !GAP.test(text.slice(Math.max(floor, at - 40), at));
  if (isFor || (tail.kind === 'after' && isOfStudy(words))) return undefined;
  if (text.startsWith('up to', at)) return undefined;
  const before = text.slice(Math.max(floor, at - 60), at);
  if (FUTURE.test(before) || OCCURS.test(before)) return undefined;
  const what = whatAfter(text, begin);
  if (!what) return undefined;
  const named = text.slice(what.start, what.end);
  const isDisease =
    /^(?:their |initial |first |definitive |histological |original )*(?:diagnos|onset|symptom|the onset|first symptom)/.test(
      named,
    );
  return {
    lead,
    end: what.end,
    what: { ...what, from: at },
    type: isDisease ? DISEASE : period.ucum === '' ? REMISSION : WASHOUT,
  };
}

export function typeOf(clause: string, lead: Lead, exclude: boolean): VariableType {
  if (REMITTED.test(clause) && lead.comparator.startsWith('>')) return REMISSION;
  const part = lastPart(clause);
  const isDiagnosed = /(?<![a-z])(?:diagnosed|diagnosis|onset of|first symptoms?)(?![a-z])/.test(
    part,
  );
  return isDiagnosed && (!exclude || lead.comparator.startsWith('>')) ? DISEASE : WASHOUT;
}
