/** One comparison of a criterion held against a patient. */
import { codeSystem } from '../shared/canonical.ts';
import { asText, objectIn, objectsIn, type JsonObject } from '../shared/json.ts';
import { AGE, SEX } from '../map/emit/population.ts';
import { LOINC } from '../map/terms.ts';
import type { Units } from '../validate/terminology/outside.ts';
import { ageOn, isAgeWithin } from './age.ts';
import { tokensOf } from '../map/analytes.ts';
import { spanOf } from './dates.ts';
import {
  codingsOf,
  demandOf,
  type Coding,
  type BooleanDemand,
  type ConceptDemand,
  type Demand,
  type NumberDemand,
} from './demand.ts';
import { isWithin, scaled, type Interval } from './interval.ts';
import { agreed, type Truth } from './kleene.ts';
import { observedIn, type Observed } from './observed.ts';
import { latestOf, type PatientRecord, type Reading } from './patient-record.ts';
import { inUnitOf } from './units.ts';

/** A resource that was looked at. */
export interface Evidence {
  /** `Observation/1`. */
  readonly reference: string;
  /** When it was so, as the resource writes it. */
  readonly date?: string;
  /** What it says: `92 10*9/L`, `62 a`. */
  readonly value?: string;
}

export interface Check {
  /** What is asked: `Platelets [#/volume] in Blood ≥ 100 10*9/L`. */
  readonly demand: string;
  readonly truth: Truth;
  /** Why it is not known. */
  readonly reason?: string;
  readonly evidence: readonly Evidence[];
}

export interface Circumstances {
  readonly record: PatientRecord;
  /** Day of the comparison: `2026-11-21`. */
  readonly on: string;
  readonly units: Units;
}

const unknown = (demand: string, reason: string, evidence: readonly Evidence[] = []): Check => ({
  demand,
  truth: undefined,
  reason,
  evidence,
});

/** Holds a definitionByTypeAndValue (R5 JSON) against what is known of a patient. */
export function checkOf(definition: JsonObject, circumstances: Circumstances): Check {
  const demand = demandOf(definition);
  const { types, value, words } = demand;
  if (!value) return unknown(words, 'what it asks for cannot be compared');
  const isOf = (concept: JsonObject): boolean =>
    types.some((type) =>
      codingsOf(concept).some(({ system, code }) => type.system === system && type.code === code),
    );
  if (isOf(AGE_TYPE)) return ageCheck(demand, circumstances);
  if (isOf(SEX_TYPE)) return sexCheck(demand, circumstances);
  return observationCheck(demand, value, circumstances);
}

const AGE_TYPE: JsonObject = { ...AGE } as JsonObject;
const SEX_TYPE: JsonObject = { ...SEX } as JsonObject;

function ageCheck({ value, words }: Demand, { record, on }: Circumstances): Check {
  const { reference, patient } = record;
  if (value?.kind !== 'number' || value.limit) return unknown(words, 'it asks for no age');
  const birthDate = asText(patient['birthDate']);
  if (birthDate === '') return unknown(words, 'the Patient has no birthDate', [{ reference }]);
  const age = ageOn(on, birthDate, value.unit);
  if (!age) return unknown(words, `an age in "${value.unit}" cannot be told`, [{ reference }]);
  const shown = age.low === age.high ? String(age.low) : `${age.low} to ${age.high}`;
  const evidence = [{ reference, date: on, value: `${shown} ${value.unit}` }];
  const truth = isAgeWithin(age, value.allowed);
  if (truth !== undefined) return { demand: words, truth, evidence };
  const reason =
    age.low === age.high
      ? 'whether the birthday itself is meant is not said'
      : 'the birthDate is not exact enough';
  return unknown(words, reason, evidence);
}

function sexCheck({ value, words }: Demand, { record }: Circumstances): Check {
  const { reference, patient } = record;
  const gender = asText(patient['gender']);
  const evidence = [{ reference, ...(gender !== '' && { value: gender }) }];
  const asked = value?.kind === 'concept' ? value.codings : [];
  const isTold =
    /^(?:fe)?male$/.test(gender) && asked.some(({ code }) => /^(?:fe)?male$/.test(code));
  if (!isTold) return unknown(words, 'the gender of the Patient does not tell it', evidence);
  return { demand: words, truth: asked.some(({ code }) => code === gender), evidence };
}

function observationCheck(
  { types, words }: Demand,
  value: NumberDemand | ConceptDemand | BooleanDemand,
  { record, on, units }: Circumstances,
): Check {
  const [type] = types;
  const until = spanOf(on)?.until ?? Infinity;
  const tokens = types.flatMap(({ system, code }) => tokensOf(system, code));
  const readings = latestOf(record, tokens, until);
  if (!type || readings.length === 0)
    return unknown(words, `no Observation of ${codeWords(types)}`);
  const looks = readings.map((reading) => {
    const seen = look(reading, value, type, units);
    return isPast(type, reading, until) ? { ...seen, truth: undefined, reason: PAST } : seen;
  });
  const evidence = looks.map((each) => each.evidence);
  const truth = agreed(looks.map((each) => each.truth));
  if (truth !== undefined) return { demand: words, truth, evidence };
  const reason = looks.find((each) => each.reason !== undefined)?.reason;
  return unknown(words, reason ?? 'observations of one time disagree', evidence);
}

/** Longer ago than this, in days, a state is surely over: 42 weeks. */
const LASTS: ReadonlyMap<string, number> = new Map([['pregnancy', 294]]);
const PAST = 'it is too old or has no date';

function isPast({ code }: Coding, { dated }: Reading, until: number): boolean {
  const days = LASTS.get(code);
  return days !== undefined && !(dated && until - dated.span.from <= (days + 1) * MS_A_DAY);
}

const MS_A_DAY = 86_400_000;

const codeWords = (types: readonly Coding[]): string =>
  types.map(({ system, code }) => `${SYSTEM_WORDS.get(system) ?? system} ${code}`).join(' or ');

const SYSTEM_WORDS: ReadonlyMap<string, string> = new Map([
  [LOINC, 'LOINC'],
  [codeSystem('criterion-concept'), 'criterion-concept'],
]);

interface Look {
  readonly truth: Truth;
  readonly reason?: string;
  readonly evidence: Evidence;
}

function look(
  { reference, holder, dated, isModified }: Reading,
  value: NumberDemand | ConceptDemand | BooleanDemand,
  type: Coding,
  units: Units,
): Look {
  const observed = observedIn(holder);
  const evidence: Evidence = {
    reference,
    ...(dated && { date: dated.text }),
    ...(observed.kind !== 'none' && { value: observed.words }),
  };
  const said = isModified
    ? 'it has a modifierExtension'
    : comparison(observed, value, holder, type, units);
  return typeof said === 'string'
    ? { truth: undefined, reason: `${reference}: ${said}`, evidence }
    : { truth: said.truth, evidence };
}

/** Whether the value is as asked, or why that cannot be told. */
function comparison(
  observed: Observed,
  value: NumberDemand | ConceptDemand | BooleanDemand,
  holder: JsonObject,
  type: Coding,
  units: Units,
): { readonly truth: Truth } | string {
  if (observed.kind === 'none') return observed.reason;
  if (value.kind === 'boolean') {
    const is = isSo(observed);
    return is === undefined ? 'it says neither yes nor no' : { truth: is === value.value };
  }
  if (value.kind === 'concept') {
    return observed.kind === 'codes'
      ? { truth: isSameConcept(observed.codings, value.codings) }
      : 'it is a number, not a class';
  }
  if (observed.kind !== 'number') return 'it is a class, not a number';
  if (value.limit)
    return againstLimit(observed, { ...value, limit: value.limit }, holder, type, units);
  const interval = inUnitOf(observed, value.unit, type, units);
  return typeof interval === 'string' ? interval : { truth: isWithin(interval, value.allowed) };
}

/** Answers that are yes or no, of SNOMED CT and of LOINC, to 82810-3, pregnancy status. */
const YES: ReadonlySet<string> = new Set(['77386006', 'LA15173-0']);
const NO: ReadonlySet<string> = new Set(['60001007', 'LA26683-5']);

function isSo(observed: Observed): Truth {
  if (observed.kind === 'boolean') return observed.value;
  if (observed.kind !== 'codes') return undefined;
  const codes = observed.codings.map(({ code }) => code);
  if (codes.some((code) => YES.has(code))) return true;
  return codes.some((code) => NO.has(code)) ? false : undefined;
}

/** Another code of the same system is another class; of other systems nothing is known. */
function isSameConcept(observed: readonly Coding[], asked: readonly Coding[]): Truth {
  const pairs = observed.flatMap((one) =>
    asked.filter(({ system }) => system === one.system).map((other) => one.code === other.code),
  );
  return pairs.length === 0 ? undefined : pairs.includes(true);
}

/** Multiples of the limit of normal that the laboratory states beside the value. */
function againstLimit(
  observed: Observed & { readonly kind: 'number' },
  { allowed, limit }: NumberDemand & { readonly limit: 'high' | 'low' },
  holder: JsonObject,
  type: Coding,
  units: Units,
): { readonly truth: Truth } | string {
  const limits = limitsOf(holder, limit);
  if (limits.length === 0)
    return `it has no ${limit === 'high' ? 'upper' : 'lower'} limit of normal`;
  const found = limits.map(({ value, unit }) => multipleOf(observed, value, unit, type, units));
  const why = found.find((each) => typeof each === 'string');
  if (why !== undefined) return why;
  const multiples = found.filter((each) => typeof each !== 'string');
  return { truth: agreed(multiples.map((multiple) => isWithin(multiple, allowed))) };
}

function multipleOf(
  observed: Observed & { readonly kind: 'number' },
  limit: number,
  unit: string,
  type: Coding,
  units: Units,
): Interval | string {
  const interval = inUnitOf(observed, unit || (observed.unit ?? ''), type, units);
  return typeof interval === 'string' ? interval : scaled(interval, 1 / limit);
}

interface Limit {
  readonly value: number;
  readonly unit: string;
}

/** Of the ranges that are of normal values; those for some people only may be theirs or not, so all have to agree. */
function limitsOf(holder: JsonObject, end: 'high' | 'low'): readonly Limit[] {
  return objectsIn(holder['referenceRange'])
    .filter(({ type }) => {
      const codings = codingsOf(objectIn(type));
      return type === undefined || codings.some(({ code }) => code === 'normal');
    })
    .flatMap((range) => {
      const { value, code, unit } = objectIn(range[end]);
      if (typeof value !== 'number' || !(value > 0)) return [];
      return [{ value, unit: asText(code) || asText(unit) }];
    });
}
