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

/** The same mistake on many types is one: its name tells more than the type it was made on. */
const NO_PROPERTY = /^\S+ has no property ("(?:[^"\\]|\\.)*") in FHIR (R\d)/;

/** Messages are `what was found; what is allowed`, or `key: the text of an invariant`. */
export function ruleOf({ code, message }: Issue): Rule {
  const [, property, release] = NO_PROPERTY.exec(message) ?? [];
  if (property !== undefined)
    return {
      key: `${code} ${property}`,
      text: `${property} is no property here in FHIR ${release}.`,
    };
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

const DEFINITION =
  /https?:\/\/[^\s"|]*\/(?:StructureDefinition|ValueSet|CodeSystem)\/([^\s"|/;,()]+)/g;

/** A rule in one line: of the address of a definition its name alone; each issue has it in full. */
export const headline = (text: string): string => text.replaceAll(DEFINITION, '$1');
