/** SearchParameter.expression: "A FHIRPath expression that returns a set of elements" of its base types. */
import { listIn } from '../../shared/json.ts';
import { report } from '../check/run.ts';
import { expressionFault } from '../fhirpath/check-expression.ts';
import { typesNamed, unionOf } from '../fhirpath/static-types.ts';
import type { Plans } from '../plan/plan.ts';
import type { ResourceRule } from './resource-rule.ts';

export function searchParameterRule(plans: Plans): ResourceRule {
  return ({ base, expression, type, component }, run) => {
    // "combines a search on two or more values together" (http://hl7.org/fhir/R4/valueset-search-param-type.html)
    if (type === 'composite' && listIn(component).length < 2)
      report(run, 'definition-conflict', 'A composite parameter has two or more components.');
    if (typeof expression !== 'string' || !Array.isArray(base) || base.length === 0) return;
    const types = base
      .map((name) => (typeof name === 'string' ? typesNamed(name, plans) : undefined))
      .reduce(unionOf);
    const fault = expressionFault(expression, types, plans);
    if (fault === undefined) return;
    run.path.push('expression');
    report(run, 'expression-invalid', `The expression is wrong: ${fault}.`);
    run.path.length -= 1;
  };
}
