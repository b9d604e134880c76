/** What a definitionByTypeAndValue asks for, read from FHIR R5 JSON. */
import { UCUM } from '../map/terms.ts';
import { asText, isJsonObject, objectIn, objectsIn, type JsonObject } from '../shared/json.ts';
import { compared, type Interval } from './interval.ts';

export interface Demand {
  /** Codings of the type, most of them one. */
  readonly types: readonly Coding[];
  /** The type in words: `Platelets [#/volume] in Blood`. */
  readonly name: string;
  readonly value: NumberDemand | ConceptDemand | BooleanDemand | undefined;
  /** The demand in words. */
  readonly words: string;
}

export interface NumberDemand {
  readonly kind: 'number';
  readonly allowed: Interval;
  /** UCUM; empty where the criterion names none. */
  readonly unit: string;
  /** The numbers are multiples of this limit of normal. */
  readonly limit?: 'high' | 'low';
}

export interface ConceptDemand {
  readonly kind: 'concept';
  readonly codings: readonly Coding[];
}

export interface BooleanDemand {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

export function codingsOf(concept: JsonObject): readonly Coding[] {
  return objectsIn(concept['coding'])
    .map(({ system, code, display }) => ({
      system: asText(system),
      code: asText(code),
      display: asText(display),
    }))
    .filter(({ code }) => code !== '');
}

export function demandOf(definition: JsonObject): Demand {
  const type = objectIn(definition['type']);
  const types = codingsOf(type);
  const name = asText(type['text']) || types[0]?.display || types[0]?.code || 'a type without code';
  const limit = limitOf(objectIn(definition['offset']));
  const value = limit === 'unknown' ? undefined : valueOf(definition, limit);
  // words beside a code make it narrower than what an Observation of the code says: time since `chemotherapy`
  const isNarrow = types.length > 0 && type['text'] !== undefined;
  return {
    types,
    name,
    value: isNarrow ? undefined : value,
    words: `${name} ${wordsOf(definition, limit)}`.trim(),
  };
}

const LIMITS = { UNL: 'high', LNL: 'low' } as const;

function limitOf(offset: JsonObject): 'high' | 'low' | 'unknown' | undefined {
  const [coding] = codingsOf(offset);
  if (!coding) return undefined;
  return coding.code === 'UNL' || coding.code === 'LNL' ? LIMITS[coding.code] : 'unknown';
}

function valueOf(
  definition: JsonObject,
  limit: 'high' | 'low' | undefined,
): Demand['value'] | undefined {
  const { valueQuantity, valueRange, valueCodeableConcept, valueBoolean } = definition;
  if (typeof valueBoolean === 'boolean') return { kind: 'boolean', value: valueBoolean };
  if (isJsonObject(valueCodeableConcept)) {
    return { kind: 'concept', codings: codingsOf(valueCodeableConcept) };
  }
  const found = isJsonObject(valueQuantity)
    ? ofQuantity(valueQuantity)
    : isJsonObject(valueRange)
      ? ofRange(valueRange)
      : undefined;
  return found && { kind: 'number', ...found, ...(limit && { limit }) };
}

type Numbers = Pick<NumberDemand, 'allowed' | 'unit'>;

function ofQuantity(quantity: JsonObject): Numbers | undefined {
  const { value, comparator } = quantity;
  const allowed = typeof value === 'number' ? compared(value, asText(comparator)) : undefined;
  const unit = unitOf(quantity);
  return allowed && unit !== undefined ? { allowed, unit } : undefined;
}

/** Both ends belong to a Range; an end that is not there is open. */
function ofRange(range: JsonObject): Numbers | undefined {
  const ends = [range['low'], range['high']].filter(isJsonObject);
  const units = new Set(ends.map(unitOf));
  const [unit] = units;
  const isReadable = ends.every(
    ({ value, comparator }) => typeof value === 'number' && comparator === undefined,
  );
  if (unit === undefined || units.size > 1 || !isReadable) return undefined;
  const end = (name: 'low' | 'high', none: number): number => {
    const { value } = objectIn(range[name]);
    return typeof value === 'number' ? value : none;
  };
  return { allowed: { low: end('low', -Infinity), high: end('high', Infinity) }, unit };
}

/**
 * The unit of a Quantity as a UCUM code: of another system unknown; where no system is named, what is written; empty
 * where nothing is.
 */
export function unitOf({ system, code, unit }: JsonObject): string | undefined {
  if (system === undefined) return asText(code) || asText(unit);
  return system === UCUM ? asText(code) : undefined;
}

const SIGNS: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥', '': '=' };

function wordsOf(definition: JsonObject, limit: ReturnType<typeof limitOf>): string {
  const { valueQuantity, valueRange, valueCodeableConcept, valueBoolean } = definition;
  const times = limit === undefined ? '' : limit === 'low' ? ' × LLN' : ' × ULN';
  if (isJsonObject(valueQuantity)) {
    const sign = asText(valueQuantity['comparator']);
    return `${SIGNS[sign] ?? sign} ${quantityWords(valueQuantity, limit !== undefined)}${times}`;
  }
  if (isJsonObject(valueRange)) return `${rangeWords(valueRange, limit !== undefined)}${times}`;
  if (typeof valueBoolean === 'boolean') return valueBoolean ? '= yes' : '= no';
  return isJsonObject(valueCodeableConcept) ? `= ${conceptWords(valueCodeableConcept)}` : '';
}

function rangeWords(range: JsonObject, isMultiple: boolean): string {
  const { low, high } = range;
  if (!isJsonObject(low)) return `≤ ${quantityWords(objectIn(high), isMultiple)}`;
  if (!isJsonObject(high)) return `≥ ${quantityWords(low, isMultiple)}`;
  return `${numberWords(low)} to ${quantityWords(high, isMultiple)}`;
}

function quantityWords(quantity: JsonObject, isMultiple: boolean): string {
  const { unit, code } = quantity;
  const shown = isMultiple ? '' : asText(unit) || asText(code);
  return `${numberWords(quantity)} ${shown}`.trim();
}

const numberWords = ({ value }: JsonObject): string =>
  typeof value === 'number' ? String(value) : '?';

export const conceptWords = (concept: JsonObject): string =>
  asText(concept['text']) ||
  codingsOf(concept)
    .map(({ display, code }) => display || code)
    .join(' / ');
