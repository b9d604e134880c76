/**
 * Which entries of a bundle have a resource, a request and a response: bdl-3 and bdl-4 of R4, which R5 wrote anew as
 * bdl-3a to bdl-3d (http://hl7.org/fhir/R5/bundle.html).
 */
import { type JsonObject, asText, isJsonObject } from '../../shared/json.ts';
import type { Release } from '../plan/release.ts';

/** One sentence for each rule the entry breaks; none where it is sound. */
export const EXCHANGE_FAULTS: Readonly<
  Record<Release, (entry: JsonObject, type: string) => readonly string[]>
> = { R4: faultsOfR4, R5: faultsOfR5 };

const WITH_REQUEST = new Set(['batch', 'transaction', 'history']);
const WITH_RESPONSE = new Set(['batch-response', 'transaction-response', 'history']);
const OF_RESOURCES = new Set(['document', 'message', 'searchset', 'collection']);
const CARRYING = new Set(['POST', 'PUT', 'PATCH']);

function faultsOfR4({ request, response }: JsonObject, type: string): readonly string[] {
  const faults: string[] = [];
  if ((request !== undefined) !== WITH_REQUEST.has(type)) {
    const rule =
      'a request belongs to each entry of a batch, transaction or history, and to no other';
    const found = request === undefined ? 'The request is missing' : 'A request is given';
    faults.push(`${found}; ${rule} (bdl-3).`);
  }
  if ((response !== undefined) !== WITH_RESPONSE.has(type)) {
    const rule =
      'a response belongs to each entry of a batch-response, transaction-response or history, and to no other';
    const found = response === undefined ? 'The response is missing' : 'A response is given';
    faults.push(`${found}; ${rule} (bdl-4).`);
  }
  return faults;
}

function faultsOfR5(entry: JsonObject, type: string): readonly string[] {
  const { request, response } = entry;
  if (OF_RESOURCES.has(type)) return faultsOfResource(entry, type);
  if (type.endsWith('-response')) {
    return response === undefined
      ? [`The response is missing; each entry of a ${type} has one (bdl-3d).`]
      : [];
  }
  if (!WITH_REQUEST.has(type)) return [];
  const rule = type === 'history' ? 'bdl-3b' : 'bdl-3c';
  if (request === undefined)
    return [`The request is missing; each entry of a ${type} has one (${rule}).`];
  const faults = faultsOfMethod(entry, rule);
  return type === 'history' && response === undefined
    ? [`The response is missing; each entry of a history has one (${rule}).`, ...faults]
    : faults;
}

function faultsOfResource(entry: JsonObject, type: string): readonly string[] {
  const { resource, request, response } = entry;
  if (request !== undefined || response !== undefined) {
    const found = request === undefined ? 'response' : 'request';
    return [`A ${found} is given; the entries of a ${type} have none (bdl-3a).`];
  }
  // an entry with nothing at all breaks bdl-5, which says so
  return resource === undefined && (entry['search'] !== undefined || entry['link'] !== undefined)
    ? [`The resource is missing; each entry of a ${type} has one (bdl-3a).`]
    : [];
}

function faultsOfMethod({ resource, request }: JsonObject, rule: string): readonly string[] {
  const method = isJsonObject(request) ? asText(request['method']) : '';
  if (method === '' || CARRYING.has(method) === (resource !== undefined)) return [];
  return resource === undefined
    ? [`${method} needs a resource in its entry (${rule}).`]
    : [`${method} takes no resource in its entry (${rule}).`];
}
