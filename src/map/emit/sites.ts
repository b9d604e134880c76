import { structureDefinition } from '../../shared/canonical.ts';
import type { Site } from '../../trial/trial.ts';
import type { Derivation, Text } from '../../trial/values.ts';
import { countryCode } from '../countries.ts';
import { locationId } from '../ids.ts';
import { textOf, type Scope } from '../scope.ts';
import { ISO_3166 } from '../terms.ts';
import { compact, complexExtension, derivationExtension, valueExtension } from './build.ts';
import { conceptOf } from './coding.ts';
import { contactDetail } from './contacts.ts';
import { keepItem } from './kept-lists.ts';
import { siteContactRole } from './parties.ts';
import { siteKeys } from './places.ts';
import { stateCodings } from './status.ts';
import type { CodeableConcept, Extension, Reference } from './types.ts';

/** Sites in the record's order. What this study does there stands on the reference, never on the shared Location. */
export function sitesOf(scope: Scope): Reference[] {
  const keys = siteKeys(scope);
  return scope.trial.sites.flatMap((site, index) => {
    const key = keys[index];
    const extension = recruitmentExtension(scope, site);
    if (key === undefined && extension.length === 0) {
      keepItem(scope, [site.lat, site.lon]);
      return [];
    }
    return [
      compact<Reference>({
        extension,
        reference: key === undefined ? undefined : `Location/${locationId(key)}`,
        display:
          textOf(scope, site.facility) ?? textOf(scope, site.city) ?? textOf(scope, site.country),
      }),
    ];
  });
}

function recruitmentExtension(scope: Scope, site: Site): Extension[] {
  const status = conceptOf(scope, site.status, (table, row) => stateCodings(scope, table, row));
  return complexExtension(structureDefinition('ext-site-recruitment'), [
    ...(status ? [valueExtension('status', 'valueCodeableConcept', status)] : []),
    ...site.contacts.flatMap((contact) => {
      const detail = contactDetail(scope, contact);
      const role = siteContactRole(scope, contact.role);
      return complexExtension('contact', [
        ...(detail ? [valueExtension('detail', 'valueContactDetail', detail)] : []),
        ...(role ? [valueExtension('role', 'valueCodeableConcept', role)] : []),
      ]);
    }),
  ]);
}

const COUNTRY_CODED: Derivation = {
  method: 'normalized',
  sourcePath: 'sites.country',
  rule: 'country-iso-3166',
};

/** Countries of the sites, each once, with its ISO code where its name is a known one. */
export function countriesOf(scope: Scope): CodeableConcept[] {
  const byName = new Map<string, Text>();
  for (const { country } of scope.trial.sites) {
    const name = textOf(scope, country);
    if (country && name !== undefined && !byName.has(name)) byName.set(name, country);
  }
  return [...byName].map(([name, country]) => {
    const code = countryCode(name);
    if (code === undefined) noteUnknown(scope, country);
    return compact<CodeableConcept>({
      extension: [derivationExtension(COUNTRY_CODED)],
      coding: code === undefined ? undefined : [{ system: ISO_3166, code }],
      text: name,
    });
  });
}

function noteUnknown(scope: Scope, country: Text): void {
  scope.ledger.note({
    severity: 'information',
    code: 'country-unknown',
    message: `"${country.value.slice(0, 60)}" is no country name of the ISO 3166 table; kept as text without a code.`,
    place: country.place,
  });
}
