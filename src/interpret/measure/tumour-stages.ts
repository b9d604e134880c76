/** Stages and TNM categories: classes of a tumour that a criterion names, one or several. */
import type { CriterionValue, TypedCriterion } from '../../trial/understood.ts';
import { BEFORE_NUMBER, comparatorIn } from './counted.ts';
import { gradeNumber, ROMAN, trailing } from './roman.ts';
import { concept } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';

const STAGE = concept('stage', 'Stage of the disease');
const TNM = concept('tnm', 'TNM category');

const SEP = String.raw`(?: ?(?:,|\/|;|-|~)? ?(?:or|and|to|through|and\/or)? ?)`;
const ONE_STAGE =
  '(?:iv|iii|ii|i|[0-5ⅰ-ⅴ])(?: ?[abc](?:[1-3](?![0-9]))?)?(?:\\/[a-d](?![a-z\\d]))*';
const STAGES = new RegExp(
  String.raw`(?:(${BEFORE_NUMBER}) ?)?(?<![a-z-])stages? *:? *(?:of |is )?(?:([<>≤≥=]{1,2}) ?)?(${ONE_STAGE}(?![a-z\d%])(?:(?:${SEP}|(?: ?\/ ?| (?:or|and) )stages? )${ONE_STAGE}(?![a-z\d%]|\.\d| (?:weeks?|months?|years?|days?|cm|mm))){0,6})( ?\(?(?:or|and) (?:higher|greater|above|more|worse|less|lower|below)(?![a-z])\)?|(?: ?or)? worse(?![a-z]))?`,
  'g',
);
/** Of what the stage is no stage of a tumour or of a disease as registered. */
const OTHER_STAGE =
  /(?<![a-z])(?:tanner|hoehn|yahr|gold|sleep|gina|bclc|barcelona|fibrosis|metavir|study|trial|part|during|phase|pubertal|chalmers|braak|frankel)(?: (?:and|&) yahr)?(?: \(?[a-z]+\)?)? ?$/;

/** `in stage 2` may be one of the study, `in stage IV` is none. */
const IN = /(?<![a-z])in (?:the )?$/;
/** `Ib stage cancer` */
const ROMAN_STAGE = '(?:iv|iii|ii|i|[ⅰ-ⅴ])(?: ?[abc][1-3]?)?(?![a-z\\d])';
const BEFORE_STAGE = new RegExp(
  String.raw`(?<![a-z\d.-])(${ROMAN_STAGE}(?:${SEP}${ROMAN_STAGE}){0,4})[ -]stages?(?![a-z]|:? ?(?:[iv]+|\d))`,
  'g',
);

const TNM_TOKEN = '[0-4](?:[a-d](?:\\/[a-d](?![a-z\\d]))*|is)?|is|x';
const TNMS = new RegExp(
  String.raw`(?<![a-wyz]|(?<![tn])x)(?:yp|yc|c|p|r)?([tnm])(${TNM_TOKEN})((?: ?(?:-|\/|,|or|and|to) ?(?:c|p)?\1?(?:[0-4][a-d]?)(?![\d%.])){0,5})(?=$|[^a-z\d%]|[tnm](?:[\dx+]|any))`,
  'g',
);
const TUMOUR =
  /tnm|stage|nod(?:e|al)|metasta|tumou?r|carcinoma|cancer|ajcc|(?<![a-z])[tnm][0-4][^a-z]{0,3}[nm][0-3x]|(?<![a-z])n[0-3](?![a-z\d])/;
const NO_TUMOUR = /thyro|weighted|vertebra|spin(?:e|al)|gadolini|hyperintens/;

/** What follows a semicolon or a definition explains. */
const NAMED = /(?<![a-z-])stages?(?![a-z])|(?<![a-z])[cp]?[tnm][0-4x]/;
const EXPLAINS = /;|(?<![a-z])(?:defined|definition|according to|e\.g|for example|note)(?![a-z])/;

function firstPart(text: string): string {
  const start = Math.max(0, text.search(NAMED));
  if (/(?<![a-z])(?:defined|definition)(?![a-z])/.test(text.slice(0, start))) return '';
  const end = text.slice(start).search(EXPLAINS);
  return end < 0 ? text : text.slice(0, start + end);
}

/** What stands between two that are one list. */
const LISTED =
  /^(?!.*(?:[.;]|(?<![a-z])(?:when|if|unless|who|after|limited|diagnos[a-z]+)(?![a-z]))).*(?<![a-z])(?:or|and)(?![a-z])/;

export function readStages(text: string): readonly Statement[] {
  const part = firstPart(text);
  return joined(part, [...stagesAfter(part, text), ...stagesBefore(part)]);
}

/** What stands in brackets parts no list: `stage II (at most 1000 patients) or stage III`. */
const bare = (words: string): string => words.replaceAll(/\([^()]*\)/g, '');

/** `stage IIIB that cannot be resected and metastatic (stage IV)`: what `or` and `and` list is one list. */
function joined(text: string, stages: readonly Statement[]): readonly Statement[] {
  const found: Statement[] = [];
  for (const one of stages.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    const both =
      last && LISTED.test(bare(text.slice(last.end, one.start))) ? union(last, one) : undefined;
    if (both) found.splice(-1, 1, both);
    else found.push(one);
  }
  return found;
}

function union(one: Statement, other: Statement): Statement | undefined {
  const texts = [one, other].flatMap(({ value }) => textsOf(value));
  return [one, other].every(({ value }) => textsOf(value).length > 0)
    ? { ...one, value: oneOf([...new Set(texts)]), end: other.end }
    : undefined;
}

const textsOf = (value: Statement['value']): readonly string[] =>
  (value.kind === 'any-of' ? value.values : [value]).flatMap((each) =>
    each.kind === 'text' ? [each.text] : [],
  );

const stagesAfter = (part: string, text: string): readonly Statement[] =>
  [...part.matchAll(STAGES)].flatMap((match) => {
    const { index, 0: found, 3: list = '' } = match;
    const end = index + found.length;
    const before = text.slice(Math.max(0, index - 40), index);
    const isOther =
      OTHER_STAGE.test(before) ||
      isAside(before) ||
      (IN.test(before) && !/[iv]/.test(list)) ||
      NO_STAGE.test(text.slice(end, end + 40));
    const value = isOther ? undefined : stageValue(match);
    return value ? [{ rule: 'stage', type: STAGE, value, start: index, end }] : [];
  });

/** `lymphadenectomy is required for grade 3 or stage II` */
export const isAside = (before: string): boolean => ASIDE.test(before.slice(-70));

const ASIDE =
  /(?<![a-z])(?:is|are|be) (?:only )?(?:required|recommended|mandat[a-z]+|necessary|indicated) (?:for|in|if|only for|only in) [^.;()]{0,30}$/;

const NO_STAGE =
  /^ ?(?::|limited to|of (?:the )?(?:study|trial)|\)? ?only|setting|[^.;]{0,20} (?:is|are) defined)/;

const stagesBefore = (text: string): readonly Statement[] =>
  [...text.matchAll(BEFORE_STAGE)].flatMap(({ index, 0: found, 1: list = '' }) => {
    const value = stageValue([found, undefined, undefined, list, undefined]);
    const place = { start: index, end: index + found.length };
    return value ? [{ rule: 'stage', type: STAGE, value, ...place }] : [];
  });

function stageValue([, before, inner, list = '', after]: readonly (string | undefined)[]):
  TypedCriterion['value'] | undefined {
  const stages = stagesOf(list);
  const comparator = comparatorIn(inner ?? before, undefined) ?? trailing(after);
  const [only] = stages;
  if (comparator === undefined) return stages.length === 0 ? undefined : oneOf(stages);
  const value = only === undefined ? Number.NaN : gradeNumber(only.toLowerCase());
  return Number.isNaN(value) ? undefined : { kind: 'quantity', value, comparator };
}

/** `i-iiia`: all from the first to the last. */
function stagesOf(list: string): readonly string[] {
  const parts = list.split(new RegExp(`(${ONE_STAGE}(?![a-z]))`)).map((part) => part.trim());
  const stages: string[] = [];
  for (const [at, part] of parts.entries()) {
    if (at % 2 === 0) continue;
    const [sign = '', ...letters] = part.replaceAll(' ', '').split('/');
    const joint = parts[at - 1] ?? '';
    const last = stages.at(-1);
    const stage = spelled(sign).toLowerCase();
    if (last !== undefined && /-|~|to|through/.test(joint)) stages.push(...between(last, stage));
    stages.push(stage, ...letters.map((letter) => stage.replace(/[a-d]\d?$/, '') + letter));
  }
  return [...new Set(stages.map((stage) => spelled(stage)))];
}

const spelled = (stage: string): string =>
  stage.replace(/[ⅰ-ⅴ]/, (sign) => ROMAN[gradeNumber(sign)] ?? sign).toUpperCase();

function between(low: string, high: string): readonly string[] {
  const [from, to] = [low, high].map((stage) => ROMAN.indexOf(stage.replace(/[abc]\d?$/, '')));
  if (from !== undefined && to !== undefined && from >= 0 && to > from)
    return [...ROMAN.slice(from + 1, to), ...partsBefore(high)];
  const [first, last] = [Number(low), Number(high)];
  return Array.from({ length: Math.max(0, Math.min(5, last - first - 1) || 0) }, (_, at) =>
    String(first + 1 + at),
  );
}

/** `IB to IVB`: IVA is between. */
function partsBefore(high: string): readonly string[] {
  const last = /^(.*)([b-d])$/.exec(high);
  const [, body = '', letter = ''] = last ?? [];
  return ['a', 'b', 'c'].filter((one) => last && one < letter).map((one) => body + one);
}

export function readTnm(text: string, words: string): readonly Statement[] {
  if (!TUMOUR.test(text) || NO_TUMOUR.test(text)) return [];
  return [...firstPart(text).matchAll(TNMS)].flatMap(
    ({ index, 0: found, 1: letter = '', 2: first = '', 3: more = '' }) => {
      const isCapital = words.slice(index, index + found.length).includes(letter.toUpperCase());
      if (!isCapital) return [];
      const values = tnmOf(letter, first, more);
      return [
        { rule: 'tnm', type: TNM, value: oneOf(values), start: index, end: index + found.length },
      ];
    },
  );
}

function tnmOf(letter: string, first: string, more: string): readonly string[] {
  // `N3b/c`
  const [whole = '', ...letters] = first.split('/');
  const values = [whole, ...letters.map((one) => whole.slice(0, -1) + one)];
  for (const { 1: joint = '', 2: next = '' } of more.matchAll(
    /(-|\/|,|or|and|to)[ cptnm]*([0-4][a-d]?)/g,
  )) {
    const from = Number(values.at(-1)?.charAt(0));
    if (/-|to/.test(joint))
      for (let at = from + 1; at < Number(next.charAt(0)); at += 1) values.push(String(at));
    if (/-|to/.test(joint) && from < Number(next.charAt(0))) values.push(...partsBefore(next));
    values.push(next);
  }
  return [...new Set(values.map((value) => `${letter.toUpperCase()}${value}`))];
}

function oneOf(values: readonly string[]): TypedCriterion['value'] {
  const all = values.map((text): CriterionValue => ({ kind: 'text', text }));
  const [only] = all;
  return all.length === 1 && only ? only : { kind: 'any-of', values: all };
}
