/** SearchParameter.expression: "A FHIRPath expression that returns a set of elements" of its base types. */
import { report } from '../check/run.ts';
import { expressionFault } from '../fhirpath/check-expression.ts';
import { typesNamed, unionOf } from '../fhirpath/static-types.ts';
import type { Plans } from '../plan/plan.ts';
import type { ResourceRule } from './resource-rule.ts';

export function searchParameterRule(plans: Plans): ResourceRule {
  return ({ base, expression }, run) => {
    if (typeof expression !== 'string' || !Array.isArray(base) || base.length === 0) return;
    const types = base
      .map((type) => (typeof type === 'string' ? typesNamed(type, plans) : undefined))
      .reduce(unionOf);
    const fault = expressionFault(expression, types, plans);
    if (fault === undefined) return;
    run.path.push('expression');
    report(run, 'expression-invalid', `The expression is wrong: ${fault}.`);
    run.path.length -= 1;
  };
}
