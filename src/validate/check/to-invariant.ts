import { isJsonObject } from '../../shared/json.ts';
import { compileFhirPath } from '../fhirpath/compile.ts';
import { type Compiled, OverBudget, type Scope } from '../fhirpath/scope.ts';
import type { Invariant, Item, Plans, Run } from '../plan/plan.ts';
import { FhirPathSyntaxError } from '../fhirpath/lexer.ts';
import { toBoolean } from '../fhirpath/operators.ts';
import { own } from '../../shared/own.ts';
import type { ToInvariant } from '../plan/compile-plans.ts';
import type { Constraint } from '../structure-definition.ts';
import { report } from './run.ts';
import { CHECKED_ELSEWHERE, FAST_INVARIANTS } from './fast-invariants.ts';

/** Constraints that could not be compiled, by key, with the reason: describe() names them. */
export type Unsupported = Map<string, string>;

/**
 * Makes invariants of constraints. Expressions compile on first use and are shared: dom-2 is one
 * function for all 148 resource types. `plans` is a getter, since plans hold invariants themselves.
 */
export function invariantMaker(plans: () => Plans, unsupported: Unsupported): ToInvariant {
  const compiled = new Map<string, Compiled | undefined>();

  function compiledOf(constraint: Constraint): Compiled | undefined {
    const expression = constraint.expression ?? '';
    if (!compiled.has(expression)) compiled.set(expression, tryCompile(constraint, expression));
    return compiled.get(expression);
  }

  function tryCompile(constraint: Constraint, expression: string): Compiled | undefined {
    try {
      return compileFhirPath(expression);
    } catch (error) {
      if (!(error instanceof FhirPathSyntaxError)) throw error;
      unsupported.set(constraint.key, error.message);
      return undefined;
    }
  }

  return (constraint, source) => {
    if (CHECKED_ELSEWHERE.has(constraint.key) || constraint.expression === undefined)
      return undefined;
    const decide = (item: Item, run: Run): boolean | undefined => {
      const path = compiledOf(constraint);
      return path === undefined ? undefined : evaluate(path, constraint.key, item, run, plans());
    };
    const fast = own(FAST_INVARIANTS, constraint.key);
    const holds =
      fast === undefined
        ? decide
        : (item: Item, run: Run) =>
            isJsonObject(item.value) ? fast(item.value, run) || decide(item, run) : undefined;
    return { ...described(constraint, source), holds };
  };
}

function described({ key, severity, human }: Constraint, source: string): Omit<Invariant, 'holds'> {
  return { key, severity, human, source };
}

/**
 * Values that one rule may go over in one validation: seconds. A rule that compares all values of a kind with each
 * other, as those of a snapshot do, takes some 5,000 of them.
 */
const BUDGET = 50_000_000;

function budgetOf(key: string, { budgets }: Run): { left: number } {
  const known = budgets.get(key);
  if (known !== undefined) return known;
  const budget = { left: BUDGET };
  budgets.set(key, budget);
  return budget;
}

function evaluate(
  path: Compiled,
  key: string,
  item: Item,
  run: Run,
  plans: Plans,
): boolean | undefined {
  const { unseen } = run;
  const context = [item];
  const budget = budgetOf(key, run);
  // told when it was given up
  if (budget.left < 0) return undefined;
  const scope: Scope = { plans, run, context, focus: context, index: 0, budget };
  try {
    // an empty result is no success: the reference validator reads it as false
    if (toBoolean(path(context, scope)) === true) return true;
    return run.unseen > unseen ? undefined : false;
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    report(run, 'not-checked', `${key} would take too long to check on so many values.`, 'warning');
    return undefined;
  }
}
