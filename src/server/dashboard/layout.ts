import type { ServerHealth } from '../../deliver/watch.ts';
import type { State, Verdict } from '../store/states.ts';
import { html, type Html, type Part } from '../../shared/html.ts';
import { documentOf } from './html.ts';

/** Prefix of every address, and what each page shows of the service itself. */
export interface Shell {
  readonly basePath: string;
  readonly version: string;
  readonly destinations: readonly DestinationHealth[];
  /** Goes into each form that changes something. */
  readonly csrfField: Html;
}

export interface DestinationHealth {
  readonly name: string;
  readonly baseUrl: string;
  readonly health: ServerHealth;
}

const SECTIONS = {
  overview: ['/', 'Overview'],
  trials: ['/trials', 'Trials'],
  try: ['/try', 'Try a record'],
  mapping: ['/mapping', 'Mapping'],
  audit: ['/audit-log', 'Audit log'],
  settings: ['/settings', 'Settings'],
} as const;
type Section = keyof typeof SECTIONS;

export function page(
  shell: Shell,
  title: string,
  current: Section | undefined,
  body: Part,
): string {
  const { basePath } = shell;
  const links = Object.entries(SECTIONS).map(([section, [path, text]]) => {
    const mark = current === section ? html` aria-current="page"` : '';
    return html`<a href="${basePath}${path}" ${mark}>${text}</a>`;
  });
  const whole = html`<a class="skip" href="#main">To the content</a>
    <header>
      <a class="brand" href="${basePath}/">trialcast</a>
      <nav aria-label="Pages">${links}</nav>
      <p class="server" id="servers" data-live>${serversText(shell)}</p>
    </header>
    <main id="main" tabindex="-1">${body}</main>
    <footer>
      trialcast ${shell.version} · <a href="${basePath}/readyz">readiness</a> ·
      <a href="${basePath}/metrics">metrics</a> · <a href="${basePath}/openapi.json">API</a> ·
      <a href="${basePath}/fhir/metadata">CapabilityStatement</a> · times are UTC
      <span id="live" role="status"></span>
    </footer>`;
  const script = html`<script src="${basePath}/assets/script.js" defer></script>`;
  return documentOf(basePath, title, whole, script);
}

/** One server by its address; of several, how many answer, which the overview tells one by one. */
function serversText({ destinations, basePath }: Shell): Html {
  const [only, ...others] = destinations;
  if (!only) return html`No FHIR server is configured`;
  if (others.length === 0)
    return html`FHIR server
      <a href="${only.baseUrl}/ResearchStudy">${only.baseUrl}</a> ${healthText(only)}`;
  const down = destinations.filter(({ health }) => health.state === 'not-answering');
  const words =
    down.length === 0
      ? html`<span class="health answering">✓ none is missing</span>`
      : html`<span class="health not-answering"
          >✕ ${down.map(({ name }) => name).join(', ')} not answering</span
        >`;
  return html`<a href="${basePath}/#destinations">${destinations.length} FHIR servers</a> ${words}`;
}

export function healthText({ health }: DestinationHealth): Html {
  const sign =
    health.state === 'not-answering'
      ? '✕ not answering'
      : health.state === 'answering'
        ? '✓ answering'
        : 'not asked yet';
  const pause =
    health.pausedForS === undefined
      ? ''
      : html` <small>asked again in ${health.pausedForS} s</small>`;
  return html`<span class="health ${health.state}">${sign}</span>${pause}`;
}

/** State and verdict are told by sign and word; colour only repeats them. */
export const SIGNS: Readonly<Record<State, string>> = {
  received: '○',
  converted: '◇',
  queued: '…',
  sending: '→',
  delivered: '✓',
  superseded: '↷',
  held: '‖',
  unreadable: '?',
  rejected: '✕',
  failed: '!',
};

export function stateBadge(state: State): Html {
  return html`<span class="badge state-${state}"
    ><span aria-hidden="true">${SIGNS[state]}</span> ${state}</span
  >`;
}

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  clean: '✓ clean',
  warnings: '▲ warnings',
  errors: '✕ errors',
};

export function verdictBadge(verdict: Verdict | undefined): Html {
  return verdict === undefined
    ? html`–`
    : html`<span class="verdict-${verdict}">${VERDICTS[verdict]}</span>`;
}

export function severityBadge(severity: string): Html {
  const sign = severity === 'information' ? 'i' : severity === 'warning' ? '▲' : '✕';
  return html`<span class="severity severity-${severity}"
    ><span aria-hidden="true">${sign}</span> ${severity}</span
  >`;
}

export function time(instant: string | undefined): Html {
  if (instant === undefined || instant === '') return html`–`;
  return html`<time datetime="${instant}">${instant.slice(0, 16).replace('T', ' ')}</time>`;
}
