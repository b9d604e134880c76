import type { CriterionValue, TypedCriterion } from '../../src/trial/understood.ts';

/** `>= 4 /wk`, `1..3`, `A|B` */
export function valueWords(value: TypedCriterion['value']): string {
  if (value.kind === 'any-of') return value.values.map(valueWords).join('|');
  if (value.kind === 'range') return `${value.low}..${value.high}${unitOf(value)}`;
  if (value.kind === 'quantity') return `${value.comparator ?? '='} ${value.value}${unitOf(value)}`;
  return value.kind === 'code' ? value.code : value.kind === 'text' ? value.text : '?';
}

const unitOf = (value: CriterionValue): string =>
  'ucum' in value && value.ucum !== undefined ? ` ${value.ucum}` : '';
