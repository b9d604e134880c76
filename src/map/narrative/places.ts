import type { Contact, Site } from '../../trial/trial.ts';
import { bold, fact, facts, listOf, section, table, type Html } from '../narrative.ts';
import type { Scope } from '../scope.ts';
import { joined, lines, textHtml } from '../xhtml.ts';
import { inBrackets, plainDisplay } from './coded.ts';

/** So many sites are named one by one; of a larger study each country names its share and counts the others. */
const MAX_SITES = 60;

/** Contacts of single sites stay in their elements: a reader asks the study's own contacts. */
export function contacts(scope: Scope): Html[] {
  const people = scope.trial.centralContacts.map(contactWords).filter((person) => person !== '');
  return section('Contacts', listOf(people.map(textHtml)));
}

function contactWords({ name, phone, phoneExt, email }: Contact): string {
  const extension = phoneExt === undefined ? '' : ` ext. ${phoneExt.value}`;
  return [name?.value, phone && `${phone.value}${extension}`, email?.value]
    .filter((part) => part)
    .join(', ');
}

export function places(scope: Scope): Html[] {
  const { sites, removedCountries } = scope.trial;
  const byCountry = grouped(sites, ({ country }) => country?.value.trim() ?? '');
  const share =
    sites.length <= MAX_SITES
      ? MAX_SITES
      : Math.max(1, Math.floor(MAX_SITES / Math.max(1, byCountry.size)));
  const rows = [...byCountry].map(([country, own]) => countryRow(scope, country, own, share));
  return section(sites.length === 1 ? 'Site' : `Sites (${sites.length})`, [
    ...table(['Country', 'Sites'], rows),
    ...facts(fact('Removed countries', removedCountries.map(({ value }) => value).join(', '))),
  ]);
}

function countryRow(scope: Scope, country: string, sites: readonly Site[], share: number): Html[] {
  const named = sites.slice(0, share).map((site) => textHtml(siteWords(scope, site)));
  const others = sites.length - named.length;
  const rest = others === 0 ? [] : [textHtml(othersWords(scope, sites.slice(share)))];
  return [
    joined([bold(country), textHtml(sites.length > 1 ? ` (${sites.length})` : '')]),
    lines([...named, ...rest]),
  ];
}

/** `Berlin: Charité (Recruiting)`. */
function siteWords(scope: Scope, { facility, status, city, state }: Site): string {
  const where = [city?.value, state?.value].filter((part) => part).join(', ');
  const what = [where, facility?.value].filter((part) => part).join(': ');
  return `${what}${inBrackets(plainDisplay(scope, status))}`;
}

/** `and 480 more sites: 400 Recruiting, 80 Completed`. */
function othersWords(scope: Scope, others: readonly Site[]): string {
  const byStatus = grouped(others, ({ status }) => plainDisplay(scope, status) ?? '');
  const counts = [...byStatus].flatMap(([status, { length }]) =>
    status === '' ? [] : [`${length} ${status}`],
  );
  const sum = `and ${others.length} more site${others.length === 1 ? '' : 's'}`;
  return counts.length === 0 ? sum : `${sum}: ${counts.join(', ')}`;
}

/** Map.groupBy, which Node 20 lacks. */
function grouped(sites: readonly Site[], keyOf: (site: Site) => string): Map<string, Site[]> {
  const groups = new Map<string, Site[]>();
  for (const site of sites) {
    const group = groups.get(keyOf(site));
    if (group) group.push(site);
    else groups.set(keyOf(site), [site]);
  }
  return groups;
}
