import type { JsonObject } from '../../shared/json.ts';
import type { Arm, Intervention, Outcome, OutcomeKind, Trial } from '../../trial/trial.ts';
import { isAdded } from '../added.ts';
import { branch, branches, registered, registeredList, wholeText } from './registered.ts';

export function writeDescription(trial: Trial): JsonObject | undefined {
  return branch({
    briefSummary: registered(trial.briefSummary),
    detailedDescription: registered(trial.detailedDescription),
  });
}

export function writeConditions(trial: Trial): JsonObject | undefined {
  return branch({
    conditions: registeredList(trial.conditions),
    keywords: registeredList(trial.keywords),
  });
}

export function writeArmsInterventions(trial: Trial): JsonObject | undefined {
  return branch({
    armGroups: branches(trial.arms, writeArm),
    interventions: branches(trial.interventions, (intervention, index) =>
      writeIntervention(intervention, trial.interventions[index - 1]),
    ),
  });
}

function writeArm(arm: Arm): JsonObject | undefined {
  if (isAdded(arm.label.derivation)) return undefined;
  return branch({
    label: registered(arm.label),
    type: registered(arm.type),
    description: registered(arm.description),
    interventionNames: registeredList(arm.interventionNames),
  });
}

function writeIntervention(
  intervention: Intervention,
  before: Intervention | undefined,
): JsonObject | undefined {
  const name = wholeText(intervention.name, before?.name);
  if (name === undefined) return undefined;
  return branch({
    type: registered(intervention.type),
    name,
    description: registered(intervention.description),
    armGroupLabels: registeredList(intervention.armGroupLabels),
    otherNames: registeredList(intervention.otherNames),
  });
}

export function writeOutcomes({ outcomes }: Trial): JsonObject | undefined {
  const ofKind = (kind: OutcomeKind): readonly JsonObject[] =>
    branches(
      outcomes.filter((outcome) => outcome.kind === kind),
      writeOutcome,
    );
  return branch({
    primaryOutcomes: ofKind('primary'),
    secondaryOutcomes: ofKind('secondary'),
    otherOutcomes: ofKind('other'),
  });
}

function writeOutcome(outcome: Outcome): JsonObject | undefined {
  if (isAdded(outcome.measure.derivation)) return undefined;
  return branch({
    measure: registered(outcome.measure),
    description: registered(outcome.description),
    timeFrame: registered(outcome.timeFrame),
  });
}

export function writeEligibility({ eligibility }: Trial): JsonObject | undefined {
  return branch({
    eligibilityCriteria: registered(eligibility.text),
    healthyVolunteers: registered(eligibility.healthyVolunteers),
    sex: registered(eligibility.sex),
    genderBased: registered(eligibility.genderBased),
    genderDescription: registered(eligibility.genderDescription),
    minimumAge: registered(eligibility.minimumAge),
    maximumAge: registered(eligibility.maximumAge),
    stdAges: registeredList(eligibility.stdAges),
    studyPopulation: registered(eligibility.studyPopulation),
    samplingMethod: registered(eligibility.samplingMethod),
  });
}
