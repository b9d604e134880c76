import { armWords } from '../../map/emit/arm-references.ts';
import type { Arm, Intervention } from '../../trial/trial.ts';
import type { Text } from '../../trial/values.ts';

/** What an arm calls its interventions: `Dietary Supplement: Zinc`. */
export function interventionLabels(
  interventions: readonly Intervention[],
  ordinals: readonly number[],
): readonly Text[] {
  return ordinals.flatMap((ordinal) => {
    const intervention = interventions[ordinal];
    const value = armWords(intervention);
    return intervention && value !== undefined ? [{ value, place: intervention.name.place }] : [];
  });
}

/** What an intervention calls the arms that receive it. */
export function armLabels(
  arms: readonly { readonly arm: Arm; readonly exposures: readonly number[] }[],
  ordinal: number,
): readonly Text[] {
  return arms.filter(({ exposures }) => exposures.includes(ordinal)).map(({ arm }) => arm.label);
}
