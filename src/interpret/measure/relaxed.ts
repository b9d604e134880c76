/** A limit that is relaxed for some: `≤ 1.5 × ULN unless the liver is involved, then 3 × ULN`. */
import { type Amount, type Expected, readAmount } from './amount.ts';
import type { Compared } from './quantity.ts';

const RELAXED =
  /[ ,]*\(?((?:if|unless|except|for|in|when)(?![a-z])[^.;<>≤≥\n]{0,90}?)(?:,? then|(?:elevated|increased|relaxed|raised) (?:up )?to(?: up to)?)(?: ≤)? (?=\d)/y;

interface Relaxed {
  readonly compared: Compared;
  readonly condition?: string;
  readonly end: number;
}

/** What follows a multiple of a limit is compared as that. */
export function relaxedAfter(
  text: string,
  first: Compared,
  expected: Expected,
): Relaxed | undefined {
  if (first.offset === undefined) return undefined;
  RELAXED.lastIndex = first.end;
  const condition = RELAXED.exec(text)?.[1]?.trim();
  if (condition === undefined) return undefined;
  const amount = readAmount(text, RELAXED.lastIndex, expected);
  const compared = amount && as(first, amount);
  if (!compared) return undefined;
  // `unless elevated to` says the condition after the value.
  return { compared, ...(condition.includes(' ') && { condition }), end: compared.end };
}

const as = (first: Compared, { number, offset, end }: Amount): Compared | undefined =>
  first.value.kind === 'quantity' && offset === first.offset
    ? { ...first, value: { ...first.value, value: number }, end }
    : undefined;
