import {
  assert,
  boolean,
  constantFrom,
  infiniteStream,
  oneof,
  property,
  string,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, test } from 'vitest';

import { mapTrial } from '../../../src/map/map-trial.ts';
import type { FhirResource, Mapping } from '../../../src/map/resource.ts';
import type { Trial } from '../../../src/trial/trial.ts';
import { context, receivedWith } from '../../builders.ts';
import { richTrial } from './rich-trial.ts';

/** Every value a resource states, outside its narrative and the bytes of the record. */
function stated(value: unknown, key = ''): string[] {
  if (key === 'div' || key === 'data') return [];
  if (Array.isArray(value)) return value.flatMap((item) => stated(item));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, child]) => stated(child, name));
  }
  return [String(value)];
}

/** Every value of a trial that a record stated, with its place; leftovers are JSON and looked for as such. */
function valuesOf(part: unknown): { readonly value: string; readonly pointer: string }[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap(valuesOf);
  const sourced = part as {
    readonly value?: unknown;
    readonly place?: { readonly pointer: string };
  };
  if (sourced.place !== undefined && sourced.value !== undefined) {
    return [
      {
        value: typeof sourced.value === 'string' ? sourced.value : JSON.stringify(sourced.value),
        pointer: sourced.place.pointer,
      },
    ];
  }
  return Object.values(part).flatMap(valuesOf);
}

const map = (trial: Trial): Mapping => mapTrial(trial, receivedWith(), context);

/** Said as a boolean, or by the element that a number stands in. */
const BY_ELEMENT = new Set(['ACTUAL', 'ESTIMATED']);

function lostOf(trial: Trial): unknown[] {
  const mapping = map(trial);
  const said = mapping.resources.flatMap((resource) => stated(resource));
  const all = said.join('\n');
  return valuesOf(trial).filter(
    ({ value }) => value.trim() !== '' && !BY_ELEMENT.has(value) && !all.includes(value),
  );
}

describe('nothing vanishes', () => {
  test('every value of a trial that has everything is found again', () => {
    const trial = richTrial((role) => `${role} value`);
    expect(valuesOf(trial).length).toBeGreaterThan(150);
    expect(lostOf(trial)).toEqual([]);
  });

  test('also where no code is in a table, no date is one and no URL is one', () => {
    expect(lostOf(richTrial((role) => `${role} no one knows`, 'unknown'))).toEqual([]);
  });

  test('the same trial gives the same bytes', () => {
    const trial = richTrial((role) => `${role} value`);
    expect(JSON.stringify(map(trial))).toBe(JSON.stringify(map(trial)));
  });
});

describe('whatever a record says, the resources stay well formed', () => {
  const NASTY: Arbitrary<string> = oneof(
    string({ unit: 'binary', maxLength: 12 }),
    constantFrom(
      '',
      ' ',
      '\u0000',
      '\uD800',
      'a\u0007b',
      ' padded ',
      '2021-02-30',
      '#',
      'x|y',
      '<b>&',
      '\\>',
      'x'.repeat(300),
    ),
  );

  test('no empty value, no character FHIR text cannot hold, no malformed primitive', () => {
    assert(
      property(infiniteStream(NASTY), boolean(), (texts, known) => {
        const trial = richTrial(() => nextOf(texts), known ? 'known' : 'unknown');
        expect(
          map(trial).resources.flatMap((resource) => faultsOf(resource, resource.resourceType)),
        ).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('no two resources have one id, every reference resolves', () => {
    assert(
      property(infiniteStream(NASTY), (texts) => {
        const { resources } = map(richTrial(() => nextOf(texts)));
        const ids = resources.map(({ resourceType, id }) => `${resourceType}/${id}`);
        const known = new Set(ids);
        expect(known.size).toBe(ids.length);
        expect(resources.flatMap((resource) => danglingOf(resource, resource, known))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

const nextOf = (texts: Iterator<string>): string => {
  const next: IteratorResult<string, unknown> = texts.next();
  return next.done ? '' : next.value;
};

// http://hl7.org/fhir/R4/datatypes.html#primitive
const SHAPES: Readonly<Record<string, RegExp>> = {
  id: /^[A-Za-z0-9\-.]{1,64}$/,
  code: /^\S+( \S+)*$/,
  system: /^[a-z]+(:\S+)?$/,
  url: /^\S+$/,
  valueUrl: /^[a-z]+:\S+$/i,
  valueUri: /^\S+$/,
  valueCode: /^\S+( \S+)*$/,
  valueId: /^[A-Za-z0-9\-.]{1,64}$/,
  valueDate: /^\d{4}(-\d{2}(-\d{2})?)?$/,
  start: /^\d{4}(-\d{2}(-\d{2})?)?$/,
  end: /^\d{4}(-\d{2}(-\d{2})?)?$/,
  version: /^[^|\s]+$/,
  name: /\S/,
};
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

function faultsOf(value: unknown, path: string): string[] {
  if (typeof value === 'string') return textFaults(value, path);
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: no number`];
  if (Array.isArray(value)) {
    return value.length === 0
      ? [`${path}: empty list`]
      : value.flatMap((item, at) => faultsOf(item, `${path}[${at}]`));
  }
  if (typeof value !== 'object' || value === null)
    return typeof value === 'boolean' ? [] : [`${path}: ${String(value)}`];
  const entries = Object.entries(value);
  if (entries.length === 0) return [`${path}: empty object`];
  return entries.flatMap(([key, child]) => faultsOf(child, `${path}.${key}`));
}

function textFaults(value: string, path: string): string[] {
  if (value.trim() === '') return [`${path}: blank`];
  if (FORBIDDEN.test(value) || !value.isWellFormed()) return [`${path}: ${JSON.stringify(value)}`];
  const key = path.slice(path.lastIndexOf('.') + 1);
  const shape = SHAPES[key];
  return shape && !shape.test(value) ? [`${path}: ${JSON.stringify(value)} is no ${key}`] : [];
}

function danglingOf(value: unknown, root: FhirResource, known: ReadonlySet<string>): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => danglingOf(item, root, known));
  const { reference } = value as { readonly reference?: unknown };
  if (typeof reference === 'string' && !known.has(reference) && !isContained(root, reference))
    return [reference];
  return Object.values(value).flatMap((child) => danglingOf(child, root, known));
}

function isContained(root: FhirResource, reference: string): boolean {
  const contained = (root['contained'] ?? []) as readonly FhirResource[];
  return contained.some(({ id }) => reference === `#${id}`);
}
