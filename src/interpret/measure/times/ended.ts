import { eventIn, isStudyEvent, isUsualEvent } from './event.ts';
import type { Tail } from './leads.ts';
import type { Led } from './place.ts';

export interface Ended {
  readonly end: number;
  readonly event?: string;
}

/** Where the words of a time that is past end; undefined where it may be another time. */
export function endOfTime(place: Led): Ended | undefined {
  const { from, tail, lead } = place;
  if (tail?.kind === 'ago') return { end: from + tail.from };
  if (tail && leadsToEvent(place, tail)) return endOfEvent(place, tail);
  if (lead.isPast || isAlone(place)) return { end: from };
  return isShared(place) ? { end: from, event: '' } : undefined;
}

const COUNT = String.raw`(?:\d{1,3}|two|three|four|five|six|seven|eight|ten|twelve)(?:-\d{1,2})?`;
/** `caffeine for 12 hours or alcohol for 48 hours prior to the challenge`: the event is told of the last. */
const SHARED = new RegExp(
  String.raw`^(?: \([^()]{1,60}\))?(?:(?:,|,? (?:or|and)) [^.;:<>≤≥\d]{3,120} (?:for|within|[<≤]|<=) ?${COUNT} ?(?:hours?|hrs?|days?|weeks?|months?)(?: \([^()]{1,60}\))?){1,3} (?:prior to|before) `,
);

function isShared({ text, from, tail, lead, exclude }: Led): boolean {
  const isEarlier =
    lead.kind === 'within' ||
    (lead.kind === 'in' && lead.isFor) ||
    (lead.kind === 'compared' && lead.comparator.startsWith('<'));
  return exclude && tail === undefined && isEarlier && SHARED.test(text.slice(from, from + 300));
}

const leadsToEvent = ({ text, from }: Led, tail: Tail): boolean =>
  tail.kind === 'before' ||
  tail.kind === 'of' ||
  (tail.kind === 'after' && text.startsWith(' from ', from + tail.from - ' from '.length));

const ENDS = /^ ?(?:[.,;)]|$|\n)/;
const ENDS_IN = /^ ?(?:[.,;)]|$|\n|\((?:ex|other))/;
/** `3 days in one week` */
const OFTEN = /(?<![a-z])(?:days?|times|doses|hours|nights) ?$/;
const ENDS_EXCLUSION =
  /^ ?(?:[.,;()]|$|\n|(?:except|unless|with the exception|or|and|other than|that|which|are|is|will)(?![a-z]))/;

/** `concurrent or within 6 months therapy with omalizumab` */
const ADJOINED =
  /(?<![a-z])(?:concurrent|concomitant|current|ongoing|active|simultaneous)(?:ly)?(?: use)? ?\(?or ?$/;
const DENIED = /(?<![a-z])(?:no|not|never|without|absence of|free of)(?![a-z])[^.;:]*$/;

/** `surgery within 4 weeks`; of an exclusion also `stroke in 6 months.` */
function isAlone({ text, at, floor, from, tail, lead, exclude }: Led): boolean {
  const rest = text.slice(from, from + 22);
  if (tail !== undefined || lead.isFor) return false;
  if (lead.kind === 'within') {
    const before = text.slice(Math.max(floor, at - 90), at);
    if (exclude && ADJOINED.test(before)) return true;
    return (exclude || DENIED.test(before) ? ENDS_EXCLUSION : ENDS).test(rest);
  }
  return (
    lead.kind === 'in' &&
    exclude &&
    ENDS_IN.test(rest) &&
    !OFTEN.test(text.slice(Math.max(0, at - 12), at)) &&
    text.slice(0, from).search(/(?<![a-z])in(?: the)? [^ ]+ [a-z]+$/) >= 0
  );
}

function endOfEvent(place: Led, tail: Tail): Ended | undefined {
  const { text, from, lead } = place;
  const at = from + tail.from;
  const event = eventIn(text.slice(at, at + 100));
  if (!isCertain(place, tail, event)) return lead.kind === 'last' ? { end: from } : undefined;
  return { end: at + event.length, ...(event !== '' && { event }) };
}

/** `within 2 hours of the meal` is no time before the study. */
function isCertain({ lead, exclude }: Led, tail: Tail, event: string): boolean {
  if (tail.kind !== 'before' && lead.kind !== 'within') return false;
  if (event === '') return lead.kind !== 'in';
  if (isStudyEvent(event)) return true;
  // Of an exclusion any event will do: `analgesics during the 12 hours preceding the procedure`.
  if (tail.kind === 'before')
    return (
      lead.kind === 'within' || (exclude && lead.comparator.startsWith('<') && isUsualEvent(event))
    );
  return exclude && tail.kind === 'of' && isUsualEvent(event);
}
