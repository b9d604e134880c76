/** What mappings/elements says: where each leaf of a registry's record goes. */
import type { FhirVersion } from '../shared/fhir-version.ts';

/**
 * How a value becomes an element. `verbatim`: the words as they stand; `code`: through a code table;
 * `derived`: rebuilt from other elements; `generic`: only in ext-source-element.
 */
export const ROW_KINDS = [
  'verbatim',
  'code',
  'flag',
  'date',
  'number',
  'derived',
  'generic',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** Element patterns for each FHIR version; the grammar is in mappings/elements/README.md. */
export type Targets = Readonly<Record<FhirVersion, readonly string[]>>;

export interface ElementRow {
  /** Leaf of the registry's record: `protocolSection.statusModule.whyStopped`. */
  readonly path: string;
  /** Where the trial model has it: `status.whyStopped`, `outcomes(primary).measure`. */
  readonly trial: readonly string[];
  readonly kind: RowKind;
  /** Code table of mappings/r4 and mappings/r5. */
  readonly table?: string;
  /** The values of the list make one element together: a set of phases. */
  readonly together?: true;
  /** Elements that hold the value. */
  readonly targets: Targets;
  /** Elements that change with the value without holding it. */
  readonly derived: Targets;
  /** Trial paths of what a rule read out of the value: `eligibility.criteria[].text`. */
  readonly read: readonly string[];
  /** The rule in words. */
  readonly rule: string;
}

/** A part of the record that is not mapped leaf by leaf, with the reason. */
export interface ElementBlock {
  readonly path: string;
  readonly leaves: number;
  readonly reason: string;
}

/** Elements that no value of the record makes: constants, links, narrative. */
export interface MadeElements {
  readonly targets: readonly string[];
  /** Trial paths of what a rule read out of prose, where the element holds that. */
  readonly read: readonly string[];
  readonly rule: string;
}

export interface ElementRows {
  /** Registry key: `ctgov`. */
  readonly registry: string;
  readonly rows: readonly ElementRow[];
  readonly blocks: readonly ElementBlock[];
  readonly made: readonly MadeElements[];
}

/** `statusModule` of `protocolSection.statusModule.whyStopped`; the first word of a path without a module. */
export function moduleOf({ path }: Pick<ElementRow, 'path'>): string {
  const steps = path.split('.');
  return steps.find((step) => step.endsWith('Module')) ?? steps[0] ?? path;
}
