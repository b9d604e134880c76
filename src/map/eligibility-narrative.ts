import type { Eligibility } from '../trial/trial.ts';
import { line, list, paragraphs, section, type Html } from './narrative.ts';
import { words } from './origin.ts';
import { knownRow, type Scope } from './scope.ts';

/** The criteria as two ordered lists, or the text where they could not be told apart. */
export function eligibilityHtml(scope: Scope): Html[] {
  const { eligibility } = scope.trial;
  // Taking a registered text apart is no news to a reader; reading criteria out of other prose is.
  const isRegistered = eligibility.text !== undefined;
  const texts = (exclude: boolean): string[] =>
    eligibility.criteria
      .filter((criterion) => criterion.exclude === exclude)
      .map(({ text }) => (isRegistered ? text.value : words(text)));
  const { healthyVolunteers } = eligibility;
  return [
    ...line('Age', ageWords(eligibility)),
    ...line('Sex', sexWords(scope, eligibility)),
    ...line(
      'Healthy volunteers',
      healthyVolunteers && (healthyVolunteers.value ? 'accepted' : 'not accepted'),
    ),
    ...line('Study population', eligibility.studyPopulation?.value),
    ...(eligibility.criteria.length === 0
      ? paragraphs(eligibility.text?.value)
      : [
          ...section('Inclusion criteria', list(texts(false), 'ol')),
          ...section('Exclusion criteria', list(texts(true), 'ol')),
        ]),
  ];
}

function ageWords({ minimumAge, maximumAge }: Eligibility): string | undefined {
  if (minimumAge && maximumAge) return `${minimumAge.value} to ${maximumAge.value}`;
  if (minimumAge) return `${minimumAge.value} and older`;
  return maximumAge && `up to ${maximumAge.value}`;
}

function sexWords(scope: Scope, { sex }: Eligibility): string | undefined {
  return sex && (knownRow(scope, sex)?.display ?? sex.value);
}
