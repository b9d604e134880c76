/** Structure that interpret/ finds in the words of a trial: time frames and criteria. */
import type { Text } from './values.ts';

/** UCUM codes a time frame or an age may use. */
export type TimeUnit = 's' | 'min' | 'h' | 'd' | 'wk' | 'mo' | 'a';

export interface Duration {
  readonly value: number;
  readonly unit: TimeUnit;
}

/** What the words of a time frame say for certain, in their order; what else they say stays in the text (MAPPING 5.1). */
export type Timing = readonly TimeStatement[];

export type TimeStatement =
  /** Measured at each of these moments. */
  | { readonly kind: 'points'; readonly points: readonly TimePoint[] }
  /** From one moment to another. */
  | { readonly kind: 'range'; readonly low: TimePoint; readonly high: TimePoint }
  /** Up to a moment, from its event or from a start that the words leave open. */
  | { readonly kind: 'bound'; readonly high: TimePoint }
  | Recurrence;

/** Again and again: `count` times (once where absent) in each period. */
export interface Recurrence {
  readonly kind: 'recurrence';
  readonly period: Duration;
  readonly count?: number;
  /** For how long. */
  readonly bounds?: Duration;
  readonly from?: TimeEvent;
  readonly until?: TimeEvent;
}

/**
 * A moment: so long after an event (before it where the value is negative), the event itself, or so long after
 * a start that the words leave open. At least one of the two is there.
 */
export interface TimePoint {
  readonly offset?: Duration;
  readonly event?: TimeEvent;
}

export interface TimeEvent {
  /** The words: `First dose of study drug`. */
  readonly text: string;
  /** A code of evidence-variable-event or of our timing-event, where the words are one's name. */
  readonly code?: {
    readonly system: 'evidence-variable-event' | 'timing-event';
    readonly code: string;
  };
}

/** How something is given, as far as its words say so for certain (MAPPING 5.3). */
export interface Regimen {
  /** The amount given at a time. */
  readonly dose?: RegimenDose;
  readonly route?: RegimenRoute;
  readonly schedule?: RegimenSchedule;
  /** For how long. */
  readonly bounds?: Duration;
  /** The bounds are the longest it may be. */
  readonly isUpTo?: true;
}

export interface RegimenDose {
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
}

export interface RegimenRoute {
  readonly name: string;
  /** Of the NCI Thesaurus, where it is certain. */
  readonly code?: string;
}

/** So many times in each period. */
export interface RegimenSchedule {
  readonly count: number;
  readonly period: Duration;
}

export interface Criterion {
  /** Items are on the side of the criterion they stand under. */
  readonly exclude: boolean;
  /** Verbatim text without its number or bullet, and without that of its items. */
  readonly text: Text;
  /** The number or bullet as written: `2.`, `*`. */
  readonly label?: string;
  /** Code of criterion-category. */
  readonly category: string;
  /**
   * How much of the text, and of its items, the statements say, as far as they may be acted on; `none` where they
   * are only mentioned.
   */
  readonly coverage: 'full' | 'partial' | 'none';
  /** What the text compares with values, in its order. */
  readonly statements: readonly CriterionStatement[];
  /** How several statements combine; absent where the words do not tell for certain. */
  readonly combination?: 'all-of' | 'any-of';
  /** The criteria listed under this one, in their order: `Adequate organ function:` and its values. */
  readonly items: readonly Criterion[];
  /** How the items combine; absent where the words do not tell for certain: they may be remarks or examples. */
  readonly itemsCombination?: ItemsCombination;
  /** Whoever meets the items meets the criterion; its text demands nothing else: `At least one of the following:`. */
  readonly itemsSayAll?: true;
  /** The text speaks for the other side: `Patients with a stroke are excluded` among the inclusions. */
  readonly speaksForOtherSide?: true;
}

/** All, one, or so many of the items: codes of characteristic-combination. */
export type ItemsCombination =
  | { readonly code: 'all-of' | 'any-of' }
  | { readonly code: 'at-least'; readonly threshold: number };

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
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly text: string };

/** One comparison of a criterion, with the rule that read it and the words it was read from. */
export interface CriterionStatement extends TypedCriterion {
  /** Name of the rule: `measure:platelets`, `age`. */
  readonly rule: string;
  /** The words of the record, verbatim. */
  readonly excerpt: string;
  /** Words that say when it holds: `if liver metastases`. */
  readonly condition?: string;
  /** What a time is counted from, in words: `randomization`. */
  readonly event?: string;
}

/** Type code and value of a criterion that a rule understood; `any-of` where one of several values will do. */
export interface TypedCriterion {
  readonly type: CriterionType;
  readonly value:
    CriterionValue | { readonly kind: 'any-of'; readonly values: readonly CriterionValue[] };
  /** The value counts from the upper (UNL) or lower (LNL) limit of normal: code of characteristic-offset. */
  readonly offset?: 'UNL' | 'LNL';
}

export interface CriterionType {
  readonly system: string;
  readonly code: string;
  readonly display: string;
  /** What exactly, in words of the record: the therapy of a washout, the name of a score that has no code. */
  readonly text?: string;
}
