/** What lasts, by its own words: before a time (`conservative treatment for`) or after it (`6 weeks of therapy`). */
import { headOf, phraseAfter, phraseBefore, wordsOf, type Phrase, usedBefore } from './phrase.ts';

/** What can last: a phrase ends with one of these. */
const STATE =
  /(?:^|[ -])(?:[a-z-]*therap(?:y|ies)|treatments?|medications?|drugs?|regimens?|care|management|(?:gluco|cortico)*steroids?|(?:gluco)?corticoids?|ics|labas?|inhibitors?|blockers?|agonists?|antagonists?|anti(?:histamines?|depressants?|psychotics?|coagulants?|biotics?|virals?)|anticoagulation|diuretics?|opioids?|insulin|statins?|metformin|emollients?|moisturi[sz]ers?|contraceptives?|diets?|adherence|compliance|absence|intolerance|stability|dos(?:e|es|age|ing)|diary|supplementation|ha?emodialysis|dialysis|ventilation|amenorrh?o?ea|amenorrh?o?eic|(?:post-?)?menopausal|menopause|(?:headache|seizure|symptom|attack|pain|migraine|fever|exacerbation)[- ]free|(?:free[- ])?interval|pfs|progression[- ]free survival|follow-up data|data|nsaids?|oxygen|infusion|injections|viral load|suppression|education|schooling|pump|monitor|correction|glasses|medication\(s\)|residence|housing|guidance|controlled|stabili[sz]ed|breast[- ]?fe(?:ed|eding|d)|formula[- ]fe(?:ed|eding|d))$/;
const STABLE = /^(?:[a-z]+ )?(?:stable|unchanged|controlled|regular) /;
/** What the phrase is of: `absence of menstrual cycles`, `treatment with corticosteroids`. */
const OF =
  /(?<![a-z])(?:(?:(?!(?:is|be|been|was|were|are|in|of|to|for|the|a|an|with|current|and|or|remained|any)(?![a-z]))[a-z-]+ )?(?:treatment|therapy|use|absence|adherence|intolerance|resistance|exposure|dos(?:e|es|age|ing)|regimen|management|reduction) (?:of|with|to) )(?:the |an? )?$/;

const FUTURE =
  /(?<![a-z])(?:will|plan(?:s|ned|ning)?|expect\w*|anticipat\w*|schedul\w*|agree\w*|able to|unable|inability|commit\w*|continu\w*|maintain\w*|throughout|until|contracept\w*|birth control|abstain|abstinence|refrain\w*|donat\w*|wait|since|after|discontinu\w*|stopp\w*|off|stop|complet(?:es?|ed|ing|ion)|without|withdr\w*|half-li\w+|judg\w*)(?![a-z])[^.;\n]{0,70}$/;
export interface Lasts {
  readonly link: string;
  readonly ucum: string;
  /** Stands before what it is for. */
  readonly isOuter?: true;
}

/** `at least 6 weeks of conservative treatment` */
export function stateAfter(text: string, end: number): Phrase | undefined {
  const of = /^'? (?:(?:(?:duration )?of|prior|previous) )(?:an? |the )?/.exec(
    text.slice(end, end + 20),
  )?.[0].length;
  const name = phraseAfter(text, end + (of ?? 0));
  if (!name || !STATE.test(headOf(wordsOf(text, name)))) return undefined;
  return of === undefined && !BARE.test(wordsOf(text, name)) ? undefined : name;
}

/** `twelve months baseline data`, `6 weeks conservative treatment` */
const BARE =
  /data$|^(?:formal )?(?:education|schooling)$|^(?:conservative|non-?operative|non-?surgical|physical) /;

/** How it is had: `regimen implemented continuously for`. */
const DAILY =
  /[ ,(]*(?: (?:conducted|implemented|administered|maintained|continued|performed|given|taken|used|applied|worn|received|daily|continuously|consistently|regularly))*[ ,(]*$/;

export function stateBefore(text: string, at: number, lasts: Lasts): Phrase | undefined {
  const quiet = QUIET.exec(text.slice(Math.max(0, at - 110), at));
  if (quiet) return quietOf(quiet, Math.max(0, at - 110));
  const name = nounBefore(text, at, lasts.link);
  if (!name) return undefined;
  const said = wordsOf(text, name);
  const begin = joinedTo(text, name.start);
  const clause = text.slice(Math.max(0, begin - 90), begin);
  const of = OF.exec(clause)?.[0] ?? '';
  const isLasting =
    isState(said, lasts) ||
    isTaken(clause, said, lasts) ||
    STATE.test(of.replace(/ [a-z]+ (?:the |an? )?$/, ''));
  if (!isLasting) return ofPurpose(text, name, lasts);
  return isAhead(clause, said) ? undefined : withVerb(text, begin - of.length, name.end);
}

/** Nobody has yet what he will have. */
const isAhead = (clause: string, said: string): boolean =>
  FUTURE.test(`${clause.replace(OUTSIDE, '')}${said} `) && !FED.test(said);

/** `pain lasting`: what lasts is called by its verb too. */
function withVerb(text: string, start: number, end: number): Phrase {
  const verb = /^ ?(?:[a-z]+ )?(?:lasting|persisting)(?![a-z])/.exec(text.slice(end, end + 24));
  return { start, end: end + (verb?.[0].length ?? 0) };
}

/** `receiving dupilumab for at least 16 weeks` */
const TAKEN =
  /(?<![a-z])(?:receiving|taking|treated with|maintained on|been on|using|on) (?:(?:an?|the|their|oral|daily) )*$/;
const isTaken = (clause: string, said: string, { link, ucum }: Lasts): boolean =>
  ['wk', 'mo', 'a'].includes(ucum) &&
  /(?<![a-z])for(?![a-z])/.test(link) &&
  !NO_DRUG.test(said) &&
  TAKEN.test(clause);
const NO_DRUG =
  /(?:basis|list|day|days|trial|study|site|leave|feet|side|sides|average|hand|hold|area|schedule)$/;

/** `conservative treatment for low back pain`, `treatment of exacerbations with steroids`: the state before what it is for. */
function ofPurpose(text: string, { start }: Phrase, lasts: Lasts): Phrase | undefined {
  const link = / (?:for|with) (?:an? |the )?$/.exec(
    text.slice(Math.max(0, start - 10), start),
  )?.[0];
  return link === undefined || lasts.isOuter === true
    ? undefined
    : stateBefore(text, start - link.length, { ...lasts, isOuter: true });
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
  const daily = DAILY.exec(text.slice(Math.max(0, at - 40), at))?.[0].length ?? 0;
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

/** Before a bracket that is still open. */
const OUTSIDE = /^[^()]*(?:\([^()]*\)[^()]*)*\((?=[^()]*$)/;

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
    return (said.includes(' ') && SYMPTOM.test(said)) || DURATION.test(said);
  if (/last|persisting/.test(link) && SYMPTOM.test(said)) return true;
  if (ucum === 'h' || ucum === 'min') return FEW_HOURS.test(said);
  return (
    STATE.test(said.replace(/(?: \([^()]*\))? use$/, '')) || STABLE.test(said) || said === 'stable'
  );
}

/** What is told in hours. */
const FEW_HOURS = /(?:free|(?:^| )(?:ventilation|intubation|stay|admission|hospitali[sz]ation))$/;

const SYMPTOM =
  /(?:^|[ -])(?:pain|headaches?|attacks?|bouts?|episodes?|seizures?|periods?|cycles?|fast|fasts|naps?|stiffness|symptoms?|congestion|hives|wheals|aura|sleep|bleeding|flares?|exacerbations?|stay|admission|treatments?|courses?|sessions?)$/;
/** `attack duration of less than 30 minutes` */
const DURATION =
  /(?:^| )(?:attack|episode|headache|seizure|pain|sleep|symptom|period|stay) durations?$/;
/** Mothers plan it. */
const FED = /fe(?:ed|eding|d)$/;
