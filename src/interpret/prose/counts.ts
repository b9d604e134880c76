/** Numbers a record says of its trial in set words, where its fields say another. */
import type { Issue } from '../../shared/issue.ts';
import type { Trial } from '../../trial/trial.ts';
import { numberOf } from '../measure/number.ts';
import { enrollmentIn } from './numbers.ts';
import { conflict, sourcesOf, type Statement } from './sources.ts';

const ARMS = /\b(two|three|four|five|six|[2-6])-arm(?:ed)?\b/i;
const SINGLE_CENTER =
  /\b(?:single|mono|one)-?\s?cent(?:er|re)\b|\bmonocentri(?:c|que)\b|\bsingle-site\b/i;
const MULTICENTER = /\bmulti-?\s?(?:cent(?:er|re)|site)|\b(?:cent(?:er|re)s|sites|hospitals)\b/i;

/** Groups that are registered for each part of a trial are no arms of it. */
const OF_A_PART =
  /\b(?:part|cohort|phase|stage|stratum|period|group|healthy|extension|run-in|dose)\b/i;

/** Planned enrollment, number of arms and centres as the words have them, against the fields of the record. */
export function countConflicts(
  trial: Trial,
  statements: readonly Statement[],
  whole: string,
): readonly Issue[] {
  return [
    ...enrollment(trial),
    ...armCount(trial, statements),
    ...siteCount(trial, statements, whole),
  ];
}

function enrollment(trial: Trial): readonly Issue[] {
  const { enrollment: registered, enrollmentType } = trial.design;
  if (!registered || registered.derivation || enrollmentType?.value !== 'ESTIMATED') return [];
  const said = enrollmentIn(sourcesOf(trial));
  if (!said || said.value === registered.value) return [];
  return [conflict('Enrollment', String(registered.value), said.source, said.excerpt)];
}

function armCount(trial: Trial, statements: readonly Statement[]): readonly Issue[] {
  const count = trial.arms.length;
  if (
    count === 0 ||
    trial.arms.some(({ label }) => label.derivation || OF_A_PART.test(label.value))
  ) {
    return [];
  }
  const said = statements.flatMap(({ source, text }) => {
    const [excerpt, word = ''] = ARMS.exec(text) ?? [];
    const value = numberOf(word.toLowerCase());
    return excerpt === undefined ? [] : [{ source, excerpt, value }];
  });
  const [first] = said;
  if (!first || said.some(({ value }) => value !== first.value) || first.value === count) return [];
  return [conflict('Number of arms', String(count), first.source, first.excerpt)];
}

function siteCount(
  trial: Trial,
  statements: readonly Statement[],
  whole: string,
): readonly Issue[] {
  const cities = new Set(
    trial.sites.map(({ city, country }) => `${city?.value}, ${country?.value}`),
  );
  if (cities.size < 2) return [];
  if (MULTICENTER.test(whole)) return [];
  const [said] = statements.flatMap(({ source, text }) => {
    const match = SINGLE_CENTER.exec(text);
    return match ? [{ source, excerpt: match[0] }] : [];
  });
  return said
    ? [
        conflict(
          'Sites',
          `${trial.sites.length} in ${cities.size} cities`,
          said.source,
          said.excerpt,
        ),
      ]
    : [];
}
