import { Failure } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { FhirClient, OnExchange } from '../fhir-client.ts';
import { toStored, type Stored } from '../read-current.ts';
import { searchAll, type Search } from '../search.ts';
import { addressOf, type Addresses } from './addresses.ts';
import { hasIdentity, queryOf, type Identity } from './identity.ts';

interface Wanted {
  readonly reference: string;
  readonly identity: Identity;
}

/** As many identifiers as keep an address below the 8,000 characters that servers and proxies take. */
const AT_ONCE = 25;
/** Searches under way at one time. */
const CONCURRENCY = 4;

/**
 * Current state of each resource of ours on a server with ids of its own, found by identifier or id tag. Whatever
 * carries the identity is found, of our making or not. Several with one identity are a permanent failure.
 */
export async function readByIdentity(
  wanted: readonly Wanted[],
  addresses: Addresses,
  client: FhirClient,
  onExchange?: OnExchange,
): Promise<ReadonlyMap<string, Stored>> {
  const found: (readonly [Wanted, JsonObject])[] = [];
  const chunks = chunksOf(wanted);
  for (let start = 0; start < chunks.length; start += CONCURRENCY) {
    const answers = await Promise.all(
      chunks.slice(start, start + CONCURRENCY).map(async (chunk) => {
        const resources = await searchAll(typeOf(chunk[0]), searchOf(chunk), client, onExchange);
        return matches(chunk, resources);
      }),
    );
    found.push(...answers.flat());
  }
  requireSingle(found);
  for (const [{ reference }, resource] of found) addresses.add(reference, addressOf(resource));
  const local = addresses.localise(found.map(([, resource]) => resource));
  return new Map(local.map((resource) => [addressOf(resource), toStored(resource)]));
}

const typeOf = (wanted: Wanted | undefined): string => wanted?.reference.split('/')[0] ?? '';

/** Of one type and one search parameter each. */
function chunksOf(wanted: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const kinds = grouped(wanted, (one) => `${typeOf(one)}?${one.identity.parameter}`);
  return [...kinds.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) =>
      all.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
    ),
  );
}

function searchOf(chunk: readonly Wanted[]): Search {
  const identities = chunk.map(({ identity }) => identity);
  return {
    query: queryOf(identities),
    isMeant: (resource) => identities.some((identity) => hasIdentity(resource, identity)),
    cannot: `by ${identities[0]?.parameter ?? 'identifier'}, so what it has is not known; nothing was sent.`,
  };
}

function matches(
  chunk: readonly Wanted[],
  resources: readonly JsonObject[],
): (readonly [Wanted, JsonObject])[] {
  return resources.flatMap((resource) =>
    chunk
      .filter(({ identity }) => hasIdentity(resource, identity))
      .map((one) => [one, resource] as const),
  );
}

function requireSingle(found: readonly (readonly [Wanted, JsonObject])[]): void {
  const repeated = [...grouped(found, ([{ reference }]) => reference)].filter(
    ([, all]) => all.length > 1,
  );
  if (repeated.length === 0) return;
  const named = repeated.map(
    ([reference, all]) =>
      `${all.map(([, resource]) => addressOf(resource)).join(' and ')} are all ${reference}`,
  );
  throw new Failure(
    'fhir-resource-repeated',
    `The FHIR server has several resources of one identity: ${named.slice(0, 20).join('; ')}. Nothing was written; remove all but one of each.`,
  );
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
