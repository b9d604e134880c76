/**
 * FHIRPath compiled to closures over FHIR JSON, typed by the plans.
 *
 * Own engine: @medplum/core's gives nothing for descendants() and repeat(), ignores units, fails on primitives
 * with extensions, and takes four times as long (ADR 3).
 */
import type { Item } from '../plan/plan.ts';
import { callFunction } from './functions.ts';
import { toItem } from './item.ts';
import { FhirPathSyntaxError } from './lexer.ts';
import { childrenNamed, isOfType } from './navigate.ts';
import {
  NOTHING,
  type Truth,
  calculate,
  compare,
  contains,
  equals,
  fromBoolean,
  toBoolean,
  union,
} from './operators.ts';
import { own } from '../../shared/own.ts';
import { type Node, parseFhirPath } from './parser.ts';
import { type Compiled, OverBudget, type Scope } from './scope.ts';

/** Throws FhirPathSyntaxError where the expression is no FHIRPath or needs a function there is not. */
export function compileFhirPath(expression: string): Compiled {
  return toCompiled(parseFhirPath(expression));
}

type Compilers = {
  readonly [Kind in Node['kind']]: (node: Extract<Node, { readonly kind: Kind }>) => Compiled;
};

const COMPILERS: Compilers = {
  literal: ({ value, type }) => constant(toItem(value, type)),
  // no rule of the specification has one yet: what asks for one is told as not checked
  quantity: ({ value, unit }) => {
    throw new FhirPathSyntaxError(`The quantity ${value} ${unit} is not known`);
  },
  empty: () => () => NOTHING,
  external: ({ name }) => external(name),
  variable: ({ name }) => variable(name),
  child: ({ target, name }) => child(target, name),
  call: (node) => callFunction(node, toCompiled),
  index: ({ target, index }) => indexed(toCompiled(target), toCompiled(index)),
  binary: ({ operator, left, right }) => binary(operator, toCompiled(left), toCompiled(right)),
  type: ({ operator, target, type }) => typed(operator, toCompiled(target), type),
  negative: ({ target }) => negative(toCompiled(target)),
};

function toCompiled(node: Node): Compiled {
  // each compiler takes the node of its own kind
  return (COMPILERS[node.kind] as (node: Node) => Compiled)(node);
}

function constant(item: Item): Compiled {
  const items = [item];
  return () => items;
}

function negative(target: Compiled): Compiled {
  return (input, scope) => calculate('*', target(input, scope), MINUS_ONE);
}

const MINUS_ONE = [toItem(-1, 'System.Integer')];

const CONSTANTS: Readonly<Record<string, string>> = {
  ucum: 'http://unitsofmeasure.org',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
};

function external(name: string): Compiled {
  const value = own(CONSTANTS, name);
  if (value !== undefined) return constant(toItem(value, 'System.String'));
  if (name === 'context') return (_input, scope) => scope.context;
  if (name === 'extension') return (_input, scope) => scope.extension ?? NOTHING;
  if (name === 'resource') {
    return (_input, { run: { resource } }) =>
      resource === undefined
        ? NOTHING
        : [toItem(resource.value, resource.plan.type, resource.plan)];
  }
  if (name === 'rootResource') {
    return (_input, { run: { resource } }) => {
      const root = resource?.container ?? resource;
      return root === undefined ? NOTHING : [toItem(root.value, root.plan.type, root.plan)];
    };
  }
  throw new FhirPathSyntaxError(`%${name} is not known`);
}

function variable(name: string): Compiled {
  if (name === '$this') return (_input, scope) => scope.focus;
  if (name === '$index') return (_input, scope) => [toItem(scope.index, 'System.Integer')];
  throw new FhirPathSyntaxError(`${name} is not known`);
}

function child(target: Node | undefined, name: string): Compiled {
  if (target !== undefined) {
    const from = toCompiled(target);
    return (input, scope) => step(from(input, scope), name, scope);
  }
  const isTypeName = /^[A-Z]/.test(name);
  return (_input, scope) => {
    // a path may start with the type it is about: Appointment.status
    const [first] = scope.focus;
    if (isTypeName && first?.plan !== undefined && isOfType(first, name)) return scope.focus;
    return step(scope.focus, name, scope);
  };
}

function step(items: readonly Item[], name: string, scope: Scope): readonly Item[] {
  if (items.length === 0) return NOTHING;
  const found: Item[] = [];
  for (const item of items) childrenNamed(item, name, scope.plans, found);
  if (scope.budget !== undefined) spend(scope.budget, items.length + found.length);
  return found;
}

function spend(budget: { left: number }, count: number): void {
  budget.left -= count;
  if (budget.left < 0) throw new OverBudget();
}

function indexed(target: Compiled, index: Compiled): Compiled {
  return (input, scope) => {
    const at = index(input, scope)[0]?.value;
    const item = typeof at === 'number' ? target(input, scope)[at] : undefined;
    return item === undefined ? NOTHING : [item];
  };
}

function typed(operator: 'is' | 'as', target: Compiled, type: string): Compiled {
  if (operator === 'as') {
    return (input, scope) => target(input, scope).filter((item) => isOfType(item, type));
  }
  return (input, scope) => {
    const [first] = target(input, scope);
    return first === undefined ? NOTHING : fromBoolean(isOfType(first, type));
  };
}

const LOGIC: Readonly<Record<string, (left: Truth, right: () => Truth) => Truth>> = {
  and: (left, right) => {
    if (left === false) return false;
    const other = right();
    return other === false ? false : left === undefined || other === undefined ? undefined : true;
  },
  or: (left, right) => {
    if (left === true) return true;
    const other = right();
    return other === true ? true : left === undefined || other === undefined ? undefined : false;
  },
  xor: (left, right) => {
    const other = right();
    return left === undefined || other === undefined ? undefined : left !== other;
  },
  implies: (left, right) => {
    if (left === false) return true;
    const other = right();
    return other === true ? true : left === undefined || other === undefined ? undefined : false;
  },
};

const COMPARISON: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

function binary(operator: string, left: Compiled, right: Compiled): Compiled {
  const logic = LOGIC[operator];
  if (logic !== undefined) {
    return (input, scope) =>
      fromBoolean(logic(toBoolean(left(input, scope)), () => toBoolean(right(input, scope))));
  }
  const comparison = COMPARISON[operator];
  if (comparison !== undefined) {
    return (input, scope) => {
      const order = compare(left(input, scope), right(input, scope), scope.plans.inUnit);
      return order === undefined ? NOTHING : fromBoolean(comparison(order));
    };
  }
  return (input, scope) => ofSets(operator, left(input, scope), right(input, scope));
}

function ofSets(operator: string, left: readonly Item[], right: readonly Item[]): readonly Item[] {
  switch (operator) {
    case '=':
      return fromBoolean(equals(left, right));
    case '!=':
      return fromBoolean(negated(equals(left, right)));
    case '~':
      return fromBoolean(equivalent(left, right));
    case '!~':
      return fromBoolean(!equivalent(left, right));
    case '|':
      return union(left, right);
    case 'in':
      return left[0] === undefined ? NOTHING : fromBoolean(contains(right, left[0]));
    case 'contains':
      return right[0] === undefined ? NOTHING : fromBoolean(contains(left, right[0]));
    default:
      return calculate(operator, left, right);
  }
}

function negated(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function equivalent(left: readonly Item[], right: readonly Item[]): boolean {
  if (left.length !== right.length) return false;
  return left.every((item) => contains(right, item));
}
