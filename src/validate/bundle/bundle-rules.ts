/**
 * What a Bundle demands beyond its elements (http://hl7.org/fhir/R4/bundle.html): bdl-1 to bdl-12 by
 * hand, so that a broken rule is reported at the entry that breaks it. The rules R5 adds (bdl-13 to bdl-18)
 * are about the whole bundle and stay FHIRPath.
 */
import { type JsonObject, asText, isJsonObject, listIn } from '../../shared/json.ts';
import { report, shown } from '../check/run.ts';
import type { Plans, Run } from '../plan/plan.ts';
import type { Release } from '../plan/release.ts';
import { isAbsolute } from '../plan/primitives.ts';
import { restfulBase } from './bundle-index.ts';
import { unreachedEntries } from './document-graph.ts';
import { EXCHANGE_FAULTS } from './exchange-rules.ts';
import { typeOfReference } from './resolve-reference.ts';
import { searchFaults } from './search-results.ts';

const TYPES = new Set(
  (
    'document message transaction transaction-response batch batch-response ' +
    'history searchset collection'
  ).split(' '),
);
const TYPES_OF: Readonly<Record<Release, ReadonlySet<string>>> = {
  R4: TYPES,
  R5: new Set([...TYPES, 'subscription-notification']),
};
const WITH_REQUEST = new Set(['batch', 'transaction', 'history']);

export function checkBundle(bundle: JsonObject, plans: Plans, run: Run): void {
  const { release } = plans;
  const type = asText(bundle['type']);
  if (!TYPES_OF[release].has(type)) return;
  const entries = listIn(bundle['entry']);
  if (bundle['total'] !== undefined && type !== 'searchset' && type !== 'history') {
    broken(run, ['total'], `total is only for a searchset or history (bdl-1); this is a ${type}.`);
  }
  checkFirst(bundle, type, entries[0], run);
  if (type === 'document') checkReach(bundle, run);
  if (type === 'searchset') checkFound(bundle, plans, run);
  const seen = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    if (!isJsonObject(entry)) continue;
    checkEntry(entry, type, index, release, run);
    if (entry['fullUrl'] === undefined) checkUnnamed(entry, type, index, release, run);
    else {
      checkFullUrl(entry, type, index, seen, run);
      checkAddress(entry, index, plans, run);
    }
  }
}

function broken(run: Run, at: readonly (string | number)[], message: string): void {
  run.path.push(...at);
  report(run, 'bundle-rule', message);
  run.path.length -= at.length;
}

function checkFirst(bundle: JsonObject, type: string, first: unknown, run: Run): void {
  const resource = isJsonObject(first) ? first['resource'] : undefined;
  const firstType = isJsonObject(resource) ? resource['resourceType'] : undefined;
  if (type === 'message' && firstType !== 'MessageHeader') {
    broken(run, [], 'The first resource of a message is a MessageHeader (bdl-12).');
  }
  if (type !== 'document') return;
  const { identifier } = bundle;
  const isNamed =
    isJsonObject(identifier) &&
    identifier['system'] !== undefined &&
    identifier['value'] !== undefined;
  if (!isNamed) broken(run, [], 'A document has an identifier with system and value (bdl-9).');
  if (bundle['timestamp'] === undefined) broken(run, [], 'A document has a timestamp (bdl-10).');
  if (firstType !== 'Composition')
    broken(run, [], 'The first resource of a document is a Composition (bdl-11).');
}

function checkReach(bundle: JsonObject, run: Run): void {
  for (const index of unreachedEntries(bundle)) {
    const message =
      'A document has what its Composition leads to by references, and what refers to that; this is neither.';
    broken(run, ['entry', index], message);
  }
}

function checkFound(bundle: JsonObject, plans: Plans, run: Run): void {
  const faultOf = searchFaults(bundle, plans);
  for (const [index, entry] of listIn(bundle['entry']).entries()) {
    const fault = isJsonObject(entry) ? faultOf(entry) : undefined;
    if (fault !== undefined) broken(run, ['entry', index, 'resource'], fault);
  }
}

function checkEntry(
  entry: JsonObject,
  type: string,
  index: number,
  release: Release,
  run: Run,
): void {
  const at = ['entry', index];
  const { resource, request, response, search } = entry;
  if (search !== undefined && type !== 'searchset') {
    broken(run, at, `search is only for a searchset (bdl-2); this is a ${type}.`);
  }
  for (const fault of EXCHANGE_FAULTS[release](entry, type)) broken(run, at, fault);
  if (resource === undefined && request === undefined && response === undefined) {
    broken(run, at, 'An entry has a resource, a request or a response (bdl-5).');
  }
  if (isJsonObject(request) && WITH_REQUEST.has(type))
    checkRequest(request, resource, index, demandsResource(type, release), run);
}

// a history of R4 need not have it; R5 says so itself, by bdl-3b and bdl-3c
function demandsResource(type: string, release: Release): boolean {
  return release === 'R4' && type !== 'history';
}

function checkRequest(
  request: JsonObject,
  resource: unknown,
  index: number,
  needsResource: boolean,
  run: Run,
): void {
  const { method, url } = request;
  const at = ['entry', index, 'request'];
  const carries = method === 'PUT' || method === 'POST';
  if (carries && resource === undefined && needsResource) {
    broken(run, at, `${method} needs a resource in its entry.`);
  }
  if (method !== 'PUT' || typeof url !== 'string' || !isJsonObject(resource) || url.includes('?'))
    return;
  const expected = `${asText(resource['resourceType'])}/${asText(resource['id'])}`;
  if (url !== expected && !url.endsWith(`/${expected}`)) {
    broken(
      run,
      [...at, 'url'],
      `PUT goes to ${shown(url)}; the resource of the entry is ${expected}.`,
    );
  }
}

/** Requests may leave the name to the server, and responses tell the address. */
const NAMELESS = new Set(['transaction', 'transaction-response', 'batch', 'batch-response']);

// R5 says it itself, by bdl-15
function checkUnnamed(
  entry: JsonObject,
  type: string,
  index: number,
  release: Release,
  run: Run,
): void {
  if (release !== 'R4' || NAMELESS.has(type) || entry['resource'] === undefined) return;
  const message = `The fullUrl is missing; each resource of a ${type} has one.`;
  broken(run, ['entry', index], message);
}

function checkFullUrl(
  entry: JsonObject,
  type: string,
  index: number,
  seen: Map<string, number>,
  run: Run,
): void {
  const { fullUrl, resource } = entry;
  if (typeof fullUrl !== 'string') return;
  const at = ['entry', index, 'fullUrl'];
  if (!isAbsolute(fullUrl)) {
    broken(run, at, `${shown(fullUrl)} is not absolute; a fullUrl is.`);
  }
  if (fullUrl.includes('/_history/')) {
    broken(run, at, `${shown(fullUrl)} names a version; a fullUrl never does (bdl-8).`);
  }
  const key = fullUrl + (isJsonObject(resource) ? versionOf(resource) : '');
  const before = seen.get(key);
  if (before !== undefined && type !== 'history') {
    broken(run, at, `${shown(fullUrl)} is also the fullUrl of entry ${before} (bdl-7).`);
  }
  seen.set(key, before ?? index);
}

/**
 * A fullUrl that is the address of a resource on a server ends in type and id of the resource of its entry
 * (http://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.fullUrl).
 */
function checkAddress(
  { fullUrl, resource }: JsonObject,
  index: number,
  plans: Plans,
  run: Run,
): void {
  if (typeof fullUrl !== 'string' || !isJsonObject(resource)) return;
  const named = typeOfReference(fullUrl);
  if (restfulBase(fullUrl) === undefined || !plans.resourceTypes.has(named ?? '')) return;
  const at = ['entry', index, 'fullUrl'];
  const { resourceType, id } = resource;
  const expected = `${asText(resourceType)}/${asText(id)}`;
  if (id === undefined) {
    broken(
      run,
      at,
      `${shown(fullUrl)} is the address of a resource with an id; this one has none.`,
    );
  } else if (!fullUrl.endsWith(`/${expected}`)) {
    const message = `${shown(fullUrl)} does not end in ${expected}, the type and id of its resource.`;
    broken(run, at, message);
  }
}

function versionOf(resource: JsonObject): string {
  const { meta } = resource;
  return isJsonObject(meta) && typeof meta['versionId'] === 'string' ? `|${meta['versionId']}` : '';
}
