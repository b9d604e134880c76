/** Planned enrollment and study period told in the text. */
import type { Noted } from '../../shared/issue.ts';
import { dateFromWords, MONTH_YEAR } from '../../parse/partial-date.ts';
import type { DatePoint } from '../../trial/values.ts';
import type { Trial } from '../../trial/trial.ts';
import { derived, placeIn, proseRead, sourcesOf, type Source } from './sources.ts';

const PEOPLE =
  '(?:[\\w-]+ ){0,3}?(?:patients|participants|subjects|individuals|volunteers|people|cases)';
const COUNT = '(\\d{1,3}(?:,\\d{3})+|\\d{1,6})';
const ENROLL = '(?:enrol+(?:ed|ment)?|recruit(?:ed|ment)?|includ(?:ed|e)|randomi[sz]ed|accrued)';

const ENROLLMENT: readonly RegExp[] = [
  new RegExp(
    `\\b(?:total |planned |target |estimated |expected ){1,3}(?:enrol+ment|sample size|accrual|number of (?:patients|participants|subjects))\\s*(?:[:：]|is|of)?\\s*(?:approximately |about |n ?= ?)?${COUNT}\\b`,
    'i',
  ),
  new RegExp(
    `\\bsample size\\s*(?:[:：]|is|of|will be)\\s*(?:approximately |about |n ?= ?)?${COUNT}\\b`,
    'i',
  ),
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

export function readEnrollment(trial: Trial): Noted<Trial> {
  if (trial.design.enrollment) return { value: trial, issues: [] };
  const found = firstMatch(sourcesOf(trial), ENROLLMENT);
  const value = Number(found?.groups[0]?.replaceAll(',', ''));
  if (!found || !(value > 0)) return { value: trial, issues: [] };
  const { source, excerpt } = found;
  const place = placeIn(source, excerpt);
  const derivation = derived(source, 'prose-enrollment', excerpt);
  const design = {
    ...trial.design,
    enrollment: { value, place, derivation },
    enrollmentType: { value: 'ESTIMATED', table: 'ctgov-date-type', place, derivation },
  };
  return { value: { ...trial, design }, issues: [proseRead('Enrollment', source, excerpt)] };
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

function firstMatch(sources: readonly Source[], patterns: readonly RegExp[]): Match | undefined {
  for (const source of sources) {
    for (const pattern of patterns) {
      const match = pattern.exec(source.text.value);
      if (match) return { source, excerpt: match[0], groups: match.slice(1) };
    }
  }
  return undefined;
}
