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

/** Sentences after the last of a list in a line that speak of all patients, or of what else is asked. */
const AFTER_LIST =
  /[.。]\s+(?=(?:In addition|They (?:must|should)|(?:Patients|Participants|Subjects) (?:must|should))\b)/;

/** A list in a line, and what else is asked for after its last item. */
export function withoutTail(list: CriterionPart): readonly CriterionPart[] {
  const last = list.side === 'inclusion' ? list.items.at(-1) : undefined;
  const cut = last && last.items.length === 0 ? AFTER_LIST.exec(last.text) : undefined;
  if (!last || !cut) return [list];
  const items = [...list.items.slice(0, -1), { ...last, text: last.text.slice(0, cut.index + 1) }];
  const tail = last.text.slice(cut.index + cut[0].length);
  return [{ ...list, items }, criterion(list.side, undefined, tail)];
}

/** Without semicolons and blanks at the end, nor the bullet of a next item that is empty. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[;；\s]/.test(text.charAt(end - 1))) end -= 1;
  if (!/[-–]/.test(text.charAt(end - 1))) return text.slice(0, end);
  const bullet = EMPTY_BULLET.exec(text.slice(Math.max(end - 4, 0), end))?.[0];
  return bullet === undefined ? text.slice(0, end) : withoutEnd(text.slice(0, end - bullet.length));
}

const EMPTY_BULLET = /\s\\?[-–]$/;
