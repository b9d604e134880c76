import { readFileSync } from 'node:fs';
import { isJsonObject, pointerToken, type Json } from '../../src/shared/json.ts';

/** One leaf of the registry's own field list (`/studies/metadata` of the v2 API), list items marked `[]`. */
export interface Field {
  readonly path: string;
  readonly type: string;
}

/** The 342 leaves a ClinicalTrials.gov study can have. */
export const FIELDS: readonly Field[] = readFileSync(
  new URL('ctgov-fields.tsv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => line.split('\t'))
  .map(([path = '', type = '']) => ({ path, type }));

const BY_PATH = new Map(FIELDS.map((field) => [field.path, field]));

/** `protocolSection.x.y[].z` of `/protocolSection/x/y/3/z`; the two coordinates are one field. */
export function registryPath(pointer: string): string {
  const path = pointer
    .slice(1)
    .split('/')
    .reduce(
      (before, token) =>
        /^\d+$/.test(token) ? `${before}[]` : before === '' ? token : `${before}.${token}`,
      '',
    );
  return path.replace(/\.geoPoint\.(?:lat|lon)$/, '.geoPoint');
}

export const fieldOf = (pointer: string): Field | undefined => BY_PATH.get(registryPath(pointer));

export interface SourceLeaf {
  readonly pointer: string;
  readonly value: boolean | number | string;
}

/** Non-empty leaves of a study outside its results. */
export function sourceLeaves(value: Json | undefined, pointer = ''): SourceLeaf[] {
  if (pointer === '/resultsSection') return [];
  if (Array.isArray(value))
    return value.flatMap((item: Json, at) => sourceLeaves(item, `${pointer}/${at}`));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, child]) =>
      sourceLeaves(child, `${pointer}/${pointerToken(key)}`),
    );
  }
  if (value === null || value === undefined || value === '') return [];
  return [{ pointer, value: value as SourceLeaf['value'] }];
}

/** The study without what the registry's field list does not know: a collector's additions. */
export function known(value: Json, pointer = ''): Json {
  if (Array.isArray(value)) return value.map((item: Json, at) => known(item, `${pointer}/${at}`));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, child]) => [key, `${pointer}/${pointerToken(key)}`, child] as const)
      .filter(([, at]) => isKnown(registryPath(at)))
      .map(([key, at, child]) => [key, known(child ?? null, at)]),
  );
}

const isKnown = (path: string): boolean =>
  FIELDS.some(
    (field) =>
      field.path === path ||
      (/^(?:\[\]|\.)/.test(field.path.slice(path.length)) && field.path.startsWith(path)),
  );
