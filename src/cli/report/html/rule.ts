import type { Issue } from '../../../shared/issue.ts';

export interface Rule {
  /** The same for issues that break the same rule. */
  readonly key: string;
  /** What the rule says, as far as a message tells it apart from what was found. */
  readonly text: string;
}

const QUOTED = /"(?:[^"\\]|\\.)*"/g;
/** Second halves of messages that say what was done, not what is allowed. */
const DONE = /^(?:not |checked|the others|run )/;

/** Messages are `what was found; what is allowed`, or `key: the text of an invariant`. */
export function ruleOf({ code, message }: Issue): Rule {
  const values: string[] = [];
  const masked = message.replaceAll(QUOTED, (value) => {
    values.push(value);
    return '"…"';
  });
  const allowed = masked.slice(masked.indexOf('; ') + 2);
  const hasAllowed = masked.includes('; ') && !DONE.test(allowed);
  const text = hasAllowed ? unmasked(allowed, values) : masked;
  return { key: `${code} ${text.replaceAll(/\d+/g, '0')}`, text };
}

/** Puts back the last values: those that stand in this last part of the message. */
function unmasked(part: string, values: readonly string[]): string {
  const count = part.split('"…"').length - 1;
  let next = values.length - count;
  return part.replaceAll('"…"', () => {
    const value = values[next] ?? '"…"';
    next += 1;
    return value;
  });
}
