/** ElementDefinition.constraint.expression: FHIRPath for the values of the element it stands at. */
import { type JsonObject, asText, isJsonObject } from '../../shared/json.ts';
import { report } from '../check/run.ts';
import { expressionFault } from '../fhirpath/check-expression.ts';
import { type StaticTypes, childTypes, typesNamed, unionOf } from '../fhirpath/static-types.ts';
import type { Plans, Run } from '../plan/plan.ts';
import { eachObject } from './resource-rule.ts';

/** Of one element; the run stands there. What comes from another definition is told there. */
export function checkConstraints(
  element: JsonObject,
  structure: JsonObject,
  plans: Plans,
  run: Run,
): void {
  if (!Array.isArray(element['constraint'])) return;
  const types = typesAt(element, asText(structure['type']), plans);
  eachObject(element, 'constraint', run, ({ key, expression, source }) => {
    const isOwn = source === undefined || source === structure['url'];
    if (typeof expression !== 'string' || !isOwn) return;
    const fault = expressionFault(expression, types, plans);
    if (fault === undefined) return;
    report(run, 'expression-invalid', `The expression of ${asText(key)} is wrong: ${fault}.`);
  });
}

// types with elements of their own are found by the path to them
const OF_PATH = new Set(['BackboneElement', 'Element']);

function typesAt({ path, type }: JsonObject, root: string, plans: Plans): StaticTypes {
  const [, ...names] = asText(path).split('.');
  const codes = Array.isArray(type) && names.length > 0 ? type.filter(isJsonObject) : [];
  const named = codes.map(({ code }) => asText(code));
  if (named.length > 0 && !named.some((code) => OF_PATH.has(code)))
    return named.map((code) => typesNamed(code, plans)).reduce(unionOf);
  return names.reduce<StaticTypes>(
    (types, name) => {
      const found = childTypes(types, name.replace('[x]', ''), plans);
      return found === 'none' ? undefined : found;
    },
    typesNamed(root, plans),
  );
}
