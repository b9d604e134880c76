import { html, type Html } from '../../../shared/html.ts';
import type { Site } from '../../../trial/trial.ts';
import { code, lineLink, marked, rangesOf, section, type Reading } from './facts.ts';

/** So many sites are shown at once; of more, each country is opened by itself. */
const FEW = 30;

export function sitesSection(reading: Reading, sites: readonly Site[]): Html {
  const countries = new Map<string, Site[]>();
  for (const site of sites) {
    const country = site.country?.value ?? 'No country';
    countries.set(country, [...(countries.get(country) ?? []), site]);
  }
  const groups = [...countries]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(
      ([country, own]) =>
        html`<details${sites.length <= FEW ? html` open` : ''}><summary>${country} <small>${own.length} ${own.length === 1 ? 'site' : 'sites'}</small></summary>
      <ul class="sites">${own.map((site) => siteItem(reading, site))}</ul></details>`,
    );
  const title = sites.length === 1 ? '1 site' : `${sites.length} sites`;
  return section(sites.length === 0 ? 'Sites' : title, groups);
}

function siteItem(reading: Reading, site: Site): Html {
  const { facility, city, state, zip, status, country } = site;
  const ranges = rangesOf(reading, [facility, city, state, zip, status, country]);
  const place = [zip, city, state].flatMap((part) => (part ? [part.value] : [])).join(' ');
  return marked(
    reading,
    'li',
    ranges,
    html`<b>${facility?.value ?? place}</b> ${facility ? place : ''}
      <small>${code(reading, status)}</small> ${lineLink(reading, ranges)}`,
  );
}
