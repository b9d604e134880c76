import { codeSystem } from '../../shared/canonical.ts';
import type { CriterionValue, TypedCriterion } from '../../trial/understood.ts';
import { cleanText } from '../clean.ts';
import { UCUM } from '../terms.ts';
import { compact } from './build.ts';
import { codeConcept } from './coding.ts';
import type { Characteristic, CodeableConcept, Quantity, Range, TypeAndValue } from './types.ts';

/** What a rule understood of a criterion as a whole. */
export function typedDefinition(
  typed: TypedCriterion,
  linkId: string,
): Pick<Characteristic, 'definitionByTypeAndValue' | 'definitionByCombination'> {
  const { value } = typed;
  if (value.kind !== 'any-of') return { definitionByTypeAndValue: typeAndValue(typed, value) };
  return {
    definitionByCombination: {
      code: 'any-of',
      characteristic: value.values.map((alternative, index) => ({
        linkId: `${linkId}.${index + 1}`,
        description: `${typed.type.display}: ${wordsOf(alternative)}`,
        definitionByTypeAndValue: typeAndValue(typed, alternative),
      })),
    },
  };
}

function typeAndValue({ type, offset }: TypedCriterion, value: CriterionValue): TypeAndValue {
  return {
    type: { coding: [{ ...type, system: systemOf(type.system) }] },
    ...valueOf(value),
    ...(offset && { offset: codeConcept(CHARACTERISTIC_OFFSET, offset, OFFSETS[offset]) }),
  };
}

const CHARACTERISTIC_OFFSET = 'http://hl7.org/fhir/characteristic-offset';
const OFFSETS = { UNL: 'Upper Normal Limit', LNL: 'Lower Normal Limit' } as const;

/** A value as a person reads it. */
function wordsOf(value: CriterionValue): string {
  switch (value.kind) {
    case 'quantity':
      return [value.comparator, value.value, value.unit]
        .filter((part) => part !== undefined)
        .join(' ');
    case 'range':
      return `${[value.low, value.high].map((end) => end ?? '').join(' to ')} ${value.unit ?? ''}`.trim();
    case 'code':
      return value.text ?? value.display;
    case 'text':
    default:
      return value.text;
  }
}

/** The trial model names this project's own code systems by their id alone. */
const systemOf = (system: string): string => (system.includes(':') ? system : codeSystem(system));

function valueOf(value: CriterionValue): Omit<TypeAndValue, 'type'> {
  switch (value.kind) {
    case 'quantity':
      return { valueQuantity: quantity(value.value, value, value.comparator) };
    case 'range':
      return {
        valueRange: compact<Range>({
          low: value.low === undefined ? undefined : quantity(value.low, value),
          high: value.high === undefined ? undefined : quantity(value.high, value),
        }),
      };
    case 'code':
      return {
        valueCodeableConcept: compact<CodeableConcept>({
          coding: [{ system: systemOf(value.system), code: value.code, display: value.display }],
          text: value.text === undefined ? undefined : cleanText(value.text),
        }),
      };
    case 'text':
    default:
      return { valueCodeableConcept: { text: cleanText(value.text) ?? '(blank)' } };
  }
}

function quantity(
  value: number,
  unit: { readonly unit?: string; readonly ucum?: string },
  comparator?: Quantity['comparator'],
): Quantity {
  return compact<Quantity>({
    value,
    comparator,
    unit: unit.unit,
    system: unit.ucum === undefined ? undefined : UCUM,
    code: unit.ucum,
  });
}
