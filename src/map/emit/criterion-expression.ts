/**
 * A criterion as FHIRPath on the Bundle of one patient: true, false, or empty where it is not known.
 *
 * It says the same as the definition beside it, of as much as plain FHIRPath can: what src/match/ knows beyond it
 * (other units, multiples by several ranges) is empty. Engines in use lack arithmetic of dates, aggregate() and
 * conversion of units, so none of them is used.
 */
import { ONLY_UNIT, OUT_OF_HUNDRED, tokensOf } from '../analytes.ts';
import { LOINC, UCUM } from '../terms.ts';
import { AGE, SEX } from './population.ts';
import type { Coding, Expression, Quantity, TypeAndValue } from './types.ts';

/** Elements that stand beside a definition; none where FHIRPath cannot say it. */
export function expressionOf(definition: TypeAndValue): { definitionExpression?: Expression } {
  const { coding: [type] = [], text } = definition.type;
  // words beside the code make it narrower than what an Observation of the code says: time since `chemotherapy`
  const expression = type && text === undefined ? written(type, definition) : undefined;
  return expression === undefined
    ? {}
    : { definitionExpression: { language: 'text/fhirpath', expression } };
}

function written(type: Coding, definition: TypeAndValue): string | undefined {
  if (type.system === LOINC && type.code === AGE.coding?.[0]?.code) return ageWithin(definition);
  if (type.system === LOINC && type.code === SEX.coding?.[0]?.code) return genderIs(definition);
  return observationIs(type, definition);
}

interface Bound {
  readonly operator: '<' | '<=' | '>=' | '>' | '=';
  /** As FHIRPath writes it. */
  readonly number: string;
}

interface Bounds {
  readonly bounds: readonly Bound[];
  /** UCUM; empty where none is named. */
  readonly unit: string;
}

/** The numbers that are asked for; undefined for what is no number, or none FHIRPath can write. */
function boundsOf({ valueQuantity, valueRange }: TypeAndValue): Bounds | undefined {
  const ends: readonly (readonly [Quantity, Bound['operator']])[] = valueQuantity
    ? [[valueQuantity, valueQuantity.comparator ?? '=']]
    : [
        ...(valueRange?.low ? [[valueRange.low, '>='] as const] : []),
        ...(valueRange?.high ? [[valueRange.high, '<='] as const] : []),
      ];
  const units = new Set(ends.map(([end]) => end.code ?? ''));
  const [unit] = units;
  const bounds = ends.map(([{ value }, operator]) => ({ operator, number: String(value) }));
  const isWritten = bounds.every(({ number }) => /^\d+(?:\.\d+)?$/.test(number));
  return unit !== undefined && units.size === 1 && isWritten ? { bounds, unit } : undefined;
}

const compared = (subject: string, bounds: readonly Bound[], factor = ''): string =>
  bounds.map(({ operator, number }) => `${subject} ${operator} ${number}${factor}`).join(' and ');

/** Dates as numbers, 20261121 - 19640201: their ten thousands are the completed years. */
const YEARS =
  "entry.resource.ofType(Patient).birthDate.toString().where(length() = 10).select((today().toString().replace('-', '').toInteger() - replace('-', '').toInteger()) div 10000)";

/** Whoever is 18 may be older than 18 or not: trials mean the one or the other. */
function ageWithin(definition: TypeAndValue): string | undefined {
  const asked = boundsOf(definition);
  if (asked?.unit !== 'a' || asked.bounds.some(({ number }) => number.includes('.'))) {
    return undefined;
  }
  const open = asked.bounds.find(({ operator }) => operator === '>');
  const within = compared('$this', asked.bounds);
  return open
    ? `${YEARS}.where($this != ${open.number}).select(${within})`
    : `${YEARS}.select(${within})`;
}

function genderIs({ valueCodeableConcept }: TypeAndValue): string | undefined {
  const code = valueCodeableConcept?.coding?.[0]?.code;
  return code === 'male' || code === 'female'
    ? `entry.resource.ofType(Patient).gender.where($this = 'male' or $this = 'female').select($this = '${code}')`
    : undefined;
}

/** All that are not taken back have to say the same: which is the latest FHIRPath alone does not tell. */
function observationIs(type: Coding, definition: TypeAndValue): string | undefined {
  const said = definition.offset ? timesLimit(definition) : ofNumber(type, definition);
  if (!said || type.system === undefined || type.code === undefined) return undefined;
  return [
    'entry.resource.ofType(Observation)',
    "where(status != 'entered-in-error' and status != 'cancelled' and status != 'registered')",
    'select($this | component)',
    `where(code.coding.where(${isOneOf(tokensOf(type.system, type.code))}).exists())`,
    `select(iif(modifierExtension.empty() and ${said.known}, (${said.truth}).toString(), 'unknown'))`,
    "distinct().join('').toBoolean()",
  ].join('.');
}

/** Codes of a coding, by their systems. */
function isOneOf(tokens: readonly string[]): string {
  const pairs = tokens.map((token) => token.split('|'));
  const systems = Map.groupBy(pairs, ([system]) => system);
  return [...systems]
    .map(([system, own]) => {
      const codes = own.map(([, code]) => `code = '${code}'`).join(' or ');
      return `(system = '${system}' and (${codes}))`;
    })
    .join(' or ');
}

interface Said {
  /** When the truth can be told. */
  readonly known: string;
  readonly truth: string;
}

function ofNumber(type: Coding, definition: TypeAndValue): Said | undefined {
  const asked = boundsOf(definition);
  if (!asked) return undefined;
  const { code = '' } = type;
  const unit = asked.unit === '' ? (ONLY_UNIT.get(code) ?? '') : asked.unit;
  const isBare = unit === '' || unit === '1' || OUT_OF_HUNDRED.has(code);
  if (isBare)
    return { known: 'value.ofType(integer).exists()', truth: compared('value', asked.bounds) };
  const units = sameUnits(unit).map((each) => `code = '${each}'`);
  return {
    known: `value.ofType(Quantity).where(system = '${UCUM}' and (${units.join(' or ')}) and comparator.empty()).exists()`,
    truth: compared('value.value', asked.bounds),
  };
}

/** By the one range of normal values that the Observation states, in the unit of the value. */
function timesLimit(definition: TypeAndValue): Said | undefined {
  const asked = boundsOf(definition);
  const limit = definition.offset?.coding?.[0]?.code === 'UNL' ? 'high' : 'low';
  if (!asked) return undefined;
  const range = `referenceRange.${limit}`;
  return {
    known: `referenceRange.count() = 1 and referenceRange.where(type.empty() and ${limit}.value > 0).exists() and value.ofType(Quantity).where(comparator.empty()).code = ${range}.code`,
    truth: compared('value.value', asked.bounds, ` * ${range}.value`),
  };
}

/** Units of one size. */
const SAME_UNITS: readonly (readonly string[])[] = [
  ['10*9/L', '10*3/uL'],
  ['10*6/L', '/uL'],
  ['ng/mL', 'ug/L'],
  ['ug/mL', 'mg/L'],
  ['g/L', 'mg/mL'],
  ['{beats}/min', '/min'],
  ['{breaths}/min', '/min'],
];

function sameUnits(unit: string): readonly string[] {
  return [...new Set([unit, ...SAME_UNITS.filter((same) => same.includes(unit)).flat()])];
}
