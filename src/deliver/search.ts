import { Failure } from '../shared/failure.ts';
import { asText, type JsonObject, objectIn, objectsIn } from '../shared/json.ts';
import type { FhirClient, OnExchange } from './fhir-client.ts';
import { toStored, type Stored } from './read-current.ts';

export interface Tag {
  readonly system: string;
  readonly code: string;
}

const PAGE_SIZE = 200;
/** A trial has some hundred parts at most: a server that goes on has answered another question. */
const MAX_PAGES = 100;

/** Every resource of a type that carries the tag, by `Type/id`; a server that cannot say is unsuitable. */
export async function searchByTag(
  type: string,
  tag: Tag,
  client: FhirClient,
  onExchange?: OnExchange,
): Promise<ReadonlyMap<string, Stored>> {
  const found = new Map<string, Stored>();
  const wanted = encodeURIComponent(`${tag.system}|${tag.code}`);
  let path: string | undefined = `${type}?_tag=${wanted}&_count=${PAGE_SIZE}`;
  for (let page = 0; path !== undefined; page += 1) {
    if (page === MAX_PAGES) throw cannotSearch(type, `it gave more than ${MAX_PAGES} pages`);
    const bundle = await readPage(type, path, client, onExchange);
    for (const { resource } of objectsIn(bundle['entry'])) {
      const one = objectIn(resource);
      // A server that passed over `_tag` answers with everything: only what carries the tag is ours.
      if (one['resourceType'] === type && hasTag(one, tag)) {
        found.set(`${type}/${asText(one['id'])}`, toStored(one));
      }
    }
    path = nextPath(bundle, type, client.baseUrl);
  }
  return found;
}

async function readPage(
  type: string,
  path: string,
  client: FhirClient,
  onExchange?: OnExchange,
): Promise<JsonObject> {
  try {
    const { body } = await client.send({ method: 'GET', path, isSearch: true }, onExchange);
    if (body['resourceType'] === 'Bundle') return body;
  } catch (error) {
    if (error instanceof Failure && error.code === 'fhir-server-rejected') {
      throw cannotSearch(type, error.message, error);
    }
    throw error;
  }
  throw cannotSearch(type, 'it answered with no Bundle');
}

function cannotSearch(type: string, reason: string, cause?: Failure): Failure {
  return new Failure(
    'fhir-server-unsuitable',
    `The FHIR server does not find ${type} by _tag (${reason}), so parts that left the record are not known; nothing was sent. The policy "keep" for orphans does without.`,
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
