/** Planned enrollment and study period told in the text. */
import type { Noted } from '../../shared/issue.ts';
import { dateFromWords, MONTH_YEAR } from '../../parse/partial-date.ts';
import type { DatePoint } from '../../trial/values.ts';
import type { Trial } from '../../trial/trial.ts';
import { derived, placeIn, proseRead, sourcesOf, type Source } from './sources.ts';

const PEOPLE =
  '(?:(?!of |types? |groups? |kinds? )[\\w-]+ ){0,3}?(?:patients|participants|subjects|individuals|volunteers|people|cases)';
const COUNT = '(\\d{1,3}(?:,\\d{3})+|\\d{1,6})';
const ENROLL = '(?:enrol+(?:ed|ment)?|recruit(?:ed|ment)?|includ(?:ed|e)|randomi[sz]ed|accrued)';

/** Words that name a total; a bare count may be of a part of the trial. */
const TOTALS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:total |planned |target |estimated |expected ){1,3}(?:enrol+ment|sample size|accrual|number of (?:patients|participants|subjects))\\s*(?:[:：]|is|of)?\\s*(?:approximately |about |n ?= ?)?${COUNT}\\b`,
    'i',
  ),
  new RegExp(
    `\\bsample size\\s*(?:[:：]|is|of|will be)\\s*(?:approximately |about |n ?= ?)?${COUNT}\\b`,
    'i',
  ),
];

const COUNTS: readonly RegExp[] = [
  new RegExp(
    `\\b${COUNT} ${PEOPLE} (?:are |is |were |will be )?(?:planned|expected|scheduled|anticipated|intended)(?: to be ${ENROLL})?\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:a total of |approximately |about |up to )${COUNT} ${PEOPLE} (?:will|are to) be ${ENROLL}\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:study|trial|we|it) (?:will|plans? to|intends? to|aims? to) (?:enrol+|recruit|include) (?:a total of |approximately |about |up to )?${COUNT} ${PEOPLE}`,
    'i',
  ),
];

/** How many people are planned for the whole trial, with the words that say it. */
export function enrollmentIn(
  sources: readonly Source[],
): { readonly value: number; readonly source: Source; readonly excerpt: string } | undefined {
  const found =
    firstMatch(sources, TOTALS, isOfNoArm) ?? firstMatch(sources, COUNTS, isOfWholeTrial);
  const value = Number(found?.groups[0]?.replaceAll(',', ''));
  return found && value > 0 ? { value, source: found.source, excerpt: found.excerpt } : undefined;
}

export function readEnrollment(trial: Trial): Noted<Trial> {
  if (trial.design.enrollment) return { value: trial, issues: [] };
  const found = enrollmentIn(sourcesOf(trial));
  if (!found) return { value: trial, issues: [] };
  const { source, excerpt, value } = found;
  const place = placeIn(source, excerpt);
  const derivation = derived(source, 'prose-enrollment', excerpt);
  const design = {
    ...trial.design,
    enrollment: { value, place, derivation },
    enrollmentType: { value: 'ESTIMATED', table: 'ctgov-date-type', place, derivation },
  };
  return { value: { ...trial, design }, issues: [proseRead('Enrollment', source, excerpt)] };
}

/** Words by which a sentence speaks of a part of the trial. */
const PART =
  /\b(?:cohorts?|sub-?(?:study|studies|group|set)|part [a-d1-4]|stage|additional(?:ly)?|selected (?:sites|centers)|healthy|per (?:arm|group|site|center)|each)\b/i;
const COUNTED = new RegExp(
  `\\b${COUNT} (?:${PEOPLE}|(?:[\\w-]+ ){0,2}?(?:adults|children|controls|women|men|infants))\\b`,
  'gi',
);

const isOfNoArm = (sentence: string): boolean =>
  !/\b(?:arm|cohort|group) ?(?:[a-d]|\d)\b/i.test(sentence);

/** A count is of the whole trial where its sentence names no part and no other count of people. */
function isOfWholeTrial(sentence: string): boolean {
  const counts = new Set([...sentence.matchAll(COUNTED)].map((match) => match[1]));
  return counts.size <= 1 && !PART.test(sentence);
}

const PERIOD = new RegExp(
  `\\b(?:study|trial) (?:duration|period|dates?|timeline)\\s*[:：]\\s*(?:from )?(${MONTH_YEAR})\\s*(?:-|–|—|to|until|through|~)\\s*(${MONTH_YEAR})`,
  'i',
);

export function readPeriod(trial: Trial): Noted<Trial> {
  const found = firstMatch(sourcesOf(trial), [PERIOD]);
  if (!found) return { value: trial, issues: [] };
  const { source, excerpt, groups } = found;
  const start = trial.status.start ? undefined : datePoint(source, excerpt, groups[0]);
  const completion = trial.status.completion ? undefined : datePoint(source, excerpt, groups[1]);
  if (!start && !completion) return { value: trial, issues: [] };
  const status = { ...trial.status, ...(start && { start }), ...(completion && { completion }) };
  return { value: { ...trial, status }, issues: [proseRead('Study period', source, excerpt)] };
}

function datePoint(
  source: Source,
  excerpt: string,
  words: string | undefined,
): DatePoint | undefined {
  const value = dateFromWords(words ?? '');
  if (value === undefined) return undefined;
  return {
    date: {
      value,
      place: placeIn(source, excerpt),
      derivation: derived(source, 'prose-period', excerpt),
    },
  };
}

interface Match {
  readonly source: Source;
  readonly excerpt: string;
  readonly groups: readonly (string | undefined)[];
}

function firstMatch(
  sources: readonly Source[],
  patterns: readonly RegExp[],
  isMeant: (sentence: string) => boolean = () => true,
): Match | undefined {
  for (const source of sources) {
    for (const pattern of patterns) {
      const match = pattern.exec(source.text.value);
      if (!match || !isMeant(sentenceAround(source.text.value, match.index, match[0]))) continue;
      return { source, excerpt: match[0], groups: match.slice(1) };
    }
  }
  return undefined;
}

function sentenceAround(text: string, index: number, excerpt: string): string {
  const end = index + excerpt.length;
  const before =
    text
      .slice(Math.max(0, index - MOST_OF_A_SENTENCE), index)
      .split(/[.!?。]\s|\n/)
      .at(-1) ?? '';
  const after = text.slice(end, end + MOST_OF_A_SENTENCE).split(/[.!?。](?=\s|$)|\n/, 1)[0] ?? '';
  return `${before}${excerpt}${after}`;
}

const MOST_OF_A_SENTENCE = 400;
