import { asText, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/** `Type/id`, and nothing of the version that may follow. */
const RELATIVE = /^([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]+)?$/;

/** `resource` with each Reference to another resource (`Type/id`, none of its own contained ones) as `change` gives it. */
export function mapReferences(
  resource: JsonObject,
  change: (reference: string, holder: JsonObject) => JsonObject,
): JsonObject {
  const walked = Object.fromEntries(
    Object.entries(resource).map(([name, value]) => [name, walk(value, change)]),
  );
  const reference = RELATIVE.exec(asText(resource['reference']))?.[1];
  return reference === undefined ? walked : change(reference, walked);
}

function walk(
  value: Json | undefined,
  change: (reference: string, holder: JsonObject) => JsonObject,
): Json | undefined {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((one) => walk(one, change) ?? null);
  }
  return isJsonObject(value) ? mapReferences(value, change) : value;
}

/** Every `Type/id` that a resource refers to. */
export function referencesIn(resource: JsonObject): ReadonlySet<string> {
  const found = new Set<string>();
  mapReferences(resource, (reference, holder) => {
    found.add(reference);
    return holder;
  });
  return found;
}
