import type { Part } from '../../src/interpret/eligibility/part.ts';

const bare = (text: string): string => text.replaceAll(/\s+/g, '');
/** What only joins an item to the next, brackets around a list, bullets without an item, and the empty comment by which Markdown keeps lists apart. */
const JOINS =
  /^(?:(?:[;；,，、]|and\/or|and|or|plus|und|oder|et|ou|y|o|e)*|[(（]|[)）][.;。；]*|(?:\\?[-–])+|<!-{4}>)$/i;

const piecesOf = (part: Part): readonly string[] =>
  part.kind === 'heading'
    ? [bare(part.text)]
    : [bare(part.label ?? ''), bare(part.text), ...part.items.flatMap(piecesOf)];

/** What of a text is in no part of it, nor joins two of them; parts must stand in the order of the text. */
export function leftOver(text: string, parts: readonly Part[]): readonly string[] {
  const source = bare(text);
  const left: string[] = [];
  let from = 0;
  for (const piece of parts.flatMap(piecesOf)) {
    const at = source.indexOf(piece, from);
    if (at === -1) return [...left, `not found: ${piece}`];
    left.push(source.slice(from, at));
    from = at + piece.length;
  }
  return [...left, source.slice(from)].filter((gap) => !JOINS.test(gap));
}
