import { asText, type JsonObject } from '../../shared/json.ts';
import { ownIdOf } from './identity.ts';
import { mapReferences } from './references.ts';

/**
 * Which resource on the server stands for which of ours. Everything but reading and writing itself speaks of our
 * references (`Type/our-id`); here is where they become the server's, and where what it has becomes ours.
 */
export interface Addresses {
  /** `ResearchStudy/1001` for `ResearchStudy/ctgov-nct01234567`; undefined where the server has none. */
  serverOf(reference: string): string | undefined;
  /** Notes that `reference` of ours is `address` there. */
  add(reference: string, address: string): void;
  /** Notes found resources under what they say of themselves, then gives them with our ids and references. */
  localise(found: readonly JsonObject[]): readonly JsonObject[];
}

/** For a server with our ids: nothing has to change. */
export const OUR_ADDRESSES: Addresses = {
  serverOf: (reference) => reference,
  add: () => undefined,
  localise: (found) => found,
};

export function createAddresses(): Addresses {
  const servers = new Map<string, string>();
  const ours = new Map<string, string>();
  const add = (reference: string, address: string): void => {
    servers.set(reference, address);
    ours.set(address, reference);
  };
  return {
    serverOf: (reference) => servers.get(reference),
    add,
    localise(found) {
      for (const resource of found) {
        const [address, own] = [addressOf(resource), ownReferenceOf(resource)];
        // Of two with one identity the first keeps it: the other stays what it is on the server.
        if (own !== undefined && !servers.has(own) && !ours.has(address)) add(own, address);
      }
      return found.map((resource) => toOurs(resource, ours));
    },
  };
}

export const addressOf = (resource: JsonObject): string =>
  `${asText(resource['resourceType'])}/${asText(resource['id'])}`;

function ownReferenceOf(resource: JsonObject): string | undefined {
  const id = ownIdOf(resource);
  return id === undefined ? undefined : `${asText(resource['resourceType'])}/${id}`;
}

function toOurs(resource: JsonObject, ours: ReadonlyMap<string, string>): JsonObject {
  const own = ours.get(addressOf(resource));
  const mapped = mapReferences(resource, (reference, holder) => ({
    ...holder,
    reference: ours.get(reference) ?? reference,
  }));
  return own === undefined ? mapped : { ...mapped, id: own.slice(own.indexOf('/') + 1) };
}
