import { asText, type JsonObject, objectIn, objectsIn } from '../shared/json.ts';
import { isWrite, type Step } from './plan.ts';
import { logicalReference } from './retire.ts';
import { isFirstForm } from './strategy/first-form.ts';

const DATA_OPERATION = 'http://terminology.hl7.org/CodeSystem/v3-DataOperation';

/**
 * The Provenance of the content that is pushed, completed with what only the server's state tells: a study that is
 * there already is updated and not created, and what is retired or deleted in the same transaction was changed by
 * the same record. Whatever is written, the Provenance is written with it; where nothing is, it stays. `before` is
 * what an earlier attempt of the same push has done.
 */
export function tellProvenance(
  plan: readonly Step[],
  before: readonly Step[] = [],
): readonly Step[] {
  if (!plan.some(isWrite)) return plan;
  const isUpdate = plan.some(
    ({ resource, stored }) =>
      resource['resourceType'] === 'ResearchStudy' &&
      stored !== undefined &&
      !isFirstForm(stored.resource),
  );
  const gone = [...plan, ...before].flatMap(({ action, reference, resource }) => {
    if (action === 'retire') return [{ reference }];
    return action === 'delete' ? [logicalReference(reference, resource)] : [];
  });
  return plan.map((step) => {
    if (step.resource['resourceType'] !== 'Provenance' || step.isBeyond) return step;
    const action = step.stored ? 'update' : 'create';
    return { ...step, action, resource: told(step.resource, isUpdate, gone) };
  });
}

function told(provenance: JsonObject, isUpdate: boolean, gone: readonly JsonObject[]): JsonObject {
  const activity = objectIn(provenance['activity']);
  const coding = objectsIn(activity['coding']).map((one) =>
    isUpdate && one['system'] === DATA_OPERATION && asText(one['code']) === 'CREATE'
      ? { ...one, code: 'UPDATE', display: 'revise' }
      : one,
  );
  return {
    ...provenance,
    target: [...objectsIn(provenance['target']), ...gone],
    activity: { ...activity, coding },
  };
}
