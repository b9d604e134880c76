import type { Issue } from '../shared/issue.ts';
import type { JsonObject } from '../shared/json.ts';

/** What a caller knows of the target of a reference: the resource, its type alone, or that there is none. */
export type Target =
  { readonly resource: JsonObject } | { readonly type: string } | { readonly absent: true };

export interface ValidateOptions {
  /** Profiles to check besides those named in meta.profile. @default [] */
  readonly profiles?: readonly string[];
  /**
   * Profiles to check besides, of each resource by its type: the one given and, of a Bundle, those in its entries;
   * not what is contained.
   */
  readonly profilesFor?: (resourceType: string) => readonly string[];
  /**
   * What a reference is that leads nowhere inside a transaction, batch, collection, document or message, or that
   * `resolve` calls absent. Where the specification leaves no choice it is an error whatever is said here: a
   * contained resource (ref-1), and what a document's Composition or a MessageHeader's focus names.
   * @default 'error'
   */
  readonly danglingReferences?: 'error' | 'warning' | 'ignore';
  /**
   * Asked for what lies outside the resource or Bundle: `Patient/1`, `https://server/fhir/Patient/1`, `urn:uuid:...`
   * as it is written, but for a version (`/_history/2`), which is taken off. Undefined where nothing is known.
   */
  readonly resolve?: (reference: string) => Target | undefined;
  /** Added to: how many codes could not be looked up, by code system, because it is not loaded. */
  readonly unchecked?: Map<string, number>;
}

/** Compiled once from definitions, then checks any number of resources. Pure and synchronous. */
export interface Validator {
  readonly fhirVersion: '4.0.1' | '5.0.0';
  /** Checks a resource of any type; a Bundle with its entries and the references between them. */
  validate(resource: unknown, options?: ValidateOptions): readonly Issue[];
  /** One sentence each: what was checked against, what was not; with `unchecked` as validations filled it, by number. */
  describe(unchecked?: ReadonlyMap<string, number>): {
    readonly checkedAgainst: string;
    readonly notChecked: string;
  };
}
