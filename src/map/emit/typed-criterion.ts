import { codeSystem } from '../../shared/canonical.ts';
import type {
  Criterion,
  CriterionStatement,
  CriterionValue,
  TypedCriterion,
} from '../../trial/understood.ts';
import { cleanText } from '../clean.ts';
import { UCUM } from '../terms.ts';
import { compact, valueExtension } from './build.ts';
import { codeConcept } from './coding.ts';
import { expressionOf } from './criterion-expression.ts';
import type {
  Characteristic,
  CodeableConcept,
  Extension,
  Quantity,
  Range,
  TypeAndValue,
} from './types.ts';

/** What a criterion says in a computable way; nothing where that may not be acted on. */
export function definitionOf(
  { coverage, statements, combination }: Criterion,
  linkId: string,
): Pick<
  Characteristic,
  'definitionByTypeAndValue' | 'definitionByCombination' | 'definitionExpression' | 'timeFromEvent'
> {
  const [first] = statements;
  if (coverage === 'none' || !first) return {};
  if (statements.length === 1 && first.value.kind !== 'any-of') {
    const definition = typeAndValue(first, first.value);
    const event = timeFromEvent(first);
    return {
      definitionByTypeAndValue: definition,
      ...(event.timeFromEvent ? event : expressionOf(definition)),
    };
  }
  const parts = statements.length === 1 ? alternativesOf(first) : statements.flatMap(partOf);
  return {
    definitionByCombination: {
      code: combination ?? 'any-of',
      characteristic: parts.map((part, index) => ({ linkId: `${linkId}.${index + 1}`, ...part })),
    },
  };
}

function timeFromEvent({ event }: CriterionStatement): Pick<Characteristic, 'timeFromEvent'> {
  const text = event === undefined ? undefined : cleanText(event);
  return text === undefined ? {} : { timeFromEvent: [{ eventCodeableConcept: { text } }] };
}

type Part = Pick<
  Characteristic,
  'description' | 'definitionByTypeAndValue' | 'definitionExpression'
>;

function alternativesOf(statement: TypedCriterion): readonly Part[] {
  const { type, value } = statement;
  return (value.kind === 'any-of' ? value.values : [value]).map((alternative) => ({
    description: `${type.display}: ${wordsOf(alternative)}`,
    ...computable(typeAndValue(statement, alternative)),
  }));
}

/** Alternatives stand among others only where any one of all will do. */
function partOf(statement: CriterionStatement): readonly Part[] {
  const { value, excerpt } = statement;
  if (value.kind === 'any-of') return alternativesOf(statement);
  return [
    {
      description: cleanText(excerpt) ?? statement.type.display,
      ...computable(typeAndValue(statement, value)),
    },
  ];
}

const computable = (definition: TypeAndValue): Omit<Part, 'description'> => ({
  definitionByTypeAndValue: definition,
  ...expressionOf(definition),
});

/**
 * The rule and the words of each statement, and of those that no definition has also what they compare: they are
 * told, and not to be acted on.
 */
export function statementExtensions(
  statements: readonly CriterionStatement[],
  isDefined: boolean,
): Extension[] {
  return statements.map((statement) => ({
    url: 'statement',
    extension: [
      valueExtension('rule', 'valueCode', statement.rule),
      ...textPart('excerpt', statement.excerpt),
      ...(isDefined ? [] : mentioned(statement)),
      ...textPart('event', statement.event),
    ],
  }));
}

function mentioned(statement: CriterionStatement): Extension[] {
  const { value, condition } = statement;
  const values = value.kind === 'any-of' ? value.values : [value];
  const { type, offset } = headOf(statement);
  return [
    { url: 'type', valueCodeableConcept: type },
    ...values.map((each) => ({ url: 'value', ...valueOf(each) })),
    ...(offset ? [{ url: 'offset', valueCodeableConcept: offset }] : []),
    ...textPart('condition', condition),
  ];
}

function textPart(url: string, text: string | undefined): Extension[] {
  const cleaned = text === undefined ? undefined : cleanText(text);
  return cleaned === undefined ? [] : [valueExtension(url, 'valueString', cleaned)];
}

function typeAndValue(statement: TypedCriterion, value: CriterionValue): TypeAndValue {
  const { type, ...rest } = headOf(statement);
  return { type, ...valueOf(value), ...rest };
}

function headOf({ type, offset }: TypedCriterion): Pick<TypeAndValue, 'type' | 'offset'> {
  const { system, code, display } = type;
  const text = type.text === undefined ? undefined : cleanText(type.text);
  return {
    type: {
      coding: [{ system: systemOf(system), code, display }],
      ...(text !== undefined && { text }),
    },
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
    case 'boolean':
      return value.value ? 'yes' : 'no';
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
    case 'boolean':
      return { valueBoolean: value.value };
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
