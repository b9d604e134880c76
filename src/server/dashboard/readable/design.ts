import { html, type Html } from '../../../shared/html.ts';
import type { Outcome, OutcomeKind, Trial } from '../../../trial/trial.ts';
import { armsPicture } from './arms-picture.ts';
import {
  code,
  fact,
  factList,
  joined,
  lineLink,
  marked,
  prose,
  rangesOf,
  section,
  wordsOf,
  type Reading,
} from './facts.ts';

export function designSection(reading: Reading, { design }: Trial): Html {
  const { enrollment, enrollmentType } = design;
  const kind = code(reading, enrollmentType).toLowerCase().split(' (')[0] ?? '';
  const count = enrollment ? `${enrollment.value}${kind === '' ? '' : ` (${kind})`}` : '';
  return section('Design', [
    factList([
      fact(reading, 'Study type', [design.studyType ?? design.studyTypeText]),
      fact(reading, 'Phase', design.phases),
      fact(reading, 'Purpose', [design.primaryPurpose]),
      fact(reading, 'Allocation', [design.allocation]),
      fact(reading, 'Model', [design.interventionModel ?? design.observationalModel]),
      fact(reading, 'Time perspective', [design.timePerspective]),
      fact(reading, 'Masking', [design.masking, ...design.whoMasked]),
      fact(reading, 'Enrollment', [enrollment, enrollmentType], count),
      fact(reading, 'Target duration', [design.targetDuration]),
    ]),
  ]);
}

export function armsSection(reading: Reading, trial: Trial): Html {
  const { arms, interventions, design } = trial;
  const named = (indexes: readonly number[]): readonly string[] =>
    indexes.flatMap((index) => interventions[index]?.name.value ?? []);
  const count = design.enrollment ? `${design.enrollment.value} participants` : 'Participants';
  const pictured = arms.map((arm) => ({
    label: arm.label.value,
    type: code(reading, arm.type),
    interventions:
      arm.interventions.length > 0
        ? named(arm.interventions)
        : arm.interventionNames.map(({ value }) => value),
  }));
  const allocation = design.allocation ? wordsOf(reading.tables, design.allocation) : '';
  const list = [
    ...arms.map(({ label, type, description }) => ({ head: label, notes: [type], description })),
    ...interventions.map(({ name, type, dose, otherNames, description }) => ({
      head: name,
      notes: [type, dose, ...otherNames],
      description,
    })),
  ].map(({ head, notes, description }) => {
    const known = notes.filter((note) => note !== undefined);
    const ranges = rangesOf(reading, [head, ...known, description]);
    return marked(
      reading,
      'li',
      ranges,
      html`<b>${head.value}</b>
        <small>${joined(reading, known)}</small> ${lineLink(reading, ranges)} ${prose(description)}`,
    );
  });
  return section('Arms and interventions', [
    armsPicture({ participants: count, allocation, arms: pictured }),
    list.length === 0
      ? html``
      : html`<ul class="entries">
          ${list}
        </ul>`,
  ]);
}

const KINDS: readonly OutcomeKind[] = ['primary', 'secondary', 'other'];

export function outcomesSection(reading: Reading, outcomes: readonly Outcome[]): Html {
  const groups = KINDS.flatMap((kind) => {
    const own = outcomes.filter((outcome) => outcome.kind === kind);
    if (own.length === 0) return [];
    const name = `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`;
    return [
      html`<h4>${name} <small>${own.length}</small></h4>
        <ol class="entries">
          ${own.map((outcome) => outcomeItem(reading, outcome))}
        </ol>`,
    ];
  });
  return section('Outcomes', groups);
}

function outcomeItem(reading: Reading, outcome: Outcome): Html {
  const { measure, acronym, timeFrame, description, timing } = outcome;
  const ranges = rangesOf(reading, [measure, timeFrame, description]);
  return marked(
    reading,
    'li',
    ranges,
    html`<b>${measure.value}</b>
      ${acronym && !measure.value.includes(acronym.value) ? html`<small>${acronym.value}</small>` : ''}
      ${lineLink(reading, ranges)}
      ${timeFrame ? html`<p class="quiet">${timeFrame.value}${timing ? html` <small class="derived">time frame understood</small>` : ''}</p>` : ''}
      ${prose(description)}`,
  );
}
