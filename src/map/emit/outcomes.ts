import { structureDefinition } from '../../shared/canonical.ts';
import type { Code } from '../../trial/values.ts';
import type { Outcome, OutcomeKind } from '../../trial/trial.ts';
import { line, paragraphs } from '../narrative.ts';
import { textOf, type Scope } from '../scope.ts';
import { compact, complexExtension, derivationOf, mark, textExtension } from './build.ts';
import { conceptOf } from './coding.ts';
import { canonicalHead, childId, narrative, type Role } from './common.ts';
import { recurrencesOf, timesOf } from './times.ts';
import type {
  CodeableConcept,
  Characteristic,
  Emitted,
  EvidenceVariable,
  Extension,
  OutcomeMeasure,
  TimeFromEvent,
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

export function emitOutcome(scope: Scope, placed: PlacedOutcome): Emitted<EvidenceVariable> {
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
    extension: sourceText(scope, placed),
    title,
    _title: mark(outcome.measure),
    shortTitle,
    _shortTitle: shortTitle === undefined ? undefined : mark(outcome.acronym),
    description: textOf(scope, outcome.description),
    _description: mark(outcome.description),
    actual: false,
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

/** The measure's words as definition, without pretending to be computable (MAPPING D2). */
function measureCharacteristic(scope: Scope, outcome: Outcome, title: string): Characteristic {
  return compact<Characteristic>({
    extension: recurrencesOf(outcome.timing ?? []),
    description: title,
    definitionCodeableConcept: compact<CodeableConcept>({
      extension: derivationOf(outcome.measure),
      text: title,
    }),
    timeFromEvent: timeFrames(scope, outcome),
  });
}

/** The time frame as written, and what was understood of it. */
function timeFrames(
  scope: Scope,
  { timeFrame, timing = [] }: Outcome,
): TimeFromEvent[] | undefined {
  const description = textOf(scope, timeFrame);
  if (description === undefined) return undefined;
  const [first, ...others] = timesOf(timing);
  return [
    compact<TimeFromEvent>({ description, _description: mark(timeFrame), ...first }),
    ...others,
  ];
}

/** ResearchStudy.outcomeMeasure: list and order of the outcomes. */
export function outcomeMeasures(
  scope: Scope,
  outcomes: readonly PlacedOutcome[],
): OutcomeMeasure[] {
  return outcomes.map((placed) => {
    const { outcome, suffix } = placed;
    const title = outcomeTitle(scope, placed);
    const type = conceptOf(scope, typeCode(outcome));
    const description = textOf(scope, outcome.description);
    return compact<OutcomeMeasure>({
      name: title,
      _name: mark(outcome.measure),
      type: type && [type],
      description,
      _description: description === undefined ? undefined : mark(outcome.description),
      reference: {
        reference: `EvidenceVariable/${childId(scope, suffix)}`,
        display: title,
      },
    });
  });
}

const typeCode = (outcome: Outcome): Code => ({
  value: KINDS[outcome.kind].code,
  place: outcome.measure.place,
  table: 'ctgov-outcome-type',
});
