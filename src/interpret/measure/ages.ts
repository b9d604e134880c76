/**
 * Ages in every wording: `aged 18 to 65`, `children ≥ 6 months and < 16 years old`, `over the age of 21`, `≥ 18 years`.
 *
 * An age is a value after a word that tells it, after a word for people, or at the beginning; in the last two cases its
 * unit, and what follows, must not be that of a time.
 */
import { agesFrom, readSpan, type Span, withLow } from './age-span.ts';
import { isInBrackets } from './scan.ts';
import type { Statement } from './statement.ts';

const WHO =
  '(?:patients?|subjects?|participants?|child(?:ren)?|adults?|individuals?|people|persons?|women|woman|men|man|minors?|those|anyone|volunteers?|infants?|babies|newborns?|toddlers?|adolescents?|teen(?:ager)?s?|youths?|boys?|girls?|(?:fe)?males?|seniors|mothers?|students?|diabetics?)';
const NO_AGE =
  'gestational|bone|menopausal|maternal|paternal|legal|parents?|caregivers?|reproductive|bearing|school|working|mental|median|mean|postnatal|postmenstrual|old|fertile|biological|minimum gestational';
const HEAD = new RegExp(
  String.raw`(?<![a-z-])(?:(?<!(?:${NO_AGE})[ -])(age[ds]?|aging)(?! (?:at|of) (?:first |initial |disease |symptom )?(?:onset|diagnosis|menarche|majority)|[ -](?:group|appropriate|adjusted|related|matched|specific|dependent))|(${WHO}))(?![a-z-])|^|(?<=[:;] ?)(?=[<>≤≥]=? ?\d|\d{1,3} (?:days?|weeks?|months?) to )|(?<= )(?=\d{1,3}[ -]?(?:years?|yrs?|months?)(?: of age| old)?,? (?:or|and|&) (?:older|younger|above|over|under)(?![a-z]))`,
  'g',
);
const FILLER = new RegExp(
  String.raw`(?:[ ,:(\[]|-(?! ?\d)|(?:who|that|is|are|be|being|of|the|must|should|shall|to|has|have|an?|age[ds]?|ages|range[ds]?|ranging|limits?|between|from|in|years|yrs|${WHO}|at (?:screening|enrol+ment|inclusion|baseline|entry|study entry|consent|treatment|surgery|registration|randomi[sz]ation|the time of [a-z]{3,12}(?: consent)?))(?![a-z/]))`,
  'y',
);
/** Scores of which one is for children. */
const PLAY = /lansky/;
const BLANKS_AT = new RegExp(String.raw`(?:[ ,:(]|(?:who|are|is|${WHO})(?![a-z]))*`, 'y');
const MOST_FILLERS = 16;

/** What has an amount of time and is no age, said after it. */
const NOT_AFTER =
  /^[)\], ]*(?:after|since|prior|before|from|post|duration|history|ago|follow|in(?! (?:good|general)(?![a-z]))|of(?! age)|during|treatment|apart|later|until|free|interval|-)/;
/** After a value at the beginning that nothing else tells to be an age. */
const ENDS =
  /^(?:[ )\],]*(?:$|[.;,()\n[])|[ )\],]*(?:at|on|inclusive|included|(?:and )?(?:fe)?males?|men|women|with|who|either|both|any|regardless|of either|and)(?![a-z]))/;
const YOUNG = /(?:infant|bab(?:y|ies)|newborn|toddler|child|neonate)/;

/** Of some people only: what they must do, or when something holds. */
const OF_SOME = new RegExp(
  String.raw`(?<![a-z])(?:for|in|in case of|in the case of|unless|if|when|by|among|whereas|while|applicable to|only to|(?:assent|consent)[^.;]{0,40} (?:from|by|of))(?: (?:all|the|those|any|an?|s?he|they|is|are|only|adult|adolescent|male|female|pediatric|paediatric|younger|older))* ?(?:${WHO}[ ,]{0,2}){0,2}(?:(?:who|that|is|are|at|of|the|aged?|ages)(?![a-z]) ?)* ?\(?(?:[<>≤≥]=? ?\d{1,2} years?(?: of age| old)? and )?$`,
);
/** `80-100 for ≥ 12 and < 16 years` */
const FOR = /[\d%] (?:for|in|if)(?: *[<>≤≥]=? ?\d+ (?:and|to))? *$/;
const ONSET =
  /(?<![a-z])(?:onset|diagnos(?:is|ed)|menarche|menopaus\w*|sibling|mri|scan|test|sample|biopsy|report|results?|tissue|specimen|imaging)(?![a-z])[^.,;]{0,25}$|(?<![a-z])first symptoms?(?![a-z])[^.,;]{0,40}$/;
const MUST =
  /^[ )\],]*(?:who (?:are|have|is)|may|must|should|will|would|can|need|are (?:considered|required|eligible|allowed)|have to)(?![a-z])/;
/** `women < 50 years old would be considered postmenopausal` */
const CALLED =
  /^ ?(?:of age |old )?(?:(?:would|will|are|is|may) (?:be )?consider(?:ed)?(?! eligible)|it is(?![a-z])|,? ?(?:must|should|will) (?:be |provide|give|sign)[^.;]{0,90}(?<![a-z])assent(?![a-z])|,? ?(?:must|should) have (?:an? )?(?:received|karnofsky|lansky|ecog|kps)(?![a-z])|in (?:an? |any )?(?:(?:first|second)[- ]degree |close |immediate )*(?:relatives?|family))/;
/** `18 ≤ age ≤ 75` */
const LOW = /(?<![\d.])(\d{1,3}) ?(?:years?(?: old)?)? ?(<|≤|<=|=<) ?$/;
/** A table of limits by age is no age. */
const TABLE = /maximum serum creatinine|age \(years\)/;

/** What stands so far into a text is no age of all, if anything is demanded of those of that age. */
const FAR = 60;

/** True where the age at `start` to `end` only says for whom something else holds. */
export function isOfSome(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 70), start);
  return (
    OF_SOME.test(before) ||
    (FOR.test(before) && start > 0) ||
    ONSET.test(before) ||
    (start > FAR && MUST.test(text.slice(end, end + 30))) ||
    CALLED.test(text.slice(end, end + 130)) ||
    TABLE.test(text)
  );
}

const MAY_HAVE =
  /\d[^.;]{0,12}(?:year|yr|month|week|day|y\/?o)|(?:age[ds]?|aging|over|under|above|below|than)(?![a-z])[^.;]{0,30}\d|\d{2} (?:or|and) (?:older|over|above|younger)/;

export function readAges(text: string): readonly Statement[] {
  if (!MAY_HAVE.test(text)) return [];
  const found: Statement[] = [];
  let floor = 0;
  for (const match of text.matchAll(HEAD)) {
    const { index } = match;
    if (index < floor) continue;
    if (found.length > 0 ? saidInBrackets(text, index) : isAside(text, index)) continue;
    const span = spanOf(text, match);
    if (!span) continue;
    floor = span.end;
    if (!isOfSome(text, index, span.end)) found.push(...statementsOf(text, match, span));
  }
  return found;
}

function statementsOf(text: string, match: RegExpExecArray, span: Span): readonly Statement[] {
  const { index, 1: age } = match;
  const low = age === undefined ? null : LOW.exec(text.slice(Math.max(0, index - 20), index));
  if (!low) return agesFrom(span, startOf(text, match));
  return agesFrom(withLow(span, Number(low[1]), low[2] ?? '', index), index - low[0].length);
}

/** People are no part of what is said of their age. */
function startOf(text: string, { index, 0: head, 1: age }: RegExpExecArray): number {
  if (age !== undefined) return index;
  BLANKS_AT.lastIndex = index + head.length;
  return BLANKS_AT.test(text) ? BLANKS_AT.lastIndex : index;
}

function spanOf(
  text: string,
  { index, 0: head, 1: age, 2: who }: RegExpExecArray,
): Span | undefined {
  const at = afterFillers(text, index + head.length);
  const isNamed = age !== undefined || /(?<![a-z])age/.test(text.slice(index, at));
  const span = readSpan(text, at, isNamed);
  if (!span) return undefined;
  if (isNamed || span.isOld) return span;
  const after = text.slice(span.end, span.end + 30);
  if (NOT_AFTER.test(after)) return undefined;
  if (who === undefined)
    return index === 0 && span.unit === 'a' && ENDS.test(after) ? span : undefined;
  return span.unit === 'a' || YOUNG.test(who) ? span : undefined;
}

function afterFillers(text: string, from: number): number {
  let at = from;
  for (let count = 0; count < MOST_FILLERS; count += 1) {
    FILLER.lastIndex = at;
    if (!FILLER.test(text)) break;
    at = FILLER.lastIndex;
  }
  return at;
}

/** `Lansky (age < 16 years)`: in brackets far into a text, or where a score depends on it, it says of whom it is. */
export const isAside = (text: string, at: number): boolean =>
  (at > FAR || PLAY.test(text)) && saidInBrackets(text, at);

/** What was said before is said again of some. */
export const saidInBrackets = (text: string, at: number): boolean => isInBrackets(text, at, 120);
