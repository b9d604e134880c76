import { toItem } from './item.ts';
import type { Item } from '../plan/plan.ts';
import { NOTHING, fromBoolean, number, text } from './operators.ts';

type Primitive = string | number | boolean;
type StringFunction = (value: Primitive, parameters: readonly unknown[]) => readonly Item[];

/** A longer text is not matched against a pattern of a definition: its run time is unbounded. */
const MAX_MATCHED = 100_000;
const patterns = new Map<string, RegExp | undefined>();

function pattern(source: unknown, flags = 'u'): RegExp | undefined {
  const key = `${flags}/${String(source)}`;
  if (!patterns.has(key)) patterns.set(key, toPattern(String(source), flags));
  return patterns.get(key);
}

// Some published patterns escape characters that may not be escaped in Unicode mode.
function toPattern(source: string, flags: string): RegExp | undefined {
  for (const tried of [flags, flags.replace('u', '')]) {
    try {
      return new RegExp(source, tried);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

function onText(
  apply: (value: string, parameters: readonly unknown[]) => readonly Item[],
): StringFunction {
  return (value, parameters) => (typeof value === 'string' ? apply(value, parameters) : NOTHING);
}

function withText(test: (value: string, other: string) => boolean): StringFunction {
  return onText((value, [other]) =>
    typeof other === 'string' ? fromBoolean(test(value, other)) : NOTHING,
  );
}

function matches(
  value: string,
  source: unknown,
  wrap: (source: string) => string,
): readonly Item[] {
  if (typeof source !== 'string' || value.length > MAX_MATCHED) return NOTHING;
  const expression = pattern(wrap(source), 'su');
  return expression === undefined ? NOTHING : fromBoolean(expression.test(value));
}

function toInteger(value: Primitive): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  return /^[+-]?\d+$/.test(value) ? Number(value) : undefined;
}

function toDecimal(value: Primitive): number | undefined {
  if (typeof value !== 'string') return Number(value);
  return /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

const optional = (value: number | undefined): readonly Item[] =>
  value === undefined ? NOTHING : number(value);

export const STRING_FUNCTIONS: Readonly<Record<string, StringFunction>> = {
  startsWith: withText((value, other) => value.startsWith(other)),
  endsWith: withText((value, other) => value.endsWith(other)),
  contains: withText((value, other) => value.includes(other)),
  matches: onText((value, [source]) => matches(value, source, (one) => one)),
  matchesFull: onText((value, [source]) => matches(value, source, (one) => `^(?:${one})$`)),
  replaceMatches: onText((value, [source, replacement]) => {
    const expression =
      typeof source === 'string' && value.length <= MAX_MATCHED
        ? pattern(source, 'gsu')
        : undefined;
    return expression === undefined
      ? NOTHING
      : text(value.replaceAll(expression, String(replacement)));
  }),
  replace: onText((value, [found, replacement]) =>
    text(value.replaceAll(String(found), String(replacement))),
  ),
  indexOf: onText((value, [other]) => number(value.indexOf(String(other)))),
  substring: onText((value, [start, length]) => {
    const from = Number(start);
    if (from < 0 || from >= value.length) return NOTHING;
    return text(value.slice(from, length === undefined ? undefined : from + Number(length)));
  }),
  length: onText((value) => number(value.length)),
  upper: onText((value) => text(value.toUpperCase())),
  lower: onText((value) => text(value.toLowerCase())),
  trim: onText((value) => text(value.trim())),
  toChars: onText((value) => Array.from(value, (char) => toItem(char, 'System.String'))),
  split: onText((value, [separator]) =>
    value.split(String(separator)).map((part) => toItem(part, 'System.String')),
  ),
  toString: (value: Primitive) => text(String(value)),
  toInteger: (value) => optional(toInteger(value)),
  toDecimal: (value) => optional(toDecimal(value)),
  abs: (value) => (typeof value === 'number' ? number(Math.abs(value)) : NOTHING),
};
