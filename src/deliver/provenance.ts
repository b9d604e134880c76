import { asText, type JsonObject, objectIn, objectsIn } from '../shared/json.ts';
import type { Step } from './plan.ts';

const DATA_OPERATION = 'http://terminology.hl7.org/CodeSystem/v3-DataOperation';

/**
 * The Provenance of a version, completed with what only the server's state tells: a study that is there already is
 * updated and not created, and what is retired in the same transaction was changed by the same record.
 * A Provenance that is there already stays: what it says of its own moment remains true.
 */
export function tellProvenance(plan: readonly Step[]): readonly Step[] {
  const isUpdate = plan.some(
    ({ resource, stored }) => resource['resourceType'] === 'ResearchStudy' && stored !== undefined,
  );
  const retired = plan
    .filter(({ action }) => action === 'retire')
    .map(({ reference }) => ({ reference }));
  if (!isUpdate && retired.length === 0) return plan;
  return plan.map((step) => {
    const isNew = step.action === 'create' && step.resource['resourceType'] === 'Provenance';
    return isNew ? { ...step, resource: told(step.resource, isUpdate, retired) } : step;
  });
}

function told(
  provenance: JsonObject,
  isUpdate: boolean,
  retired: readonly JsonObject[],
): JsonObject {
  const activity = objectIn(provenance['activity']);
  const coding = objectsIn(activity['coding']).map((one) =>
    isUpdate && one['system'] === DATA_OPERATION && asText(one['code']) === 'CREATE'
      ? { ...one, code: 'UPDATE', display: 'revise' }
      : one,
  );
  return {
    ...provenance,
    target: [...objectsIn(provenance['target']), ...retired],
    activity: { ...activity, coding },
  };
}
