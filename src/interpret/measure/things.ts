/** Things counted, by their own words: `at least 2 nasal symptoms`, `more than one injection of insulin per day`. */
import { type Comparison, isPlain } from './comparisons.ts';
import { headOf, phraseAfter, wordsOf, type Phrase } from './phrase.ts';
import { namedValue } from './named.ts';
import { numberOf } from './number.ts';
import type { Statement } from './statement.ts';
import { eachAt, inUnit, perOf, type Told } from './told.ts';

const PLURAL = /(?:[^s'u]s|ies|ae|criteria|foci|loci|nuclei|phenomena|teeth|children)$/;
const SINGULAR_S = /(?:sis|tis|itis|us|ss|ness|diabetes|series|herpes|rabies)$/;
/** Numbers of these are units, or say nothing of whom is asked. */
const NO_THINGS = new RegExp(
  `^(?:${[
    // Units of the number, and what only measures
    'times?|folds?|percent|percentiles?|points?|hours?|days?|weeks?|months?|years?|hrs?|minutes?|seconds?|half|li(?:fe|ves)|half-li(?:fe|ves)|lines?|diopters?|millimoles|copies|cells?|units?|unites|sds?|deviations?|inches|feet|miles|(?:nano|micro|milli|pico|kilo)?grams?|(?:milli|micro|deci)?lit(?:er|re)s?|(?:centi|milli)met(?:er|re)s?|standard|ratio|limits?|uln|ans|years?-old|packs?|cups?|tablets?|pills?|capsules?|puffs?|teaspoons?|pieces|bottles?|lns?|amounts?|dollars?|words?|ages?|dimensions?|directions?|planes?|views?|percentage|digits?|decimals?|hpf|fields?',
    // Whom nobody counts
    'patients?|subjects?|participants?|volunteers?|individuals?|persons?|people|men|women|males?|females?|children|infants|girls|boys|adults|parents?|guardians?|caregivers?|partners?|investigators?|physicians?|doctors?|readers?|observers?|specialists?|representatives?|dermatologists?|radiologists?|sites?(?= of (?!metas))',
    // How something is done or told
    'methods?|forms?|types?|visits?|occasions?|grades?|stages?|levels?|class|drugs?|agents?|steps?|hands?|dates?|doses?|others?|measurements?|readings?|determinations?|assessments?|evaluations?|scores?|parameters?|values?|components?|sides?|arms?|cohorts?|groups?|parts?|items?|criterion|ways?|means|options?|categor(?:y|ies)|instances?|uses?',
    // Counted by rules of their own
    'regimens?|regiments?|treatments?|(?:[a-z]*)therap(?:y|ies)|metastas[ei]s|tumou?rs?|nodules?',
    // No nouns
    'upper|lower|normal|predicted|additional|institutional|old|of|positive|negative|weekly|daily|possible|concomitant|severe|moderate|mild|major|minor|more|intact|prior|inclusive',
  ].join('|')})$`,
);
const NOT_BEFORE =
  /(?<![a-z])(?:grades?|stages?|class(?:es)?|parts?|cohorts?|arms?|phases?|lines?|scores?|days?|weeks?|figures?|tables?|sections?|types?|levels?|groups?|appendix|version|steps?|visits?|criteri(?:a|on)|the|numbers?|items?|hours?|months?|years?|stratum|strata|panels?|cycles?|than|scale|range|from)\)? ?$/;
const EACH =
  /(?: \([a-z0-9-]{2,8}\))? ?(?:\/|per|a|each|every|in an?|in a single|in one|in any one|on any one|on a single) ?(day|week|month|year|d|wk|mo|24 ?h(?:ou)?rs?)(?![a-z])| (daily|weekly|monthly)(?![a-z])/y;

export function readThing(text: string, one: Comparison): Told | undefined {
  if (one.value.ucum !== undefined || isPlain(one) || isNumbering(text, one)) return undefined;
  if (SOME.test(text.slice(Math.max(0, one.start - 12), one.start + 12))) return undefined;
  const name = /[ (]/.test(text.charAt(one.end)) ? thingAfter(text, one) : undefined;
  if (!name || isOther(text, name)) return undefined;
  const each = eachAt(EACH, text, name.end);
  if (each === undefined)
    return dailyOf(text, name, one) ?? { name, value: one.value, end: name.end };
  return { name, value: inUnit(one.value, each.ucum), end: each.end };
}

/** `1-8 daily attacks` */
function dailyOf(text: string, name: Phrase, { value }: Comparison): Told | undefined {
  const each = /^(?:daily|weekly|monthly) (?=[a-z])/.exec(wordsOf(text, name))?.[0];
  if (each === undefined) return undefined;
  const rest = { start: name.start + each.length, end: name.end };
  return { name: rest, value: inUnit(value, perOf(each)), end: name.end };
}

/** Some, not so many: `immunotherapy to one or more allergens`, `while taking one or two drugs`. */
const SOME = /(?:[ (](?:to|taking|by|from|using|during) |\()(?:one|1) or (?:more|two)/;

/** `nasal symptoms`, `salmon or tuna meals` */
function thingAfter(text: string, { value, end }: Comparison): Phrase | undefined {
  const name = phraseAfter(text, end);
  if (!name || (isThing(text, name, value) && !isOpen(text, name))) return name;
  const or = /^ (?:and\/or|or|and) (?=[a-z])/.exec(text.slice(name.end, name.end + 9))?.[0].length;
  const next = or === undefined ? undefined : phraseAfter(text, name.end + or);
  if (next && isOpen(text, name)) return { start: name.start, end: next.end };
  const isAdjective = ADJECTIVE.test(headOf(wordsOf(text, name)));
  if (!next || !isThing(text, next, value) || (isOne(value) && !isAdjective)) return undefined;
  return { start: name.start, end: next.end };
}

/** `courses of oral` before `or parenteral corticosteroids` */
const isOpen = (text: string, { start, end }: Phrase): boolean =>
  text.startsWith(' or ', end) &&
  /^(?:courses?|doses?|cycles?|injections?) of (?:oral|systemic|parenteral|intravenous|inhaled|topical)$/.test(
    text.slice(start, end),
  );

/** `grade 2-3 events`, `cohorts 1 to 3` */
const isNumbering = (text: string, { value, start }: Comparison): boolean =>
  value.kind === 'range' && NOT_BEFORE.test(text.slice(Math.max(0, start - 14), start));

/** What the name does not end, and lesions that are counted as measurable or metastatic ones. */
function isOther(text: string, name: Phrase): boolean {
  const said = wordsOf(text, name);
  const isLesion = /(?:^| )lesions?$/.test(said);
  return (
    GOES_ON.test(text.slice(name.end, name.end + 12)) ||
    (isLesion && /metasta|(?<![a-z-])target /.test(said)) ||
    (isLesion && text.includes('measur'))
  );
}

/** The name is not at its end: `visceral or nodal lesion`, `glucose < 70`, `lesions per organ`. */
const GOES_ON = /^ ?[<>≤≥=%^]|^ (?:per|\/)(?! (?:day|week|month|year))/;
const SPINE = /lumbar|cervical|thoracic|fusion|spin(?:e|al)|vertebra|dis[ck]|acdf/;
const STEPS = /^(?: per |\/| a )day/;
const ADJECTIVE = /(?:[^v]al|ic|ive|ous|ary|able|ible|ed|oid)$/;
const NOUN = /^(?:alternative|relative|event|patient|antibiotic|agent|component)$/;

const isOne = (value: Comparison['value']): boolean =>
  value.kind === 'quantity' && value.value === 1;

function isThing(text: string, name: Phrase, value: Comparison['value']): boolean {
  const said = wordsOf(text, name);
  const head = headOf(said);
  if (/^levels?$/.test(head)) return SPINE.test(text);
  // `5000 steps per day`; `one drug from each class`, but `three antidiabetic drugs`
  if (head === 'steps' && STEPS.test(text.slice(name.end, name.end + 8))) return true;
  if (NO_THINGS.test(/^(?:drug|agent)s?$/.test(head) ? said : head)) return false;
  return isOne(value)
    ? /^[a-z-]{3,}$/.test(head) && (!ADJECTIVE.test(head) || NOUN.test(head))
    : PLURAL.test(head) && !SINGULAR_S.test(head);
}

/** Of the spine: `one or two contiguous levels`, `1- or 2-level fusion` */
const LEVELS =
  /(?<![a-z\d])(?:1|one|single)-? ?(?:level )?(?:or|to|-|and) ?(2|two|3|three)[- ](?:\(?contiguous\)? )?(levels?)(?![a-z])/g;

export function readLevels(text: string, words: string): readonly Statement[] {
  if (!text.includes('level') || !SPINE.test(text)) return [];
  return [...text.matchAll(LEVELS)].map(({ index, 0: all, 1: high = '' }) => {
    const end = index + all.length;
    const name = words.slice(index + all.lastIndexOf('level'), end);
    return namedValue(name, { kind: 'range', low: 1, high: numberOf(high) }, { start: index, end });
  });
}
