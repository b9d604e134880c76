/**
 * What a Bundle demands beyond its elements (http://hl7.org/fhir/R4/bundle.html): bdl-1 to bdl-12 by
 * hand, so that a broken rule is reported at the entry that breaks it.
 */
import { type JsonObject, asText, isJsonObject } from '../../shared/json.ts';
import { report, shown } from '../check/run.ts';
import type { Run } from '../plan/plan.ts';
import { restfulBase } from './bundle-index.ts';

const TYPES = new Set(
  (
    'document message transaction transaction-response batch batch-response ' +
    'history searchset collection'
  ).split(' '),
);
const WITH_REQUEST = new Set(['batch', 'transaction', 'history']);
const WITH_RESPONSE = new Set(['batch-response', 'transaction-response', 'history']);

export function checkBundle(bundle: JsonObject, run: Run): void {
  const type = asText(bundle['type']);
  if (!TYPES.has(type)) return;
  const entries = Array.isArray(bundle['entry']) ? bundle['entry'] : [];
  if (bundle['total'] !== undefined && type !== 'searchset' && type !== 'history') {
    broken(run, ['total'], `total is only for a searchset or history (bdl-1); this is a ${type}.`);
  }
  checkFirst(bundle, type, entries[0], run);
  const seen = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    if (!isJsonObject(entry)) continue;
    checkEntry(entry, type, index, run);
    checkFullUrl(entry, type, index, seen, run);
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

function checkEntry(entry: JsonObject, type: string, index: number, run: Run): void {
  const at = ['entry', index];
  const { resource, request, response, search } = entry;
  if (search !== undefined && type !== 'searchset') {
    broken(run, at, `search is only for a searchset (bdl-2); this is a ${type}.`);
  }
  if ((request !== undefined) !== WITH_REQUEST.has(type)) {
    const rule =
      'a request belongs to each entry of a batch, transaction or history, and to no other';
    broken(
      run,
      at,
      `${request === undefined ? 'The request is missing' : 'A request is given'}; ${rule} (bdl-3).`,
    );
  }
  if ((response !== undefined) !== WITH_RESPONSE.has(type)) {
    const rule =
      'a response belongs to each entry of a batch-response, transaction-response or history, and to no other';
    broken(
      run,
      at,
      `${response === undefined ? 'The response is missing' : 'A response is given'}; ${rule} (bdl-4).`,
    );
  }
  if (resource === undefined && request === undefined && response === undefined) {
    broken(run, at, 'An entry has a resource, a request or a response (bdl-5).');
  }
  if (isJsonObject(request) && WITH_REQUEST.has(type))
    checkRequest(request, resource, index, type, run);
}

function checkRequest(
  request: JsonObject,
  resource: unknown,
  index: number,
  bundleType: string,
  run: Run,
): void {
  const { method, url } = request;
  const at = ['entry', index, 'request'];
  const carries = method === 'PUT' || method === 'POST';
  if (carries && resource === undefined && bundleType !== 'history') {
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
  if (fullUrl.includes('/_history/')) {
    broken(run, at, `${shown(fullUrl)} names a version; a fullUrl never does (bdl-8).`);
  }
  if (!isJsonObject(resource)) return;
  const key = fullUrl + versionOf(resource);
  const before = seen.get(key);
  if (before !== undefined && type !== 'history') {
    broken(run, at, `${shown(fullUrl)} is also the fullUrl of entry ${before} (bdl-7).`);
  }
  seen.set(key, before ?? index);
  const expected = `${asText(resource['resourceType'])}/${asText(resource['id'])}`;
  if (
    resource['id'] !== undefined &&
    restfulBase(fullUrl) !== undefined &&
    !fullUrl.endsWith(`/${expected}`)
  ) {
    broken(
      run,
      at,
      `${shown(fullUrl)} does not end in ${expected}, the type and id of its resource.`,
    );
  }
}

function versionOf(resource: JsonObject): string {
  const { meta } = resource;
  return isJsonObject(meta) && typeof meta['versionId'] === 'string' ? `|${meta['versionId']}` : '';
}
