import type { Json } from '../../shared/json.ts';
import type { Trial } from '../../trial/trial.ts';
import { LISTS } from './lists.ts';
import { match } from './match.ts';

/** A trial whose arms name what they receive. */
export type NamedTrial = Omit<Trial, 'arms'> & {
  readonly arms: readonly (Omit<Trial['arms'][number], 'interventions'> & {
    readonly interventions: readonly string[];
  })[];
};

/**
 * The two trials with names in place of the ordinals by which arms refer to interventions: an intervention put in
 * front moves every ordinal and changes no arm. One that was renamed keeps its old name here, its new one is told
 * where it stands.
 */
export function withArmNames(before: Trial, after: Trial): readonly [NamedTrial, NamedTrial] {
  const { pairs } = match(
    before.interventions as unknown as readonly Json[],
    after.interventions as unknown as readonly Json[],
    LISTS['interventions'],
  );
  const partners = new Map(pairs.map(([from, to]) => [to, from]));
  const nameBefore = (at: number): string | undefined => before.interventions[at]?.name.value;
  const nameAfter = (at: number): string | undefined => {
    const partner = partners.get(at);
    return partner === undefined ? after.interventions[at]?.name.value : nameBefore(partner);
  };
  return [named(before, nameBefore), named(after, nameAfter)];
}

function named(trial: Trial, nameOf: (at: number) => string | undefined): NamedTrial {
  return {
    ...trial,
    arms: trial.arms.map((arm) => ({
      ...arm,
      interventions: arm.interventions.map((at) => nameOf(at) ?? `intervention ${at + 1}`),
    })),
  };
}
