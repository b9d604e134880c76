import type { State, Verdict } from '../store/states.ts';
import { html, type Html, type Part } from '../../shared/html.ts';

/** Prefix of every address, and what each page shows of the service itself. */
export interface Shell {
  readonly basePath: string;
  readonly version: string;
  readonly fhirServer: string | undefined;
  readonly health: string;
  /** Token of its forms, see csrf.ts. */
  readonly csrfToken: string;
}

export type Section = 'trials' | 'try';

export function page(
  shell: Shell,
  title: string,
  current: Section | undefined,
  body: Part,
): string {
  const { basePath } = shell;
  const link = (section: Section, path: string, text: string): Html => {
    const mark = current === section ? html` aria-current="page"` : '';
    return html`<a href="${basePath}${path}" ${mark}>${text}</a>`;
  };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · trialcast</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${basePath}/assets/style.css" />
        <script src="${basePath}/assets/script.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">To the content</a>
        <header>
          <a class="brand" href="${basePath}/">trialcast</a>
          <nav aria-label="Pages">
            ${link('trials', '/', 'Trials')}${link('try', '/try', 'Try a record')}
          </nav>
          <p class="server">${serverText(shell)}</p>
        </header>
        <main id="main">${body}</main>
        <footer>
          trialcast ${shell.version} · <a href="${basePath}/readyz">readiness</a> ·
          <a href="${basePath}/metrics">metrics</a> · <a href="${basePath}/openapi.json">API</a> ·
          <a href="${basePath}/fhir/metadata">CapabilityStatement</a>
        </footer>
      </body>
    </html>`.text;
}

function serverText({ fhirServer, health }: Shell): Html {
  if (fhirServer === undefined) return html`No FHIR server is configured`;
  const sign =
    health === 'not-answering'
      ? '✕ not answering'
      : health === 'answering'
        ? '✓ answering'
        : 'not asked yet';
  return html`FHIR server <a href="${fhirServer}/ResearchStudy">${fhirServer}</a>
    <span class="health ${health}">${sign}</span>`;
}

/** State and verdict are told by sign and word; colour only repeats them. */
const SIGNS: Readonly<Record<State, string>> = {
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

const VERDICTS: Readonly<Record<Verdict, string>> = {
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
