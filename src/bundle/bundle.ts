import type { FhirResource } from '../map/resource.ts';

export interface BundleEntry {
  readonly fullUrl: string;
  readonly resource: FhirResource;
  readonly request: { readonly method: 'PUT'; readonly url: string };
}

/** What convert emits: one trial, one transaction, every entry a PUT by its deterministic id. */
export interface TransactionBundle {
  readonly resourceType: 'Bundle';
  readonly id: string;
  readonly meta: {
    readonly profile: readonly string[];
    readonly tag: readonly { readonly system: string; readonly code: string }[];
  };
  readonly type: 'transaction';
  readonly entry: readonly BundleEntry[];
}
