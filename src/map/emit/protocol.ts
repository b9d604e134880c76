import type { Arm, Intervention } from '../../trial/trial.ts';
import type { Regimen } from '../../trial/understood.ts';
import type { Code } from '../../trial/values.ts';
import { line, list } from '../narrative.ts';
import { knownRow, type Scope, textOf } from '../scope.ts';
import { exposuresOf } from './arm-references.ts';
import { compact, derivationOf, mark } from './build.ts';
import { codeConcept, conceptOf, verbatim } from './coding.ts';
import { canonicalHead, canonicalOf, narrative } from './common.ts';
import { timingOf } from './dosage.ts';
import { hasEligibility } from './eligibility.ts';
import { titleOf } from './interventions.ts';
import { outcomeTitle, type PlacedOutcome } from './outcomes.ts';
import type { Emitted, PlanAction, PlanDefinition, RelatedArtifact } from './types.ts';

/** Code system of the kinds of resource (MAPPING 8.2). */
const RESOURCE_KINDS = {
  r4: 'http://hl7.org/fhir/resource-types',
  r5: 'http://hl7.org/fhir/fhir-types',
} as const;

/** In an observational study nothing is planned on its participants (MAPPING D11). */
export function hasProtocol(scope: Scope): boolean {
  const { arms, interventions, design } = scope.trial;
  return design.studyType?.value !== 'OBSERVATIONAL' && arms.length + interventions.length > 0;
}

/** What is done to participants: allocation, then arms, then interventions. */
export function emitProtocol(
  scope: Scope,
  outcomes: readonly PlacedOutcome[],
  title: string,
): Emitted<PlanDefinition> | undefined {
  if (!hasProtocol(scope)) return undefined;
  const { arms, interventions, design } = scope.trial;
  const head = canonicalHead(scope, {
    resourceType: 'PlanDefinition',
    profile: 'protocol',
    role: 'protocol',
    suffix: 'protocol',
  });
  const names = interventions.map((intervention, index) => titleOf(scope, intervention, index));
  const resource = compact<PlanDefinition>({
    resourceType: 'PlanDefinition',
    ...head,
    text: narrative(scope, [
      ...line('Protocol of', title),
      ...(arms.length > 0 ? list(arms.map((arm) => armSentence(arm, names))) : list(names)),
    ]),
    title,
    type: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type',
          code: 'clinical-protocol',
          display: 'Clinical Protocol',
        },
      ],
    },
    subjectCodeableConcept: codeConcept(RESOURCE_KINDS[scope.context.fhir], 'Patient', 'Patient'),
    relatedArtifact: components(scope, outcomes, names),
    action:
      arms.length > 0
        ? [allocationAction(scope, names)]
        : names.map((_, index) => soleAction(scope, index, names)),
  });
  return { resource, from: [arms, interventions, design.allocation, design.interventionModel] };
}

function armSentence(arm: Arm, names: readonly string[]): string {
  const given = arm.interventions.flatMap((index) => names[index] ?? []);
  return given.length === 0 ? arm.label.value : `${arm.label.value}: ${given.join('; ')}`;
}

function components(
  scope: Scope,
  outcomes: readonly PlacedOutcome[],
  names: readonly string[],
): RelatedArtifact[] {
  const component = (suffix: string, display: string): RelatedArtifact => ({
    type: 'composed-of',
    display,
    resource: canonicalOf(scope, 'EvidenceVariable', suffix),
  });
  return [
    ...(hasEligibility(scope) ? [component('elig', 'Eligibility criteria')] : []),
    ...names.map((name, index) => component(`exp-${index + 1}`, `Exposure to ${name}`)),
    ...outcomes.map((placed) => component(placed.suffix, outcomeTitle(scope, placed))),
  ];
}

function allocationAction(scope: Scope, names: readonly string[]): PlanAction {
  const { allocation, interventionModel } = scope.trial.design;
  const words = [allocation, interventionModel].flatMap((code) => displayOf(scope, code) ?? []);
  return compact<PlanAction>({
    linkId: 'allocation',
    title: 'Allocation to study arms',
    textEquivalent: words.length === 0 ? undefined : words.join(', '),
    groupingBehavior: 'logical-group',
    // In a crossover everyone passes through every arm, otherwise through one.
    selectionBehavior: interventionModel?.value === 'CROSSOVER' ? 'all' : 'exactly-one',
    action: scope.trial.arms.map((arm, index) => armAction(scope, arm, index, names)),
  });
}

function displayOf(scope: Scope, code: Code | undefined): string | undefined {
  return code && (knownRow(scope, code)?.display ?? textOf(scope, code));
}

export function armTitle(scope: Scope, arm: Arm, index: number): string {
  return textOf(scope, arm.label) ?? `Arm ${index + 1}`;
}

function armAction(scope: Scope, arm: Arm, index: number, names: readonly string[]): PlanAction {
  const id = `arm-${index + 1}`;
  const type = conceptOf(scope, arm.type);
  const given = exposuresOf(scope, arm);
  const description = textOf(scope, arm.description);
  return compact<PlanAction>({
    linkId: id,
    title: armTitle(scope, arm, index),
    _title: mark(arm.label),
    description,
    _description: description === undefined ? undefined : mark(arm.description),
    code: type,
    groupingBehavior: given.length === 0 ? undefined : 'logical-group',
    selectionBehavior: given.length === 0 ? undefined : 'all',
    action: given.map((ordinal) => ({
      linkId: `${id}-int-${ordinal + 1}`,
      ...interventionAction(scope, ordinal, names, arm.regimen),
      ...wordsOf(scope, arm, scope.trial.interventions[ordinal]),
    })),
  });
}

/** The arm's own words for an intervention (`Drug: Sorafenib`). */
function wordsOf(
  scope: Scope,
  arm: Arm,
  intervention: Intervention | undefined,
): { readonly textEquivalent?: string } {
  const words =
    intervention &&
    arm.interventionNames.find((name) => namesIntervention(name.value, intervention));
  const textEquivalent = textOf(scope, words);
  return textEquivalent === undefined ? {} : { textEquivalent };
}

/** `Drug: Sorafenib` names the intervention Sorafenib. */
export function namesIntervention(words: string, intervention: Intervention): boolean {
  const name = intervention.name.value;
  return words === name || words.endsWith(`: ${name}`);
}

/** When the arm's words say how often it is given, they count for the arm. */
function interventionAction(
  scope: Scope,
  ordinal: number,
  names: readonly string[],
  own?: Regimen,
): PlanAction {
  const intervention = scope.trial.interventions[ordinal];
  return compact<PlanAction>({
    extension: derivationOf(intervention?.name),
    title: names[ordinal],
    timingTiming: timingOf(own?.schedule ? own : intervention?.regimen),
    definitionCanonical: canonicalOf(scope, 'ActivityDefinition', `int-${ordinal + 1}`),
  });
}

/** No arm in the record: none is invented, the interventions stand alone. */
function soleAction(scope: Scope, ordinal: number, names: readonly string[]): PlanAction {
  const type = conceptOf(scope, scope.trial.interventions[ordinal]?.type, (table, row) => [
    verbatim(table, row),
  ]);
  return {
    linkId: `int-${ordinal + 1}`,
    ...interventionAction(scope, ordinal, names),
    ...(type && { code: type }),
  };
}
