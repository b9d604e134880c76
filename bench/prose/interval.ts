/** 95 % interval of a proportion (Wilson 1927), as fractions. */
function wilson(good: number, all: number): readonly [number, number] {
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
