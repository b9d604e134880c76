import type { Side } from './side.ts';

/** A heading, or a criterion with those under it. */
export type Part = Heading | CriterionPart;

export interface Heading {
  readonly kind: 'heading';
  readonly text: string;
  readonly side?: Side;
}

export interface CriterionPart {
  readonly kind: 'criterion';
  readonly side: Side;
  readonly label?: string;
  readonly text: string;
  /** `or`, where that stood between it and the item before it in a line. */
  readonly joint?: string;
  readonly items: readonly CriterionPart[];
}

/** A criterion with the words of a text, without what only joins it to the next. */
export function criterion(
  side: Side,
  label: string | undefined,
  text: string,
  items: readonly CriterionPart[] = [],
): CriterionPart {
  const words = withoutEnd(text).trim();
  return { kind: 'criterion', side, ...(label !== undefined && { label }), text: words, items };
}

/** The part, with the word that stood before it. */
export const joinedBy = (joint: string | undefined, part: CriterionPart): CriterionPart =>
  joint === undefined ? part : { ...part, joint };

/** Without semicolons and blanks at the end, nor the bullet of a next item that is empty. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[;；\s]/.test(text.charAt(end - 1))) end -= 1;
  const bullet = EMPTY_BULLET.exec(text.slice(Math.max(end - 4, 0), end))?.[0];
  return bullet === undefined ? text.slice(0, end) : withoutEnd(text.slice(0, end - bullet.length));
}

const EMPTY_BULLET = /\s\\?[-–]$/;
