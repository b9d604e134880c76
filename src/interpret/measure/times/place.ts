import { concept, type VariableType } from '../lexicon/variable.ts';
import type { Lead, Tail } from './leads.ts';
import type { Period } from './period.ts';
import type { What } from './what.ts';

export const WASHOUT = concept('washout', 'Time since last had, done or taken');
export const DISEASE = concept('disease-duration', 'Time since diagnosis or onset');
export const REMISSION = concept('remission-duration', 'Duration of remission');

/** Rules that tell times. */
export const TIME_RULES: readonly string[] = [WASHOUT, DISEASE, REMISSION].map(({ code }) => code);

/** How far before and after a period its words are looked for. */
export const BACK = 90;
export const AHEAD = 160;

export interface Found {
  readonly lead: Pick<Lead, 'comparator'>;
  readonly end: number;
  readonly what: What;
  readonly type: VariableType;
  readonly event?: string;
}

export interface Place {
  readonly text: string;
  /** Where the last measured value before it ends. */
  readonly measured: number;
  readonly period: Period;
  readonly floor: number;
  /** Just after the period. */
  readonly from: number;
  readonly tail: Tail | undefined;
  /** Where the words that lead to the period begin. */
  readonly at: number;
}

export interface Led extends Place {
  readonly lead: Lead;
  readonly exclude: boolean;
}
