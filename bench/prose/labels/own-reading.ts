/** Our own reading of a labelled text, in the form of labels. The one place that knows both vocabularies. */
import { interpret } from '../../../src/interpret/interpret.ts';
import { EMPTY_TRIAL } from '../../../src/trial/empty-trial.ts';
import type { Text } from '../../../src/trial/values.ts';
import type { Trial } from '../../../src/trial/trial.ts';
import type {
  Criterion,
  CriterionStatement,
  CriterionType,
  CriterionValue,
  Duration,
  TimeEvent,
  TimePoint,
  TimeStatement,
  Timing,
} from '../../../src/trial/understood.ts';
import { comparable, type Comparable, type ComparedValue } from './comparable.ts';
import type { Item, LabelledText, Reading } from './read-labels.ts';
import {
  durationPoint,
  eventPoint,
  TEXT_ONLY,
  timeReading,
  type Clause,
  type Point,
  type TimeReading,
} from './times.ts';

export function ownReading(labelled: LabelledText): Reading {
  const trial = interpret(recordOf(labelled)).value;
  return {
    items: trial.eligibility.criteria.map(itemOf),
    timeFrames: trial.outcomes.map(({ timeFrame, timing }) => ({
      text: timeFrame?.value ?? '',
      reading: timing ? readingOf(timing) : TEXT_ONLY,
    })),
  };
}

function recordOf({ eligibility, timeFrames }: LabelledText): Trial {
  return {
    ...EMPTY_TRIAL,
    eligibility: {
      ...EMPTY_TRIAL.eligibility,
      text: textOf(eligibility.join('\n'), '/eligibility'),
    },
    outcomes: timeFrames.map((words, index) => ({
      kind: 'primary',
      measure: textOf('Outcome', `/outcomes/${index}/measure`),
      timeFrame: textOf(words, `/outcomes/${index}/timeFrame`),
    })),
  };
}

const textOf = (value: string, pointer: string): Text => ({
  value,
  place: { kind: 'pointer', pointer },
});

const itemOf = (criterion: Criterion): Item => ({
  side: criterion.exclude ? 'exclusion' : 'inclusion',
  text: criterion.text.value,
  ...combinationOf(criterion),
  typed: withRanges(criterion.statements).map(typedOf),
  children: criterion.items.map(itemOf),
});

/** Labels know all and any; at least one is any, and two of five is neither. */
function combinationOf({ itemsCombination: how }: Criterion): Pick<Item, 'combination'> {
  if (!how) return {};
  if (how.code !== 'at-least') return { combination: how.code };
  return how.threshold === 1 ? { combination: 'any-of' } : {};
}

/** The conventions have one range, inclusive or not, where FHIR needs two comparisons: `> 18 and < 70 years`. */
function withRanges(statements: readonly CriterionStatement[]): readonly CriterionStatement[] {
  const merged: CriterionStatement[] = [];
  for (const statement of statements) {
    const last = merged.at(-1);
    const range = last && rangeOf(last, statement);
    if (range) merged.splice(-1, 1, range);
    else merged.push(statement);
  }
  return merged;
}

function rangeOf(
  one: CriterionStatement,
  other: CriterionStatement,
): CriterionStatement | undefined {
  const [a, b] = [one.value, other.value];
  if (a.kind !== 'quantity' || b.kind !== 'quantity' || one.type.code !== other.type.code)
    return undefined;
  const [low, high] = a.comparator?.startsWith('>') === true ? [a, b] : [b, a];
  const isRange =
    low.comparator?.startsWith('>') === true &&
    high.comparator?.startsWith('<') === true &&
    low.value < high.value &&
    low.ucum === high.ucum &&
    one.offset === other.offset &&
    one.type.text === undefined;
  if (!isRange) return undefined;
  const { unit, ucum } = low;
  const value = { kind: 'range' as const, low: low.value, high: high.value };
  return {
    ...one,
    value: { ...value, ...(unit !== undefined && { unit }), ...(ucum !== undefined && { ucum }) },
  };
}

/** Names of the conventions where a rule has another; by code where one rule reads several variables. */
const BY_CODE: Readonly<Record<string, string>> = {
  'bclc-stage': 'bclc',
  'child-pugh-class': 'child-pugh',
  'child-pugh-score': 'child-pugh-score',
  '8480-6': 'systolic-pressure',
  '8462-4': 'diastolic-pressure',
};

/** Variables that are asked for or excluded, without a value. */
const WITHOUT_VALUE: readonly string[] = [
  'pregnancy',
  'lactation',
  'contraception',
  'consent',
  'healthy-volunteer',
];

function typedOf({ rule, type, value, offset, condition }: CriterionStatement): Comparable {
  const variable = BY_CODE[type.code] ?? nameOf(rule, type);
  const said: ComparedValue = WITHOUT_VALUE.includes(variable) ? { kind: 'none' } : valueOf(value);
  return {
    ...comparable(variable, said, offset ? `x${offset === 'UNL' ? 'ULN' : 'LLN'}` : unitIn(value)),
    ...(type.text !== undefined && { words: type.text }),
    ...(condition !== undefined && { condition }),
  };
}

/** Whose words say of what it is, not what it is called. */
const OF_SOMETHING: readonly string[] = ['washout', 'disease-duration', 'remission-duration'];

/** A thing that has no code goes by the words of the record. */
function nameOf(rule: string, type: CriterionType): string {
  const key = rule.replace(/^measure:/, '');
  return type.text === undefined || OF_SOMETHING.includes(key) ? key : `name:${type.text}`;
}

type Value = CriterionStatement['value'];

function unitIn(value: Value): string | undefined {
  if (value.kind === 'any-of') return value.values.map(unitIn).find((unit) => unit !== undefined);
  return value.kind === 'quantity' || value.kind === 'range' ? value.ucum : undefined;
}

function valueOf(value: Value): ComparedValue {
  if (value.kind === 'boolean') return { kind: 'none' };
  if (value.kind === 'any-of') return { kind: 'classes', values: value.values.map(classOf) };
  if (value.kind === 'quantity')
    return {
      kind: 'compared',
      comparator: value.comparator ?? '=',
      value: String(value.value),
    };
  if (value.kind !== 'range') return { kind: 'classes', values: [classOf(value)] };
  const { low, high } = value;
  if (low !== undefined && high !== undefined)
    return { kind: 'range', low: String(low), high: String(high) };
  if (low !== undefined) return { kind: 'compared', comparator: '>=', value: String(low) };
  return { kind: 'compared', comparator: '<=', value: String(high) };
}

function classOf(value: CriterionValue): string {
  if (value.kind === 'code') return value.code;
  if (value.kind === 'text') return value.text;
  if (value.kind === 'boolean') return String(value.value);
  return value.kind === 'quantity' ? String(value.value) : `${value.low}..${value.high}`;
}

function readingOf(timing: Timing): TimeReading {
  const anchors = timing.flatMap(eventsOf).map(({ text }) => text);
  return timeReading(timing.map(clauseOf), anchors);
}

function clauseOf(statement: TimeStatement): Clause {
  if (statement.kind === 'points') return { kind: 'at', points: statement.points.map(pointOf) };
  if (statement.kind === 'bound') return { kind: 'upto', high: pointOf(statement.high) };
  if (statement.kind === 'range')
    return { kind: 'range', low: pointOf(statement.low), high: pointOf(statement.high) };
  const { period, bounds } = statement;
  return {
    kind: 'every',
    period: spanOf(period),
    ...(bounds && { duration: spanOf(bounds) }),
  };
}

/** Events from which it counts; one that is a moment itself is a point. */
function eventsOf(statement: TimeStatement): readonly TimeEvent[] {
  if (statement.kind === 'recurrence')
    return [statement.from, statement.until].flatMap((event) => event ?? []);
  const points =
    statement.kind === 'points'
      ? statement.points
      : statement.kind === 'range'
        ? [statement.low, statement.high]
        : [statement.high];
  return points.flatMap(({ offset, event }) => (offset ? (event ?? []) : []));
}

const pointOf = ({ offset, event }: TimePoint): Point =>
  offset ? spanOf(offset) : eventPoint(event?.text ?? '');

const spanOf = ({ value, unit }: Duration): Point => durationPoint(value, unit);
