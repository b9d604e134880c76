import type {
  Arm,
  Eligibility,
  Intervention,
  Outcome,
  OutcomeKind,
  Trial,
} from '../../trial/trial.ts';
import { present } from '../present.ts';
import { code, codes, flag, items, text, texts, type Cursor } from './cursor.ts';

export function readArmsInterventions(module: Cursor): Pick<Trial, 'arms' | 'interventions'> {
  return {
    arms: items(module, 'armGroups').flatMap(readArm),
    interventions: items(module, 'interventions').flatMap(readIntervention),
  };
}

function readArm(item: Cursor): readonly Arm[] {
  const label = text(item, 'label');
  if (!label) return [];
  return [
    present({
      label,
      type: code(item, 'type', 'ctgov-arm-group-type'),
      description: text(item, 'description'),
      interventionNames: texts(item, 'interventionNames'),
      interventions: [],
    }),
  ];
}

function readIntervention(item: Cursor): readonly Intervention[] {
  const name = text(item, 'name');
  if (!name) return [];
  return [
    present({
      type: code(item, 'type', 'ctgov-intervention-type'),
      name,
      description: text(item, 'description'),
      armGroupLabels: texts(item, 'armGroupLabels'),
      otherNames: texts(item, 'otherNames'),
    }),
  ];
}

const OUTCOME_LISTS: readonly (readonly [string, OutcomeKind])[] = [
  ['primaryOutcomes', 'primary'],
  ['secondaryOutcomes', 'secondary'],
  ['otherOutcomes', 'other'],
];

export function readOutcomes(module: Cursor): readonly Outcome[] {
  return OUTCOME_LISTS.flatMap(([key, kind]) =>
    items(module, key).flatMap((item) => readOutcome(item, kind)),
  );
}

function readOutcome(item: Cursor, kind: OutcomeKind): readonly Outcome[] {
  const measure = text(item, 'measure');
  if (!measure) return [];
  const description = text(item, 'description');
  return [present({ kind, measure, description, timeFrame: text(item, 'timeFrame') })];
}

export function readEligibility(module: Cursor): Eligibility {
  return present({
    text: text(module, 'eligibilityCriteria'),
    criteria: [],
    healthyVolunteers: flag(module, 'healthyVolunteers'),
    sex: code(module, 'sex', 'ctgov-sex'),
    genderBased: flag(module, 'genderBased'),
    genderDescription: text(module, 'genderDescription'),
    minimumAge: text(module, 'minimumAge'),
    maximumAge: text(module, 'maximumAge'),
    stdAges: codes(module, 'stdAges', 'ctgov-std-age'),
    studyPopulation: text(module, 'studyPopulation'),
    samplingMethod: code(module, 'samplingMethod', 'ctgov-sampling-method'),
  });
}
