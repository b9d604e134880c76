/** Regimens told in the descriptions of interventions and arms, and in doses found in prose. */
import type { Noted } from '../../shared/issue.ts';
import type { Arm, Intervention, Trial } from '../../trial/trial.ts';
import { readRegimen } from './regimen.ts';

/** Types of interventions that are given in doses; a record may name none. */
const GIVEN: ReadonlySet<string> = new Set([
  'DRUG',
  'BIOLOGICAL',
  'COMBINATION_PRODUCT',
  'DIETARY_SUPPLEMENT',
  'GENETIC',
]);

export function readRegimens(trial: Trial): Noted<Trial> {
  const interventions = trial.interventions.map(withRegimen);
  const arms = trial.arms.map((arm) => armWithRegimen(arm, trial.interventions));
  return { value: { ...trial, interventions, arms }, issues: [] };
}

const isGiven = ({ type, dose }: Intervention): boolean =>
  dose !== undefined || (type !== undefined && GIVEN.has(type.value.toUpperCase()));

function withRegimen(intervention: Intervention): Intervention {
  const { dose, description, regimen } = intervention;
  const words = dose ?? description;
  const read = regimen ?? (words && isGiven(intervention) ? readRegimen(words.value) : undefined);
  return read ? { ...intervention, regimen: read } : intervention;
}

/** Of an arm with several interventions its words do not tell which one they are about. */
function armWithRegimen(arm: Arm, interventions: readonly Intervention[]): Arm {
  const [index, more] = arm.interventions;
  const intervention = index === undefined ? undefined : interventions[index];
  if (!intervention || more !== undefined || !arm.description || !isGiven(intervention)) return arm;
  const regimen = arm.regimen ?? readRegimen(arm.description.value);
  return regimen ? { ...arm, regimen } : arm;
}
