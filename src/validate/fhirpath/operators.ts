import { isJsonObject } from '../../shared/json.ts';
import { type Units, UCUM } from '../terminology/outside.ts';
import { toItem } from './item.ts';
import type { Item } from '../plan/plan.ts';

/** Three-valued: undefined where FHIRPath says empty. */
export type Truth = boolean | undefined;

export function toBoolean(items: readonly Item[]): Truth {
  const [first] = items;
  if (first === undefined) return undefined;
  // a single value that is no boolean counts as true (FHIRPath, singleton evaluation)
  return typeof first.value === 'boolean' ? first.value : true;
}

export function fromBoolean(truth: Truth): readonly Item[] {
  if (truth === undefined) return NOTHING;
  return truth ? TRUE : FALSE;
}

export const NOTHING: readonly Item[] = [];
const TRUE: readonly Item[] = [toItem(true, 'System.Boolean')];
const FALSE: readonly Item[] = [toItem(false, 'System.Boolean')];

const DATES = new Set(['date', 'dateTime', 'instant', 'System.Date', 'System.DateTime']);

export function equals(left: readonly Item[], right: readonly Item[]): Truth {
  if (left.length === 0 || right.length === 0) return undefined;
  if (left.length !== right.length) return false;
  return left.every((item, index) => {
    const other = right[index];
    return other !== undefined && sameItem(item, other);
  });
}

function sameItem(left: Item, right: Item): boolean {
  if (DATES.has(left.type) && DATES.has(right.type)) return compareDates(left, right) === 0;
  return sameValue(left.value, right.value);
}

export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((item, index) => sameValue(item, right[index]))
    );
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => sameValue(left[key], right[key]))
  );
}

/** Order of two single values; undefined where FHIRPath gives none. */
export function compare(
  left: readonly Item[],
  right: readonly Item[],
  inUnit?: Units['inUnit'],
): number | undefined {
  const [one, other] = [left[0], right[0]];
  if (one === undefined || other === undefined) return undefined;
  if (DATES.has(one.type) || DATES.has(other.type)) return compareDates(one, other);
  if (one.plan !== undefined && other.plan !== undefined) {
    return compareQuantities(one.value, other.value, inUnit);
  }
  return comparePrimitives(one.value, other.value);
}

function comparePrimitives(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return typeof left === 'string' && typeof right === 'string' ? order(left, right) : undefined;
}

function order(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compareQuantities(
  left: unknown,
  right: unknown,
  inUnit: Units['inUnit'] | undefined,
): number | undefined {
  if (!isJsonObject(left) || !isJsonObject(right)) return undefined;
  const [one, other] = [left['value'], right['value']];
  if (typeof one !== 'number' || typeof other !== 'number' || left['system'] !== right['system'])
    return undefined;
  if (left['code'] === right['code']) {
    const isOneUnit = left['code'] !== undefined || left['unit'] === right['unit'];
    return isOneUnit ? one - other : undefined;
  }
  return left['system'] === UCUM
    ? difference(convert(one, left['code'], right['code'], inUnit), other)
    : undefined;
}

function convert(
  value: number,
  from: unknown,
  to: unknown,
  inUnit: Units['inUnit'] | undefined,
): number | undefined {
  return typeof from === 'string' && typeof to === 'string' ? inUnit?.(value, from, to) : undefined;
}

// converted values are rounded: 0.3 kg are 300.00000000000006 g
function difference(converted: number | undefined, other: number): number | undefined {
  if (converted === undefined) return undefined;
  const gap = converted - other;
  return Math.abs(gap) <= Math.abs(other) * 1e-12 ? 0 : gap;
}

// With differing precision the order is told by the common part, and unknown where that is equal.
function compareDates(left: Item, right: Item): number | undefined {
  const [one, other] = [String(left.value), String(right.value)];
  if (one.length > 10 && other.length > 10) return Date.parse(one) - Date.parse(other);
  const common = Math.min(one.length, other.length, 10);
  const decided = order(one.slice(0, common), other.slice(0, common));
  if (decided !== 0) return decided;
  return one.length === other.length ? 0 : undefined;
}

export function union(left: readonly Item[], right: readonly Item[]): Item[] {
  return distinct([...left, ...right]);
}

export function distinct(items: readonly Item[]): Item[] {
  const seen = new Set<unknown>();
  const complex: Item[] = [];
  const result: Item[] = [];
  for (const item of items) {
    if (typeof item.value === 'object') {
      if (complex.some((other) => sameValue(other.value, item.value))) continue;
      complex.push(item);
    } else if (seen.has(item.value)) continue;
    else seen.add(item.value);
    result.push(item);
  }
  return result;
}

export function contains(items: readonly Item[], wanted: Item): boolean {
  return items.some((item) => sameItem(item, wanted));
}

type Arithmetic = (left: number, right: number) => number | undefined;

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0 ? undefined : left / right),
  div: (left, right) => (right === 0 ? undefined : Math.trunc(left / right)),
  mod: (left, right) => (right === 0 ? undefined : left % right),
};

export function calculate(
  operator: string,
  left: readonly Item[],
  right: readonly Item[],
): readonly Item[] {
  if (operator === '&') return text(`${textOf(left)}${textOf(right)}`);
  const [one, other] = [left[0]?.value, right[0]?.value];
  if (operator === '+' && typeof one === 'string' && typeof other === 'string')
    return text(one + other);
  if (typeof one !== 'number' || typeof other !== 'number') return NOTHING;
  const result = operator === '+' ? one + other : ARITHMETIC[operator]?.(one, other);
  return result === undefined ? NOTHING : number(result);
}

function textOf(items: readonly Item[]): string {
  const value = items[0]?.value;
  const isText =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isText ? String(value) : '';
}

export function text(value: string): readonly Item[] {
  return [toItem(value, 'System.String')];
}

export function number(value: number): readonly Item[] {
  return [toItem(value, Number.isInteger(value) ? 'System.Integer' : 'System.Decimal')];
}
