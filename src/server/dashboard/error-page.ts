import { html } from '../../shared/html.ts';
import { documentOf } from './html.ts';

/** What went wrong with a page that a person asked for. */
interface PageError {
  readonly status: number;
  /** The sentence of the OperationOutcome that a program would be given. */
  readonly message: string;
  readonly requestId: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'That cannot be read',
  401: 'Sign in first',
  403: 'Refused',
  404: 'Not found',
  405: 'Not done that way',
  409: 'Not possible now',
  413: 'Too large',
  429: 'Too many requests',
  500: 'Something broke',
  503: 'Not available at present',
};

const HINTS: Readonly<Record<number, string>> = {
  404: 'It never was, or it has been deleted since: records are kept for as long as the settings say.',
  405: 'The address takes a form that a page sends; go back to that page and send it again.',
  429: 'Wait a minute, then load the page again.',
  500: 'The log has more under the number of this request.',
  503: 'Try it again in a moment.',
};

/** Shown to whoever asks, signed in or not: nothing of the service, its servers or its records is on it. */
export function errorPage(basePath: string, { status, message, requestId }: PageError): string {
  const title = TITLES[status] ?? 'That did not work';
  const hint = HINTS[status];
  const body = html`<header><a class="brand" href="${basePath}/">trialcast</a></header>
    <main id="main">
      <h1>${title}</h1>
      <p>${message}</p>
      ${hint === undefined ? '' : html`<p>${hint}</p>`}
      <p><a href="${basePath}/">To the overview</a></p>
      <p class="quiet">Status ${status}, request <code>${requestId}</code></p>
    </main>`;
  return documentOf(basePath, title, body);
}
