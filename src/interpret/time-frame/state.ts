/** What is said of a time frame so far, and what its words leave open. */
import type {
  Duration,
  Recurrence,
  TimeEvent,
  TimePoint,
  TimeStatement,
} from '../../trial/understood.ts';

/** What the words said so far leave open. */
export interface State {
  readonly said: TimeStatement[];
  /** Moments in a row, not yet a statement. */
  points: TimePoint[];
  /** What a span that is begun starts from. */
  low?: TimePoint | undefined;
  /** What it lasts until, in words. */
  until?: TimeEvent | undefined;
  /** The last statement is a span that counts from another event than it starts from. */
  open?: Open | undefined;
  isUnclear: boolean;
  /** The next moment ends the span: `between baseline and week 12`. */
  isBetween?: boolean;
  /** It begins with an event, and is no change from it. */
  isLength?: boolean;
  /** The span that is begun is another statement than the recurrence before it. */
  isOwnSpan?: boolean;
}

export interface Open {
  readonly index: number;
  /** Where it starts, unless that is a day of its own: `C1D1 to 30 days after the last dose`. */
  readonly event?: TimeEvent;
}

/** The span that was open lasts until a time of its own. */
export const closedAt = (high: TimePoint, { event }: Open): TimeStatement => ({
  kind: 'bound',
  high: { ...high, ...(event && { event }) },
});

export function flush(state: State): void {
  const points = state.points.filter(
    (point, index) => state.points.findIndex((other) => isSame(point, other)) === index,
  );
  if (points.length > 0) state.said.push({ kind: 'points', points });
  state.points = [];
}

const isSame = (one: TimePoint, other: TimePoint): boolean =>
  one.offset?.value === other.offset?.value &&
  one.offset?.unit === other.offset?.unit &&
  one.event?.text === other.event?.text;

/** The recurrence that was said last, and no moment after it. */
export function lastRecurrence({ said, points }: State): Recurrence | undefined {
  const last = said.at(-1);
  return last?.kind === 'recurrence' && points.length === 0 ? last : undefined;
}

/** `every 6 weeks for 24 weeks, then every 9 weeks until progression`: an end after these is that of all. */
export const isLastOfMany = (state: State): boolean =>
  lastRecurrence(state)?.until !== undefined &&
  state.said.filter(({ kind }) => kind === 'recurrence').length > 1;

export function amend(state: State, more: Partial<Recurrence>): void {
  const last = lastRecurrence(state);
  if (last) state.said[state.said.length - 1] = { ...last, ...more };
}

/** A span from what was said before, where it has a number; else up to its end. */
export function takeEnd(state: State, points: readonly TimePoint[]): void {
  const high = points.at(-1);
  const { low, open } = state;
  flush(state);
  if (!high) return;
  if (open && !low && !high.event) {
    state.said[open.index] = closedAt(high, open);
    return;
  }
  if (low && high.event)
    state.open = { index: state.said.length, ...(low.event && { event: low.event }) };
  state.said.push(low?.offset ? { kind: 'range', low, high } : endOf(high, low?.event));
  state.low = undefined;
  state.until = undefined;
}

function endOf(high: TimePoint, from: TimeEvent | undefined): TimeStatement {
  const event = high.event ?? from;
  return { kind: 'bound', high: { ...high, ...(event && { event }) } };
}

/** How long a recurrence lasts that begins at a time. */
export function lengthFrom(low: TimePoint | undefined, high: Duration): Duration | undefined {
  const { offset } = low ?? {};
  if (!offset || offset.value === 0) return high;
  return offset.unit === high.unit && offset.value < high.value
    ? { value: high.value - offset.value, unit: high.unit }
    : undefined;
}
