import { asText, isJsonObject, type JsonObject } from '../../shared/json.ts';

/** The resources of a bundle by the names a reference may use. */
export interface BundleIndex {
  readonly type: string;
  /** The resource of its first entry: the Composition of a document, the MessageHeader of a message. */
  readonly first: JsonObject | undefined;
  /** By fullUrl. */
  readonly byFullUrl: ReadonlyMap<string, JsonObject>;
  /** By `Type/id`. */
  readonly byTypeAndId: ReadonlyMap<string, JsonObject>;
  /** By canonical `url`. */
  readonly byCanonical: ReadonlyMap<string, JsonObject>;
  /** `https://server/fhir` of each RESTful fullUrl, by the fullUrl. */
  readonly baseOf: ReadonlyMap<string, string>;
  readonly bases: ReadonlySet<string>;
}

const RESTFUL =
  /^(https?:\/\/.+)\/([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** `https://server/fhir` of `https://server/fhir/Patient/1`; undefined for any other form. */
export function restfulBase(url: string): string | undefined {
  return RESTFUL.exec(url)?.[1];
}

export function toBundleIndex(bundle: JsonObject): BundleIndex {
  const byFullUrl = new Map<string, JsonObject>();
  const byTypeAndId = new Map<string, JsonObject>();
  const byCanonical = new Map<string, JsonObject>();
  const baseOf = new Map<string, string>();
  const entries = Array.isArray(bundle['entry']) ? bundle['entry'] : [];
  const head: unknown = entries[0];
  const first = isJsonObject(head) && isJsonObject(head['resource']) ? head['resource'] : undefined;
  for (const entry of entries.filter(isJsonObject)) {
    const { fullUrl, resource } = entry;
    if (!isJsonObject(resource)) continue;
    if (typeof fullUrl === 'string') {
      byFullUrl.set(fullUrl, resource);
      const base = restfulBase(fullUrl);
      if (base !== undefined) baseOf.set(fullUrl, base);
    }
    const { resourceType, id, url } = resource;
    if (typeof id === 'string') byTypeAndId.set(`${asText(resourceType)}/${id}`, resource);
    if (typeof url === 'string') byCanonical.set(url, resource);
  }
  return {
    type: asText(bundle['type']),
    first,
    byFullUrl,
    byTypeAndId,
    byCanonical,
    baseOf,
    bases: new Set(baseOf.values()),
  };
}
