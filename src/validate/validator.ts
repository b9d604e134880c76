import type { Issue } from '../shared/issue.ts';

export interface ValidateOptions {
  /** Profiles to check besides those named in meta.profile. @default [] */
  readonly profiles?: readonly string[];
  /**
   * What a reference is that leads nowhere inside a transaction, batch, collection, document or message.
   * @default 'error'
   */
  readonly danglingReferences?: 'error' | 'warning' | 'ignore';
}

/** Compiled once from definitions, then checks any number of resources. Pure and synchronous. */
export interface Validator {
  readonly fhirVersion: '4.0.1' | '5.0.0';
  /** Checks a resource of any type; a Bundle with its entries and the references between them. */
  validate(resource: unknown, options?: ValidateOptions): readonly Issue[];
  /** One sentence each: what was checked against, what was not. */
  describe(): { readonly checkedAgainst: string; readonly notChecked: string };
}
