/** 95 % interval of a proportion (Wilson 1927), as fractions. */
export function wilson(good: number, all: number): readonly [number, number] {
  const z = 1.959964;
  const p = good / all;
  const middle = p + (z * z) / (2 * all);
  const half = z * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all));
  const scale = 1 + (z * z) / all;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}

/** `444/452 98.2% (96.6 to 99.1)`. */
export function share(good: number, all: number): string {
  if (all === 0) return '-';
  const percent = (value: number): string => (value * 100).toFixed(1);
  const [low, high] = wilson(good, all);
  return `${good}/${all} ${percent(good / all)}% (${percent(low)} to ${percent(high)})`;
}

export interface Sample {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const DRAWS = 2000;

/**
 * A rate over many trials and its 95 % interval, by drawing whole trials again (percentile bootstrap): what one trial
 * says is alike. The same draws every time. Undefined where the rate is of nothing.
 */
export function resampled<T>(
  trials: readonly T[],
  rate: (some: readonly T[]) => number,
): Sample | undefined {
  const value = rate(trials);
  if (Number.isNaN(value)) return undefined;
  const random = randomFrom(20_261_121);
  const drawn = Array.from({ length: DRAWS }, () =>
    rate(trials.flatMap(() => trials[Math.floor(random() * trials.length)] ?? [])),
  )
    .filter((each) => !Number.isNaN(each))
    .toSorted((a, b) => a - b);
  const at = (part: number): number => drawn[Math.floor(part * (drawn.length - 1))] ?? value;
  return { value, low: at(0.025), high: at(0.975) };
}

/** Mulberry32: numbers from 0 up to 1, the same ones for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
