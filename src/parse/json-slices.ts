/**
 * Cuts the elements of a JSON list, or the members of an object, out of their text unchanged.
 *
 * Looks only at brackets, strings and commas, once from left to right, so it also tells apart the
 * elements of a list in which one is faulty.
 */
export interface Member {
  readonly key: string;
  readonly value: string;
}

const SIGNIFICANT = /["[\]{},]/g;

/** The elements between the outermost brackets, in order; the last may be cut short. */
export function elementsOf(text: string): readonly string[] {
  const slices: string[] = [];
  let depth = 0;
  let start = 0;
  let end = text.length;
  for (const { index, 0: sign } of significantOf(text)) {
    if (sign === '[' || sign === '{') {
      depth += 1;
      if (depth === 1) start = index + 1;
    } else if (sign !== ',') {
      depth -= 1;
      if (depth > 0) continue;
      end = index;
      break;
    } else if (depth === 1) {
      slices.push(text.slice(start, index));
      start = index + 1;
    }
  }
  slices.push(text.slice(start, end));
  return slices.map((slice) => slice.trim()).filter((slice) => slice !== '');
}

/** The members of the outermost object. */
export function membersOf(text: string): readonly Member[] {
  return elementsOf(text).flatMap((member) => {
    const [whole, key] = /^"([^"\\]{0,200})"\s*:\s*/.exec(member) ?? [];
    return whole === undefined || key === undefined
      ? []
      : [{ key, value: member.slice(whole.length) }];
  });
}

/** Brackets and commas outside strings. */
function* significantOf(text: string): Generator<{ readonly index: number; readonly 0: string }> {
  const pattern = new RegExp(SIGNIFICANT);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === '"') pattern.lastIndex = endOfString(text, match.index + 1);
    else yield match;
  }
}

/** Just after the quote that ends the string; a line end ends it too, for JSON strings hold none. */
function endOfString(text: string, from: number): number {
  const ending = /[\\"\n]/g;
  ending.lastIndex = from;
  for (let match = ending.exec(text); match; match = ending.exec(text)) {
    if (match[0] !== '\\') return match.index + 1;
    ending.lastIndex = match.index + 2;
  }
  return text.length;
}
