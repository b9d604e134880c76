/**
 * States that last, by their own words: `conservative treatment for at least 6 weeks`, `at least 2 weeks of antiviral
 * therapy`. What was had is a time before an event (measure/times), and who will do something is asked for nothing yet.
 */
import type { Comparator } from './comparator.ts';
import { type Comparison, isPlain } from './comparisons.ts';
import { BEFORE_NUMBER, comparatorIn } from './counted.ts';
import { namedValue } from './named.ts';
import { stateAfter, stateBefore } from './lasting-nouns.ts';
import type { Phrase } from './phrase.ts';
import { overlap, type Statement } from './statement.ts';
import { type Period, periodsIn } from './times/period.ts';
import { WASHOUT } from './times/place.ts';
import type { Told } from './told.ts';

/** What every one of these texts has. */
const TIME = /hour|hrs?(?![a-z])|day|week|wk|month|mo(?![a-z])|year|yr/;
const MAY_LAST =
  /receiving|taking|treated with|maintained on|been on|using|therap|treatm|medicat|drugs?(?![a-z])|regimen|care(?![a-z])|management|steroid|corticoid|lasting|bouts?(?![a-z])|ics(?![a-z])|laba|inhibitor|blocker|agonist|anti|diuretic|opioid|insulin|statin|metformin|emollient|moistur|diet|adheren|complian|absen|intoleran|stab|dos(?:e|age|ing)|diary|suppl|dialy|ventilat|menorr|menopaus|free|data|nsaid|residen|housing|guidance|evidence|signs? of|fe(?:ed|d)|controlled|stabili|interval|pfs|survival|regular|unchanged|oxygen|infusion|inject|pump|monitor|correction|glasses|persist|viral|suppress|education|school|stay|able to|period|attack|duration|burst|episode|exacerb/;
const LINK =
  /(?:(?<![a-z])(?:for|(?:(?:normally|usually|typically|generally|each) )?(?:(?:that )?last(?:s|ed)|lasting)|over|persisting|of|[(,])|\()(?: (?:an?|the))?(?: (?:last|past|total|continuous))?(?: (?:period|duration|course)s? (?:of|lasting))?(?: (?:a|the))? ?$/;
const COMPARED = new RegExp(
  String.raw`(?:(?<![a-z])(${BEFORE_NUMBER}|(?:an? )?min(?:imum|imal|\.)?(?: of)?|longer th[ae]n)|([<>≤≥] ?=?))(?: (?:the|a))?(?: (?:last|past|previous|consecutive))? *$`,
);
const AFTER =
  /^[ ,)]*(?:after|following(?! cessation)|from|post|of age|old|ago|earlier|apart|since|trial|study(?! (?:entry|start|drug))|run-in|per(?![a-z])|\/)(?: (?:the|their|his|her|any))?(?![a-z])/;
const CHILDBEARING = /contracept|birth control|child-?bearing|pregnan/;

export function readLastingStates(
  text: string,
  words: string,
  taken: readonly Statement[],
): readonly Statement[] {
  if (!TIME.test(text) || !MAY_LAST.test(text) || CHILDBEARING.test(text)) return [];
  return periodsIn(text).flatMap((period) => {
    if (taken.some((other) => isTold(other, period))) return [];
    const one = stateOf(text, period);
    if (!one) return [];
    const { name, comparator, start } = one;
    const { value, high, unit, ucum } = period;
    const lasts =
      high === undefined
        ? ({ kind: 'quantity', value, comparator, unit, ucum } as const)
        : ({ kind: 'range', low: value, high, unit, ucum } as const);
    const place = { start: Math.min(start, name.start), end: Math.max(period.end, name.end) };
    return [namedValue(words.slice(name.start, name.end), lasts, place)];
  });
}

/** What a time is of may last itself: `two courses of steroids (at least 7 days) within 12 months`. */
const isTold = (other: Statement, period: Period): boolean =>
  overlap(other, period) && !isOfOtherTime(other, period);

const isOfOtherTime = ({ rule, value }: Statement, period: Period): boolean =>
  rule === WASHOUT.code &&
  value.kind === 'quantity' &&
  (value.value !== period.value || value.ucum !== period.ucum) &&
  period.high === undefined;

interface Lasting {
  readonly name: Phrase;
  readonly comparator: Sign;
  readonly start: number;
}

type Sign = Exclude<Comparator, '='>;

function stateOf(text: string, period: Period): Lasting | undefined {
  const { sign, start } = leadOf(text, period);
  const behind = sign === undefined ? undefined : stateAfter(text, period.end);
  if (sign && behind) return { name: behind, comparator: sign, start };
  const link = LINK.exec(text.slice(Math.max(0, start - 60), start))?.[0] ?? '';
  if (!isLasting(link, sign) || isOther(text, period)) return undefined;
  const name = stateBefore(text, start - link.length, { link, ucum: period.ucum });
  return name && { name, comparator: sign ?? '>=', start };
}

/** `has received six weeks of conservative therapy` */
const HAD =
  /(?<![a-z])(?:received|completed|failed|undergone|undergo|have had|has had|trial of|despite) $/;

/** What compares the period, and where it begins. */
function leadOf(
  text: string,
  { start: at, end }: Period,
): { readonly sign?: Sign; readonly start: number } {
  const compared = COMPARED.exec(text.slice(Math.max(0, at - 60), at));
  const isHad = !compared && text.startsWith(' of ', end) && HAD.test(text.slice(Math.max(0, at - 16), at)); // prettier-ignore
  const sign = isHad ? '>=' : signOf(compared?.[1] ?? compared?.[2]);
  return { ...(sign && { sign }), start: at - (compared?.[0].length ?? 0) };
}

/** What is counted from an event is none of a state. */
const isOther = (text: string, { end }: Period): boolean => AFTER.test(text.slice(end, end + 30));

const signOf = (said: string | undefined): Sign | undefined =>
  comparatorIn(said, undefined) ?? (/^(?:an? )?min/.test(said ?? '') ? '>=' : undefined);

/** `chemotherapy (< 21 days)` is a time before an event, `theophylline (24 hours)` another. */
const isLasting = (link: string, sign: Sign | undefined): boolean =>
  /[a-z]/.test(link) || sign?.startsWith('>') === true;

/** `pain lasting 15-180 minutes`, `intolerance to sitting for more than 30 minutes` */
export function readMinutes(text: string, one: Comparison): Told | undefined {
  const { value, start, end } = one;
  if (
    !['min', 's'].includes(value.ucum ?? '') ||
    isPlain(one) ||
    AFTER.test(text.slice(end, end + 30))
  )
    return undefined;
  const link = LINK.exec(text.slice(Math.max(0, start - 60), start))?.[0] ?? '';
  const name = /[a-z]/.test(link)
    ? (stateBefore(text, start - link.length, { link, ucum: 'min' }) ??
      (link.includes('for') ? doneBefore(text, start - link.length) : undefined))
    : undefined;
  return name && { name, value, end };
}

const ABLE = /(?<![a-z])(?:un|in)?ab(?:le|ility) to ([a-z][a-z -]{2,40}) $/;

/** `able to sit still for at least 60 minutes` */
function doneBefore(text: string, at: number): Phrase | undefined {
  const from = Math.max(0, at - 60);
  const done = ABLE.exec(`${text.slice(from, at).trimEnd()} `);
  const start = done ? from + done.index + done[0].indexOf(done[1] ?? '', 6) : 0;
  return done ? { start, end: start + (done[1] ?? '').length } : undefined;
}
