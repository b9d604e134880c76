/** The value of a reading: a number, codes, or why there is none. */
import { LOINC } from '../map/terms.ts';
import { asText, isJsonObject, objectsIn, type JsonObject } from '../shared/json.ts';
import { codingsOf, conceptWords, unitOf, type Coding } from './demand.ts';
import { compared, exactly, type Interval } from './interval.ts';
import type { Measured } from './units.ts';

export type Observed =
  | ({ readonly kind: 'number'; readonly words: string } & Measured)
  | { readonly kind: 'boolean'; readonly words: string; readonly value: boolean }
  | { readonly kind: 'codes'; readonly words: string; readonly codings: readonly Coding[] }
  | { readonly kind: 'none'; readonly reason: string };

/** The answers of ECOG's question in LOINC (LL4986-7), by points. */
const ECOG_ANSWERS = ['LA9622-7', 'LA9623-5', 'LA9624-3', 'LA9625-0', 'LA9626-8', 'LA9627-6'];
const ORDINALS: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/StructureDefinition/ordinalValue',
  'http://hl7.org/fhir/StructureDefinition/itemWeight',
]);

export function observedIn(holder: JsonObject): Observed {
  const { valueQuantity, valueInteger, valueRange, valueCodeableConcept, valueString } = holder;
  const { valueBoolean: flag } = holder;
  if (typeof flag === 'boolean') return { kind: 'boolean', value: flag, words: String(flag) };
  if (isJsonObject(valueQuantity)) return ofQuantity(valueQuantity);
  if (typeof valueInteger === 'number') return bare(valueInteger);
  if (isJsonObject(valueRange)) return ofRange(valueRange);
  if (isJsonObject(valueCodeableConcept)) return ofConcept(valueCodeableConcept);
  if (typeof valueString === 'string' && /^\s*\d{1,9}(?:\.\d{1,9})?\s*$/.test(valueString)) {
    return bare(Number(valueString));
  }
  if (isJsonObject(holder['dataAbsentReason'])) {
    return none(`it has no value: ${conceptWords(holder['dataAbsentReason'])}`);
  }
  const isSaid = Object.keys(holder).some((key) => key.startsWith('value'));
  return none(isSaid ? 'its value is of a kind that is not compared' : 'it has no value');
}

const none = (reason: string): Observed => ({ kind: 'none', reason });

const bare = (value: number, words = String(value)): Observed => ({
  kind: 'number',
  interval: exactly(value),
  unit: '',
  words,
});

function ofQuantity(quantity: JsonObject): Observed {
  const { value, comparator, unit, code } = quantity;
  const sign = asText(comparator);
  const interval = typeof value === 'number' ? compared(value, sign) : undefined;
  if (typeof value !== 'number' || !interval) return none('its value is no number');
  const words = [sign, String(value), asText(unit) || asText(code)].filter((part) => part !== '');
  return { kind: 'number', interval, unit: unitOf(quantity), words: words.join(' ') };
}

function ofRange({ low, high }: JsonObject): Observed {
  const [from, to] = [low, high].map((end) => (isJsonObject(end) ? ofQuantity(end) : undefined));
  if (from?.kind !== 'number' || to?.kind !== 'number' || from.unit !== to.unit) {
    return none('its range is not closed');
  }
  const interval: Interval = { low: from.interval.low, high: to.interval.high };
  return { kind: 'number', interval, unit: from.unit, words: `${from.words} to ${to.words}` };
}

/** A class with points is the number of points. */
function ofConcept(concept: JsonObject): Observed {
  const codings = codingsOf(concept);
  const words = conceptWords(concept);
  const points = pointsOf(concept, codings);
  return points === undefined
    ? { kind: 'codes', codings, words }
    : bare(points, `${points} (${words})`);
}

function pointsOf(concept: JsonObject, codings: readonly Coding[]): number | undefined {
  const given = objectsIn(concept['coding'])
    .flatMap(({ extension }) => objectsIn(extension))
    .find(({ url }) => ORDINALS.has(asText(url)))?.['valueDecimal'];
  if (typeof given === 'number') return given;
  const answer = codings.find(({ system }) => system === LOINC)?.code ?? '';
  const points = ECOG_ANSWERS.indexOf(answer);
  return points === -1 ? undefined : points;
}
