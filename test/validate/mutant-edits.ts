/** What kinds of faults are made of. */
import type { Kind, Random, Spot, View } from './mutants.ts';

/** A kind that needs one spot: any that is fit, picked by chance. */
export function spotKind(
  name: string,
  isFit: (spot: Spot) => boolean,
  edit: (spot: Spot, view: View, random: Random) => void,
): Kind {
  return {
    name,
    apply(view, random) {
      const spot = random.pick(view.spots.filter(isFit));
      if (spot === undefined) return false;
      edit(spot, view, random);
      return true;
    },
  };
}

export const isOf =
  (...types: readonly string[]) =>
  ({ type, value }: Spot): boolean =>
    types.includes(type) && !Array.isArray(value);

export const isText = ({ value }: Spot): boolean => typeof value === 'string';

export function set({ holder, key }: Spot, value: unknown): void {
  holder[key] = value;
}
