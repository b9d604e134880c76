/** Stages, TNM categories and grades: classes that a criterion names, one or several. */
import type { CriterionValue, TypedCriterion } from '../../trial/understood.ts';
import { BEFORE_NUMBER, comparatorIn } from './counted.ts';
import { concept } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';

const STAGE = concept('stage', 'Stage of the disease');
const TNM = concept('tnm', 'TNM category');
const GRADE = concept('grade', 'Grade');

const ROMAN: readonly string[] = ['0', 'i', 'ii', 'iii', 'iv', 'v'];
const SEP = String.raw`(?: ?(?:,|\/|;|-|~)? ?(?:or|and|to|through|and\/or)? ?)`;
const ONE_STAGE = '(?:iv|iii|ii|i|[0-5])(?: ?[abc](?:[1-3](?![0-9]))?)?(?:\\/[a-d](?![a-z\\d]))*';
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
const ROMAN_STAGE = '(?:iv|iii|ii|i)(?: ?[abc][1-3]?)?(?![a-z\\d])';
const BEFORE_STAGE = new RegExp(
  String.raw`(?<![a-z\d.-])(${ROMAN_STAGE}(?:${SEP}${ROMAN_STAGE}){0,4})[ -]stages?(?![a-z]|:? ?(?:[iv]+|\d))`,
  'g',
);

const TNM_TOKEN = '[0-4](?:[a-d]|is)?|is|x';
const TNMS = new RegExp(
  String.raw`(?<![a-z])(?:yp|yc|c|p|r)?([tnm])(${TNM_TOKEN})((?: ?(?:-|\/|,|or|and|to) ?(?:c|p)?\1?(?:[0-4][a-d]?)(?![\d%.])){0,5})(?=$|[^a-z\d%]|[tnm][\dx])`,
  'g',
);
const TUMOUR =
  /tnm|stage|nod(?:e|al)|metasta|tumou?r|carcinoma|cancer|ajcc|(?<![a-z])[tnm][0-4][^a-z]{0,3}[nm][0-3x]|(?<![a-z])n[0-3](?![a-z\d])/;
const NO_TUMOUR = /thyro|weighted|vertebra|spin(?:e|al)|gadolini|hyperintens/;

const GRADE_NUMBER = '(?:[0-5](?![\\d.]|(?: ?%))|iv|v|i{1,3})';
const GRADE_LIST = String.raw`${GRADE_NUMBER}(?![a-z\d])(?: ?(?:-|to|\/|,|or|and|and\/or|~){1,2} ?(?:grades? )?${GRADE_NUMBER}(?![a-z\d])){0,4}`;
const SIGN = String.raw`(?: ?\( *[<>≤≥=]{1,2}\))?`;
const GRADES = new RegExp(
  String.raw`(?:(${BEFORE_NUMBER})${SIGN} ?)?(?:(?:an?|the|nci(?:[- ]ctcae|[- ]ctc)?|who|ctcae|ctc|ae|toxicity|version|v?\d(?:\.\d\d?)?|v\. ?\d(?:\.\d\d?)?|national cancer institute|common (?:terminology|toxicity) criteria(?: for adverse events)?|adverse events?|\((?:nci|ctcae|nci[- ]ctcae|ctc)\)),? )*(?<![a-z])grades? *(?:level |of |is |: ?)?(?:(${BEFORE_NUMBER}) ?)?(${GRADE_LIST})( ?\(?(?:or|and) (?:higher|greater|above|more|over|less|lower|below|under)(?![a-z])\)?|(?: ?or|,| and)? (?:worse|better|severe)(?![a-z])| ?\+)?`,
  'g',
);
const OTHER_GRADE =
  /(?<![a-z])(?:kellgren|lawrence|pfirrmann|meyerding|gleason|modified|asa|nyha|ccs|fitzpatrick|rutherford|ecog|performance|child|modic|mmrc|status|school|student|children in|enrolled in|boys|girls)[^.;]{0,25}$/;
const EXCEPTED = /(?<![a-z])(?:such as|e\.g|for example)[^.;)]{0,200}$/;

const MAY_HAVE = /stage|grade|[tnm][0-4]|tis(?![a-z])|ctcae|class (?:i|[1-4])/;

export function readClasses(text: string, words: string): readonly Statement[] {
  if (!MAY_HAVE.test(text)) return [];
  const hearts = /heart f|cardiac|chf/.test(text) ? readHeartClasses(text) : [];
  const isFree = ({ start, end }: Statement): boolean =>
    !hearts.some((heart) => start < heart.end && heart.start < end);
  return [
    ...readStages(text),
    ...(text.includes('stage') ? readStagesBefore(text) : []),
    ...readTnm(text, words),
    ...readGrades(text).filter(isFree),
    ...(text.includes('ctcae') ? readCriteria(text) : []),
    ...hearts,
  ];
}

/** What follows a semicolon or a definition explains. */
const NAMED = /(?<![a-z-])stages?(?![a-z])|(?<![a-z])[cp]?[tnm][0-4x]/;
const EXPLAINS = /;|(?<![a-z])(?:defined|definition|according to|e\.g|for example|note)(?![a-z])/;

function firstPart(text: string): string {
  const start = Math.max(0, text.search(NAMED));
  if (/(?<![a-z])(?:defined|definition)(?![a-z])/.test(text.slice(0, start))) return '';
  const end = text.slice(start).search(EXPLAINS);
  return end < 0 ? text : text.slice(0, start + end);
}

function readStages(text: string): readonly Statement[] {
  return [...firstPart(text).matchAll(STAGES)].flatMap((match) => {
    const { index, 0: found, 3: list = '' } = match;
    const end = index + found.length;
    const before = text.slice(Math.max(0, index - 40), index);
    const isOther =
      OTHER_STAGE.test(before) ||
      (IN.test(before) && !/[iv]/.test(list)) ||
      /^ ?(?::|of (?:the )?(?:study|trial)|\)? ?only|setting|[^.;]{0,20} (?:is|are) defined)/.test(
        text.slice(end, end + 40),
      );
    const value = isOther ? undefined : stageValue(match);
    return value ? [{ rule: 'stage', type: STAGE, value, start: index, end }] : [];
  });
}

const readStagesBefore = (text: string): readonly Statement[] =>
  [...firstPart(text).matchAll(BEFORE_STAGE)].flatMap(({ index, 0: found, 1: list = '' }) => {
    const value = stageValue([found, undefined, undefined, list, undefined]);
    return value
      ? [{ rule: 'stage', type: STAGE, value, start: index, end: index + found.length }]
      : [];
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
    const [stage = '', ...letters] = part.replaceAll(' ', '').split('/');
    const joint = parts[at - 1] ?? '';
    const last = stages.at(-1);
    if (last !== undefined && /-|~|to|through/.test(joint)) stages.push(...between(last, stage));
    stages.push(stage, ...letters.map((letter) => stage.replace(/[a-d]\d?$/, '') + letter));
  }
  return [...new Set(stages.map((stage) => spelled(stage)))];
}

const spelled = (stage: string): string => stage.toUpperCase();

function between(low: string, high: string): readonly string[] {
  const [from, to] = [low, high].map((stage) => ROMAN.indexOf(stage.replace(/[abc]\d?$/, '')));
  if (from !== undefined && to !== undefined && from >= 0 && to > from)
    return ROMAN.slice(from + 1, to);
  const [first, last] = [Number(low), Number(high)];
  return Array.from({ length: Math.max(0, Math.min(5, last - first - 1) || 0) }, (_, at) =>
    String(first + 1 + at),
  );
}

function readTnm(text: string, words: string): readonly Statement[] {
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
  const values = [first];
  for (const { 1: joint = '', 2: next = '' } of more.matchAll(
    /(-|\/|,|or|and|to)[ cptnm]*([0-4][a-d]?)/g,
  )) {
    const from = Number(values.at(-1)?.charAt(0));
    if (/-|to/.test(joint))
      for (let at = from + 1; at < Number(next.charAt(0)); at += 1) values.push(String(at));
    values.push(next);
  }
  return [...new Set(values.map((value) => `${letter.toUpperCase()}${value}`))];
}

function oneOf(values: readonly string[]): TypedCriterion['value'] {
  const all = values.map((text): CriterionValue => ({ kind: 'text', text }));
  const [only] = all;
  return all.length === 1 && only ? only : { kind: 'any-of', values: all };
}

function readGrades(text: string): readonly Statement[] {
  return [...text.matchAll(GRADES)].flatMap((match) => {
    const { index, 0: found } = match;
    const before = text.slice(Math.max(0, index - 220), index);
    if (OTHER_GRADE.test(before.slice(-45)) || EXCEPTED.test(before)) return [];
    const value = gradeOf(match);
    const lead = found.length - found.trimStart().length;
    return value
      ? [{ rule: 'grade', type: GRADE, value, start: index + lead, end: index + found.length }]
      : [];
  });
}

const gradeNumber = (word: string): number => {
  const roman = ROMAN.indexOf(word);
  return roman > 0 ? roman : Number(word);
};

function gradeOf([, before, inner, list = '', after]: readonly (string | undefined)[]):
  CriterionValue | undefined {
  const grades = (list.match(/iv|v|i{1,3}|[0-5]/g) ?? []).map(gradeNumber);
  const [low] = grades;
  const high = grades.at(-1);
  if (low === undefined || high === undefined) return undefined;
  if (grades.length > 1 && after === undefined) {
    return high > low ? { kind: 'range', low, high } : undefined;
  }
  const comparator = comparatorIn(inner ?? before, undefined) ?? trailing(after);
  return { kind: 'quantity', value: low, ...(comparator && { comparator }) };
}

function trailing(after: string | undefined): '>=' | '<=' | undefined {
  if (after === undefined) return undefined;
  return /less|lower|below|under|better/.test(after) ? '<=' : '>=';
}

/** `> CTCAE 1`, `CTCAE v5.0 ≤ 1`: without the word. */
const CRITERIA = new RegExp(
  String.raw`(${BEFORE_NUMBER}) ?(?:nci[- ])?ctcae (?:(?:version |v\.? ?)?\d\.\d )?(?:level |degree |class )?([1-5])(?![\d.])|(?<![a-z])ctcae(?: (?:version |v\.? ?)?\d(?:\.\d)?)?(?: (?:level|degree|class))? *([<>≤≥]=?) ?(?:level |degree |class )?([1-5])(?![\d.])`,
  'g',
);

function readCriteria(text: string): readonly Statement[] {
  return [...text.matchAll(CRITERIA)].flatMap(
    ({ index, 0: found, 1: one, 2: a, 3: other, 4: b }) => {
      const comparator = comparatorIn(one ?? other, undefined);
      if (!comparator || EXCEPTED.test(text.slice(Math.max(0, index - 220), index))) return [];
      const value: CriterionValue = { kind: 'quantity', value: Number(a ?? b), comparator };
      return [{ rule: 'grade', type: GRADE, value, start: index, end: index + found.length }];
    },
  );
}

const NYHA = concept('nyha', 'NYHA class');
/** `class III or IV heart failure`: nobody else has classes of it. */
const HEART = new RegExp(
  String.raw`(?:(${BEFORE_NUMBER}) ?)?(?<![a-z])(?:class|grade)(?:es|s)? ?(${GRADE_LIST})( or (?:higher|greater|above|more|worse))? (?:symptomatic |chronic |congestive )*(?:heart failure|cardiac (?:failure|insufficiency|problems|disease)|chf)`,
  'g',
);

function readHeartClasses(text: string): readonly Statement[] {
  return [...text.matchAll(HEART)].flatMap((match) => {
    const [found, before, list, after] = match;
    const value = gradeOf([found, before, undefined, list, after]);
    const start = match.index;
    return value
      ? [{ rule: 'measure:nyha', type: NYHA, value, start, end: start + found.length }]
      : [];
  });
}
