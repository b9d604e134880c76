import type { FhirClient, OnExchange } from '../fhir-client.ts';
import { readCurrent, toStored, type Stored } from '../read-current.ts';
import { searchByTag, type Tag } from '../search.ts';
import { addressOf, createAddresses, OUR_ADDRESSES, type Addresses } from './addresses.ts';
import type { ChosenStrategy } from './choose.ts';
import type { Identity } from './identity.ts';
import { readByIdentity } from './read-by-identity.ts';

/** One attempt of a push: whom it speaks to, how, and what it has learned of the server's ids. */
export interface Session {
  readonly client: FhirClient;
  readonly onExchange: OnExchange;
  readonly strategy: ChosenStrategy;
  readonly addresses: Addresses;
}

/** A resource of ours to be looked up. */
export interface Wanted {
  /** `ResearchStudy/ctgov-nct01234567`. */
  readonly reference: string;
  readonly identity: Identity;
}

export function openSession(
  client: FhirClient,
  onExchange: OnExchange,
  strategy: ChosenStrategy,
): Session {
  const addresses = strategy.ids === 'client' ? OUR_ADDRESSES : createAddresses();
  return { client, onExchange, strategy, addresses };
}

/** What the server has of each, by our reference, with our ids. */
export function readWanted(
  wanted: readonly Wanted[],
  { client, onExchange, strategy, addresses }: Session,
): Promise<ReadonlyMap<string, Stored>> {
  if (strategy.ids !== 'client') return readByIdentity(wanted, addresses, client, onExchange);
  const references = wanted.map(({ reference }) => reference);
  const atOnce = strategy.unit === 'single' ? 1 : strategy.maxEntries;
  return readCurrent(references, client, onExchange, atOnce);
}

/** Every resource of a type that carries the tag, by our reference, with our ids. */
export async function findByTag(
  type: string,
  tag: Tag,
  { client, onExchange, addresses }: Session,
): Promise<ReadonlyMap<string, Stored>> {
  const found = addresses.localise(await searchByTag(type, tag, client, onExchange));
  return new Map(found.map((resource) => [addressOf(resource), toStored(resource)]));
}
