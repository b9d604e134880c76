/**
 * What was understood of a time frame as R5 writes it: one timeFromEvent for each moment and span. A recurrence
 * has no element there and stands as an extension on the characteristic.
 */
import { codeSystem, structureDefinition } from '../../shared/canonical.ts';
import type {
  Duration,
  Recurrence,
  TimeEvent,
  TimePoint,
  TimeStatement,
  TimeUnit,
  Timing,
} from '../../trial/understood.ts';
import { unitName } from '../ages.ts';
import { cleanText } from '../clean.ts';
import { EVIDENCE_VARIABLE_EVENT, UCUM } from '../terms.ts';
import { compact } from './build.ts';
import type { CodeableConcept, Extension, Quantity, TimeFromEvent } from './types.ts';

export const timesOf = (timing: Timing): TimeFromEvent[] => timing.flatMap(timesIn);

export const recurrencesOf = (timing: Timing): Extension[] =>
  timing.flatMap((statement) =>
    statement.kind === 'recurrence' ? [recurrenceExtension(statement)] : [],
  );

/** As many as there are points; none for what one element cannot say. */
function timesIn(statement: TimeStatement): TimeFromEvent[] {
  if (statement.kind === 'points') return statement.points.map(pointOf);
  if (statement.kind === 'range') return rangeOf(statement.low, statement.high);
  if (statement.kind === 'bound') return spanTo(statement.high);
  return [];
}

const pointOf = ({ offset, event }: TimePoint): TimeFromEvent =>
  compact<TimeFromEvent>({
    eventCodeableConcept: conceptOf(event),
    quantity: offset && quantityOf(offset),
  });

function spanTo({ offset, event }: TimePoint, low?: Duration): TimeFromEvent[] {
  if (!offset) return [];
  const range = { ...(low && { low: quantityOf(low) }), high: quantityOf(offset) };
  return [compact<TimeFromEvent>({ eventCodeableConcept: conceptOf(event), range })];
}

/**
 * A span has one event to count from. One that ends by another event than it starts from is told by its end
 * alone, where that has a number: `first dose to 30 days after the last dose` ends 30 days after the last dose.
 */
function rangeOf(low: TimePoint, high: TimePoint): TimeFromEvent[] {
  if (high.event && low.event?.text !== high.event.text) return spanTo(high);
  if (!low.offset || !high.offset) return spanTo({ ...high, ...low });
  const [from, to] = inOneUnit(low.offset, high.offset);
  return from.unit === to.unit ? spanTo({ ...low, offset: to }, from) : [];
}

/** How many of the next smaller unit, where that is a fixed number. */
const SMALLER: Readonly<
  Partial<Record<TimeUnit, { readonly unit: TimeUnit; readonly of: number }>>
> = {
  a: { unit: 'mo', of: 12 },
  wk: { unit: 'd', of: 7 },
  d: { unit: 'h', of: 24 },
  h: { unit: 'min', of: 60 },
};

/** Both in the smaller of their units, because the ends of a Range are compared by their numbers. */
function inOneUnit(low: Duration, high: Duration): readonly [Duration, Duration] {
  if (low.value === 0) return [{ value: 0, unit: high.unit }, high];
  return [inUnit(low, high.unit), inUnit(high, low.unit)];
}

/** The same time in a smaller unit; as it is where it has no whole number of that unit. */
function inUnit(duration: Duration, unit: TimeUnit): Duration {
  let { value, unit: own } = duration;
  for (let step = SMALLER[own]; own !== unit && step; step = SMALLER[own]) {
    value *= step.of;
    own = step.unit;
  }
  return own === unit ? { value, unit } : duration;
}

function recurrenceExtension(recurrence: Recurrence): Extension {
  const { from, until, period, count = 1, bounds } = recurrence;
  const repeat = {
    ...(bounds && { boundsDuration: quantityOf(bounds) }),
    frequency: count,
    period: period.value,
    periodUnit: period.unit,
  };
  return {
    url: structureDefinition('ext-recurrence'),
    extension: [
      { url: 'timing', valueTiming: { repeat } },
      ...conceptPart('from', from),
      ...conceptPart('until', until),
    ],
  };
}

function conceptPart(url: string, event: TimeEvent | undefined): Extension[] {
  const valueCodeableConcept = conceptOf(event);
  return valueCodeableConcept ? [{ url, valueCodeableConcept }] : [];
}

function conceptOf(event: TimeEvent | undefined): CodeableConcept | undefined {
  const text = event && cleanText(event.text);
  if (text === undefined) return undefined;
  const code = event?.code;
  const system =
    code?.system === 'timing-event' ? codeSystem(code.system) : EVIDENCE_VARIABLE_EVENT;
  return { ...(code && { coding: [{ system, code: code.code }] }), text };
}

function quantityOf({ value, unit }: Duration): Quantity {
  return { value, unit: unitName(unit), system: UCUM, code: unit };
}
