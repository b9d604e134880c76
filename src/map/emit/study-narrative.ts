import { eligibilityHtml } from '../eligibility-narrative.ts';
import { heading, paragraphs, section, type Html } from '../narrative.ts';
import { arms } from '../narrative/arms.ts';
import { design } from '../narrative/design.ts';
import { outcomes } from '../narrative/outcomes.ts';
import { overview } from '../narrative/overview.ts';
import { contacts, places } from '../narrative/places.ts';
import { dataSharing, oversight, references } from '../narrative/sources.ts';
import type { Scope } from '../scope.ts';
import { narrative } from './common.ts';
import { hasEligibility } from './eligibility.ts';

/** ResearchStudy.text as a person reads a registry page. Some of its facts stand in extensions, which the status says. */
export function studyNarrative(scope: Scope, title: string): ReturnType<typeof narrative> {
  return narrative(
    scope,
    [
      heading(2, title),
      ...overview(scope),
      ...section('Summary', paragraphs(scope.trial.briefSummary?.value)),
      ...section('Description', description(scope)),
      ...design(scope),
      ...arms(scope),
      ...outcomes(scope),
      ...(hasEligibility(scope) ? section('Eligibility', eligibilityHtml(scope)) : []),
      ...contacts(scope),
      ...places(scope),
      ...references(scope),
      ...dataSharing(scope),
      ...oversight(scope),
    ],
    'extensions',
  );
}

/** Some records repeat the summary as description; a reader wants it once. */
function description(scope: Scope): Html[] {
  const { briefSummary, detailedDescription } = scope.trial;
  if (detailedDescription?.value === briefSummary?.value) return [];
  return paragraphs(detailedDescription?.value);
}
