/** Dates of FHIR as the time they may mean: `2024-05` is any moment of that month. */
import { asText, isJsonObject, type Json, type JsonObject } from '../shared/json.ts';

/** Milliseconds since 1970, both ends inclusive. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** Undefined for what is no date, dateTime or instant. Without a zone it is taken as UTC. */
export function spanOf(text: string): Span | undefined {
  const [whole, year, month, day, hour, , second, zone] = DATE.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const from = Date.parse(hour === undefined || zone !== undefined ? whole : `${whole}Z`);
  if (Number.isNaN(from)) return undefined;
  if (hour !== undefined) return { from, until: from + (second === undefined ? 59_999 : 999) };
  const [y, m] = [Number(year), Number(month)];
  // Date takes the 30th of February for a day of March
  if (day !== undefined && new Date(from).getUTCDate() !== Number(day)) return undefined;
  const next =
    month === undefined
      ? Date.UTC(y + 1, 0)
      : day === undefined
        ? Date.UTC(y, m)
        : Date.UTC(y, m - 1, Number(day) + 1);
  return { from, until: next - 1 };
}

export interface Dated {
  /** As written. */
  readonly text: string;
  readonly span: Span;
}

/** When what an Observation says was so: effective[x], else when it was issued. */
export function effectiveOf(observation: JsonObject): Dated | undefined {
  const { effectivePeriod: period } = observation;
  const texts = [
    asText(observation['effectiveDateTime']),
    asText(observation['effectiveInstant']),
    ...(isJsonObject(period) ? [asText(period['end']), asText(period['start'])] : []),
    asText(firstEvent(observation['effectiveTiming'])),
    asText(observation['issued']),
  ];
  const [text] = texts.filter((each) => each !== '');
  const span = text === undefined ? undefined : spanOf(text);
  return text !== undefined && span ? { text, span } : undefined;
}

function firstEvent(timing: Json | undefined): Json | undefined {
  const events = isJsonObject(timing) ? timing['event'] : undefined;
  return Array.isArray(events) ? (events as readonly Json[]).at(-1) : undefined;
}
