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
  const part = lastPart(place.text.slice(Math.max(place.floor, place.at - 160), end));
  if (REMITTED.test(clause)) return { lead, end, what, type: REMISSION, ...told };
  if (lead.kind !== 'compared') return undefined;
  // `use of steroids for ≤ 30 days before`
  if (lead.comparator.startsWith('<') && event !== undefined)
    return { lead, end, what, type: WASHOUT, ...told };
  if (OFF.test(part) && !/stable|unchanged|change/.test(part))
    return { lead, end, what, type: WASHOUT, ...told };
  return ILL.test(clause) && !/stable|treat|therap|dose|taking|receiv/.test(clause)
    ? { lead, end, what, type: DISEASE, ...told }
    : undefined;
}

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

/** A duration without an event: of a disease or of its remission. */
export function readLasting({ text, at, floor, lead, from, tail }: Led): Found | undefined {
  if (lead.kind !== 'compared' || (tail !== undefined && tail.kind !== 'of')) return undefined;
  const what = whatBefore(text, at, floor) ?? whatOfDisease(text, at, floor);
  if (!what) return undefined;
  const clause = text.slice(what.from, at);
  if (FUTURE.test(clause)) return undefined;
  if (REMITTED.test(clause)) return { lead, end: from, what, type: REMISSION };
  const isLasting =
    DISEASE_NAME.test(clause) ||
    /^(?:diagnosed|symptomatic|histor)/.test(clause) ||
    /(?:duration|durations?(?: of)? (?:[a-z]+ ){1,4}|history of (?:[a-z-]+ ){1,6}|symptoms?(?: duration| present| lasting)?|diagnosed (?:with )?(?:[a-z-]+ ){0,6}|diagnosis (?:of )?(?:[a-z0-9-]+ ){0,6})(?:is|was|has been|for|of|:| )*$/.test(
      clause,
    );
  return isLasting &&
    !/stable|treat|therap|dose|taking|receiv|medic|hospital|surg|smok|(?<![a-z])use|steroid|antibiotic|drug|indication|of age|(?<![a-z])aged?(?![a-z])/.test(
      clause,
    )
    ? { lead, end: from, what, type: DISEASE }
    : undefined;
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

/** `at least 4 weeks since the last chemotherapy`. */
export function readSince({ text, from, tail, lead, period, at, floor }: Led): Found | undefined {
  if (!tail) return undefined;
  const begin = from + tail.from;
  const words = text.slice(begin, begin + 120);
  if (tail.kind === 'after' && (lead.isFor || isOfStudy(words))) return undefined;
  if (tail.kind === 'since' && lead.isFor) return undefined;
  if (FUTURE.test(text.slice(Math.max(floor, at - 60), at))) return undefined;
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
