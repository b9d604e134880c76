import { type Ended, endOfTime } from './ended.ts';
import { eventIn, isStudyEvent } from './event.ts';
import { readGap } from './gaps.ts';
import { isStart, readFree, readReturn, readStart } from './intervals.ts';
import { readFor, readFrom, readSince, typeOf } from './kinds.ts';
import { readHistory, readLasting } from './lasting.ts';
import { type Lead, leadOf, tailOf, trailingLead } from './leads.ts';
import { AHEAD, BACK, type Found, type Led, type Place, WASHOUT } from './place.ts';
import { type What, whatAfter, whatBefore } from './what.ts';
import { readRecent, readRow, readRowOf } from './rows.ts';
import { isOfTested } from './tests.ts';
import { FUTURE, lastPart, NOT_HAD, OFF, STOPPED } from './words.ts';

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
  const said = leadOf(text.slice(begin, period.start)) ?? washoutLead(after, period.start - begin);
  const lead = leadWith(said, trailing, period.start - begin);
  const place = { ...start, from, tail, at: period.start };
  const told = readSaid(place, exclude);
  if (told) return told;
  return lead
    ? readLed({ ...place, at: begin + lead.index, lead, exclude })
    : readUnled(place, exclude);
}

/** By words that say it whatever leads to it. */
const readSaid = (place: Place, exclude: boolean): Found | undefined =>
  (GAP.test(place.text) ? readGap(place) : undefined) ??
  (place.text.includes('recent') ? readRecent(place, exclude) : undefined);

function readUnled(place: Place, exclude: boolean): Found | undefined {
  const row = readRowOf(place, exclude);
  if (row) return row;
  if (place.tail) return readBare(place, exclude) ?? readHalfLives(place, exclude);
  return readRow(place, exclude) ?? (exclude ? undefined : readHistory(place));
}

/** What every text with a gap has. */
const GAP =
  /wash-?out|elapsed|passed|(?:has|have) been|eligible|permitted|allowed|acceptable|accrued|enrolled|included|screened|return/;

/** `3 half-lives or 30 days, whichever is shorter, after the last dose of antibodies` */
function readHalfLives(
  { text, from, tail, at, floor }: Place,
  exclude: boolean,
): Found | undefined {
  const isSince = tail?.kind === 'since' || tail?.kind === 'after';
  if (
    exclude ||
    !isSince ||
    !/half[- ]?li(?:fe|ves),? or $/.test(text.slice(Math.max(floor, at - 20), at))
  )
    return undefined;
  const what = whatAfter(text, from + tail.from);
  return what && { lead: { comparator: '>=' }, end: what.end, what, type: WASHOUT };
}

/** `2 weeks of wash-out after` */
const washoutLead = (after: string, index: number): Lead | undefined =>
  /^ (?:of )?wash-?out /.test(after)
    ? { kind: 'compared', comparator: '>=', index, isPast: false, isFor: false }
    : undefined;

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

/** `chemotherapy 4 weeks before randomization`, of an exclusion; `must stop it 14 days before the study`. */
function readBare(place: Place, exclude: boolean): Found | undefined {
  const { text, tail, from, at, floor } = place;
  if (tail?.kind !== 'before') return undefined;
  const near = text.slice(Math.max(floor, at - 60), at);
  const isStopped = saysStop(near, exclude);
  const event = eventIn(text.slice(from + tail.from, from + tail.from + 100));
  if (!startsStudy(event) || !(exclude || isStopped || DENIED.test(near))) return undefined;
  const what = whatBefore(text, at, floor);
  if (!what || (!isStopped && FUTURE.test(text.slice(what.from, at)))) return undefined;
  return {
    lead: { comparator: isStopped ? '>=' : '<=' },
    end: from + tail.from + event.length,
    what,
    type: WASHOUT,
    event,
  };
}

/** `(3 days before the first dose through 14 days after the last)` is a time of the study. */
const AROUND = /(?<![a-z])(?:through|until|to) \d/;
const startsStudy = (event: string): boolean => isStudyEvent(event) && !AROUND.test(event);

const saysStop = (near: string, exclude: boolean): boolean =>
  /(?<![a-z])(?:wait|(?:permitted|allowed) (?:up )?until) ?$/.test(near) ||
  (!exclude && STOPPED.test(lastPart(near)));

/** `no therapy 2 weeks prior to the first dose` */
const DENIED = /(?<![a-z])no (?!longer|later|less|more|earlier)[^.;:]*$/;

function readLed(place: Led): Found | undefined {
  if (isDefinition(place) || isOfSterile(place)) return undefined;
  const found = readAny(place);
  return found && NOT_HAD.test(bare(place.text.slice(found.what.start, found.what.end)))
    ? undefined
    : found;
}

/** What stands in brackets only names some of it. */
const bare = (words: string): string => words.replaceAll(/\([^()]*\)/g, '');

/** `refractory is defined as progression within 3 months after`; of an exclusion a comma ends it. */
const isDefinition = ({ text, at, floor, exclude }: Led): boolean =>
  (exclude ? /(?<![a-z]|as )defined as [^.;:,\n]*$/ : /(?<![a-z])defined as [^.;:\n]*$/).test(
    bare(text.slice(Math.max(floor, at - 300), at)),
  );

/** `considered not of childbearing potential are those who had a tubal ligation at least 1 year before` */
const isOfSterile = ({ text, at, floor }: Led): boolean =>
  /(?<![a-z])considered (?:to be )?(?:not|non)[^.;:\n]{0,20}child-?bearing[^.;:\n]*$/.test(
    text.slice(Math.max(floor, at - 300), at),
  );

function readAny(place: Led): Found | undefined {
  const { lead, tail } = place;
  const isSince = tail?.kind === 'since' || tail?.kind === 'after';
  if (isStart(place)) return readStart(place);
  const returned = readReturn(place);
  if (returned) return returned;
  if (lead.kind === 'compared' && isSince)
    return readFree(place) ?? readFrom(place) ?? readSince(place);
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
    // `itch for ≥ 6 weeks within one year`: two times of the same.
    const isSame = floor > 0 && text.slice(floor, at).trim() === '';
    if (isSame) return whatBefore(text, at, Math.max(0, text.indexOf(' ', Math.max(0, at - 160))));
    return whatBefore(text, at, floor) ?? whatAfter(text, ended.end);
  }
  const between = text.slice(floor, at);
  // `arrhythmia (QTc ≥ 480 ms) within 6 months`: the value only says more of what was had.
  if (exclude && /^[^()]*\)/.test(between)) return whatBefore(text, at, Math.max(0, at - 200));
  if (OFF.test(between)) return whatBefore(text, at, floor);
  return whatInList(place, between);
}

/** `FEV1 < 80%, hospitalisation for asthma within 12 months`; not when the value was measured. */
function whatInList({ text, at, floor, exclude }: Led, between: string): What | undefined {
  if (between.trim() === '') {
    const near = Math.max(0, at - 160);
    const lost = whatBefore(text, at, near === 0 ? 0 : text.indexOf(' ', near) + 1);
    const isHad = LOST.test(text.slice(near, at)) || (exclude && CLASS.test(text.slice(near, at)));
    return lost && isHad ? lost : undefined;
  }
  const joint = /^(?:[^(),;.\n]|\([^()]*\)){0,90}?(?:,|;|\)| (?:or|and) )(?: or| and)? ?/.exec(
    between,
  );
  const what = joint ? whatBefore(text, at, floor + joint[0].length) : undefined;
  const named = what ? text.slice(what.start, what.end) : '';
  return /^[a-z-]{4}/.test(named) && !MEASURED.test(named) ? what : undefined;
}

/** A class only says of which degree what was had was: `heart failure NYHA class IV within 6 months`. */
const CLASS = /(?<![a-z])(?:nyha|class) [^.;:<>≤≥%]{0,25}$/;

/** What is told with an amount: `blood loss of more than 450 mL within 8 weeks`. */
const LOST = /(?<![a-z])(?:donat|(?:blood|weight) loss|loss of (?:blood|weight)|lost|smok)/;

const MEASURED =
  /(?<![a-z])(?:measured|derived|sample|obtained|collected|echo|muga|radionuclide|ventriculogra|determined|assessed|confirmed|documented|evaluated|performed|tested|value|level|count|range|limit)/;

function readEnded(place: Led, ended: Ended, what: What): Found | undefined {
  const { text, at, lead, exclude } = place;
  const clause = text.slice(Math.min(what.from, at), ended.end);
  const said = text.slice(Math.min(what.from, at), Math.max(at, what.end));
  const isPast = lead.isPast || place.tail?.kind === 'before';
  if (!isPast && FUTURE.test(said)) return undefined;
  if (isOfTested(place, what, said)) return undefined;
  if (lead.isFor) return readFor(place, what, ended, clause);
  const type = typeOf(place.tail?.kind === 'before' ? said : clause, lead, exclude);
  return { lead, what, type, ...ended };
}
