import { createHash } from 'node:crypto';
import { asText, type JsonObject, objectIn } from '../../shared/json.ts';
import type { FhirRequest } from '../fhir-client.ts';
import { addressOf, type Addresses } from './addresses.ts';
import type { Ids } from './choose.ts';
import { identityOf, queryOf, type Identity } from './identity.ts';
import type { Write } from './order.ts';
import { mapReferences } from './references.ts';

/** What a write is made with. */
export interface Wire {
  readonly ids: Ids;
  readonly addresses: Addresses;
  /** Current version of each of our references that is on the server, as far as known. */
  readonly versions: ReadonlyMap<string, string | undefined>;
  /** Identity of each resource of the push, for a reference to one that is not there yet. */
  readonly identities: ReadonlyMap<string, Identity>;
  /** References created in the same transaction. */
  readonly together: ReadonlySet<string>;
}

/** A write as a request of its own, and as the entry of a bundle. */
export interface Outgoing {
  readonly request: FhirRequest & { readonly method: 'POST' | 'PUT' | 'DELETE' };
  readonly fullUrl: string;
}

/** A resource that the server gives its id is created; all else is written under the version it was compared with. */
export function toOutgoing(write: Write, wire: Wire): Outgoing {
  const { step } = write;
  const address = wire.addresses.serverOf(step.reference);
  if (address === undefined) return toCreation(write, wire);
  const version = wire.versions.get(step.reference);
  const condition = version === undefined ? {} : { ifMatch: `W/"${version}"` };
  if (step.action === 'delete') {
    return { fullUrl: '', request: { method: 'DELETE', path: address, ...condition } };
  }
  const id = address.slice(address.indexOf('/') + 1);
  return {
    fullUrl: step.fullUrl,
    request: { method: 'PUT', path: address, body: { ...toBody(write, wire), id }, ...condition },
  };
}

/** Found by its identity should somebody else have created it meanwhile. */
function toCreation(write: Write, wire: Wire): Outgoing {
  const { resource, reference } = write.step;
  const type = asText(resource['resourceType']);
  const query = queryOf([identityOf(resource)]);
  const { id: _ours, ...body } = toBody(write, wire);
  const fullUrl = urnOf(reference);
  return wire.ids === 'conditional-update'
    ? { fullUrl, request: { method: 'PUT', path: `${type}?${query}`, body } }
    : { fullUrl, request: { method: 'POST', path: type, body, ifNoneExist: query } };
}

function toBody({ step: { resource }, absent }: Write, wire: Wire): JsonObject {
  if (wire.ids === 'client' && absent.size === 0) return resource;
  return mapReferences(resource, (reference, holder) => {
    if (absent.has(reference)) return toLogical(reference, holder, wire);
    const there = wire.addresses.serverOf(reference);
    if (there !== undefined) return { ...holder, reference: there };
    return wire.together.has(reference) ? { ...holder, reference: urnOf(reference) } : holder;
  });
}

/** A reference by identifier, which leads nowhere and so never to nothing. */
function toLogical(reference: string, holder: JsonObject, wire: Wire): JsonObject {
  const { reference: _absent, ...others } = holder;
  const identity = wire.identities.get(reference);
  return {
    ...others,
    type: reference.slice(0, reference.indexOf('/')),
    ...(identity?.parameter === 'identifier'
      ? { identifier: { system: identity.system, value: identity.value } }
      : { display: asText(objectIn(holder)['display']) || reference }),
  };
}

export function toEntry({ request, fullUrl }: Outgoing): JsonObject {
  const { method, path: url, body, ifMatch, ifNoneExist } = request;
  const conditions = {
    ...(ifMatch !== undefined && { ifMatch }),
    ...(ifNoneExist !== undefined && { ifNoneExist }),
  };
  return {
    ...(body && { fullUrl, resource: body }),
    request: { method, url, ...conditions },
  };
}

/** The same for one reference always, so that the same push is the same bytes (RFC 9562 section 5.8). */
function urnOf(reference: string): string {
  const hex = createHash('sha256').update(reference).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const identitiesIn = (resources: readonly JsonObject[]): ReadonlyMap<string, Identity> =>
  new Map(resources.map((resource) => [addressOf(resource), identityOf(resource)]));
