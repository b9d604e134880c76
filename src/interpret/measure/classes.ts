/** Grades and classes that a criterion names, one or several; its stages are read beside them. */
import type { CriterionValue } from '../../trial/understood.ts';
import { BEFORE_NUMBER, comparatorIn, quantity } from './counted.ts';
import { gradeNumber, ROMAN_SIGN, trailing } from './roman.ts';
import { concept } from './lexicon/variable.ts';
import { overlap, type Statement } from './statement.ts';
import { gradingAfter } from './named-grades.ts';
import { isAside, readStages, readTnm } from './tumour-stages.ts';

const GRADE = concept('grade', 'Grade');

const GRADE_NUMBER = `(?:[0-5](?!\\d|\\.\\d|(?: ?%))|iv|v|i{1,3}|${ROMAN_SIGN})`;
const GRADE_LIST = String.raw`${GRADE_NUMBER}(?![a-z\d])(?: ?(?:-|to|\/|,|or|and|and\/or|~){1,2} ?(?:grades? )?${GRADE_NUMBER}(?![a-z\d])){0,4}`;
const SIGN = String.raw`(?: ?\( *[<>≤≥=]{1,2}\))?`;
const GRADES = new RegExp(
  String.raw`(?:(${BEFORE_NUMBER})${SIGN} ?)?(?:(?:an?|the|nci(?:[- ]ctcae|[- ]ctc)?|who|ctcae|ctc|ae|toxicity|version|v?\d(?:\.\d\d?)?|v\. ?\d(?:\.\d\d?)?|national cancer institute|common (?:terminology|toxicity) criteria(?: for adverse events)?|adverse events?|\((?:nci|ctcae|nci[- ]ctcae|ctc)\)),? )*(?<![a-z])grades? *(?:level |of |is |: ?|[3-6]\.\d (?=[<>≤≥]))?(?:(${BEFORE_NUMBER}) ?)?(${GRADE_LIST})( ?\(?(?:or|and) (?:higher|greater|above|more|over|less|lower|below|under)(?![a-z])\)?|(?: ?or|,| and)? (?:worse|better|severe)(?![a-z])| ?\+)?`,
  'g',
);
const OTHER_GRADE =
  /(?<![a-z])(?:kellgren|lawrence|pfirrmann|meyerding|gleason|modified|asa|nyha|ccs|fitzpatrick|rutherford|ecog|performance|child|modic|mmrc|status|obes[a-z]*|school|student|children in|enrolled in|boys|girls)[^.;]{0,25}$/;
const EXCEPTED = /(?<![a-z])(?:such as|e\.g|for example)[^.;)]{0,200}$/;

const MAY_HAVE = /stage|grade|[tnm][0-4]|tis(?![a-z])|ctcae|class (?:i|[1-4])/;

export function readClasses(text: string, words: string): readonly Statement[] {
  if (!MAY_HAVE.test(text)) return [];
  const hearts = /heart f|cardiac|chf/.test(text) ? readHeartClasses(text) : [];
  const isFree = (one: Statement): boolean => !hearts.some((heart) => overlap(one, heart));
  return [
    ...readStages(text),
    ...readTnm(text, words),
    ...readGrades(text).filter(isFree),
    ...(text.includes('ctcae') ? readCriteria(text) : []),
    ...hearts,
  ];
}

function readGrades(text: string): readonly Statement[] {
  return [...text.matchAll(GRADES)].flatMap((match) => {
    const { index, 0: found } = match;
    const before = text.slice(Math.max(0, index - 220), index);
    if (OTHER_GRADE.test(before.slice(-45)) || EXCEPTED.test(before)) return [];
    if (text.startsWith(' obes', index + found.length)) return [];
    const value = gradeOf(match, before);
    const end = index + found.length;
    const grading = gradingAfter(text, end);
    if (!value || grading === 'other' || isAside(before)) return [];
    const lead = found.length - found.trimStart().length;
    const named = grading && { rule: `measure:${grading.key}`, type: grading.type };
    return [{ rule: 'grade', type: GRADE, ...named, value, start: index + lead, end }];
  });
}

/** What has recovered `to at least grade 1` has no more than that. */
const RECOVERED = /(?<![a-z])(?:recover|resol|improv|return)[a-z]*(?: [^.;]{0,60})?(?<![a-z])to $/;

function gradeOf(
  [, before, inner, list = '', after]: readonly (string | undefined)[],
  around = '',
): CriterionValue | undefined {
  const grades = (list.match(/iv|v|i{1,3}|[0-5ⅰ-ⅵ]/g) ?? []).map(gradeNumber);
  const [low] = grades;
  const high = grades.at(-1);
  if (low === undefined || high === undefined) return undefined;
  if (grades.length > 1 && after === undefined)
    return high > low ? { kind: 'range', low, high } : undefined;
  return quantity(low, comparatorOf(inner ?? before, after, around));
}

/** `resolved to baseline or grade 1`: what is better will do too. */
const RECOVERED_OR =
  /(?<![a-z])(?:recover|resol|improv|return)[a-z]*(?: [^.;]{0,60})?(?<![a-z])to (?:(?:the )?(?:baseline|pre-?treatment|normal)(?: (?:severity|levels?|values?|status))? or (?:to )?)?(?:an? )?$/;

function comparatorOf(
  before: string | undefined,
  after: string | undefined,
  around: string,
): ReturnType<typeof comparatorIn> {
  const said = comparatorIn(before, undefined) ?? trailing(after);
  if (said === undefined && RECOVERED_OR.test(around)) return '<=';
  const isLimit = said === '>=' || before?.trim() === '=';
  return isLimit && RECOVERED.test(around) ? '<=' : said;
}

/** `> CTCAE 1`, `CTCAE v5.0 ≤ 1`: without the word. */
const CRITERIA = new RegExp(
  String.raw`(${BEFORE_NUMBER}) ?(?:nci[- ])?ctcae ?(?:(?:version |v\.? ?)?\d\.\d )?(?:level |degree |class )?([1-5])(?![\d.])|(?<![a-z])ctcae(?: (?:version |v\.? ?)?\d(?:\.\d)?)?(?: (?:level|degree|class))? *([<>≤≥]=?) ?(?:level |degree |class )?([1-5])(?![\d.])`,
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
  String.raw`(?:(${BEFORE_NUMBER}) ?)?(?<![a-z])(?:class|grade)(?:es|s)? ?(${GRADE_LIST})( or (?:higher|greater|above|more|worse))? (?:symptomatic |chronic |congestive )*(?:heart failure|cardiac (?:failure|insufficiency|problems|disease)|chf)|(?:heart failure|cardiac (?:failure|insufficiency))(?: of| with)? (?:nyha )?(?:class|grade) (${GRADE_LIST})( (?:or|and) (?:higher|greater|above|more|worse))?`,
  'g',
);

function readHeartClasses(text: string): readonly Statement[] {
  return [...text.matchAll(HEART)].flatMap((match) => {
    const [found, before, list, after, named, trail] = match;
    const value = gradeOf([found, before, undefined, list ?? named, after ?? trail]);
    const start = match.index;
    return value
      ? [{ rule: 'measure:nyha', type: NYHA, value, start, end: start + found.length }]
      : [];
  });
}
