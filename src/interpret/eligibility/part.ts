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
  readonly items: readonly CriterionPart[];
}
