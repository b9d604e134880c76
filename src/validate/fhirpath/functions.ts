import type { Compiled, Scope } from './scope.ts';
import { toItem } from './item.ts';
import type { Item } from '../plan/plan.ts';
import { boundary, comparable } from './boundaries.ts';
import { FhirPathSyntaxError } from './lexer.ts';
import { children, childrenNamed, descendants, isOfType } from './navigate.ts';
import { NOTHING, contains, distinct, fromBoolean, number, toBoolean, union } from './operators.ts';
import { own } from '../../shared/own.ts';
import type { Node } from './parser.ts';
import { STRING_FUNCTIONS } from './string-functions.ts';
import { isMember, resolveItems } from './resolve.ts';

type Call = Extract<Node, { readonly kind: 'call' }>;
type ToCompiled = (node: Node) => Compiled;

/** Compiles a call; throws FhirPathSyntaxError for a function that is not known here. */
export function callFunction(call: Call, toCompiled: ToCompiled): Compiled {
  const target = call.target === undefined ? focus : toCompiled(call.target);
  const typeTest = own(TYPE_TESTS, call.name);
  if (typeTest !== undefined) return typeTest(target, typeNameOf(call.parameters[0]));
  const parameters = call.parameters.map(toCompiled);
  const overEach = own(OVER_EACH, call.name);
  if (overEach !== undefined)
    return (input, scope) => overEach(target(input, scope), parameters[0], scope);
  const plain = own(PLAIN, call.name);
  if (plain !== undefined) {
    return (input, scope) =>
      plain(
        target(input, scope),
        parameters.map((parameter) => parameter(input, scope)),
        scope,
      );
  }
  if (call.name === 'iif') return iif(target, parameters);
  const onText = own(STRING_FUNCTIONS, call.name);
  if (onText === undefined) throw new FhirPathSyntaxError(`${call.name}() is not known`);
  return (input, scope) => {
    const value = target(input, scope)[0]?.value;
    if (value === undefined || typeof value === 'object') return NOTHING;
    return onText(
      value as string | number | boolean,
      parameters.map((parameter) => parameter(input, scope)[0]?.value),
    );
  };
}

const focus: Compiled = (_input, scope) => scope.focus;

function typeNameOf(node: Node | undefined): string {
  if (node?.kind !== 'child') throw new FhirPathSyntaxError('A type name is missing');
  return node.target === undefined ? node.name : `${typeNameOf(node.target)}.${node.name}`;
}

const TYPE_TESTS: Readonly<Record<string, (target: Compiled, type: string) => Compiled>> = {
  is: (target, type) => (input, scope) => {
    const [first] = target(input, scope);
    return first === undefined ? NOTHING : fromBoolean(isOfType(first, type));
  },
  as: ofType,
  ofType,
};

function ofType(target: Compiled, type: string): Compiled {
  return (input, scope) => target(input, scope).filter((item) => isOfType(item, type));
}

function iif(target: Compiled, parameters: readonly Compiled[]): Compiled {
  const [test, then, otherwise] = parameters;
  return (input, scope) => {
    const items = target(input, scope);
    const inner = { ...scope, focus: items };
    const branch = test !== undefined && toBoolean(test(items, inner)) === true ? then : otherwise;
    return branch?.(items, inner) ?? NOTHING;
  };
}

function holds(item: Item, index: number, test: Compiled | undefined, scope: Scope): boolean {
  if (test === undefined) return true;
  const one = [item];
  return toBoolean(test(one, { ...scope, focus: one, index })) === true;
}

type OverEach = (
  items: readonly Item[],
  test: Compiled | undefined,
  scope: Scope,
) => readonly Item[];

const OVER_EACH: Readonly<Record<string, OverEach>> = {
  where: (items, test, scope) => items.filter((item, index) => holds(item, index, test, scope)),
  exists: (items, test, scope) =>
    fromBoolean(items.some((item, index) => holds(item, index, test, scope))),
  all: (items, test, scope) =>
    fromBoolean(items.every((item, index) => holds(item, index, test, scope))),
  select: (items, test, scope) =>
    items.flatMap((item, index) => test?.([item], { ...scope, focus: [item], index }) ?? []),
  repeat: (items, test, scope) => (test === undefined ? NOTHING : repeated(items, test, scope)),
};

const MAX_REPEAT = 100_000;

function repeated(items: readonly Item[], test: Compiled, scope: Scope): Item[] {
  const found: Item[] = [];
  const seen = new Set<unknown>();
  let level = items;
  while (level.length > 0 && found.length < MAX_REPEAT) {
    const next = level.flatMap((item) => [...test([item], { ...scope, focus: [item] })]);
    level = next.filter((item) => !seen.has(item.value));
    for (const item of level) seen.add(item.value);
    found.push(...level);
  }
  return found;
}

type Plain = (
  items: readonly Item[],
  parameters: readonly (readonly Item[])[],
  scope: Scope,
) => readonly Item[];

function countOf(parameters: readonly (readonly Item[])[]): number {
  return Number(parameters[0]?.[0]?.value ?? 0);
}

function hasValue(item: Item | undefined): boolean {
  return item !== undefined && item.plan === undefined && item.value !== undefined;
}

function allAre(truth: boolean): Plain {
  return (items) => fromBoolean(items.every((item) => item.value === truth));
}

const PLAIN: Readonly<Record<string, Plain>> = {
  empty: (items) => fromBoolean(items.length === 0),
  count: (items) => number(items.length),
  not: (items) => {
    const truth = toBoolean(items);
    return truth === undefined ? NOTHING : fromBoolean(!truth);
  },
  hasValue: (items) => fromBoolean(items.length === 1 && hasValue(items[0])),
  getValue: (items) => (items.length === 1 && hasValue(items[0]) ? items : NOTHING),
  first: (items) => items.slice(0, 1),
  last: (items) => items.slice(-1),
  single: (items) => (items.length === 1 ? items : NOTHING),
  tail: (items) => items.slice(1),
  skip: (items, parameters) => items.slice(countOf(parameters)),
  take: (items, parameters) => items.slice(0, countOf(parameters)),
  children: (items, _parameters, scope) => items.flatMap((item) => children(item, scope.plans)),
  descendants: (items, _parameters, scope) => descendants(items, scope.plans),
  distinct: (items) => distinct(items),
  isDistinct: (items) => fromBoolean(distinct(items).length === items.length),
  combine: (items, parameters) => [...items, ...(parameters[0] ?? [])],
  union: (items, parameters) => union(items, parameters[0] ?? []),
  intersect: (items, parameters) =>
    distinct(items.filter((item) => contains(parameters[0] ?? [], item))),
  exclude: (items, parameters) => items.filter((item) => !contains(parameters[0] ?? [], item)),
  subsetOf: (items, parameters) =>
    fromBoolean(items.every((item) => contains(parameters[0] ?? [], item))),
  supersetOf: (items, parameters) =>
    fromBoolean((parameters[0] ?? []).every((item) => contains(items, item))),
  allTrue: allAre(true),
  allFalse: allAre(false),
  anyTrue: (items) => fromBoolean(items.some((item) => item.value === true)),
  anyFalse: (items) => fromBoolean(items.some((item) => item.value === false)),
  trace: (items) => items,
  lowBoundary: (items) => boundary(items, 'low'),
  highBoundary: (items) => boundary(items, 'high'),
  comparable: (items, parameters, { plans }) =>
    comparable(items, parameters[0] ?? [], plans.inUnit),
  memberOf: (items, parameters, scope) => isMember(items, parameters[0]?.[0]?.value, scope),
  resolve: (items, _parameters, scope) => resolveItems(items, scope),
  extension: (items, parameters, scope) => {
    const url = parameters[0]?.[0]?.value;
    const found: Item[] = [];
    for (const item of items) childrenNamed(item, 'extension', scope.plans, found);
    return found.filter(({ value }) => (value as { readonly url?: unknown }).url === url);
  },
  // the narrative scanner does it, where Narrative.div is checked
  htmlChecks: () => [toItem(true, 'System.Boolean')],
};
