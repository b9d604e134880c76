import type { Text } from '../../trial/values.ts';
import { blockOf, isBlank, type Line } from '../lines.ts';
import { startsFacet } from './design-line.ts';
import { labelOf, type PageField } from './labels.ts';

/** What stands between one label and the next; the part before the first label has no field. */
export interface Section {
  readonly field: PageField | undefined;
  readonly paragraphs: readonly Paragraph[];
}

export interface Paragraph extends Text {
  readonly lines: readonly Line[];
}

export function toSections(lines: readonly Line[]): readonly Section[] {
  const sections: { field: PageField | undefined; lines: Line[] }[] = [
    { field: undefined, lines: [] },
  ];
  for (const line of lines) {
    const label = labelOf(line.text);
    const open = sections.at(-1);
    // `Allocation: Randomized, Masking: None` under `Study design` is its value.
    const isPart =
      open?.field === 'design' && label?.field !== 'studyType' && startsFacet(line.text);
    if (label && !isPart) {
      const { field, rest } = label;
      // What has no field of its own keeps its label.
      const text = field === 'unread' ? line.text : rest;
      sections.push({ field, lines: [{ number: line.number, text }] });
    } else open?.lines.push(line);
  }
  return sections.map(({ field, lines: own }) => ({ field, paragraphs: paragraphsOf(own) }));
}

/** Lines up to a blank one belong together. */
export function paragraphsOf(lines: readonly Line[]): readonly Paragraph[] {
  const groups: Line[][] = [[]];
  for (const line of lines) {
    if (isBlank(line)) groups.push([]);
    else groups.at(-1)?.push(line);
  }
  return groups.flatMap((group) => {
    const block = blockOf(group);
    return block ? [{ ...block, lines: group }] : [];
  });
}

/** Consecutive paragraphs as one text, blank lines between them kept. */
export function joined(paragraphs: readonly Paragraph[]): Text | undefined {
  const [first] = paragraphs;
  const last = paragraphs.at(-1);
  if (!first || !last || first.place.kind !== 'lines' || last.place.kind !== 'lines')
    return undefined;
  return {
    value: paragraphs.map(({ value }) => value).join('\n\n'),
    place: { kind: 'lines', first: first.place.first, last: last.place.last },
  };
}
