import type { Issue, Noted } from '../shared/issue.ts';
import type { Arm, Intervention, Trial } from '../trial/trial.ts';
import type { Text } from '../trial/values.ts';

/**
 * Which interventions each arm receives, by both ends of the registry's cross-reference: the arm names
 * its interventions (`Drug: X`), each intervention names its arms. Where the two disagree, both count.
 */
export function resolveArms(trial: Trial): Noted<Trial> {
  if (trial.arms.length === 0) return { value: trial, issues: [] };
  const labels = interventionLabels(trial.interventions);
  const arms = trial.arms.map((arm) => ({
    ...arm,
    interventions: union(namedByArm(arm, labels), namingArm(arm, trial.interventions)),
  }));
  const issues = [
    ...trial.arms.flatMap((arm) => unknownInterventions(arm, labels)),
    ...unknownArms(trial),
    ...trial.arms.flatMap((arm) => disagreement(arm, trial.interventions, labels)),
  ];
  return { value: { ...trial, arms }, issues };
}

/** `DIETARY_SUPPLEMENT` with `Zinc` is written `Dietary Supplement: Zinc` in an arm. */
function interventionLabels(
  interventions: readonly Intervention[],
): ReadonlyMap<string, readonly number[]> {
  const labels = new Map<string, number[]>();
  for (const [index, { type, name }] of interventions.entries()) {
    const words = (type?.value ?? '').toLowerCase().replaceAll('_', ' ');
    const label = keyOf(words === '' ? name.value : `${words}: ${name.value}`);
    labels.set(label, [...(labels.get(label) ?? []), index]);
  }
  return labels;
}

const keyOf = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();

function namedByArm(arm: Arm, labels: ReadonlyMap<string, readonly number[]>): readonly number[] {
  return arm.interventionNames.flatMap(({ value }) => labels.get(keyOf(value)) ?? []);
}

function namingArm(arm: Arm, interventions: readonly Intervention[]): readonly number[] {
  const label = keyOf(arm.label.value);
  return [...interventions.entries()].flatMap(([index, { armGroupLabels }]) =>
    armGroupLabels.some(({ value }) => keyOf(value) === label) ? [index] : [],
  );
}

function union(left: readonly number[], right: readonly number[]): readonly number[] {
  return [...new Set([...left, ...right])].sort((a, b) => a - b);
}

function unknownInterventions(
  arm: Arm,
  labels: ReadonlyMap<string, readonly number[]>,
): readonly Issue[] {
  return arm.interventionNames
    .filter(({ value }) => !labels.has(keyOf(value)))
    .map((name) => unknown(name, 'intervention'));
}

function unknownArms(trial: Trial): readonly Issue[] {
  const known = new Set(trial.arms.map(({ label }) => keyOf(label.value)));
  return trial.interventions
    .flatMap(({ armGroupLabels }) => armGroupLabels)
    .filter(({ value }) => !known.has(keyOf(value)))
    .map((label) => unknown(label, 'arm'));
}

const unknown = ({ value, place }: Text, what: 'arm' | 'intervention'): Issue => ({
  severity: 'warning',
  code: 'arm-reference-unknown',
  message: `The record has no ${what} "${value.slice(0, 100)}"; the reference is kept as text.`,
  place,
});

function disagreement(
  arm: Arm,
  interventions: readonly Intervention[],
  labels: ReadonlyMap<string, readonly number[]>,
): readonly Issue[] {
  const named = new Set(namedByArm(arm, labels));
  const naming = new Set(namingArm(arm, interventions));
  const given = arm.interventionNames.length > 0 && naming.size > 0;
  const oneSided = union([...named], [...naming]).filter(
    (index) => !named.has(index) || !naming.has(index),
  );
  if (!given || oneSided.length === 0) return [];
  const names = oneSided.map((index) => `"${interventions[index]?.name.value.slice(0, 60) ?? ''}"`);
  return [
    {
      severity: 'warning',
      code: 'arm-reference-unknown',
      message: `Arm "${arm.label.value.slice(0, 100)}" and its interventions disagree about ${names.join(', ')}; both references are used.`,
      place: arm.label.place,
    },
  ];
}
