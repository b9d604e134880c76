import type { CriterionType, TypedCriterion } from '../../trial/understood.ts';
import type { Limit } from './limits.ts';

/** One comparison or condition that a rule read, with its place in the text of the criterion. */
export interface Statement {
  /** Name of the rule that read it: `measure:platelets`. */
  readonly rule: string;
  readonly type: CriterionType;
  readonly value: TypedCriterion['value'];
  readonly offset?: Limit;
  /** What stands between the names that share the value: `AST and ALT`. */
  readonly joined?: string;
  /** Words that say when it holds: `if liver metastases`. */
  readonly condition?: string;
  /** The words about it say that it shall not be so. */
  readonly isDenied?: true;
  /** Its words say more than it tells. */
  readonly saysMore?: true;
  /** What a time is counted from, in the words of the text. */
  readonly event?: string;
  /** Place in the text: of the name, and just after the value and its condition. */
  readonly start: number;
  readonly end: number;
}

/** Both go by their places in one text. */
export const overlap = (one: Span, other: Span): boolean =>
  one.start < other.end && other.start < one.end;

type Span = Pick<Statement, 'start' | 'end'>;
