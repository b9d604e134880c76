/**
 * What must hold for every record (docs/data-flow.md): a record goes to FHIR and comes back whole.
 *
 * The checks look at values that were made from the bundle alone: DocumentReference and narrative are
 * taken out of it before.
 */
import { isDeepStrictEqual } from 'node:util';
import { sid, structureDefinition } from '../../src/shared/canonical.ts';
import {
  isJsonObject,
  objectIn,
  objectsIn,
  type Json,
  type JsonObject,
} from '../../src/shared/json.ts';
import type { Received } from '../../src/shared/received.ts';
import type { MapContext } from '../../src/map/scope.ts';
import { restoreBundle, type Restored } from '../../src/restore/restore.ts';
import { leavesOf, shapeOf, type Leaf, type Leaves } from './leaves.ts';
import { linesLost } from './lines.ts';
import { convertedOf, idsOf, withoutCopies, type Converted } from './pipe.ts';
import { lostLeaves, type Proofs } from './stated.ts';

export const CHECKS = ['restored', 'leaves', 'stated', 'bytes', 'ids'] as const;
export type Check = (typeof CHECKS)[number];

export interface Fault {
  readonly check: Check;
  /** Pointer into the record or the trial, or a line. */
  readonly where: string;
  readonly wanted?: unknown;
  readonly got?: unknown;
}

export interface Outcome {
  readonly isText: boolean;
  readonly faults: readonly Fault[];
  readonly leaves: number;
  readonly equal: number;
  /** Leaves that only a generic extension carries, as values or by the name of what they copy; counted by shape. */
  readonly carried: ReadonlyMap<string, number>;
  readonly copied: ReadonlyMap<string, number>;
}

/** Checks one record in one FHIR version; undefined where no trial can be read from it. */
export function checkRecord(
  record: Received,
  context: MapContext,
  proofs: Proofs,
): Outcome | undefined {
  const converted = convertedOf(record, context);
  if (!converted) return undefined;
  const bundle = withoutCopies(converted);
  const restored = restoreBundle(bundle);
  const document = converted.trial.registry === 'ctgov' ? jsonOf(record.text) : undefined;
  const leaves = leavesOf(document);
  const faults = [
    ...trialFaults(converted, restored, document === undefined),
    ...leafFaults(leaves, leavesOf(restored.ctgov), document),
    ...(document === undefined
      ? linesLost(record, converted).map((where): Fault => ({ check: 'stated', where }))
      : lostLeaves({ document, leaves, converted, restored, context }, proofs).map(
          (where): Fault => ({ check: 'stated', where, wanted: leaves.get(where) }),
        )),
    ...bytesFault(record, converted, context),
    ...idFaults(record, converted, context, document),
  ];
  const { carried, copied } = genericOf(bundle, leaves);
  const wrong = new Set(faults.filter(({ check }) => check === 'leaves').map(({ where }) => where));
  const equal = [...leaves.keys()].filter((pointer) => !wrong.has(pointer)).length;
  return { isText: document === undefined, faults, leaves: leaves.size, equal, carried, copied };
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function trialFaults(
  { trial }: Converted,
  restored: Partial<Restored>,
  isText: boolean,
): readonly Fault[] {
  const comparable = (value: unknown): Json => (isText ? withoutPlaces(value) : value) as Json;
  const wanted = comparable(trial);
  const got = comparable(restored.trial ?? null);
  if (isDeepStrictEqual(got, wanted)) return [];
  const faults = differences(leavesOf(wanted), leavesOf(got), 'restored');
  return faults.length > 0
    ? faults
    : [{ check: 'restored', where: '', wanted: 'the same empty lists' }];
}

/** A text's places are lines, which no FHIR element holds. */
function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) =>
      key === 'place' ? [] : [[key, withoutPlaces(member)]],
    ),
  );
}

function leafFaults(wanted: Leaves, got: Leaves, document: Json | undefined): readonly Fault[] {
  return document === undefined ? [] : differences(wanted, got, 'leaves');
}

function differences(wanted: Leaves, got: Leaves, check: Check): readonly Fault[] {
  const fault = (where: string): Fault => ({
    check,
    where,
    wanted: wanted.get(where),
    got: got.get(where),
  });
  const missing = [...wanted].filter(([pointer, value]) => got.get(pointer) !== value);
  const extra = [...got].filter(([pointer]) => !wanted.has(pointer));
  return [...missing, ...extra].map(([pointer]) => fault(pointer));
}

function bytesFault(record: Received, converted: Converted, context: MapContext): readonly Fault[] {
  const again = convertedOf(record, context);
  return again?.bytes === converted.bytes ? [] : [{ check: 'bytes', where: '' }];
}

const WORDING = /("(?:briefTitle|measure|description|timeFrame|briefSummary)":")(?=[^\s"\\])/g;

/** Ids follow from numbers and ordinals. Only a record with its own number has ids that outlive its wording. */
function idFaults(
  record: Received,
  converted: Converted,
  context: MapContext,
  document: Json | undefined,
): readonly Fault[] {
  const isRegistered = converted.trial.identifiers.some(({ kind }) => kind === 'registry');
  if (document === undefined || !isRegistered) return [];
  const text = JSON.stringify(document).replace(WORDING, '$1Edited. ');
  const edited = convertedOf({ ...record, text }, context);
  const [before, after] = [idsOf(converted), edited ? idsOf(edited) : []];
  const changed = before.findIndex((id, index) => id !== after[index]);
  if (changed === -1 && before.length === after.length) return [];
  const at = changed === -1 ? before.length : changed;
  return [{ check: 'ids', where: sid('study'), wanted: before[at], got: after[at] }];
}

interface Generic {
  readonly carried: ReadonlyMap<string, number>;
  readonly copied: ReadonlyMap<string, number>;
}

/** The leaves of the record that ext-source-element holds. */
function genericOf(bundle: Json, leaves: Leaves): Generic {
  const carried = new Map<string, number>();
  const copied = new Map<string, number>();
  for (const { path, value, copyOf } of sourceElements(bundle)) {
    const under = [...leavesUnder(path, copyOf === undefined ? leavesOf(value, path) : leaves)];
    for (const [pointer] of under.filter(([each]) => leaves.has(each))) {
      const counts = copyOf === undefined ? carried : copied;
      const shape = shapeOf(pointer);
      counts.set(shape, (counts.get(shape) ?? 0) + 1);
    }
  }
  return { carried, copied };
}

function leavesUnder(path: string, leaves: Leaves): readonly (readonly [string, Leaf])[] {
  return [...leaves].filter(([pointer]) => pointer === path || pointer.startsWith(`${path}/`));
}

interface SourceElement {
  readonly path: string;
  readonly value: Json | undefined;
  readonly copyOf: string | undefined;
}

function sourceElements(bundle: Json): readonly SourceElement[] {
  const url = structureDefinition('ext-source-element');
  const resources = objectsIn(objectIn(bundle)['entry']).map(({ resource }) => objectIn(resource));
  return resources
    .flatMap((resource) => objectsIn(resource['extension']))
    .filter((extension) => extension['url'] === url)
    .map((extension) => {
      const parts = objectsIn(extension['extension']);
      const part = (name: string): string | undefined =>
        textOf(parts.find((each) => each['url'] === name));
      const value = part('value');
      return {
        path: part('path') ?? '',
        value: value === undefined ? undefined : jsonOf(value),
        copyOf: part('copyOf'),
      };
    });
}

function textOf(part: JsonObject | undefined): string | undefined {
  const value = part?.['valueString'];
  return typeof value === 'string' ? value : undefined;
}
