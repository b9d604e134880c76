import { headingSide } from '../interpret/eligibility/headings.ts';
import type { Criterion } from '../trial/understood.ts';
import type { Eligibility } from '../trial/trial.ts';
import type { Block } from './markup.ts';
import {
  blocksHtml,
  blocksOf,
  cellText,
  fact,
  factOf,
  facts,
  heading,
  listOf,
  section,
  type Html,
} from './narrative.ts';
import { plainDisplay } from './narrative/coded.ts';
import { origin } from './origin.ts';
import { perTrial, type Scope } from './scope.ts';
import { joined, textHtml } from './xhtml.ts';

/** Who may take part: the registry's own fields, then the criteria as the registry lists them. */
export const eligibilityHtml = perTrial((scope): readonly Html[] => {
  const { eligibility } = scope.trial;
  return [...facts(registered(scope, eligibility)), ...criteriaHtml(eligibility)];
});

function registered(scope: Scope, eligibility: Eligibility): Html[] {
  const { healthyVolunteers, genderBased, genderDescription } = eligibility;
  return [
    ...fact('Age', ageWords(eligibility)),
    ...fact('Age groups', eligibility.stdAges.map((age) => plainDisplay(scope, age)).join(', ')),
    ...fact('Sex', plainDisplay(scope, eligibility.sex)),
    ...fact('Eligibility based on gender', genderBased && (genderBased.value ? 'yes' : 'no')),
    ...factOf('Gender', cellText(genderDescription?.value)),
    ...fact(
      'Healthy volunteers',
      healthyVolunteers && (healthyVolunteers.value ? 'accepted' : 'not accepted'),
    ),
    ...factOf('Study population', cellText(eligibility.studyPopulation?.value)),
    ...fact('Sampling', plainDisplay(scope, eligibility.samplingMethod)),
  ];
}

function ageWords({ minimumAge, maximumAge }: Eligibility): string | undefined {
  if (minimumAge && maximumAge) return `${minimumAge.value} to ${maximumAge.value}`;
  if (minimumAge) return `${minimumAge.value} and older`;
  return maximumAge && `up to ${maximumAge.value}`;
}

/**
 * A text with lists of its own is shown as it was registered, with its headings, numbers and sub-items.
 * Of running text the criteria found in it are listed, and what could not be told apart stays running text.
 */
function criteriaHtml({ text, criteria }: Eligibility): Html[] {
  const blocks = blocksOf(text?.value);
  if (criteria.length < 2 || blocks.some(({ kind }) => kind === 'list')) {
    return blocks.length === 0 ? listed(criteria, words) : blocks.flatMap(blockHtml);
  }
  // Taking a registered text apart is no news to a reader; reading criteria out of other prose is.
  return listed(criteria, text === undefined ? words : plain);
}

function blockHtml(block: Block): Html[] {
  const line = block.kind === 'paragraph' && block.lines.length === 1 ? block.lines[0] : undefined;
  const isHeading = line !== undefined && headingSide(line, false) !== undefined;
  return isHeading ? [heading(4, line)] : blocksHtml([block]);
}

function listed(criteria: readonly Criterion[], show: (criterion: Criterion) => Html): Html[] {
  const item = (criterion: Criterion): Html =>
    joined([show(criterion), ...listOf(criterion.items.map(item))]);
  const side = (exclude: boolean): Html[] =>
    listOf(criteria.filter((criterion) => criterion.exclude === exclude).map(item), 'ol');
  return [
    ...section('Inclusion criteria', side(false), 4),
    ...section('Exclusion criteria', side(true), 4),
  ];
}

const plain = ({ text }: Criterion): Html => cellText(text.value);

const words = ({ text }: Criterion): Html => joined([cellText(text.value), textHtml(origin(text))]);
