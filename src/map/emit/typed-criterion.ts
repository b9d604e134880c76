import { codeSystem } from '../../shared/canonical.ts';
import type { CriterionValue, TypedCriterion } from '../../trial/understood.ts';
import { cleanText } from '../clean.ts';
import { UCUM } from '../terms.ts';
import { compact } from './build.ts';
import type { Characteristic, CodeableConcept, Quantity, Range, TypeAndValue } from './types.ts';

/** What a rule understood of a criterion as a whole. */
export function typedDefinition(
  typed: TypedCriterion,
  linkId: string,
): Pick<Characteristic, 'definitionByTypeAndValue' | 'definitionByCombination'> {
  const { value } = typed;
  if (value.kind !== 'any-of') return { definitionByTypeAndValue: typeAndValue(typed.type, value) };
  return {
    definitionByCombination: {
      code: 'any-of',
      characteristic: value.values.map((alternative, index) => ({
        linkId: `${linkId}.${index + 1}`,
        definitionByTypeAndValue: typeAndValue(typed.type, alternative),
      })),
    },
  };
}

function typeAndValue(type: TypedCriterion['type'], value: CriterionValue): TypeAndValue {
  return { type: { coding: [{ ...type, system: systemOf(type.system) }] }, ...valueOf(value) };
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
