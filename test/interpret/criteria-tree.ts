import { splitCriteria } from '../../src/interpret/eligibility/split.ts';

interface Shown {
  readonly text: string;
  readonly items: readonly Shown[];
}

const shown = ({ text, items }: Shown): unknown =>
  items.length === 0 ? text : [text, ...items.map(shown)];

/** The criteria of a text, those with items under them as lists. */
export const treeOf = (text: string): unknown =>
  splitCriteria(text).parts.flatMap((part) => (part.kind === 'heading' ? [] : [shown(part)]));
