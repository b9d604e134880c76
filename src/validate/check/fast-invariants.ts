/**
 * Invariants of the base specification written by hand, where speed counts: true where one holds; where it
 * does not, the FHIRPath of the definition decides. test/validate/check/fast-agrees.test.ts holds each to its FHIRPath.
 */
import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import type { Run } from '../plan/plan.ts';

type Fast = (value: JsonObject, run: Run) => boolean;

/** Checked elsewhere, with a code of their own: never evaluated as FHIRPath. */
export const CHECKED_ELSEWHERE: ReadonlySet<string> = new Set([
  'ele-1',
  'ext-1',
  'ref-1',
  'dom-3',
  'txt-1',
  'txt-2',
  ...['1', '2', '3', '3a', '3b', '3c', '3d', '4', '5', '7', '8', '9', '10', '11', '12'].map(
    (number) => `bdl-${number}`,
  ),
]);

export const FAST_INVARIANTS: Readonly<Record<string, Fast>> = {
  'dom-2': (value) => contained(value).every((inner) => inner['contained'] === undefined),
  'dom-4': (value) =>
    contained(value).every(({ meta }) => !has(meta, 'versionId') && !has(meta, 'lastUpdated')),
  'dom-5': (value) => contained(value).every(({ meta }) => !has(meta, 'security')),
  // a contained resource has no narrative of its own (references.html#contained)
  'dom-6': ({ text }, run) => run.resource?.container !== undefined || has(text, 'div'),
  'per-1': isPeriodInOrder,
  'qty-3': (value) => value['code'] === undefined || present(value, 'system'),
  'att-1': (value) => value['data'] === undefined || present(value, 'contentType'),
  // R4's expression has no answer where there is no probability; R5 wrote it anew so that it holds
  'ras-2': ({ probabilityDecimal: odds }) => typeof odds !== 'number' || odds <= 100,
  'cpt-2': (value) => value['value'] === undefined || present(value, 'system'),
};

function has(value: unknown, name: string): boolean {
  return isJsonObject(value) && present(value, name);
}

function present(value: JsonObject, name: string): boolean {
  return value[name] !== undefined || value[`_${name}`] !== undefined;
}

function contained(resource: JsonObject): JsonObject[] {
  const list = resource['contained'];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

// Times of differing precision are compared by what both tell: 2020 does not end before 2020-05.
function isPeriodInOrder({ start, end }: JsonObject): boolean {
  if (typeof start !== 'string' || typeof end !== 'string') return true;
  if (start.length > 10 && end.length > 10) return Date.parse(start) <= Date.parse(end);
  const common = Math.min(start.length, end.length, 10);
  return start.slice(0, common) <= end.slice(0, common);
}
