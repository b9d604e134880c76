/** Times between two events of a disease: from the end of a treatment to its return. */
import { isStudyEvent } from './event.ts';
import type { Tail } from './leads.ts';
import { type Found, type Led, REMISSION, WASHOUT } from './place.ts';
import { whatAfter, whatBefore } from './what.ts';
import { REMITTED } from './words.ts';

const RETURN = '(?:recur(?:red|rence)?|relaps(?:e|ed)|progress(?:ed|ion)?)';
/** `disease progression`, `has recurred` */
const RETURNED = new RegExp(
  String.raw`(?<![a-z])(?:disease |tumou?r |clinical )?${RETURN}(?: of (?:the )?disease)?(?: that)?(?: occur(?:red|ring|s))?(?: (?:during|on|while on) (?:treatment |therapy )?or)? *$`,
);
/** `completion of adjuvant therapy`, `last dose of platinum` */
const ENDED =
  /^(?:the )?(?:(?:completion|completing|end|ending|cessation|discontinuation) (?:of )?|(?:last|final) (?:dose|cycle|receipt|administration|treatment|course|chemo|platinum|radio))|^(?:the )?(?:prior |previous )?(?:\(?neo\)?-?)?adjuvant|^[a-z-]+ completion/;
/** `the interval between the last dose of chemotherapy and first recurrence` */
const INTERVAL = new RegExp(
  String.raw`(?<![a-z])(?:interval|time|period)(?: of time)? (?:between|from)[^.;:<>≤≥]{8,150} (?:and|to|until)(?: the)?(?: first)?(?: documented)? (?:[a-z]+ )?(?:${RETURN}|pd|metastas[ei]s)(?: or [a-z]+)?(?: (?:is|was|of|must be|should be))*[ (]*$`,
);

/** What every text of these has. */
const MAY_RETURN = /recur|relaps|progress|metasta|(?<![a-z])pd(?![a-z])/;

/** `disease progression within 6 months of completion of adjuvant therapy` */
export function readReturn(place: Led): Found | undefined {
  const { text, at, floor, from, lead } = place;
  const near = text.slice(Math.max(floor, at - 230), at);
  if (lead.isFor || !MAY_RETURN.test(near)) return undefined;
  const interval = INTERVAL.exec(near)?.[0];
  const said = interval ?? (isSinceEnd(place) ? RETURNED.exec(near.slice(-60))?.[0] : undefined);
  return said === undefined
    ? undefined
    : { lead, end: from, what: whole(text, at - said.length, at), type: REMISSION };
}

const isSinceEnd = ({ text, from, tail }: Led): boolean =>
  isSince(tail) && ENDED.test(text.slice(from + tail.from, from + tail.from + 60));

const DENIED = /(?<![a-z])(?:no|not|never|without)(?: [a-z]+)? ?$/;

function whole(text: string, start: number, to: number): Found['what'] {
  const said = text
    .slice(start, to)
    .replace(/ (?:during|on|while on) (?:treatment |therapy )?or *$/, '')
    .replace(/(?:[ (]|(?<![a-z])(?:is|was|of|must|should|be)(?![a-z]))+$/, '');
  return {
    start,
    end: start + said.length,
    from: start,
    isNegated: DENIED.test(text.slice(Math.max(0, start - 12), start)),
  };
}

/** `no evidence of disease for more than 5 years after the last treatment` */
export function readFree({ text, at, floor, from, lead }: Led): Found | undefined {
  if (!lead.isFor || !lead.comparator.startsWith('>')) return undefined;
  const what = whatBefore(text, at, floor);
  const isFree = what !== undefined && REMITTED.test(text.slice(Math.max(floor, at - 60), at));
  return isFree ? { lead, end: from, what, type: REMISSION } : undefined;
}

/** `treatment is to begin`, `patients must be randomized` */
const STARTS =
  /(?<![a-z])(?:(?:must|should|will|to|can|may) (?:be )?(?:begin|start|commence|begun|started|randomi[sz]ed|registered|enrolled|initiated)|(?:randomi[sz]ation|registration|enrol+ment|treatment|therapy) (?:must|should|will|to) (?:begin|start|occur|take place|be))(?: [a-z]+)? ?$/;

/** `treatment is to begin within 10 weeks of hysterectomy`: what was had is told after it. */
export const isStart = ({ text, at, floor, tail, lead }: Led): boolean =>
  !lead.isFor && isSince(tail) && STARTS.test(text.slice(Math.max(floor, at - 60), at));

export function readStart({ text, at, from, tail, lead }: Led): Found | undefined {
  if (!tail) return undefined;
  const begin = from + tail.from;
  const words = text.slice(begin, begin + 60);
  const what = isStudyEvent(words) && !HAD.test(words) ? undefined : whatAfter(text, begin);
  return what && { lead, end: what.end, what: { ...what, from: at }, type: WASHOUT };
}

const HAD = /^(?:the )?(?:surgery|operation|transplant|biopsy|diagnos)/;

const isSince = (tail: Tail | undefined): tail is Tail =>
  tail !== undefined && (tail.kind === 'of' || tail.kind === 'since' || tail.kind === 'after');
