/** What an object must have, and what it may have only one of. */
import type { JsonObject } from '../../shared/json.ts';
import type { ElementPlan, ObjectPlan, Run } from '../plan/plan.ts';
import { report, reportAt } from './run.ts';

export function checkPresence(plan: ObjectPlan, value: JsonObject, count: number, run: Run): void {
  // ele-1: an element has a value or children; resourceType and id alone are none
  if (count === 0 || (count === 1 && 'id' in value && !plan.isResource)) {
    report(run, 'empty-value', `${plan.type} has neither value nor children (ele-1).`);
    return;
  }
  for (const element of plan.required) {
    if (!isPresent(element, value)) {
      const name = element.jsonNames.length > 1 ? `${element.name}[x]` : element.name;
      report(
        run,
        'required-missing',
        `${name} is missing; ${element.id} needs at least ${element.min}.`,
      );
    }
  }
}

function isPresent(element: ElementPlan, value: JsonObject): boolean {
  return element.presentAs.some((name) => value[name] !== undefined);
}

export function checkChoices(plan: ObjectPlan, keys: readonly string[], run: Run): void {
  const given = keys.filter((key) => (plan.properties.get(key)?.element.jsonNames.length ?? 0) > 1);
  if (given.length < 2) return;
  for (const element of plan.choices) {
    const names = element.jsonNames.filter(
      (name) => given.includes(name) || given.includes(`_${name}`),
    );
    if (names.length < 2) continue;
    const message = `${names.join(' and ')} are both given; ${element.id} allows one of them.`;
    reportAt(run, element.name, 'choice-repeated', message);
  }
}
