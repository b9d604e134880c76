import { codeSystem, structureDefinition } from '../../shared/canonical.ts';
import type { Code } from '../../trial/values.ts';
import type { Duration as TrialDuration, Timing } from '../../trial/understood.ts';
import type { Outcome, OutcomeKind } from '../../trial/trial.ts';
import { unitName } from '../ages.ts';
import { cleanText } from '../clean.ts';
import { line, paragraphs } from '../narrative.ts';
import { textOf, type Scope } from '../scope.ts';
import { EVIDENCE_VARIABLE_EVENT, UCUM } from '../terms.ts';
import {
  compact,
  complexExtension,
  derivationOf,
  mark,
  textExtension,
  valueExtension,
} from './build.ts';
import { conceptOf } from './coding.ts';
import {
  canonicalHead,
  childId,
  crossVersion,
  narrative,
  plannedExtension,
  type Role,
} from './common.ts';
import type {
  CodeableConcept,
  Characteristic,
  Duration,
  Emitted,
  EvidenceVariable,
  Extension,
  Quantity,
} from './types.ts';

const KINDS: Readonly<
  Record<OutcomeKind, { readonly infix: string; readonly code: string; readonly role: Role }>
> = {
  primary: { infix: 'pri', code: 'PRIMARY', role: 'outcome-primary' },
  secondary: { infix: 'sec', code: 'SECONDARY', role: 'outcome-secondary' },
  other: { infix: 'oth', code: 'OTHER_PRE_SPECIFIED', role: 'outcome-other' },
};

const LABELS: Readonly<Record<OutcomeKind, string>> = {
  primary: 'Primary outcome',
  secondary: 'Secondary outcome',
  other: 'Other pre-specified outcome',
};

const TIME_FROM = 'EvidenceVariable.characteristic.timeFromEvent';

export interface PlacedOutcome {
  readonly outcome: Outcome;
  /** `out-sec-2`: ordinal among the outcomes of its kind. */
  readonly suffix: string;
}

/** Outcomes with their ids, in the record's order. */
export function placeOutcomes(outcomes: readonly Outcome[]): PlacedOutcome[] {
  const counts: Record<OutcomeKind, number> = { primary: 0, secondary: 0, other: 0 };
  return outcomes.map((outcome) => {
    counts[outcome.kind] += 1;
    return { outcome, suffix: `out-${KINDS[outcome.kind].infix}-${counts[outcome.kind]}` };
  });
}

export function outcomeTitle(scope: Scope, { outcome, suffix }: PlacedOutcome): string {
  return textOf(scope, outcome.measure) ?? `${LABELS[outcome.kind]} ${suffix.split('-')[2] ?? ''}`;
}

export function emitOutcome(scope: Scope, placed: PlacedOutcome): Emitted {
  const { outcome, suffix } = placed;
  const title = outcomeTitle(scope, placed);
  const head = canonicalHead(scope, {
    resourceType: 'EvidenceVariable',
    profile: 'outcome',
    role: KINDS[outcome.kind].role,
    suffix,
  });
  const shortTitle = textOf(scope, outcome.acronym);
  const resource = compact<EvidenceVariable>({
    resourceType: 'EvidenceVariable',
    ...head,
    text: narrative(scope, [
      ...line(LABELS[outcome.kind], title),
      ...paragraphs(outcome.description?.value),
      ...line('Time frame', outcome.timeFrame?.value),
    ]),
    extension: [plannedExtension(), ...sourceText(scope, placed)],
    title,
    _title: mark(outcome.measure),
    shortTitle,
    _shortTitle: shortTitle === undefined ? undefined : mark(outcome.acronym),
    description: textOf(scope, outcome.description),
    _description: mark(outcome.description),
    characteristic: [measureCharacteristic(scope, outcome, title)],
  });
  return { resource, from: [outcome] };
}

function sourceText(scope: Scope, { outcome, suffix }: PlacedOutcome): Extension[] {
  const text = textExtension(scope, 'text', 'valueString', outcome.sourceText);
  if (text.length === 0) return [];
  const ordinal = Number(suffix.split('-')[2]) - 1;
  return complexExtension(structureDefinition('ext-source-text'), [
    { url: 'path', valueString: `outcomes.${outcome.kind}[${ordinal}]` },
    ...text,
  ]);
}

/** R4 demands a definition of every characteristic: the measure's words, without pretending to be computable. */
function measureCharacteristic(scope: Scope, outcome: Outcome, title: string): Characteristic {
  return compact<Characteristic>({
    description: title,
    definitionCodeableConcept: compact<CodeableConcept>({
      extension: derivationOf(outcome.measure),
      text: title,
    }),
    timeFromStart: timeFromStart(scope, outcome),
  });
}

/**
 * R4 has a bare Duration from study start where R5 has timeFromEvent: its number is used only when no
 * other anchor is named, the rest travels in the cross-version extensions.
 */
function timeFromStart(scope: Scope, outcome: Outcome): Duration | undefined {
  const description = textExtension(
    scope,
    crossVersion(`${TIME_FROM}.description`),
    'valueMarkdown',
    outcome.timeFrame,
  );
  if (description.length === 0) return undefined;
  const { timing } = outcome;
  const quantity = timing?.quantity && quantityOf(timing.quantity);
  const anchored = timing?.event !== undefined || timing?.eventCode !== undefined;
  return {
    extension: [
      ...description,
      ...eventExtension(timing),
      ...(quantity && anchored
        ? [valueExtension(crossVersion(`${TIME_FROM}.quantity`), 'valueQuantity', quantity)]
        : []),
      ...rangeExtension(timing),
    ],
    ...(quantity && !anchored && quantity),
  };
}

function eventExtension(timing: Timing | undefined): Extension[] {
  const eventCode = timing?.eventCode;
  const event = timing?.event === undefined ? undefined : cleanText(timing.event);
  if (event === undefined && !eventCode) return [];
  const system =
    eventCode?.system === 'timing-event' ? codeSystem('timing-event') : EVIDENCE_VARIABLE_EVENT;
  const concept = compact<CodeableConcept>({
    coding: eventCode && [{ system, code: eventCode.code }],
    text: event,
  });
  return [valueExtension(crossVersion(`${TIME_FROM}.event`), 'valueCodeableConcept', concept)];
}

function rangeExtension(timing: Timing | undefined): Extension[] {
  if (!timing?.low && !timing?.high) return [];
  const range = compact<NonNullable<Extension['valueRange']>>({
    low: timing.low && quantityOf(timing.low),
    high: timing.high && quantityOf(timing.high),
  });
  return [valueExtension(crossVersion(`${TIME_FROM}.range`), 'valueRange', range)];
}

function quantityOf(duration: TrialDuration): Quantity {
  return {
    value: duration.value,
    unit: unitName(duration.unit),
    system: UCUM,
    code: duration.unit,
  };
}

/** R5 ResearchStudy.outcomeMeasure as cross-version extension: list and order of the outcomes. */
export function outcomeMeasures(scope: Scope, outcomes: readonly PlacedOutcome[]): Extension[] {
  return outcomes.flatMap((placed) => {
    const { outcome, suffix } = placed;
    const title = outcomeTitle(scope, placed);
    const type = conceptOf(scope, typeCode(outcome));
    return complexExtension(crossVersion('ResearchStudy.outcomeMeasure'), [
      valueExtension('name', 'valueString', title, outcome.measure.derivation),
      ...(type ? [valueExtension('type', 'valueCodeableConcept', type)] : []),
      ...textExtension(scope, 'description', 'valueMarkdown', outcome.description),
      valueExtension('reference', 'valueReference', {
        reference: `EvidenceVariable/${childId(scope, suffix)}`,
        display: title,
      }),
    ]);
  });
}

const typeCode = (outcome: Outcome): Code => ({
  value: KINDS[outcome.kind].code,
  place: outcome.measure.place,
  table: 'ctgov-outcome-type',
});
