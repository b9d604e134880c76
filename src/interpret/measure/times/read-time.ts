import { type Ended, endOfTime } from './ended.ts';
import { eventIn, isStudyEvent } from './event.ts';
import { readFor, readFrom, readLasting, readSince, typeOf } from './kinds.ts';
import { type Lead, leadOf, tailOf, trailingLead } from './leads.ts';
import { AHEAD, BACK, type Found, type Led, type Place, WASHOUT } from './place.ts';
import { type What, whatAfter, whatBefore } from './what.ts';
import { FUTURE, isOfTest, OFF } from './words.ts';

/** What a period of time is a time of; undefined where that is not certain. */
export function readTime(
  start: Pick<Place, 'text' | 'period' | 'floor' | 'measured'>,
  exclude: boolean,
): Found | undefined {
  const { text, period } = start;
  const begin = Math.max(0, period.start - BACK);
  const after = text.slice(period.end, period.end + AHEAD);
  const trailing = trailingLead(after);
  const tail = tailOf(after.slice(trailing?.length ?? 0));
  const from = period.end + (trailing?.length ?? 0);
  const lead = leadWith(leadOf(text.slice(begin, period.start)), trailing, period.start - begin);
  if (lead) return readLed({ ...start, from, tail, at: begin + lead.index, lead, exclude });
  return tail && exclude ? readBare({ ...start, from, tail, at: period.start }) : undefined;
}

/** `4 weeks or more before`: the comparator follows. */
function leadWith(
  lead: Lead | undefined,
  trailing: Pick<Lead, 'comparator'> | undefined,
  index: number,
): Lead | undefined {
  if (!trailing || lead?.kind === 'compared') return lead;
  const { comparator } = trailing;
  return lead
    ? { ...lead, comparator, ...(lead.kind === 'in' && { kind: 'compared' as const }) }
    : { kind: 'compared', comparator, index, isPast: false, isFor: false };
}

/** `chemotherapy 4 weeks before randomization`, of an exclusion. */
function readBare(place: Place): Found | undefined {
  const { text, tail, from, at, floor, period } = place;
  if (tail?.kind !== 'before') return undefined;
  const event = eventIn(text.slice(from + tail.from, from + tail.from + 100));
  const what = whatBefore(text, at, floor);
  if (!what || !isStudyEvent(event) || FUTURE.test(text.slice(what.from, period.start)))
    return undefined;
  return {
    lead: { comparator: '<=' },
    end: from + tail.from + event.length,
    what,
    type: WASHOUT,
    event,
  };
}

function readLed(place: Led): Found | undefined {
  const { lead, tail } = place;
  const isSince = tail?.kind === 'since' || tail?.kind === 'after';
  if (lead.kind === 'compared' && isSince) return readFrom(place) ?? readSince(place);
  const ended = endOfTime(place);
  return ended ? readUpTo(place, ended) : readLasting(place);
}

function readUpTo(place: Led, ended: Ended): Found | undefined {
  const what = whatOf(place, ended);
  return what && readEnded(place, ended, what);
}

function whatOf(place: Led, ended: Ended): What | undefined {
  const { text, at, floor, measured, exclude } = place;
  if (floor === 0 || floor !== measured) {
    return whatBefore(text, at, floor) ?? whatAfter(text, ended.end);
  }
  const between = text.slice(floor, at);
  // `arrhythmia (QTc ≥ 480 ms) within 6 months`: the value only says more of what was had.
  if (exclude && /^[^()]*\)/.test(between)) return whatBefore(text, at, Math.max(0, at - 200));
  return OFF.test(between) ? whatBefore(text, at, floor) : undefined;
}

function readEnded(place: Led, ended: Ended, what: What): Found | undefined {
  const { text, at, lead, exclude } = place;
  const clause = text.slice(Math.min(what.from, at), ended.end);
  const said = text.slice(Math.min(what.from, at), Math.max(at, what.end));
  const isPast = lead.isPast || place.tail?.kind === 'before';
  if (!isPast && FUTURE.test(said)) return undefined;
  if (isOfTest(said, exclude)) return undefined;
  if (lead.isFor) return readFor(place, what, ended, clause);
  const type = typeOf(clause, lead, exclude);
  return { lead, what, type, ...ended };
}
