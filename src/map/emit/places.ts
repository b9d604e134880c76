import { sid } from '../../shared/canonical.ts';
import type { Derivation, Text } from '../../trial/values.ts';
import type { Party, Site } from '../../trial/trial.ts';
import { cleanText } from '../clean.ts';
import { locationId, locationKey, organizationId, slugOf } from '../ids.ts';
import { line } from '../narrative.ts';
import { perTrial, textOf, type Scope } from '../scope.ts';
import { compact, mark, marked } from './build.ts';
import { narrative, profileOf } from './common.ts';
import { conceptOf } from './coding.ts';
import type { Emitted, Location, Organization, Reference } from './types.ts';

/**
 * One Organization for each sponsor or collaborator by name. Shared between trials, so it carries no
 * trial's tag: what one study says about a party stays in associatedParty.
 */
export function emitOrganizations(scope: Scope): Emitted<Organization>[] {
  const parties = [scope.trial.leadSponsor, ...scope.trial.collaborators];
  const byId = new Map<string, Emitted<Organization>>();
  for (const party of parties) {
    const emitted = party && emitOrganization(scope, party);
    if (emitted && !byId.has(emitted.resource.id)) byId.set(emitted.resource.id, emitted);
  }
  return [...byId.values()];
}

/** Reference to the Organization of a party, with the name as the record writes it. */
export function organizationReference(
  scope: Scope,
  party: Party | undefined,
): Reference | undefined {
  const slug = party && slugOfParty(scope, party);
  const name = textOf(scope, party?.name);
  if (slug === undefined || name === undefined) return undefined;
  return { reference: `Organization/${organizationId(slug)}`, display: name };
}

function slugOfParty(scope: Scope, party: Party): string | undefined {
  return scope.organizationSlugs.get(cleanText(party.name.value)?.trim() ?? '');
}

function emitOrganization(scope: Scope, party: Party): Emitted<Organization> | undefined {
  const slug = slugOfParty(scope, party);
  const name = textOf(scope, party.name);
  if (slug === undefined || name === undefined) return undefined;
  if (slug !== slugOf(name.trim())) {
    scope.ledger.note({
      severity: 'information',
      code: 'name-duplicate',
      message: `Another organization of the record has the same id as "${name.slice(0, 60)}"; this one got an id with a hash.`,
      place: party.name.place,
    });
  }
  const type = conceptOf(scope, party.class);
  const resource = compact<Organization>({
    resourceType: 'Organization',
    id: organizationId(slug),
    meta: { profile: [profileOf(scope, 'organization')] },
    text: narrative(scope, line('Organization', name)),
    identifier: [{ system: sid('organization'), value: slug }],
    type: type && [type],
    name,
    _name: mark(party.name),
  });
  return { resource, from: [party] };
}

/** locationKey of each site. */
export const siteKeys = perTrial(({ trial }) => trial.sites.map(locationKey));

/** One Location for each place by its address; recruitment there belongs to the study, not to the place. */
export function emitLocations(scope: Scope): Emitted<Location>[] {
  const byKey = new Map<string, Emitted<Location> & { readonly from: unknown[] }>();
  const keys = siteKeys(scope);
  for (const [index, site] of scope.trial.sites.entries()) {
    const key = keys[index];
    if (key === undefined) continue;
    const earlier = byKey.get(key);
    if (earlier) {
      keepWords(scope, site);
      earlier.from.push(...placeOf(site), site.lat, site.lon);
    } else {
      const from = [...placeOf(site), site.lat, site.lon];
      byKey.set(key, { resource: locationOf(scope, site, key), from });
    }
  }
  return [...byKey.values()];
}

const placeOf = ({ facility, city, state, zip, country }: Site): (Text | undefined)[] => [
  facility,
  city,
  state,
  zip,
  country,
];

/** A site listed again is the same Location; its raw words are kept if that holds them in another form. */
function keepWords(scope: Scope, site: Site): void {
  for (const part of placeOf(site)) textOf(scope, part);
  positionOf(scope, site);
}

/** Some registries hide the facility until recruitment starts: the address, else the position, then is its name. */
const NAMED_BY_ADDRESS: Derivation = {
  method: 'copied',
  sourcePath: 'sites.city',
  rule: 'site-named-by-address',
};

function locationOf(scope: Scope, site: Site, key: string): Location {
  const facility = textOf(scope, site.facility);
  const address = {
    city: textOf(scope, site.city),
    state: textOf(scope, site.state),
    postalCode: textOf(scope, site.zip),
    country: textOf(scope, site.country),
  };
  const lines = Object.values(address).filter((part) => part !== undefined);
  const position = positionOf(scope, site);
  const where = position && `${position.latitude}, ${position.longitude}`;
  const words = lines.length === 0 ? (where ?? '') : lines.join(', ');
  return compact<Location>({
    resourceType: 'Location',
    id: locationId(key),
    meta: { profile: [profileOf(scope, 'site')] },
    text: narrative(
      scope,
      line('Site', facility === undefined ? words : [facility, ...lines].join(', ')),
    ),
    identifier: [{ system: sid('location'), value: key }],
    name: facility ?? words,
    _name: facility === undefined ? marked(NAMED_BY_ADDRESS) : mark(site.facility),
    mode: 'instance',
    address: lines.length === 0 ? undefined : compact<NonNullable<Location['address']>>(address),
    position,
  });
}

/** Location.position needs both coordinates; one alone is kept beside the study. */
function positionOf(scope: Scope, site: Site): Location['position'] {
  const { lat, lon } = site;
  if (lat && lon && Number.isFinite(lat.value) && Number.isFinite(lon.value)) {
    return { longitude: lon.value, latitude: lat.value };
  }
  keepPosition(scope, site);
  return undefined;
}

function keepPosition(scope: Scope, { lat, lon }: Site): void {
  for (const coordinate of [lat, lon]) {
    if (coordinate) scope.ledger.keep(coordinate.value, coordinate.place);
  }
}
