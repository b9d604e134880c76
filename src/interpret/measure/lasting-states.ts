/**
 * States that last, by their own words: `conservative treatment for at least 6 weeks`, `at least 2 weeks of antiviral
 * therapy`. What was had is a time before an event (measure/times), and who will do something is asked for nothing yet.
 */
import type { Comparator } from './comparator.ts';
import { type Comparison, isPlain } from './comparisons.ts';
import { BEFORE_NUMBER, comparatorIn } from './counted.ts';
import { namedValue } from './named.ts';
import { headOf, phraseAfter, phraseBefore, wordsOf, type Phrase, usedBefore } from './phrase.ts';
import { overlap, type Statement } from './statement.ts';
import { type Period, periodsIn } from './times/period.ts';
import { WASHOUT } from './times/place.ts';
import type { Told } from './told.ts';

/** What can last: a phrase ends with one of these. */
const STATE =
  /(?:^|[ -])(?:[a-z-]*therap(?:y|ies)|treatments?|medications?|drugs?|regimens?|care|management|(?:gluco|cortico)*steroids?|(?:gluco)?corticoids?|ics|labas?|inhibitors?|blockers?|agonists?|antagonists?|anti(?:histamines?|depressants?|psychotics?|coagulants?|biotics?|virals?)|anticoagulation|diuretics?|opioids?|insulin|statins?|metformin|emollients?|moisturi[sz]ers?|contraceptives?|diets?|adherence|compliance|absence|intolerance|stability|dos(?:e|es|age|ing)|diary|supplementation|ha?emodialysis|dialysis|ventilation|amenorrh?o?ea|amenorrh?o?eic|(?:post-?)?menopausal|menopause|(?:headache|seizure|symptom|attack|pain|migraine|fever|exacerbation)[- ]free|(?:free[- ])?interval|pfs|progression[- ]free survival|follow-up data|data|nsaids?|medication\(s\)|residence|housing|guidance|controlled|stabili[sz]ed|breast[- ]?fe(?:ed|eding|d)|formula[- ]fe(?:ed|eding|d))$/;
/** What every one of these texts has. */
const TIME = /hour|hrs?(?![a-z])|day|week|wk|month|mo(?![a-z])|year|yr/;
const MAY_LAST =
  /therap|treatm|medicat|drugs?(?![a-z])|regimen|care(?![a-z])|management|steroid|corticoid|bouts?(?![a-z])|ics(?![a-z])|laba|inhibitor|blocker|agonist|anti|diuretic|opioid|insulin|statin|metformin|emollient|moistur|diet|adheren|complian|absen|intoleran|stab|dos(?:e|age|ing)|diary|suppl|dialy|ventilat|menorr|menopaus|free|data|nsaid|residen|housing|guidance|evidence|signs? of|fe(?:ed|d)|controlled|stabili|interval|pfs|survival|regular|unchanged/;
const STABLE = /^(?:[a-z]+ )?(?:stable|unchanged|controlled|regular) /;
/** What the phrase is of: `absence of menstrual cycles`, `treatment with corticosteroids`. */
const OF =
  /(?<![a-z])(?:(?:(?!(?:is|be|been|was|were|are|in|of|to|for|the|a|an|with|current|and|or|remained|any)(?![a-z]))[a-z-]+ )?(?:treatment|therapy|use|absence|adherence|intolerance|resistance|exposure|dos(?:e|es|age|ing)|regimen|management|reduction) (?:of|with|to) )(?:the |an? )?$/;

const LINK =
  /(?:(?<![a-z])(?:for|(?:(?:normally|usually|typically|generally|each) )?(?:(?:that )?last(?:s|ed)|lasting)|over|persisting|of|[(,])|\()(?: (?:an?|the))?(?: (?:last|past|total|continuous))?(?: (?:period|duration|course)s? (?:of|lasting))?(?: (?:a|the))? ?$/;
const COMPARED = new RegExp(
  String.raw`(?:(?<![a-z])(${BEFORE_NUMBER}|(?:an? )?min(?:imum|imal|\.)?(?: of)?|longer th[ae]n)|([<>≤≥] ?=?))(?: (?:the|a))?(?: (?:last|past|previous|consecutive))? *$`,
);
const FUTURE =
  /(?<![a-z])(?:will|plan(?:s|ned|ning)?|expect\w*|anticipat\w*|schedul\w*|agree\w*|able to|unable|inability|commit\w*|continu\w*|maintain\w*|throughout|until|contracept\w*|birth control|abstain|abstinence|refrain\w*|donat\w*|wait|since|after|discontinu\w*|stopp\w*|off|stop|complet(?:es?|ed|ing|ion)|without|withdr\w*|half-li\w+|judg\w*)(?![a-z])[^.;\n]{0,70}$/;
const AFTER =
  /^[ ,)]*(?:after|following(?! cessation)|from|post|of age|old|ago|apart|since|trial|study(?! (?:entry|start|drug))|run-in|per(?![a-z])|\/)(?: (?:the|their|his|her|any))?(?![a-z])/;
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
const HAD = /(?<![a-z])(?:received|completed|failed|undergone|undergo|have had|has had|trial of) $/;

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

/** `at least 6 weeks of conservative treatment` */
function stateAfter(text: string, end: number): Phrase | undefined {
  const of = /^'? (?:(?:(?:duration )?of|prior|previous) )(?:an? |the )?/.exec(
    text.slice(end, end + 20),
  )?.[0].length;
  const name = phraseAfter(text, end + (of ?? 0));
  if (!name || !STATE.test(headOf(wordsOf(text, name)))) return undefined;
  return of === undefined && !wordsOf(text, name).endsWith('data') ? undefined : name;
}

const DAILY = /[ ,(]*(?:daily)?[ ,(]*$/;

interface Lasts {
  readonly link: string;
  readonly ucum: string;
}

/** `pain lasting 15-180 minutes`, `intolerance to sitting for more than 30 minutes` */
export function readMinutes(text: string, one: Comparison): Told | undefined {
  const { value, start, end } = one;
  if (value.ucum !== 'min' || isPlain(one) || AFTER.test(text.slice(end, end + 30)))
    return undefined;
  const link = LINK.exec(text.slice(Math.max(0, start - 60), start))?.[0] ?? '';
  const name = /[a-z]/.test(link)
    ? stateBefore(text, start - link.length, { link, ucum: value.ucum })
    : undefined;
  return name && { name, value, end };
}

function stateBefore(text: string, at: number, lasts: Lasts): Phrase | undefined {
  const quiet = QUIET.exec(text.slice(Math.max(0, at - 110), at));
  if (quiet) return quietOf(quiet, Math.max(0, at - 110));
  const name = nounBefore(text, at, lasts.link);
  if (!name) return undefined;
  const said = wordsOf(text, name);
  const begin = joinedTo(text, name.start);
  const clause = text.slice(Math.max(0, begin - 90), begin);
  const of = OF.exec(clause)?.[0] ?? '';
  if (!(isState(said, lasts) || STATE.test(of.trim().replace(/ [a-z]+$/, '')))) return undefined;
  if (FUTURE.test(`${clause}${said} `) && !FED.test(said)) return undefined;
  // `pain lasting`: what lasts is called by its verb too.
  const lasting = /^ ?(?:[a-z]+ )?lasting(?![a-z])/.exec(text.slice(name.end, name.end + 24))?.[0];
  return { start: begin - of.length, end: name.end + (lasting?.length ?? 0) };
}

const JOINT = /,? (?:and|or|and\/or) $/;

/** `corticosteroids or` before another that lasts as long: where it begins. */
function joinedTo(text: string, start: number): number {
  const joint = JOINT.exec(text.slice(Math.max(0, start - 9), start))?.[0].length;
  const first = joint === undefined ? undefined : phraseBefore(text, start - joint);
  return first && STATE.test(wordsOf(text, first)) ? first.start : start;
}

/** Before what stands in brackets: `triple therapy (ICS, LABA and LAMA) for`; with the use of it: `ICS (inhaled corticosteroid) use for`. */
function nounBefore(text: string, at: number, link: string): Phrase | undefined {
  const daily = DAILY.exec(text.slice(Math.max(0, at - 16), at))?.[0].length ?? 0;
  const isAfter = /[a-z]/.test(link);
  return usedBefore(text, at - daily, (_, end) =>
    phraseBefore(text, isAfter ? bracketBefore(text, end) : end),
  );
}

/** Where a bracket that ends at `end` begins; `end` where there is none. */
function bracketBefore(text: string, end: number): number {
  if (text.charAt(end - 1) !== ')') return end;
  const open = text.slice(Math.max(0, end - 120), end - 1).search(/\((?:[^()]|\([^()]*\))*$/);
  return open < 0 ? end : Math.max(0, end - 120) + open;
}

/** `no evidence of progression by neurologic symptoms or signs for at least 4 weeks` */
const QUIET =
  /((?:no|without|not demonstrating|not showing)(?: any)?(?: clinical| radiographic| radiologic)? (?:evidence|signs?) of (?:[a-z]+ )?progression)(?: (?!for |in |and )[a-z-]+){0,6} ?$/;

const quietOf = ({ index, 1: said = '' }: RegExpExecArray, from: number): Phrase => ({
  start: from + index,
  end: from + index + said.length,
});

/** A few hours before an event nobody is called treated; attacks last minutes. */
function isState(said: string, { link, ucum }: Lasts): boolean {
  if (
    /^ ?of(?![a-z])/.test(link.trimStart()) &&
    !/(?: interval|-interval|survival|pfs)$/.test(said)
  )
    return false;
  if (/last|persisting/.test(link) && SYMPTOM.test(said)) return true;
  if (ucum === 'h' || ucum === 'min') return said.endsWith('free');
  return STATE.test(said.replace(/(?: \([^()]*\))? use$/, '')) || STABLE.test(said);
}

const SYMPTOM =
  /(?:^|[ -])(?:pain|headaches?|attacks?|bouts?|episodes?|seizures?|periods?|cycles?|fast|fasts|naps?|bleeding|flares?|exacerbations?|stay|admission|treatments?|courses?|sessions?)$/;
/** Mothers plan it. */
const FED = /fe(?:ed|eding|d)$/;
