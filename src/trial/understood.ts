/** Structure that interpret/ finds in the words of a trial: time frames and criteria. */
import type { Text } from './values.ts';

/** UCUM codes a time frame or an age may use. */
export type TimeUnit = 'min' | 'h' | 'd' | 'wk' | 'mo' | 'a';

export interface Duration {
  readonly value: number;
  readonly unit: TimeUnit;
}

/** A time frame taken apart; only ever set when the whole text matched (MAPPING 5.1). */
export interface Timing {
  readonly quantity?: Duration;
  readonly low?: Duration;
  readonly high?: Duration;
  /** The anchor in words: `First dose of study drug`. */
  readonly event?: string;
  /** The anchor as a code of evidence-variable-event or of our timing-event. */
  readonly eventCode?: {
    readonly system: 'evidence-variable-event' | 'timing-event';
    readonly code: string;
  };
}

export interface Criterion {
  readonly exclude: boolean;
  /** Verbatim text without its number or bullet. */
  readonly text: Text;
  /** The number or bullet as written: `2.`, `*`. */
  readonly label?: string;
  /** Code of criterion-category. */
  readonly category: string;
  /** How much of the text the statements say, as far as they may be acted on; `none` where they are only mentioned. */
  readonly coverage: 'full' | 'partial' | 'none';
  /** What the text compares with values, in its order. */
  readonly statements: readonly CriterionStatement[];
  /** How several statements combine; absent where the words do not tell for certain. */
  readonly combination?: 'all-of' | 'any-of';
}

/** A value that a criterion demands: one of the choices of definitionByTypeAndValue. */
export type CriterionValue =
  | {
      readonly kind: 'quantity';
      readonly value: number;
      readonly comparator?: '<' | '<=' | '>=' | '>';
      readonly unit?: string;
      readonly ucum?: string;
    }
  | {
      readonly kind: 'range';
      readonly low?: number;
      readonly high?: number;
      readonly unit?: string;
      readonly ucum?: string;
    }
  | {
      readonly kind: 'code';
      readonly system: string;
      readonly code: string;
      readonly display: string;
      readonly text?: string;
    }
  | { readonly kind: 'text'; readonly text: string };

/** One comparison of a criterion, with the rule that read it and the words it was read from. */
export interface CriterionStatement extends TypedCriterion {
  /** Name of the rule: `measure:platelets`, `age`. */
  readonly rule: string;
  /** The words of the record, verbatim. */
  readonly excerpt: string;
  /** Words that say when it holds: `if liver metastases`. */
  readonly condition?: string;
}

/** Type code and value of a criterion that a rule understood; `any-of` where one of several values will do. */
export interface TypedCriterion {
  readonly type: { readonly system: string; readonly code: string; readonly display: string };
  readonly value:
    CriterionValue | { readonly kind: 'any-of'; readonly values: readonly CriterionValue[] };
  /** The value counts from the upper (UNL) or lower (LNL) limit of normal: code of characteristic-offset. */
  readonly offset?: 'UNL' | 'LNL';
}
