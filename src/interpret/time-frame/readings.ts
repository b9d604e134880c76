/** What numbers in a row with one unit say: moments, a span, both, or even steps. */
import type { Duration, TimeUnit } from '../../trial/understood.ts';
import type { Numbers } from './numbers.ts';

interface Span {
  readonly kind: 'span';
  readonly low: Duration;
  readonly high: Duration;
}

interface Points {
  readonly kind: 'points';
  readonly points: readonly Duration[];
}

export type Reading =
  | Points
  | Span
  /** `Days 1-6, 14 and 28`. */
  | { readonly kind: 'mixed'; readonly parts: readonly (Points | Span)[] }
  /** `Weeks 0, 4, 8 … 52`. */
  | { readonly kind: 'steps'; readonly step: Duration; readonly bounds: Duration };

/** Undefined where a span ends before it starts, or it cannot be told what belongs together. */
export function readingOf({ values, joints }: Numbers, unit: TimeUnit): Reading | undefined {
  const of = (value: number): Duration => ({ value, unit });
  const isRising = values.every((value, index) => value > (values[index - 1] ?? -Infinity));
  // `1-3-6-12 months` names each.
  const isChain = joints.length > 1 && isRising && joints.every((joint) => joint === 'span');
  if (isChain || joints.every((joint) => joint === 'list'))
    return { kind: 'points', points: values.map(of) };
  if (joints.includes('dots')) return stepsOf({ values, joints }, of);
  const parts = partsOf({ values, joints }, of);
  const [part, more] = parts ?? [];
  return more && parts ? { kind: 'mixed', parts } : part;
}

type Row = Pick<Numbers, 'values' | 'joints'>;

function stepsOf({ values, joints }: Row, of: (value: number) => Duration): Reading | undefined {
  const [first = 0, second = 0] = values;
  const isSteps =
    joints.at(-1) === 'dots' && joints.slice(0, -1).every((joint) => joint === 'list');
  if (!isSteps || joints.length < 2 || first >= second) return undefined;
  return { kind: 'steps', step: of(second - first), bounds: of(values.at(-1) ?? 0) };
}

function partsOf(
  { values, joints }: Row,
  of: (value: number) => Duration,
): readonly (Points | Span)[] | undefined {
  const parts: (Points | Span)[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const [low = 0, high = 0] = values.slice(index, index + 2);
    const last = parts.at(-1);
    if (joints[index] === 'span') {
      if (low >= high || joints[index + 1] === 'span') return undefined;
      parts.push({ kind: 'span', low: of(low), high: of(high) });
      index += 1;
    } else if (last?.kind === 'points')
      parts[parts.length - 1] = { kind: 'points', points: [...last.points, of(low)] };
    else parts.push({ kind: 'points', points: [of(low)] });
  }
  return parts;
}
