import { Failure } from '../shared/failure.ts';
import { asText, type JsonObject, objectIn, objectsIn } from '../shared/json.ts';
import type { FhirClient, OnExchange } from './fhir-client.ts';

export interface Tag {
  readonly system: string;
  readonly code: string;
}

/** What a search is made with, and what it is for: told where a server cannot do it. */
export interface Search {
  /** `_tag=system%7Ccode`. */
  readonly query: string;
  /** A server that passed over the parameter answers with everything: only what this knows is taken. */
  readonly isMeant: (resource: JsonObject) => boolean;
  readonly cannot: string;
}

const PAGE_SIZE = 200;
/** A trial has some hundred parts at most: a server that goes on has answered another question. */
const MAX_PAGES = 100;

/** Every resource of a type that carries the tag, as the server has it. */
export function searchByTag(
  type: string,
  tag: Tag,
  client: FhirClient,
  onExchange?: OnExchange,
): Promise<readonly JsonObject[]> {
  const search: Search = {
    query: `_tag=${encodeURIComponent(`${tag.system}|${tag.code}`)}`,
    isMeant: (resource) => hasTag(resource, tag),
    cannot:
      'by _tag, so parts that left the record are not known; nothing was sent. The policy "keep" for orphans does without.',
  };
  return searchAll(type, search, client, onExchange);
}

/** Every resource of a type that a search finds, as the server has it; a server that cannot say is unsuitable. */
export async function searchAll(
  type: string,
  { query, isMeant, cannot }: Search,
  client: FhirClient,
  onExchange?: OnExchange,
): Promise<readonly JsonObject[]> {
  const found = new Map<string, JsonObject>();
  let path: string | undefined = `${type}?${query}&_count=${PAGE_SIZE}`;
  for (let page = 0; path !== undefined; page += 1) {
    if (page === MAX_PAGES)
      throw cannotSearch(type, cannot, `it gave more than ${MAX_PAGES} pages`);
    const bundle = await readPage(type, path, cannot, client, onExchange);
    for (const { resource } of objectsIn(bundle['entry'])) {
      const one = objectIn(resource);
      if (one['resourceType'] === type && isMeant(one)) found.set(asText(one['id']), one);
    }
    path = nextPath(bundle, type, client.baseUrl);
  }
  return [...found.values()];
}

async function readPage(
  type: string,
  path: string,
  cannot: string,
  client: FhirClient,
  onExchange?: OnExchange,
): Promise<JsonObject> {
  try {
    const { body } = await client.send({ method: 'GET', path, isSearch: true }, onExchange);
    if (body['resourceType'] === 'Bundle') return body;
  } catch (error) {
    if (error instanceof Failure && error.code === 'fhir-server-rejected') {
      throw cannotSearch(type, cannot, error.message, error);
    }
    throw error;
  }
  throw cannotSearch(type, cannot, 'it answered with no Bundle');
}

function cannotSearch(type: string, cannot: string, reason: string, cause?: Failure): Failure {
  return new Failure(
    'fhir-server-unsuitable',
    `The FHIR server does not find ${type} ${cannot} (${reason})`,
    cause ? { cause } : {},
  );
}

export function hasTag(resource: JsonObject, { system, code }: Tag): boolean {
  return objectsIn(objectIn(resource['meta'])['tag']).some(
    (tag) => tag['system'] === system && tag['code'] === code,
  );
}

/**
 * The next page as a path of the configured base. A server behind a proxy may name itself by another
 * address: its query is asked of the address the operator named, so the token goes nowhere else.
 */
function nextPath(bundle: JsonObject, type: string, baseUrl: string): string | undefined {
  const link = objectsIn(bundle['link']).find(({ relation }) => relation === 'next');
  const url = asText(link?.['url']);
  if (url === '') return undefined;
  if (url.startsWith(`${baseUrl}/`)) return url.slice(baseUrl.length + 1);
  const [address = '', query = ''] = url.split('?', 2);
  return `${address.endsWith(`/${type}`) ? type : ''}?${query}`;
}
