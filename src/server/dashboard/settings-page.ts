import type { Config, EffectiveSetting } from '../../config/config.ts';
import { SETTINGS } from '../../config/settings.ts';
import type { Destination } from '../../config/destination.ts';
import { html, type Html } from '../../shared/html.ts';
import { plainWords } from '../../shared/markdown.ts';
import { dataTable } from './html.ts';
import { page, type Shell } from './layout.ts';

export interface SettingsView {
  readonly config: Config;
  readonly node: string;
  /** What is checked against, and what is not. */
  readonly about: string;
  /** Profiles of the version records are converted to, `url|version`. */
  readonly profiles: readonly { readonly id: string; readonly canonical: string }[];
}

/** What holds, and who says so. To be read only: a change is made where the value comes from. */
export function settingsPage(
  shell: Shell,
  { config, node, about, profiles }: SettingsView,
): string {
  const { settings, destinations, fhirVersion } = config;
  const groups = [...new Set(settings.map(({ group }) => group))];
  return page(shell, 'Settings', 'settings', [
    html`<h1>Settings</h1>
      <p class="quiet">
        Flags win over the environment, the environment over the file. Secrets are never shown.
      </p>
      <dl class="facts">
        <dt>trialcast</dt>
        <dd>${shell.version}</dd>
        <dt>Node.js</dt>
        <dd>${node}</dd>
        <dt>FHIR</dt>
        <dd>${fhirVersion.toUpperCase()}. ${about}</dd>
      </dl>`,
    destinations.length > 0 ? destinationTable(destinations) : '',
    groups.map((group) =>
      groupTable(
        group,
        settings.filter((one) => one.group === group),
      ),
    ),
    profileList(shell, profiles),
  ]);
}

/** A group nobody has said anything in is closed. */
function groupTable(group: string, settings: readonly EffectiveSetting[]): Html {
  const isSaid = settings.some(({ origin }) => origin);
  const rows = settings.map(
    ({ key, shown, isSecret, origin }) =>
      html`<tr${origin ? '' : html` class="default"`}>
        <th scope="row"><code>${key}</code><small>${plainWords(SETTINGS[key].meaning)}</small></th>
        <td class="words">
          ${shown === '' ? html`<span class="quiet">not set</span>` : shown}${isSecret && shown !== '' ? html` <small>secret</small>` : ''}
        </td>
        <td>${origin ? html`${origin.layer} <small>${origin.name}</small>` : 'default'}</td>
      </tr>`,
  );
  return html`<details class="group" ${isSaid ? html` open` : ''}>
    <summary>${group}</summary>
    ${dataTable(['Setting', 'Value', 'Said by'], rows, 'figures')}
  </details>`;
}

function destinationTable(destinations: readonly Destination[]): Html {
  const rows = destinations.map(
    ({ name, baseUrl, fhir, auth, strategy, concurrency, orphans, timeoutMs, tls }) =>
      html`<tr>
        <th scope="row">${name}<small>${withoutUser(baseUrl)}</small></th>
        <td>${fhir.toUpperCase()}</td>
        <td>${auth.kind}${tls ? html`<small>own certificates</small>` : ''}</td>
        <td>${strategy}</td>
        <td>${orphans}</td>
        <td class="number">${concurrency}</td>
        <td class="number">${timeoutMs / 1000} s</td>
      </tr>`,
  );
  const headings = [
    'Destination',
    'FHIR',
    'Sign-in',
    'Strategy',
    'Orphans',
    'At a time',
    'Time limit',
  ];
  return html`<h2>Destinations</h2>
    ${dataTable(headings, rows, 'figures')}`;
}

const withoutUser = (address: string): string => address.replace(/\/\/[^/@]*@/, '//(hidden)@');

function profileList({ basePath }: Shell, profiles: SettingsView['profiles']): Html {
  const items = profiles.map(
    ({ id, canonical }) =>
      html`<li><a href="${basePath}/fhir/StructureDefinition/${id}">${canonical}</a></li>`,
  );
  return html`<details class="group">
    <summary>Profiles and extensions <small>${profiles.length}</small></summary>
    <ul class="changes">
      ${items}
    </ul>
  </details>`;
}
