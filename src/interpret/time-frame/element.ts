/** What a time frame is a row of: times, recurrences, events, and what else it says between them. */
import type { Duration, TimeEvent } from '../../trial/understood.ts';
import type { Amount } from './amounts.ts';
import type { Role } from './roles.ts';

interface At {
  /** Places of its first word, and after its last. */
  readonly from: number;
  readonly to: number;
}

export interface AmountElement extends At {
  readonly kind: 'amount';
  readonly role: Role;
  /** Words say the role: `at Week 4` rather than `Week 4`. */
  readonly isSaid: boolean;
  /** And say that it is a moment. */
  readonly isAt: boolean;
  readonly amount: Amount;
  readonly event?: TimeEvent;
  readonly isBefore?: true;
  readonly isBoth?: true;
  /** `within 7 days`: it has no other start. */
  readonly isWithin?: true;
}

export interface EveryElement extends At {
  readonly kind: 'every';
  readonly period: Duration;
  readonly count?: number;
}

export interface EventElement extends At {
  readonly kind: 'event';
  readonly role: 'at' | 'from' | 'to';
  readonly event: TimeEvent;
  /** `between baseline`: the other end is still to come. */
  readonly isBetween?: true;
  /** `change from baseline` */
  readonly isChange?: true;
}

/** `,`, `and`, `then` between elements, and words that say nothing known. */
export interface OtherElement extends At {
  readonly kind: 'joint' | 'semicolon' | 'colon' | 'dash' | 'words' | 'stop';
  /** `plus`, `+` */
  readonly isPlus?: true;
  /** `or`, `/` */
  readonly isOr?: true;
  readonly isComma?: true;
  readonly isSlash?: true;
  /** `during the stay` */
  readonly isDuring?: true;
}

export type Element = AmountElement | EveryElement | EventElement | OtherElement;
