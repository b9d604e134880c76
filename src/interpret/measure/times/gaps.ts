/** Times that have to be over, said by what they are: `a 1-week washout is permitted for radiation`, `4 weeks have elapsed`. */
import { type Found, type Place, REMISSION, WASHOUT } from './place.ts';
import { type What, whatAfter, whatBefore } from './what.ts';

const WASHOUT_AFTER =
  /^ (?:of )?wash-?out(?: period)?(?: (?:is|was|are|will be|must be|should be))?(?: (?:permitted|required|needed|allowed|recommended|mandatory|acceptable|necessary))? (?:for(?! patients)|from|after|of|since) /;
const WASHOUT_BEFORE = /(?<![a-z])wash-?out(?: (?:period|time|interval))?(?: of|:)? ?$/;
/** `2 weeks must have elapsed between the end of radiotherapy and randomization` */
const BETWEEN =
  /^ (?:(?:must|should|has to|have to) )?(?:have|has) (?:elapsed|passed) between (?:the )?/;
/** `as long as it has been 4 weeks after` */
const HAS_BEEN = /(?<![a-z])(?:it|there) (?:has|have) been ?$/;
/** `will be eligible 2 weeks after` */
const ELIGIBLE =
  /(?<![a-z])(?:eligible|accrued|enrolled|included|re-?screened|return)(?: (?:for|to|into|in|on|this|the|study|trial|protocol|enrol+ment|participation|no sooner than|no earlier than))* ?$/;
/** `provided 4 weeks have elapsed` */
const ELAPSED = /^ (?:has|have|had|must have) (?:elapsed|passed)(?= ?(?:[.,;)]|$|and ))/;
const ALLOWED = /(?<![a-z])(?:provided|providing|if|as long as)(?: that)?(?: at least| ≥)? ?$/;

/** `is permitted if ≥ 6 months from last treatment` */
const PERMITTED =
  /(?: (?:is|are|was|were))? (?:permitted|allowed|acceptable|eligible),? (?:if|provided(?: that)?|as long as)(?: (?:it was|they were|completed|at least))*[ ≥>=]*$/;

/** What is told without a comparator, or with nothing after the time. */
export function readGap(place: Place): Found | undefined {
  const { text, period, from, floor } = place;
  const begin = Math.max(floor, period.start - 40);
  const before = text.slice(begin, period.start);
  const after = text.slice(period.end, period.end + 80);
  const said = WASHOUT_AFTER.exec(after)?.[0].length;
  if (said !== undefined) return over(whatAfter(text, period.end + said), undefined);
  const between = BETWEEN.exec(after)?.[0].length;
  if (between !== undefined) return readBetween(text, before, period.end + between);
  const since = readGapSince(place, before);
  if (since) return since;
  if (ELAPSED.test(after)) return elapsed(text, begin, before, from);
  const washout = WASHOUT_BEFORE.exec(before)?.[0].length;
  return washout === undefined
    ? undefined
    : over(whatBefore(text, period.start - washout, floor), from);
}

const RETURN = /(?<![a-z])and (?:the )?(?:disease )?(?:recur|relaps|progress|metasta)/;

/** To the return of a disease it is no washout. */
function readBetween(text: string, before: string, begin: number): Found | undefined {
  const what = IF.test(before) ? undefined : whatAfter(text, begin);
  const isFree = what && RETURN.test(text.slice(begin, begin + 160));
  return what && { ...told(what, what.end), ...(isFree && { type: REMISSION }) };
}

const IF =
  /(?<![a-z])(?:if|when|unless|once|event that|case)(?: (?:at least|more than))? ?[≥>=]* ?$/;

function readGapSince(
  { text, period, from, tail, floor }: Place,
  before: string,
): Found | undefined {
  if (tail?.kind !== 'since' && tail?.kind !== 'after') return undefined;
  if (HAS_BEEN.test(before) || ELIGIBLE.test(before))
    return over(whatAfter(text, from + tail.from), undefined);
  const permitted = PERMITTED.exec(before)?.[0].length;
  return permitted === undefined
    ? undefined
    : over(whatBefore(text, period.start - permitted, floor), period.end);
}

/** `prior chemotherapy is allowed, provided at least 4 weeks have elapsed` */
function elapsed(text: string, begin: number, before: string, from: number): Found | undefined {
  const allowed = ALLOWED.exec(before);
  const what = allowed ? whatBefore(text, begin + allowed.index, 0) : undefined;
  return over(what, from);
}

const over = (what: What | undefined, end: number | undefined): Found | undefined =>
  what && told(what, end ?? what.end);

const told = (what: What, end: number): Found => ({
  lead: { comparator: '>=' },
  end,
  what,
  type: WASHOUT,
});
