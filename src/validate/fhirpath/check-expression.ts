/**
 * Finds what is wrong with a FHIRPath before any value is there: text that is none, functions nobody knows, names that
 * no type on the way has, comparisons that never hold (http://hl7.org/fhirpath/N1/#type-safety-and-strict-evaluation).
 * Where the types cannot be told, as behind resolve(), nothing is said.
 */
import type { Plans } from '../plan/plan.ts';
import { FhirPathSyntaxError } from './lexer.ts';
import { own } from '../../shared/own.ts';
import { type Node, parseFhirPath } from './parser.ts';
import { type FunctionSignature, OF_PRIMITIVES, SIGNATURES } from './static-functions.ts';
import {
  BOOLEAN,
  INTEGER,
  STRING,
  type StaticType,
  type StaticTypes,
  childTypes,
  isOf,
  namesOf,
  typesNamed,
  unionOf,
} from './static-types.ts';

interface Place {
  readonly plans: Plans;
  /** What names are looked up in. */
  readonly focus: StaticTypes;
  /** %context: what the expression starts on. */
  readonly context: StaticTypes;
  /** Variables are defined on the way. */
  readonly isOpen: boolean;
  /** Parts still to be looked at, for repeat() inside repeat() looks at its own many times; and how deep it is. */
  readonly budget: { left: number; depth: number };
}

// what goes on beyond these limits is left alone: no published expression comes near
const MOST_PARTS = 20_000;
const MOST_STEPS = 1000;
const LONGEST = 20_000;

/** Why the text is no FHIRPath for values of these types; undefined where nothing is wrong. */
export function expressionFault(
  expression: string,
  context: StaticTypes,
  plans: Plans,
): string | undefined {
  if (expression.length > LONGEST) return undefined;
  try {
    const isOpen = expression.includes('defineVariable');
    const place = {
      plans,
      focus: context,
      context,
      isOpen,
      budget: { left: MOST_PARTS, depth: 0 },
    };
    typesOf(parseFhirPath(expression, { strict: true }), place);
    return undefined;
  } catch (error) {
    if (error instanceof FhirPathSyntaxError) return error.message;
    throw error;
  }
}

type Typers = {
  readonly [Kind in Node['kind']]: (
    node: Extract<Node, { readonly kind: Kind }>,
    place: Place,
  ) => StaticTypes;
};

const TYPERS: Typers = {
  literal: ({ type }) => [{ name: type, plan: undefined }],
  quantity: () => [{ name: 'System.Quantity', plan: undefined }],
  empty: () => undefined,
  external: ({ name }, place) => external(name, place),
  variable: ({ name }, place) => variable(name, place),
  child: ({ target, name }, place) => child(target, name, place),
  call: (node, place) => call(node, place),
  index: ({ target, index }, place) => {
    const at = typesOf(index, place);
    if (at?.every(({ name }) => !INTEGERS.has(name)) === true)
      throw new FhirPathSyntaxError(`An index is a whole number, no ${namesOf(at)}`);
    return typesOf(target, place);
  },
  binary: ({ operator, left, right }, place) => binary(operator, left, right, place),
  type: ({ operator, target, type }, place) => {
    typesOf(target, place);
    return operator === 'is' ? BOOLEAN : typesNamed(type, place.plans);
  },
  negative: ({ target }, place) => typesOf(target, place),
};

function typesOf(node: Node, place: Place): StaticTypes {
  const { budget } = place;
  budget.left -= 1;
  if (budget.left < 0 || budget.depth > MOST_STEPS) return undefined;
  budget.depth += 1;
  // each typer takes the node of its own kind
  const types = (TYPERS[node.kind] as (node: Node, place: Place) => StaticTypes)(node, place);
  budget.depth -= 1;
  return types;
}

const INTEGERS = new Set(['System.Integer', 'integer', 'positiveInt', 'unsignedInt']);

// http://hl7.org/fhir/R4/fhirpath.html#variables, and what R5 adds
const EXTERNALS =
  /^(?:context|resource|rootResource|extension|ucum|sct|loinc|us-zip|map-codes|terminologies|factory|server|(?:vs|cs|ext)-.*)$/;

function external(name: string, { context, isOpen }: Place): StaticTypes {
  if (name === 'context') return context;
  if (isOpen || EXTERNALS.test(name)) return undefined;
  throw new FhirPathSyntaxError(`%${name} is not known`);
}

function variable(name: string, { focus }: Place): StaticTypes {
  if (name === '$this') return focus;
  if (name === '$index') return INTEGER;
  if (name === '$total') return undefined;
  throw new FhirPathSyntaxError(`${name} is no variable of FHIRPath`);
}

function child(target: Node | undefined, name: string, place: Place): StaticTypes {
  const from = target === undefined ? place.focus : typesOf(target, place);
  if (target === undefined && from !== undefined && /^[A-Z]/.test(name)) {
    // a path may start with the type it is about: Patient.name
    const named = from.filter((type) => isOf(type, name));
    if (named.length > 0) return named;
  }
  const found = childTypes(from, name, place.plans);
  if (found !== 'none') return found;
  throw new FhirPathSyntaxError(`${name} is no element of ${namesOf(from)}`);
}

const LOGIC = new Set('and or xor implies in contains < > <= >= = != ~ !~'.split(' '));

function binary(operator: string, left: Node, right: Node, place: Place): StaticTypes {
  const [one, other] = [typesOf(left, place), typesOf(right, place)];
  // Values of two types are never equal, which is a poor rule and no fault of the expression (N1, 6.1 Equality).
  if (LOGIC.has(operator)) return BOOLEAN;
  if (operator === '|') return unionOf(one, other);
  return operator === '&' ? STRING : undefined;
}

type Call = Extract<Node, { readonly kind: 'call' }>;

function call({ target, name, parameters }: Call, place: Place): StaticTypes {
  const signature = signatureOf(name, parameters.length);
  const input = target === undefined ? place.focus : typesOf(target, place);
  if (OF_PRIMITIVES.has(name) && input?.every(isComplex) === true)
    throw new FhirPathSyntaxError(`${name}() takes a primitive value, no ${namesOf(input)}`);
  const [first] = parameters;
  if (name === 'is') return BOOLEAN;
  if (name === 'ofType' || name === 'as') return typesNamed(typeName(first), place.plans);
  const inner = { ...place, focus: focusOf(name, input, place) };
  const given = parameters.map((parameter) => typesOf(parameter, inner));
  if (name === 'repeat' && first !== undefined) return repeated(first, input, place);
  return resultOf(signature, input, given, place.plans);
}

function signatureOf(name: string, count: number): FunctionSignature {
  const signature = SIGNATURES.get(name);
  if (signature === undefined)
    throw new FhirPathSyntaxError(`${name}() is no function of FHIRPath`);
  const { least, most } = signature;
  if (count >= least && count <= most) return signature;
  const wanted = least === most ? String(least) : `${least} to ${most}`;
  throw new FhirPathSyntaxError(`${name}() takes ${wanted} parameters, not ${count}`);
}

const MOST_ROUNDS = 10;

/** What repeat() comes to: its parameter is applied to what it gave; undefined where it does not fit what it starts on. */
function repeated(parameter: Node, input: StaticTypes, place: Place): StaticTypes {
  const found = new Map<string, StaticType>();
  const { depth } = place.budget;
  try {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const known = found.size;
      const focus = unionOf(input, [...found.values()]);
      const next = typesOf(parameter, { ...place, focus });
      if (next === undefined) return undefined;
      for (const type of next) found.set(type.name, type);
      if (found.size === known) return [...found.values()];
    }
  } catch (error) {
    if (!(error instanceof FhirPathSyntaxError)) throw error;
    place.budget.depth = depth;
  }
  return undefined;
}

const isComplex = ({ plan }: StaticType): boolean =>
  plan !== undefined && !plan.lineage.includes('Quantity');

const OVER_EACH = new Set(['where', 'select', 'all', 'exists', 'iif', 'trace', 'sort']);
// applied to what they gave before, or to a total
const OVER_RESULTS = new Set(['repeat', 'repeatAll', 'aggregate', 'defineVariable']);

/** What names in parameters are looked up in; of functions without an item of their own, in both places there are. */
function focusOf(name: string, input: StaticTypes, { focus }: Place): StaticTypes {
  if (OVER_RESULTS.has(name)) return undefined;
  return OVER_EACH.has(name) ? input : unionOf(focus, input);
}

function typeName(node: Node | undefined): string {
  if (node?.kind !== 'child') throw new FhirPathSyntaxError('The name of a type is missing');
  return node.target === undefined ? node.name : `${typeName(node.target)}.${node.name}`;
}

function resultOf(
  { result }: FunctionSignature,
  input: StaticTypes,
  given: readonly StaticTypes[],
  plans: Plans,
): StaticTypes {
  const constant = own(CONSTANT, result);
  if (constant !== undefined) return constant;
  if (result === 'same') return input;
  if (result === 'extension') return typesNamed('Extension', plans);
  if (result === 'parameter') return given[0];
  if (result === 'both') return unionOf(input, given[0]);
  // without a third parameter iif() gives nothing where its test fails
  return result === 'branch' ? given.slice(1).reduce(unionOf) : undefined;
}

const CONSTANT: Readonly<Record<string, StaticTypes>> = {
  boolean: BOOLEAN,
  integer: INTEGER,
  string: STRING,
};
