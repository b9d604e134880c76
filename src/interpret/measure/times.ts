/**
 * Times that a criterion counts from or to an event of the study: `chemotherapy within 4 weeks before randomization`,
 * `at least 14 days since surgery`, `diagnosed more than 6 months ago`, `in remission for at least 2 years`.
 *
 * Each is told as it is written: what, comparator, duration, event; that it is denied is no matter of the value.
 */
import { concept, type VariableType } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';
import { eventIn, isStudyEvent } from './time-event.ts';
import { type Lead, leadOf, tailOf, type Tail, trailingLead } from './time-leads.ts';
import { type Period, periodsIn } from './period.ts';
import { type What, whatAfter, whatBefore } from './what.ts';

const WASHOUT = concept('washout', 'Time since last had, done or taken');
const DISEASE = concept('disease-duration', 'Time since diagnosis or onset');
const REMISSION = concept('remission-duration', 'Duration of remission');

const BACK = 90;
const AHEAD = 160;
const FUTURE =
  /(?<![a-z])(?:plan(?:s|ned|ning)?|expect(?:s|ed|ing)?|anticipat\w*|schedul\w*|will|intend\w*|intention|able to|likely|willing|agree\w*|wish\w*|desir\w*|next|upcoming|await\w*|candidates? for|require \w+ surgery|need for|follow-?up|life expectancy|expectancy|survival|survive|contracept\w*|birth control|abstain|abstinence)(?![a-z])/;
const OFF =
  /(?<![a-z])(?:no|not|never|without|off|free (?:of|from)|discontinu\w*|stop(?:ped)?|ceased?|abstain\w*|abstinen\w*|refrain\w*|withheld|wash(?:ed)?[- ]?out|quit|n't|suspend\w*|withdraw\w*|clean|sober)(?![a-z])/;
const ILL =
  /(?<![a-z])(?:diagnos(?:is|ed|es|tic)|symptoms?|duration|onset|suffer\w*|histor(?:y|ies) of|disease|disorder|illness|since the first|first (?:symptom|manifestation)|present for|persist\w*|condition|complain\w*|pain)(?![a-z])/;
const REMITTED =
  /(?<![a-z])(?:in (?:complete |clinical |full |partial |sustained )*remission|remission(?: duration)?(?: of)?|disease[- ]free(?: interval| survival)?|free of (?:disease|cancer|malignancy|recurrence|relapse)|without (?:evidence of )?(?:disease|recurrence|relapse)|no evidence of (?:disease|recurrence|malignancy|cancer)|recurrence[- ]free|cancer[- ]free|relapse[- ]free|disease free|no recurrence)(?![a-z])/;
/** `at least 28 days from prior surgery`: what was had, not an event of the study. */
const STUDY_DRUG_PRIOR =
  /(?<![a-z])(?:prior|previous|last|major|therap|chemo|radio|surg|operation|transplant)/;
const STUDY_DRUG =
  /^(?:the |last |final |end of |completion of |first |their |stopping |discontinu\w+ (?:of )?|each |any |receiving |taking )*(?:dose|administration|treatment|injection|infusion|study|trial|investigational|enrol|random|inclusion|screening|discontinu|termination|follow|visit|therapy ends|vaccination|immuni|implantation|product|intervention|drug (?:administration|discontinuation)|ip(?![a-z])|imp(?![a-z])|baseline|signing)/;

/** What is named is not all of it a thing that was had: `currently in a trial, or in one within 30 days`. */
const SAYS_MORE =
  /[\d<>≤≥;]|(?<![a-z])(?:who|whom|has|have|had|is|are|current(?:ly)?|ongoing|concurrent|concomitant|presently|chronic|unstable|planned|such as|including|e\.g|more than|and|other than|but|either|both)(?![a-z])/i;

interface Found {
  readonly lead: Pick<Lead, 'comparator'>;
  readonly end: number;
  readonly what: What;
  readonly type: VariableType;
  readonly event?: string;
}

/** The times in a normalised text. `taken` are the places where a measured value stands. */
export function readTimes(
  text: string,
  words: string,
  taken: readonly Statement[],
  exclude: boolean,
): readonly Statement[] {
  const found: Statement[] = [];
  let last: { readonly found: Found; readonly periodEnd: number } | undefined;
  for (const period of periodsIn(text)) {
    if (taken.some(({ start, end }) => start < period.end && period.start < end)) continue;
    const floor = Math.max(found.at(-1)?.end ?? 0, valueEndBefore(taken, period.start));
    const one = readTime(text, period, floor, exclude) ?? alternative(text, period, last);
    if (!one) continue;
    last = { found: one, periodEnd: period.end };
    found.push(toStatement(words, period, one, found.at(-1)));
  }
  return found;
}

const valueEndBefore = (taken: readonly Statement[], at: number): number =>
  Math.max(0, ...taken.filter(({ end }) => end <= at).map(({ end }) => end));

function readTime(
  text: string,
  period: Period,
  floor: number,
  exclude: boolean,
): Found | undefined {
  const begin = Math.max(0, period.start - BACK);
  const after = text.slice(period.end, period.end + AHEAD);
  const trailing = trailingLead(after);
  const tail = tailOf(after.slice(trailing?.length ?? 0));
  const from = period.end + (trailing?.length ?? 0);
  const lead = leadWith(leadOf(text.slice(begin, period.start)), trailing, period.start - begin);
  if (lead)
    return readLed({ text, period, floor, from, tail, at: begin + lead.index, lead, exclude });
  return tail && exclude
    ? readBare({ text, period, floor, from, tail, at: period.start })
    : undefined;
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
    ? { ...lead, comparator }
    : { kind: 'compared', comparator, index, isPast: false, isFor: false };
}

interface Place {
  readonly text: string;
  readonly period: Period;
  readonly floor: number;
  /** Just after the period. */
  readonly from: number;
  readonly tail: Tail | undefined;
  /** Where the words that lead to the period begin. */
  readonly at: number;
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

interface Led extends Place {
  readonly lead: Lead;
  readonly exclude: boolean;
}

function readLed(place: Led): Found | undefined {
  const { lead, tail } = place;
  if (lead.kind === 'compared' && (tail?.kind === 'since' || tail?.kind === 'after')) {
    return readFrom(place) ?? readSince(place);
  }
  const ended = endOfTime(place);
  if (!ended) return readLasting(place);
  const { text, at, floor } = place;
  const what = whatBefore(text, at, floor) ?? whatAfter(text, ended.end);
  return what && readEnded(place, ended, what);
}

function readEnded(place: Led, ended: Ended, what: What): Found | undefined {
  const { text, at, lead, exclude } = place;
  const clause = text.slice(Math.min(what.from, at), ended.end);
  if (lead.kind !== 'last' && FUTURE.test(clause)) return undefined;
  if (lead.isFor) return readFor(place, what, ended, clause);
  const type = typeOf(clause, lead, exclude);
  return { lead, what, type, ...ended };
}

interface Ended {
  readonly end: number;
  readonly event?: string;
}

/** Where the words of a time that is past end; undefined where it may be another time. */
function endOfTime(place: Led): Ended | undefined {
  const { text, from, tail, lead } = place;
  if (tail?.kind === 'ago') return { end: from + tail.from };
  if (tail?.kind === 'before' || tail?.kind === 'of') return endOfEvent(place, from + tail.from);
  if (lead.isPast) return { end: from };
  const isAlone =
    lead.kind === 'within' &&
    tail === undefined &&
    /^ ?(?:[.,;)]|$|\n)/.test(text.slice(from, from + 3));
  return isAlone ? { end: from } : undefined;
}

function endOfEvent({ text, from, tail, lead }: Led, at: number): Ended | undefined {
  const event = eventIn(text.slice(at, at + 100));
  const isKnown = isStudyEvent(event);
  if (tail?.kind === 'of' && (!isKnown || lead.kind === 'compared')) {
    return lead.kind === 'last' ? { end: from } : undefined;
  }
  if (!isKnown && lead.kind === 'in') return undefined;
  return { end: at + event.length, ...(event !== '' && { event }) };
}

/** `no steroids for at least 2 weeks before screening`, `diagnosed for more than 6 months`. */
function readFor(place: Led, what: What, { end, event }: Ended, clause: string): Found | undefined {
  const { lead } = place;
  const told = event === undefined ? {} : { event };
  const part = lastPart(clause);
  if (REMITTED.test(clause)) return { lead, end, what, type: REMISSION, ...told };
  if (lead.kind !== 'compared') return undefined;
  if (OFF.test(part) && !/stable|unchanged|change/.test(part))
    return { lead, end, what, type: WASHOUT, ...told };
  return ILL.test(clause) && !/stable|treat|therap|dose|taking|receiv/.test(clause)
    ? { lead, end, what, type: DISEASE, ...told }
    : undefined;
}

/** A duration without an event: of a disease or of its remission. */
function readLasting({ text, at, floor, lead, from, tail }: Led): Found | undefined {
  if (lead.kind !== 'compared' || (tail !== undefined && tail.kind !== 'of')) return undefined;
  const what = whatBefore(text, at, floor);
  if (!what) return undefined;
  const clause = text.slice(what.from, at);
  if (FUTURE.test(clause)) return undefined;
  if (REMITTED.test(clause)) return { lead, end: from, what, type: REMISSION };
  const isLasting =
    /(?:duration|durations?(?: of)? (?:[a-z]+ ){1,4}|history of (?:[a-z-]+ ){1,6}|symptoms?(?: duration| present| lasting)?|diagnosed (?:with )?(?:[a-z-]+ ){0,6}|diagnosis (?:of )?(?:[a-z0-9-]+ ){0,6})(?:is|was|has been|for|of|:| )*$/.test(
      clause,
    );
  return isLasting &&
    !/stable|treat|therap|dose|taking|receiv|medic|hospital|surg|smok|use/.test(clause)
    ? { lead, end: from, what, type: DISEASE }
    : undefined;
}

/** `≤ 3 months from screening`: back from an event of the study. */
function readFrom({ text, from, tail, lead, at, floor }: Led): Found | undefined {
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
function readSince({ text, from, tail, lead, period, at, floor }: Led): Found | undefined {
  if (!tail) return undefined;
  const begin = from + tail.from;
  const words = text.slice(begin, begin + 120);
  if (tail.kind === 'after' && (lead.isFor || STUDY_DRUG.test(words))) return undefined;
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

const lastPart = (clause: string): string =>
  clause.slice(Math.max(clause.lastIndexOf(' or '), clause.lastIndexOf(' and '), 0));

function typeOf(clause: string, lead: Lead, exclude: boolean): VariableType {
  if (REMITTED.test(clause) && lead.comparator.startsWith('>')) return REMISSION;
  const part = lastPart(clause);
  const isDiagnosed = /(?<![a-z])(?:diagnosed|diagnosis|onset of|first symptoms?)(?![a-z])/.test(
    part,
  );
  return isDiagnosed && (!exclude || lead.comparator.startsWith('>')) ? DISEASE : WASHOUT;
}

/** `within 4 weeks or 5 half-lives before`, `(6 weeks for mitomycin C)`: the second is led by the words of the first. */
function alternative(
  text: string,
  period: Period,
  last: { readonly found: Found; readonly periodEnd: number } | undefined,
): Found | undefined {
  if (!last || period.start < last.periodEnd || period.start - last.periodEnd > 40)
    return undefined;
  const between = text.slice(last.periodEnd, period.start);
  if (!/^,? ?(?:or|and|\/) (?:within |at least |≥ ?|\d x )?$/.test(between)) return undefined;
  return { ...last.found, end: Math.max(last.found.end, period.end) };
}

function toStatement(
  words: string,
  period: Period,
  found: Found,
  before: Statement | undefined,
): Statement {
  const { end, what, type, event } = found;
  const text = words.slice(what.start, what.end).replaceAll(/\s+/g, ' ').trim();
  const start = Math.max(before?.end ?? 0, Math.min(what.from, what.start));
  return {
    rule: type.code,
    type: type === WASHOUT ? { ...type, text } : type,
    value: quantityOf(period, found.lead.comparator),
    ...(what.isNegated && { isDenied: true }),
    ...(SAYS_MORE.test(words.slice(what.from, what.end)) && { saysMore: true }),
    ...(event !== undefined && event !== '' && { event: words.slice(end - event.length, end) }),
    start: Math.min(start, period.start),
    end: Math.max(end, what.end, period.end),
  };
}

/** Of `within 2-4 weeks` the longer end counts, of `at least 2-4 weeks` the shorter. */
function quantityOf(
  { value, high, unit, ucum }: Period,
  comparator: Lead['comparator'],
): Statement['value'] {
  const isUpper = comparator.startsWith('<') && high !== undefined && high > value;
  return { kind: 'quantity', value: isUpper ? high : value, comparator, unit, ucum };
}
