/** Words that join the items of a list. */

const JOINT = /[\s,;；](and|or|and\/or)[\s,;；:.]*$|^(and|or|and\/or)\b/i;

/** The word between the items: at the end of all but the last, or of the last but one alone. */
export function joinedBy(items: readonly string[]): 'all-of' | 'any-of' | 'mixed' | undefined {
  const joints = jointsOf(items);
  const kinds = new Set(joints.filter((joint) => joint !== undefined));
  if (kinds.has('and/or') || kinds.size > 1) return 'mixed';
  if (joints.at(-1) === undefined) return undefined;
  return kinds.has('or') ? 'any-of' : 'all-of';
}

export const jointsOf = (items: readonly string[]): readonly (string | undefined)[] =>
  items.slice(0, -1).map((item, at) => jointOf(item, items[at + 1] ?? ''));

function jointOf(item: string, next: string): string | undefined {
  const end = JOINT.exec(item.slice(-12))?.[1];
  const start = /^(and|or|and\/or)\b/i.exec(next)?.[1];
  return (end ?? start)?.toLowerCase();
}
