import type { Issue, Noted } from '../shared/issue.ts';
import type { Text } from '../trial/values.ts';
import { quote } from './lines.ts';

const OPENING = '([{（［｛【';
const CLOSING = ')]}）］｝】';
const MARKS = ',、，；;';

/**
 * The members of a list that a sender wrote into one item, by the enumeration marks of its own script
 * (MAPPING D23): `、` `，` `；` outside brackets, and plain commas where the item has one of the first two.
 * An item with plain commas or semicolons only, or `+`, is one thing with a long name and stays whole.
 */
export function membersOfItem(item: string): readonly string[] {
  const cuts = cutsOf(item);
  const has = (marks: string): boolean => cuts.some((at) => marks.includes(item.charAt(at)));
  if (has('、，')) return cutAt(item, cuts);
  return has('；')
    ? cutAt(
        item,
        cuts.filter((at) => item[at] !== ','),
      )
    : [item];
}

/**
 * The members of a whole line: as of an item, and by plain semicolons where these can be nothing else. Of two
 * members one may be a remark to the other: `Asthma; Eosinophilic` is one condition.
 */
export function membersOfLine(line: string): readonly string[] {
  const members = membersOfItem(line);
  if (members.length > 1) return members;
  const parts = cutAt(
    line,
    cutsOf(line).filter((at) => line[at] === ';'),
  );
  const isNames = parts.every((part) => /\s/.test(part) && !part.includes(','));
  return parts.length > 2 || isNames ? parts : [line];
}

function cutAt(item: string, cuts: readonly number[]): readonly string[] {
  const starts = [0, ...cuts.map((at) => at + 1)];
  return starts
    .map((start, index) => item.slice(start, cuts[index]).trim())
    .filter((member) => member !== '');
}

/** Offsets of the enumeration marks and commas outside brackets. */
function cutsOf(item: string): readonly number[] {
  const cuts: number[] = [];
  let depth = 0;
  for (let at = 0; at < item.length; at += 1) {
    const sign = item.charAt(at);
    if (OPENING.includes(sign)) depth += 1;
    else if (CLOSING.includes(sign)) depth = Math.max(depth - 1, 0);
    else if (depth === 0 && MARKS.includes(sign)) cuts.push(at);
  }
  return cuts;
}

/** A registered item as one text, or as its members, each marked with the item it was taken from. */
export function takeApart(item: Text, sourcePath: string): Noted<readonly Text[]> {
  return apart(item, membersOfItem(item.value), sourcePath);
}

/** The same of a line with nothing else that parts its members. */
export function takeLineApart(line: Text, sourcePath: string): Noted<readonly Text[]> {
  return apart(line, membersOfLine(line.value), sourcePath);
}

function apart(item: Text, members: readonly string[], sourcePath: string): Noted<readonly Text[]> {
  if (members.length < 2) return { value: [item], issues: [] };
  const derivation = {
    method: 'text-rule' as const,
    rule: 'list-taken-apart',
    sourcePath,
    excerpt: item.value,
  };
  return {
    value: members.map((value) => ({ value, place: item.place, derivation })),
    issues: [takenApart(item, members.length)],
  };
}

const takenApart = ({ value, place }: Text, count: number): Issue => ({
  severity: 'information',
  code: 'list-taken-apart',
  message: `${quote(value)} is a list in one item; taken apart into ${count}, the registered text is kept with each.`,
  place,
});
