/**
 * The registry writes the table of arms and interventions twice, in words: an arm names its interventions
 * (`Drug: Sorafenib`), an intervention names its arms. FHIR has references instead. From these the words can
 * be written again (MAPPING 4.5); where that would not give the record's words, the list is kept as it was.
 */
import type { Arm, Intervention } from '../../trial/trial.ts';
import type { Text } from '../../trial/values.ts';
import { cleanText } from '../clean.ts';
import { perTrial, type Scope } from '../scope.ts';

/** Ordinals of the interventions of an arm: first as the arm lists them, then those that only name the arm. */
export function exposuresOf(scope: Scope, arm: Arm): readonly number[] {
  return exposuresByArm(scope).get(arm) ?? [];
}

const exposuresByArm = perTrial(
  (scope) => new Map(scope.trial.arms.map((arm) => [arm, listExposures(scope, arm)])),
);

const wordsByOrdinal = perTrial(({ trial }) =>
  trial.interventions.map((intervention) => armWords(intervention)),
);

function listExposures(scope: Scope, arm: Arm): readonly number[] {
  const words = wordsByOrdinal(scope);
  const given = new Set(arm.interventions.filter((ordinal) => words[ordinal] !== undefined));
  const first = new Map<string | undefined, number>();
  for (const ordinal of given) {
    if (!first.has(words[ordinal])) first.set(words[ordinal], ordinal);
  }
  const named = arm.interventionNames.flatMap(({ value }) => first.get(value) ?? []);
  return [...new Set([...named, ...given])];
}

/** How an arm of ClinicalTrials.gov names an intervention: `Dietary Supplement: Zinc`. */
export function armWords(intervention: Intervention | undefined): string | undefined {
  if (!intervention) return undefined;
  const { type } = intervention;
  const name = cleanText(intervention.name.value) ?? '';
  return type ? `${typeWords(cleanText(type.value) ?? '')}: ${name}` : name;
}

/** `DIETARY_SUPPLEMENT` is written `Dietary Supplement`. */
function typeWords(code: string): string {
  return code
    .split('_')
    .map((word) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`)
    .join(' ');
}

/** Keeps every list of names that the references alone would not give back. */
export function keepReferences(scope: Scope): void {
  const { arms, interventions } = scope.trial;
  const words = wordsByOrdinal(scope);
  const labels = interventions.map((): string[] => []);
  for (const arm of arms) {
    const exposures = exposuresOf(scope, arm);
    const label = cleanText(arm.label.value) ?? '';
    for (const ordinal of exposures) labels[ordinal]?.push(label);
    const again = exposures.flatMap((ordinal) => words[ordinal] ?? []);
    keepUnlessSame(scope, arm.label, 'interventionNames', arm.interventionNames, again);
  }
  for (const [index, { name, armGroupLabels }] of interventions.entries()) {
    keepUnlessSame(scope, name, 'armGroupLabels', armGroupLabels, labels[index] ?? []);
  }
}

/** The list of `key` beside the name of its owner, as it stood in the record; an empty one too. */
function keepUnlessSame(
  scope: Scope,
  owner: Text,
  key: string,
  given: readonly Text[],
  again: readonly string[],
): void {
  const { place } = owner;
  if (place.kind !== 'pointer' || isSame(given, again)) return;
  const pointer = `${place.pointer.replace(/\/[^/]*$/u, '')}/${key}`;
  scope.ledger.keep(
    given.map(({ value }) => value),
    { kind: 'pointer', pointer },
  );
}

function isSame(given: readonly Text[], again: readonly string[]): boolean {
  return given.length === again.length && given.every(({ value }, at) => value === again[at]);
}
