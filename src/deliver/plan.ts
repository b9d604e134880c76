import type { BundleEntry, TransactionBundle } from '../bundle/bundle.ts';
import { isSameContent } from '../compare/bundle/same-content.ts';
import { CANONICAL } from '../shared/canonical.ts';
import { asText, type JsonObject } from '../shared/json.ts';
import type { Stored } from './read-current.ts';

export type Action = 'create' | 'update' | 'retire' | 'delete' | 'none';

/** What a push does about one resource. */
export interface Step {
  readonly action: Action;
  /** `ResearchStudy/ctgov-nct01234567`. */
  readonly reference: string;
  readonly fullUrl: string;
  /** The content to write; of a deletion, what is there. */
  readonly resource: JsonObject;
  readonly stored: Stored | undefined;
  /** True of a resource the bundle does not have. */
  readonly isBeyond?: true;
}

export const isWrite = ({ action }: Step): boolean => action !== 'none';

/** Steps for what the bundle has, in its order. */
export function planOf(
  bundle: TransactionBundle,
  current: ReadonlyMap<string, Stored>,
): readonly Step[] {
  return bundle.entry.map((entry) => {
    const reference = referenceOf(entry);
    const resource = entry.resource as unknown as JsonObject;
    const stored = current.get(reference);
    const action = !stored
      ? 'create'
      : isSameContent(resource, stored.resource)
        ? 'none'
        : 'update';
    return { action, reference, fullUrl: entry.fullUrl, resource, stored };
  });
}

/** A step about a resource the bundle does not have. */
export function stepBeyond(
  action: 'update' | 'retire' | 'delete',
  stored: Stored,
  resource: JsonObject = stored.resource,
): Step {
  const reference = `${asText(resource['resourceType'])}/${asText(resource['id'])}`;
  return {
    action,
    reference,
    fullUrl: `${CANONICAL}/${reference}`,
    resource,
    stored,
    isBeyond: true,
  };
}

export function referenceOf(entry: BundleEntry): string {
  return `${entry.resource.resourceType}/${entry.resource.id}`;
}
