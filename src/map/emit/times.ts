/** Statements of a time frame as R5 writes them: one timeFromEvent for each moment, span and recurrence. */
import { codeSystem, structureDefinition } from '../../shared/canonical.ts';
import type {
  Duration,
  Recurrence,
  TimeEvent,
  TimePoint,
  TimeStatement,
} from '../../trial/understood.ts';
import { unitName } from '../ages.ts';
import { cleanText } from '../clean.ts';
import { EVIDENCE_VARIABLE_EVENT, UCUM } from '../terms.ts';
import { compact } from './build.ts';
import type { CodeableConcept, Extension, Quantity, TimeFromEvent } from './types.ts';

/** As many as there are points; one for every other statement, none for what one element cannot say. */
export function timesOf(statement: TimeStatement): TimeFromEvent[] {
  if (statement.kind === 'points') return statement.points.map(pointOf);
  if (statement.kind === 'range') return rangeOf(statement.low, statement.high);
  if (statement.kind === 'recurrence') return [recurrenceOf(statement)];
  return [spanTo(statement.high.offset, statement.high.event)];
}

const pointOf = ({ offset, event }: TimePoint): TimeFromEvent =>
  compact<TimeFromEvent>({
    eventCodeableConcept: conceptOf(event),
    quantity: offset && quantityOf(offset),
  });

const spanTo = (high: Duration | undefined, event?: TimeEvent, low?: Duration): TimeFromEvent =>
  compact<TimeFromEvent>({
    eventCodeableConcept: conceptOf(event),
    range: high && { ...(low && { low: quantityOf(low) }), high: quantityOf(high) },
  });

/**
 * A span has one event to count from. One that ends by another event than it starts from is told by its end
 * alone, where that has a number: `first dose to 30 days after the last dose` ends 30 days after the last dose.
 */
function rangeOf(low: TimePoint, high: TimePoint): TimeFromEvent[] {
  if (!high.offset) return [];
  if (high.event && low.event?.text !== high.event.text) return [spanTo(high.offset, high.event)];
  return [spanTo(high.offset, low.event, low.offset)];
}

function recurrenceOf(recurrence: Recurrence): TimeFromEvent {
  const { from, until, period, count = 1, bounds } = recurrence;
  const timing = {
    repeat: {
      ...(bounds && { boundsDuration: quantityOf(bounds) }),
      frequency: count,
      period: period.value,
      periodUnit: period.unit,
    },
  };
  const end = conceptOf(until);
  const extension: Extension = {
    url: structureDefinition('ext-recurrence'),
    extension: [
      { url: 'timing', valueTiming: timing },
      ...(end ? [{ url: 'until', valueCodeableConcept: end }] : []),
    ],
  };
  return compact<TimeFromEvent>({ extension: [extension], eventCodeableConcept: conceptOf(from) });
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
