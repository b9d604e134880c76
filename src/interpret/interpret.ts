/**
 * Prose inside a Trial becomes structure: criteria, time frames, doses, facts told only in the text.
 *
 * Invariant: nothing registered is changed or removed; whatever is added is marked as derived, and
 * is added only where the record has no value of that kind (MAPPING D24).
 */
import type { Issue, Noted } from '../shared/issue.ts';
import type { Trial } from '../trial/trial.ts';
import { resolveArms } from './arms.ts';
import { readOutcomeDetails } from './outcomes.ts';
import { readProse } from './prose/prose.ts';
import { readRegimens } from './regimen/regimens.ts';
import { readCriteria } from './eligibility/eligibility.ts';

type Step = (trial: Trial) => Noted<Trial>;

const STEPS: readonly Step[] = [
  resolveArms,
  readCriteria,
  readProse,
  readRegimens,
  readOutcomeDetails,
];

export function interpret(trial: Trial): Noted<Trial> {
  let value = trial;
  const issues: Issue[] = [];
  for (const step of STEPS) {
    const noted = step(value);
    value = noted.value;
    for (const issue of noted.issues) issues.push(issue);
  }
  return { value, issues };
}
