/**
 * Finds what is wrong with a FHIRPath before any value is there: text that is none, functions nobody knows, names that
 * no type on the way has, comparisons that never hold (http://hl7.org/fhirpath/N1/#type-safety-and-strict-evaluation).
 * Where the types cannot be told, as behind resolve(), nothing is said.
 */
import type { Plans } from '../plan/plan.ts';
import { FhirPathSyntaxError } from './lexer.ts';
import { own } from './own.ts';
import { type Node, parseFhirPath } from './parser.ts';
import { type FunctionSignature, SIGNATURES } from './static-functions.ts';
import {
  BOOLEAN,
  INTEGER,
  STRING,
  type StaticTypes,
  childTypes,
  isOf,
  neverEqual,
  typesNamed,
  unionOf,
} from './static-types.ts';

interface Place {
  readonly plans: Plans;
  /** What names are looked up in. */
  readonly focus: StaticTypes;
  /** %context: what the expression starts on. */
  readonly context: StaticTypes;
}

/** Why the text is no FHIRPath for values of these types; undefined where nothing is wrong. */
export function expressionFault(
  expression: string,
  context: StaticTypes,
  plans: Plans,
): string | undefined {
  try {
    typesOf(parseFhirPath(expression, { strict: true }), { plans, focus: context, context });
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
  external: ({ name }, place) => (name === 'context' ? place.context : undefined),
  variable: ({ name }, place) => variable(name, place),
  child: ({ target, name }, place) => child(target, name, place),
  call: (node, place) => call(node, place),
  index: ({ target, index }, place) => {
    typesOf(index, place);
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
  // each typer takes the node of its own kind
  return (TYPERS[node.kind] as (node: Node, place: Place) => StaticTypes)(node, place);
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
  const names = [...new Set(from?.map((type) => type.name))].slice(0, 5).join(', ');
  throw new FhirPathSyntaxError(`${name} is no element of ${names === '' ? 'nothing' : names}`);
}

const LOGIC = new Set(['and', 'or', 'xor', 'implies', 'in', 'contains', '<', '>', '<=', '>=']);
const EQUALITY = new Set(['=', '!=', '~', '!~']);

function binary(operator: string, left: Node, right: Node, place: Place): StaticTypes {
  const [one, other] = [typesOf(left, place), typesOf(right, place)];
  if (LOGIC.has(operator)) return BOOLEAN;
  if (EQUALITY.has(operator)) {
    if (!neverEqual(one, other)) return BOOLEAN;
    throw new FhirPathSyntaxError(`A boolean is compared with what is none (${operator})`);
  }
  if (operator === '|') return unionOf(one, other);
  return operator === '&' ? STRING : undefined;
}

type Call = Extract<Node, { readonly kind: 'call' }>;

function call({ target, name, parameters }: Call, place: Place): StaticTypes {
  const signature = SIGNATURES.get(name);
  if (signature === undefined)
    throw new FhirPathSyntaxError(`${name}() is no function of FHIRPath`);
  const { least, most } = signature;
  if (parameters.length < least || parameters.length > most) {
    const wanted = least === most ? String(least) : `${least} to ${most}`;
    throw new FhirPathSyntaxError(`${name}() takes ${wanted} parameters, not ${parameters.length}`);
  }
  const input = target === undefined ? place.focus : typesOf(target, place);
  if (name === 'is') return BOOLEAN;
  if (name === 'ofType' || name === 'as') return typesNamed(typeName(parameters[0]), place.plans);
  const inner = { ...place, focus: focusOf(name, input, place) };
  const given = parameters.map((parameter) => typesOf(parameter, inner));
  return resultOf(signature, input, given[0], place.plans);
}

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
  given: StaticTypes,
  plans: Plans,
): StaticTypes {
  const constant = own(CONSTANT, result);
  if (constant !== undefined) return constant;
  if (result === 'same') return input;
  if (result === 'extension') return typesNamed('Extension', plans);
  return result === 'parameter' ? given : undefined;
}

const CONSTANT: Readonly<Record<string, StaticTypes>> = {
  boolean: BOOLEAN,
  integer: INTEGER,
  string: STRING,
};
