/** Contained resources: each has an id of its own, and something to do with the resource that contains it. */
import { asText, type JsonObject, objectsIn } from '../../shared/json.ts';
import type { Plans, ResourceScope, Run } from '../plan/plan.ts';
import { localNames } from './local-names.ts';
import { report, shown } from './run.ts';

/**
 * dom-3 at the contained resource itself: something else in its container refers to it, or it to the container. Its id
 * is what it is referred to by (http://hl7.org/fhir/R4/references.html#contained).
 */
export function checkContained({ value, container }: ResourceScope, plans: Plans, run: Run): void {
  if (container === undefined) return;
  const { id } = value;
  if (id === undefined) {
    const message = 'A contained resource needs an id, by which the resource refers to it.';
    report(run, 'required-missing', message);
    return;
  }
  if (isRepeated(value, container, plans)) {
    const message = `${shown(id)} is the id of another contained resource, too.`;
    report(run, 'invariant-failed', message);
  }
  if (isReferenced(value, container, plans)) return;
  report(
    run,
    'invariant-failed',
    `dom-3: Nothing in the resource refers to the contained ${shown(id)}.`,
  );
}

type Container = Pick<ResourceScope, 'value' | 'plan'>;

interface Names {
  /** How many of the container and its contained resources use a name. */
  readonly users: ReadonlyMap<string, number>;
  /** The names each contained resource uses. */
  readonly of: ReadonlyMap<JsonObject, ReadonlySet<string>>;
  /** The first contained resource of an id. */
  readonly firstOf: ReadonlyMap<unknown, JsonObject>;
}

/** A container is asked once for each of its contained resources. */
const known = new WeakMap<Container, Names>();

function namesIn(container: Container, plans: Plans): Names {
  const before = known.get(container);
  if (before !== undefined) return before;
  const { value, plan } = container;
  const inner = objectsIn(value['contained']);
  const of = new Map(inner.map((one) => [one, namesUsed(one, plans)]));
  const users = new Map<string, number>();
  for (const names of [localNames(value, plan, plans), ...of.values()])
    for (const name of names) users.set(name, (users.get(name) ?? 0) + 1);
  // of two entries of one key a Map keeps the last
  const firstOf = new Map(inner.toReversed().map((one) => [one['id'], one]));
  const names = { users, of, firstOf };
  known.set(container, names);
  return names;
}

function namesUsed(resource: JsonObject, plans: Plans): ReadonlySet<string> {
  const plan = plans.resource(asText(resource['resourceType']));
  return plan === undefined ? new Set() : localNames(resource, plan, plans);
}

function isRepeated(inner: JsonObject, container: Container, plans: Plans): boolean {
  return namesIn(container, plans).firstOf.get(inner['id']) !== inner;
}

export function isReferenced(inner: JsonObject, container: Container, plans: Plans): boolean {
  const { users, of } = namesIn(container, plans);
  const own = of.get(inner);
  const name = `#${asText(inner['id'])}`;
  return own?.has('#') === true || (users.get(name) ?? 0) > Number(own?.has(name) === true);
}
