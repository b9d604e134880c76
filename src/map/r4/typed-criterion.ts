import { codeSystem } from '../../shared/canonical.ts';
import type { TypedCriterion } from '../../trial/understood.ts';
import { cleanText } from '../clean.ts';
import { UCUM } from '../terms.ts';
import { compact, valueExtension } from './build.ts';
import { crossVersion } from './common.ts';
import type { CodeableConcept, Extension, Quantity, Range } from './types.ts';

/** R5 definitionByTypeAndValue as cross-version extension: what a rule understood of a criterion as a whole. */
export function typedValue(typed: TypedCriterion): Extension {
  return typeAndValue(
    { coding: [{ ...typed.type, system: systemOf(typed.type.system) }] },
    valueOf(typed),
  );
}

/** The trial model names this project's own code systems by their id alone. */
const systemOf = (system: string): string => (system.includes(':') ? system : codeSystem(system));

export function typeAndValue(
  type: CodeableConcept,
  value: Pick<Extension, 'valueCodeableConcept' | 'valueQuantity' | 'valueRange'>,
): Extension {
  return {
    url: crossVersion('EvidenceVariable.characteristic.definitionByTypeAndValue'),
    extension: [valueExtension('type', 'valueCodeableConcept', type), { url: 'value', ...value }],
  };
}

function valueOf({
  value,
}: TypedCriterion): Pick<Extension, 'valueCodeableConcept' | 'valueQuantity' | 'valueRange'> {
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
