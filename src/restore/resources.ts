/** The resources of a bundle, or of a folder of them, and how they refer to each other. */
import { sid } from '../shared/canonical.ts';
import type { Place } from '../shared/issue.ts';
import {
  asText,
  isJsonObject,
  objectIn,
  objectsIn,
  type Json,
  type JsonObject,
} from '../shared/json.ts';
import { allAt, type Element, type StandardCodes } from './decode/element.ts';

/** One resource, and where in its document it stood. */
export interface Entry {
  readonly resource: JsonObject;
  readonly fullUrl?: string;
  /** JSON Pointer: `/entry/3/resource`, empty for a document that is the resource. */
  readonly pointer: string;
}

/** The resources of a document: of a Bundle of any type, or the document itself. */
export function entriesOf(document: Json): readonly Entry[] {
  if (!isJsonObject(document) || typeof document['resourceType'] !== 'string') return [];
  if (document['resourceType'] !== 'Bundle') return [{ resource: document, pointer: '' }];
  const entries = Array.isArray(document['entry']) ? (document['entry'] as readonly Json[]) : [];
  return entries.flatMap((entry, index) => {
    const { resource, fullUrl } = objectIn(entry);
    if (!isJsonObject(resource) || typeof resource['resourceType'] !== 'string') return [];
    const pointer = `/entry/${index}/resource`;
    return [{ resource, pointer, ...(typeof fullUrl === 'string' && { fullUrl }) }];
  });
}

export interface Library {
  readonly all: readonly Element[];
  /** The resources of our own making that are parts of the study with this key. */
  partsOf(key: string): readonly Element[];
  /** What a Reference of an element points to: in `owner` where it starts with `#`. */
  resolve(reference: Element, owner: Element): Element | undefined;
  /** The resource with this canonical url, with or without `|version`. */
  byCanonical(url: string): Element | undefined;
}

/**
 * Places are lines while a trial is decoded, one for each entry: what interpret/ reads out of a text
 * record it reads only where texts stand on lines. `pointersOf` turns them into pointers afterwards.
 */
export function openLibrary(entries: readonly Entry[], standard: StandardCodes): Library {
  const all = entries.map(({ resource }, index) => ({
    json: resource,
    place: lineOf(index),
    standard,
  }));
  const byReference = new Map<string, Element>();
  const byUrl = new Map<string, Element>();
  const byKey = new Map<string, Element[]>();
  for (const [index, element] of all.entries()) {
    const { resourceType, id, url } = element.json;
    byReference.set(`${asText(resourceType)}/${asText(id)}`, element);
    const fullUrl = entries[index]?.fullUrl;
    if (fullUrl !== undefined) byReference.set(fullUrl, element);
    if (typeof url === 'string') byUrl.set(url, element);
    const part = identifierOf(element, 'trial-element');
    const key = part?.slice(0, part.lastIndexOf('/'));
    if (key !== undefined)
      byKey
        .set(key, byKey.get(key) ?? [])
        .get(key)
        ?.push(element);
  }
  return {
    all,
    partsOf: (key) => byKey.get(key) ?? [],
    resolve(reference, owner) {
      const target = asText(reference.json['reference']);
      if (target.startsWith('#')) return containedIn(owner, target.slice(1));
      const plain = target.replace(/\/_history\/[^/]*$/, '');
      return byReference.get(plain) ?? byReference.get(plain.split('/').slice(-2).join('/'));
    },
    byCanonical: (url) => byUrl.get(url.split('|')[0] ?? url),
  };
}

function containedIn(owner: Element, id: string): Element | undefined {
  return allAt(owner, 'contained').find(({ json }) => json['id'] === id);
}

const lineOf = (index: number): Place => ({ kind: 'lines', first: index + 1, last: index + 1 });

/** The pointer of the entry a place of openLibrary stands for. */
export function pointerOf(place: Place, entries: readonly Entry[]): Place {
  if (place.kind === 'pointer') return place;
  return { kind: 'pointer', pointer: entries[place.first - 1]?.pointer ?? '' };
}

export const isOfType = (element: Element, type: string): boolean =>
  element.json['resourceType'] === type;

/** The value of the first identifier of a system. */
export function identifierOf(element: Element, id: string): string | undefined {
  const system = sid(id);
  const found = objectsIn(element.json['identifier']).find((each) => each['system'] === system);
  return found && typeof found['value'] === 'string' ? found['value'] : undefined;
}

/** Part of a trial a resource is: `int-2` of `ctgov-nct01234567/int-2`. */
export function suffixOf(element: Element, key: string): string | undefined {
  const value = identifierOf(element, 'trial-element');
  return value?.startsWith(`${key}/`) ? value.slice(key.length + 1) : undefined;
}
