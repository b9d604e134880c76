/**
 * Ids follow from the registry identifier and the role and ordinal of a part (MAPPING D14, D15):
 * readable, the same in every run, and untouched by a changed wording.
 */
import { createHash } from 'node:crypto';

import type { Received } from '../shared/received.ts';
import type { Site, Trial, TrialIdentifier } from '../trial/trial.ts';
import { cleanText } from './clean.ts';

/** FHIR ids have at most 64 characters; the longest suffix of a child takes 16. */
const MAX_KEY = 48;
const MAX_ID = 64;

/** `ctgov-nct01234567`, else `rec-{recordKey}`, else `txt-{hash of the title}`. */
export function studyKey(trial: Trial, received: Received): string {
  const registered = registryIdentifier(trial);
  if (registered) {
    const { registry, number } = registered;
    return bounded(`${registry}-${idPart(number.toLowerCase())}`, MAX_KEY, `${registry}|${number}`);
  }
  if (received.recordKey !== undefined && received.recordKey.trim() !== '') {
    return recordId(received.recordKey.trim());
  }
  const title = trial.titles.brief?.value ?? trial.titles.official?.value ?? '';
  const hash = title.trim() === '' ? received.sha256 : sha256(title);
  return `txt-${hash.slice(0, 16)}`;
}

/** The identifier under which a registry publishes the record. */
export function registryIdentifier(
  trial: Trial,
):
  | { readonly registry: string; readonly number: string; readonly identifier: TrialIdentifier }
  | undefined {
  const identifier = trial.identifiers.find(
    (candidate) => candidate.kind === 'registry' && idPart(candidate.id.value) !== '',
  );
  const registry = identifier?.registry ?? trial.registry;
  if (!identifier || registry === undefined || idPart(registry) === '') return undefined;
  return {
    registry: idPart(registry.toLowerCase()),
    number: identifier.id.value.trim(),
    identifier,
  };
}

function recordId(recordKey: string): string {
  const part = idPart(recordKey);
  // A key that had to be changed may meet another one on the same id: the hash keeps them apart.
  return part === recordKey && part.length <= MAX_KEY - 4
    ? `rec-${part}`
    : `rec-${part.slice(0, MAX_KEY - 21)}-${sha256(recordKey).slice(0, 16)}`.replaceAll('--', '-');
}

/** Only what an id may hold: letters, digits, hyphen, dot. */
function idPart(text: string): string {
  return text
    .trim()
    .replaceAll(/[^A-Za-z0-9.-]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
}

function bounded(id: string, limit: number, identity: string): string {
  if (id.length <= limit) return id;
  return `${id.slice(0, limit - 17)}-${sha256(identity).slice(0, 16)}`;
}

/**
 * Organization slugs by name. A name in another script, or too long to read, gets a hash; of several
 * names with one slug the first in code point order keeps it, so the order in a record does not matter.
 */
export function organizationSlugs(names: readonly string[]): ReadonlyMap<string, string> {
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of [...new Set(names)].toSorted(byCodePoint)) {
    const plain = slugOf(name);
    const slug = taken.has(plain) ? `${plain.slice(0, 51)}-${sha256(name).slice(0, 8)}` : plain;
    taken.add(slug);
    slugs.set(name, slug);
  }
  return slugs;
}

export const organizationId = (slug: string): string => `org-${slug}`;

/** Lower-case words of a name joined by hyphens, at most 60 characters. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  // Letters that would be dropped (Chinese, Greek ...) make different names look alike.
  if (/[^\p{ASCII}]/u.test(plain.replaceAll(/[^\p{L}\p{N}]/gu, '')))
    return sha256(name).slice(0, 16);
  const slug = plain.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, '');
  if (slug === '') return sha256(name).slice(0, 16);
  return slug.length <= MAX_ID - 4 ? slug : `${slug.slice(0, 43)}-${sha256(name).slice(0, 16)}`;
}

/**
 * Key of a place: facility, address and coordinates, never what one study does there. The coordinates belong
 * to it because registries geocode an address anew from time to time: two records would otherwise write one
 * Location back and forth. Undefined for an empty one.
 */
export function locationKey(site: Site): string | undefined {
  const parts = [site.facility, site.city, site.state, site.zip, site.country].map(
    (part) => (part && cleanText(part.value)) ?? '',
  );
  const { lat, lon } = site;
  const position = lat && lon ? [`${lat.value}`, `${lon.value}`] : [];
  if (parts.every((part) => part === '') && position.length === 0) return undefined;
  return sha256([...parts, ...position].join('|')).slice(0, 16);
}

export const locationId = (key: string): string => `loc-${key}`;

/** A name for software, `[A-Z][A-Za-z0-9_]{0,254}` (invariant cnl-0 and its kin). */
export function computableName(id: string): string {
  const name = id.replaceAll(/[^A-Za-z0-9]/gu, '_');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
