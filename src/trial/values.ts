/** The values a trial is made of: each knows where in the record it stood and how it was obtained. */
import type { Place } from '../shared/issue.ts';

/** Codes of the derivation-method code system. Absent derivation: a verbatim field of the record. */
export type DerivationMethod =
  'text-rule' | 'dictionary' | 'registry-derived' | 'normalized' | 'copied' | 'defaulted';

export interface Derivation {
  readonly method: DerivationMethod;
  /** Name of the rule, e.g. `prose-enrollment`. */
  readonly rule?: string;
  /** Trial path of the field that was read, e.g. `detailedDescription`, `interventions[0].name`. */
  readonly sourcePath?: string;
  /** The words that were read. */
  readonly excerpt?: string;
}

export interface Sourced<T> {
  readonly value: T;
  readonly place: Place;
  readonly derivation?: Derivation;
}

export type Text = Sourced<string>;
export type Flag = Sourced<boolean>;
export type Count = Sourced<number>;
/** A FHIR partial date (`2020`, `2020-10`, `2020-10-05`) where readable, else the text as given. */
export type DateText = Sourced<string>;

/** A registry code as the registry writes it, with the table of mappings/ it belongs to (`ctgov-phase`). */
export interface Code extends Text {
  readonly table: string;
}

/** A date and whether it has happened (`ACTUAL`) or is expected (`ESTIMATED`). */
export interface DatePoint {
  readonly date: DateText;
  readonly type?: Code;
}
