import { oneLine } from '../parse/lines.ts';
import type { Issue, Noted } from '../shared/issue.ts';
import type { Arm, Intervention, Trial } from '../trial/trial.ts';
import type { Text } from '../trial/values.ts';

/**
 * Which interventions each arm receives, by both ends of the registry's cross-reference: the arm names
 * its interventions (`Drug: X`), each intervention names its arms. Where the two disagree, both count.
 */
export function resolveArms(trial: Trial): Noted<Trial> {
  if (trial.arms.length === 0) return { value: trial, issues: [] };
  const { interventions } = trial;
  const labels = interventionLabels(interventions);
  const namers = namersOfArms(interventions);
  const links = trial.arms.map((arm) => ({
    arm,
    named: namedByArm(arm, labels),
    naming: namers.get(keyOf(arm.label.value)) ?? [],
  }));
  const arms = links.map(({ arm, named, naming }) => ({
    ...arm,
    interventions: union(named, naming),
  }));
  const issues = [
    ...trial.arms.flatMap((arm) => unknownInterventions(arm, labels)),
    ...unknownArms(trial),
    ...links.flatMap((link) => disagreement(link, interventions)),
  ];
  return { value: { ...trial, arms }, issues };
}

/** An arm with the interventions it names, and those that name it, by their index. */
interface Links {
  readonly arm: Arm;
  readonly named: readonly number[];
  readonly naming: readonly number[];
}

type IndexesByKey = ReadonlyMap<string, readonly number[]>;

/** `DIETARY_SUPPLEMENT` with `Zinc` is written `Dietary Supplement: Zinc` in an arm. */
function interventionLabels(interventions: readonly Intervention[]): IndexesByKey {
  return indexed(
    interventions.map(({ type, name }) => {
      const words = (type?.value ?? '').toLowerCase().replaceAll('_', ' ');
      return [keyOf(words === '' ? name.value : `${words}: ${name.value}`)];
    }),
  );
}

/** The interventions that name an arm, by its label. */
const namersOfArms = (interventions: readonly Intervention[]): IndexesByKey =>
  indexed(
    interventions.map(({ armGroupLabels }) => [
      ...new Set(armGroupLabels.map(({ value }) => keyOf(value))),
    ]),
  );

function indexed(keysOfEach: readonly (readonly string[])[]): IndexesByKey {
  const indexes = new Map<string, number[]>();
  for (const [index, keys] of keysOfEach.entries()) {
    for (const key of keys) {
      const known = indexes.get(key);
      if (known) known.push(index);
      else indexes.set(key, [index]);
    }
  }
  return indexes;
}

const keyOf = (text: string): string => oneLine(text).toLowerCase();

function namedByArm(arm: Arm, labels: IndexesByKey): readonly number[] {
  return arm.interventionNames.flatMap(({ value }) => labels.get(keyOf(value)) ?? []);
}

function union(left: readonly number[], right: readonly number[]): readonly number[] {
  return [...new Set([...left, ...right])].sort((a, b) => a - b);
}

function unknownInterventions(arm: Arm, labels: IndexesByKey): readonly Issue[] {
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

function disagreement(links: Links, interventions: readonly Intervention[]): readonly Issue[] {
  const { arm } = links;
  const [named, naming] = [new Set(links.named), new Set(links.naming)];
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
