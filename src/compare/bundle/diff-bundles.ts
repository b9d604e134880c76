/**
 * Which resources of a trial another version of its record creates, changes, leaves as they are, or has no more.
 *
 * "Changed" means what it means to a push (same-content.ts): a difference a push would write.
 */
import type { TransactionBundle } from '../../bundle/bundle.ts';
import type { JsonObject } from '../../shared/json.ts';
import { differingElements } from './elements.ts';
import { isSameContent } from './same-content.ts';

export interface ChangedResource {
  /** `ResearchStudy/ctgov-nct01234567`. */
  readonly reference: string;
  /** FHIRPath of each element that differs: `ResearchStudy.status`. */
  readonly elements: readonly string[];
}

export interface GoneResource {
  readonly reference: string;
  /** `retire`: a part of this trial alone. `keep`: shared with other trials, or the proof of an earlier version. */
  readonly becomes: 'retire' | 'keep';
}

export interface BundleChanges {
  readonly created: readonly string[];
  readonly changed: readonly ChangedResource[];
  readonly unchanged: readonly string[];
  readonly gone: readonly GoneResource[];
}

/** The types a trial's own parts have; sites and sponsors are shared by many trials and no part of one (ADR 8). */
export const PART_TYPES = [
  'Group',
  'ActivityDefinition',
  'EvidenceVariable',
  'PlanDefinition',
] as const;

export function diffBundles(before: TransactionBundle, after: TransactionBundle): BundleChanges {
  const [old, next] = [resourcesIn(before), resourcesIn(after)];
  const shared = [...next].flatMap(([reference, resource]) => {
    const was = old.get(reference);
    return was ? [{ reference, was, resource, isSame: isSameContent(resource, was) }] : [];
  });
  return {
    created: [...next.keys()].filter((reference) => !old.has(reference)),
    changed: shared
      .filter(({ isSame }) => !isSame)
      .map(({ reference, was, resource }) => ({
        reference,
        elements: differingElements(was, resource),
      })),
    unchanged: shared.filter(({ isSame }) => isSame).map(({ reference }) => reference),
    gone: [...old.keys()]
      .filter((reference) => !next.has(reference))
      .map((reference) => ({ reference, becomes: isPart(reference) ? 'retire' : 'keep' })),
  };
}

const isPart = (reference: string): boolean =>
  PART_TYPES.some((type) => reference.startsWith(`${type}/`));

function resourcesIn({ entry }: TransactionBundle): ReadonlyMap<string, JsonObject> {
  return new Map(
    entry.map(({ resource }) => [
      `${resource.resourceType}/${resource.id}`,
      resource as unknown as JsonObject,
    ]),
  );
}
