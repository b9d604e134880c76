/**
 * A patient held against the criteria of a trial, from its typed criteria alone.
 *
 * Pure. What is not known is never counted as met: nothing is concluded from a resource that is not there.
 */
import type { Issue } from '../shared/issue.ts';
import { asText, type Json, type JsonObject } from '../shared/json.ts';
import type { Units } from '../validate/terminology/outside.ts';
import type { Check, Circumstances, Evidence } from './check.ts';
import { criterionOf, hold } from './criterion.ts';
import { spanOf } from './dates.ts';
import { eligibilityOf } from './eligibility-of.ts';
import type { Truth } from './kleene.ts';
import { openPatient } from './patient-record.ts';

/** Whether what the words describe is so of the patient. */
export type Result = 'met' | 'not met' | 'unknown';

export interface MatchedCheck {
  /** `Platelets [#/volume] in Blood ≥ 100 10*9/L`. */
  readonly demand: string;
  readonly result: Result;
  /** Why it is unknown. */
  readonly reason?: string;
  /** The resources that were looked at. */
  readonly evidence: readonly Evidence[];
}

export interface MatchedCriterion {
  /** EvidenceVariable.characteristic.linkId. */
  readonly linkId: string;
  /** Number or bullet as the record has it. */
  readonly label?: string;
  /** The words of the criterion. */
  readonly text: string;
  readonly exclude: boolean;
  /** Of the words as they stand: an exclusion that is met excludes. */
  readonly result: Result;
  /** What the result means for taking part. */
  readonly effect: 'allows' | 'excludes' | 'open';
  /** Why it is unknown. */
  readonly reason?: string;
  readonly checks: readonly MatchedCheck[];
}

/** `excluded`: one criterion at least excludes. `may be eligible`: every criterion is known and allows. */
export type Verdict = 'excluded' | 'unknown' | 'may be eligible';

export interface Match {
  readonly trial: { readonly id?: string; readonly title: string };
  /** Reference to the Patient. */
  readonly patient: string;
  /** The day for which it was compared. */
  readonly on: string;
  readonly verdict: Verdict;
  readonly criteria: readonly MatchedCriterion[];
}

export interface MatchOptions {
  /** Day of the comparison, `2026-11-21`: age is told of it, and what was observed later is not looked at. */
  readonly on: string;
  readonly units: Units;
  /** Id of the Patient, where the Bundle has several. */
  readonly patientId?: string;
}

export interface Matching {
  /** Absent where trial or patient could not be read; `issues` then says why. */
  readonly match?: Match;
  readonly issues: readonly Issue[];
}

/**
 * Holds a patient against a trial.
 *
 * @param trial Bundle of a converted trial, or its EvidenceVariable, R4 or R5
 * @param patient Bundle of any type with the Patient and their Observations, R4 or R5
 * @throws {RangeError} where `options.on` is no day
 */
export function matchPatient(trial: Json, patient: Json, options: MatchOptions): Matching {
  const { on, units, patientId } = options;
  if (on.length !== 10 || !spanOf(on)) throw new RangeError('on is no day such as 2026-11-21');
  const eligibility = eligibilityOf(trial);
  const opened = openPatient(patient, patientId);
  const issues = [...eligibility.issues, ...opened.issues];
  if (!eligibility.value || !opened.value) return { issues };
  const { characteristics, ...named } = eligibility.value;
  const circumstances = { record: opened.value, on, units };
  const criteria = characteristics.map((each) => matchedCriterion(each, circumstances));
  const verdict = verdictOf(criteria);
  return {
    match: { trial: named, patient: opened.value.reference, on, verdict, criteria },
    issues,
  };
}

function matchedCriterion(
  characteristic: JsonObject,
  circumstances: Circumstances,
): MatchedCriterion {
  const { truth, reason, checks } = hold(characteristic, circumstances);
  const { label } = criterionOf(characteristic);
  const exclude = characteristic['exclude'] === true;
  return {
    linkId: asText(characteristic['linkId']),
    ...(label !== undefined && { label }),
    text: asText(characteristic['description']),
    exclude,
    result: resultOf(truth),
    effect: truth === undefined ? 'open' : truth === exclude ? 'excludes' : 'allows',
    ...(reason !== undefined && truth === undefined && { reason }),
    checks: checks.map(matchedCheck),
  };
}

function matchedCheck({ truth, ...check }: Check): MatchedCheck {
  return { ...check, result: resultOf(truth) };
}

function resultOf(truth: Truth): Result {
  if (truth === undefined) return 'unknown';
  return truth ? 'met' : 'not met';
}

function verdictOf(criteria: readonly MatchedCriterion[]): Verdict {
  if (criteria.some(({ effect }) => effect === 'excludes')) return 'excluded';
  const isOpen = criteria.length === 0 || criteria.some(({ effect }) => effect === 'open');
  return isOpen ? 'unknown' : 'may be eligible';
}
