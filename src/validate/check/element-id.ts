import type { JsonObject } from '../../shared/json.ts';
import type { ObjectPlan, Run } from '../plan/plan.ts';
import { report, shown } from './run.ts';

/**
 * "The id attribute SHALL have a unique value within the resource" (http://hl7.org/fhir/R4/narrative.html#id); reported
 * at the second element of an id. Those of an ElementDefinition come once in the snapshot, once in the differential.
 */
export function checkElementId(plan: ObjectPlan, { id }: JsonObject, run: Run): void {
  if (id === undefined || typeof id !== 'string' || run.resource === undefined) return;
  if (plan.isResource || plan.type === 'ElementDefinition') return;
  const ids = (run.resource.elementIds ??= new Set());
  if (ids.has(id)) {
    const message = `${shown(id)} is the id of another element of the resource, too.`;
    report(run, 'invariant-failed', message);
  }
  ids.add(id);
}
