import { sid } from '../../shared/canonical.ts';
import { Failure } from '../../shared/failure.ts';
import { asText, type JsonObject, objectIn, objectsIn } from '../../shared/json.ts';
import type { Step } from '../plan.ts';
import { hasTag } from '../search.ts';
import { addressOf, type Addresses } from './addresses.ts';
import { hasIdentity, identityOf } from './identity.ts';

/**
 * Refuses to touch what stands under an id or identifier of ours and is not of our making (ADR 10): what belongs
 * to a trial carries the trial's tag, and what trials share (Organization, Location), which has no tag, the
 * identifier of ours that its id was made of.
 */
export function requireOurs(plan: readonly Step[], addresses: Addresses): void {
  const foreign = plan.flatMap(({ resource, stored, isBeyond }) =>
    stored && !isBeyond && !isOurs(resource, stored.resource) ? [resource] : [],
  );
  if (foreign.length === 0) return;
  const named = foreign.slice(0, 20).map((resource) => {
    const reference = addressOf(resource);
    return `${addresses.serverOf(reference) ?? reference} (no ${markOf(resource)})`;
  });
  throw new Failure(
    'fhir-resource-not-ours',
    `The FHIR server has resources that are not of our making where ours belong: ${named.join(', ')}. Nothing was written; remove them, or give them another id or identifier.`,
  );
}

function isOurs(wanted: JsonObject, stored: JsonObject): boolean {
  const tag = studyTagOf(wanted);
  if (tag) return hasTag(stored, tag);
  const identity = identityOf(wanted);
  // A bundle that is none of ours says nothing by which it could be known.
  return identity.parameter === '_tag' || hasIdentity(stored, identity);
}

function studyTagOf(resource: JsonObject): { system: string; code: string } | undefined {
  const system = sid('study');
  const tag = objectsIn(objectIn(resource['meta'])['tag']).find((one) => one['system'] === system);
  return tag && { system, code: asText(tag['code']) };
}

function markOf(resource: JsonObject): string {
  const tag = studyTagOf(resource);
  if (tag) return `tag ${tag.system}|${tag.code}`;
  const { system, value } = identityOf(resource);
  return `identifier ${system}|${value}`;
}
