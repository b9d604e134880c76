import type { Request, Response } from 'express';
import { Failure } from '../../shared/failure.ts';
import type { DefinitionIndex, SearchedFor } from '../definition-index.ts';
import { FHIR_JSON } from '../error-handler.ts';
import { queryOf } from './job-query.ts';
import { preferenceOf } from './prefer.ts';
import type { Route } from './route.ts';

export interface DefinitionParts {
  readonly index: DefinitionIndex;
  readonly basePath: string;
}

/** Our profiles, terminology, mapping tables and operations, by id or by search. */
export function definitionRoutes(parts: DefinitionParts): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/fhir/:type',
      access: 'public',
      handler: (request, response) => search(parts, request, response),
    },
    {
      method: 'get',
      path: '/fhir/:type/:id',
      access: 'public',
      handler: (request, response) => read(parts, request, response),
    },
  ];
}

function read({ index }: DefinitionParts, request: Request, response: Response): void {
  const resource = index.read(String(request.params['type']), String(request.params['id']));
  if (resource === undefined) throw new Failure('not-found', 'There is no such definition here.');
  response.status(200).type(FHIR_JSON).send(resource);
}

/** Parameters of a search besides those of paging. */
const SEARCH_PARAMETERS: readonly string[] = ['_id', 'url', 'name'];
const PAGING = ['_count', '_offset', '_format'];

/** A searchset (http://hl7.org/fhir/R4/search.html): `_id`, `url`, `name` (begins with, any case), `_count`, `_offset`. */
function search({ index, basePath }: DefinitionParts, request: Request, response: Response): void {
  const type = String(request.params['type']);
  if (!index.types.includes(type))
    throw new Failure('not-found', 'There are no definitions of this type here.');
  const query = queryOf(request);
  if (preferenceOf(request).isStrict) requireKnown(query);
  const { wanted, count, offset } = searchOf(query);
  const found = index.search(type, wanted);
  const address = (from: number): string =>
    `${basePath}/fhir/${type}?${addressQuery(query, count, from)}`;
  const links = [{ relation: 'self', url: address(offset) }];
  if (count > 0 && offset + count < found.length)
    links.push({ relation: 'next', url: address(offset + count) });
  const head = { resourceType: 'Bundle', type: 'searchset', total: found.length, link: links };
  const entries = found
    .slice(offset, offset + count)
    .map(({ url, text }) => `{"fullUrl":${JSON.stringify(url)},"resource":${text},"search":{"mode":"match"}}`); // prettier-ignore
  const list = entries.length > 0 ? `,"entry":[${entries.join(',')}]` : '';
  response.type(FHIR_JSON).send(`${JSON.stringify(head).slice(0, -1)}${list}}`);
}

function searchOf(query: Readonly<Record<string, string>>): {
  readonly wanted: SearchedFor;
  readonly count: number;
  readonly offset: number;
} {
  const { _id: id, url, name, _count = '50', _offset = '0' } = query;
  if (!/^\d{1,3}$/.test(_count) || !/^\d{1,7}$/.test(_offset))
    throw new Failure('request-malformed', '_count must be 0 to 999, _offset a whole number.');
  const wanted = {
    ...(id !== undefined && { id }),
    ...(url !== undefined && { url }),
    ...(name !== undefined && { name }),
  };
  return { wanted, count: Number(_count), offset: Number(_offset) };
}

function addressQuery(
  query: Readonly<Record<string, string>>,
  count: number,
  offset: number,
): string {
  const known = Object.entries(query).filter(([name]) => SEARCH_PARAMETERS.includes(name));
  const address = new URLSearchParams(Object.fromEntries(known));
  address.set('_count', String(count));
  address.set('_offset', String(offset));
  return address.toString();
}

function requireKnown(query: Readonly<Record<string, string>>): void {
  const known = [...SEARCH_PARAMETERS, ...PAGING];
  const strange = Object.keys(query).find((name) => !known.includes(name));
  if (strange !== undefined)
    throw new Failure('request-malformed', `There is no search parameter ${strange.slice(0, 40)}.`);
}
