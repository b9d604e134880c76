/** Where a page links to: our own pages where there is one, else the page of the specification. */
import { CANONICAL, CROSS_VERSION } from '../../src/shared/canonical.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { type Definition, definitionsIn } from '../profile-set/set.ts';
import { anchor, code, link } from './markdown.ts';

const HL7 = 'http://hl7.org/fhir/';
const SPECIFICATION: Readonly<Record<FhirVersion, string>> = { r4: `${HL7}R4`, r5: `${HL7}R5` };

/** Last part of an address, without a version. */
export const lastPart = (url: string): string => url.replace(/\|.*$/, '').split('/').at(-1) ?? url;

/** `trial-outcome` of the profile `trial-outcome-r4`. */
export const thingOf = (id: string): string => id.replace(/-r[45]$/, '');

export const typeLink = (type: string, fhir: FhirVersion): string =>
  link(type, `${SPECIFICATION[fhir]}/${type.toLowerCase()}.html`);

/** A type a reference may lead to. */
export function targetName(url: string): string {
  const id = lastPart(url);
  return url.startsWith(CANONICAL) ? link(thingOf(id), `${thingOf(id)}.md`) : id;
}

export function valueSetLink(url: string, fhir: FhirVersion): string {
  const id = lastPart(url);
  if (url.startsWith(CANONICAL)) return link(id, `terminology.md#${id}`);
  return url.startsWith(`${HL7}ValueSet/`)
    ? link(id, `${SPECIFICATION[fhir]}/valueset-${id}.html`)
    : code(id);
}

/** Title of a cross-version extension: the R5 element it stands for. */
export const crossVersionTitle = (url: string): string =>
  url.startsWith(CROSS_VERSION) ? url.slice(CROSS_VERSION.length) : lastPart(url);

const kept = new Map<FhirVersion, ReadonlyMap<string, Definition>>();

/** The extensions a version's set defines, by address. */
export function extensionsOf(fhir: FhirVersion): ReadonlyMap<string, Definition> {
  const known = kept.get(fhir);
  if (known) return known;
  const all = [...definitionsIn(fhir, 'extensions'), ...definitionsIn(fhir, 'xver')];
  const made = new Map(all.map((each) => [each.url, each]));
  kept.set(fhir, made);
  return made;
}

export function extensionLink(url: string, fhir: FhirVersion): string {
  const id = lastPart(url);
  if (url.startsWith(CANONICAL)) return link(id, `${id}.md`);
  const title = crossVersionTitle(url);
  return extensionsOf(fhir).has(url)
    ? link(title, `cross-version.md#${anchor(title)}`)
    : link(id, `${SPECIFICATION[fhir]}/extension-${id.toLowerCase()}.html`);
}
