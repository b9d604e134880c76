import type { Conversion } from '../../convert.ts';
import { html, type Html } from '../../shared/html.ts';
import { page, verdictBadge, type Shell } from './layout.ts';
import { verdictOf } from '../store/record-store.ts';
import { studyFirst } from './record-page.ts';
import { rangesByResource, toSourceLines } from './source-lines.ts';
import { issuesTab, jsonTab, readableTab } from './tabs.ts';

export interface Tried {
  readonly text: string;
  readonly conversion: Conversion;
}

/** Paste, convert, look. Nothing is stored and nothing is sent. */
export function tryPage(shell: Shell, tried: Tried | undefined, about: string): string {
  return page(shell, 'Try a record', 'try', [
    html`<h1>Try a record</h1>
      <form class="try" method="post" action="${shell.basePath}/try">
        ${shell.csrfField}
        <label for="record"
          >A record: ClinicalTrials.gov JSON, flattened text, or the text of a registry page.
          Nothing is stored or sent.</label
        >
        <textarea id="record" name="record" rows="12" spellcheck="false" required>
${tried?.text ?? ''}</textarea>
        <p class="actions"><button>Convert</button></p>
      </form>`,
    tried ? result(tried, about) : '',
  ]);
}

function result({ text, conversion }: Tried, about: string): Html {
  const source = toSourceLines(text);
  const resources = studyFirst(conversion.bundle);
  return html`<h2 id="result">Result ${verdictBadge(verdictOf(conversion))}</h2>
    ${issuesTab(conversion.issues, source, about)}
    ${readableTab({ source, ranges: rangesByResource(conversion.lineage, source), resources, marking: {} })}
    <details>
      <summary>JSON</summary>
      ${jsonTab(conversion.bundle, undefined)}
    </details>`;
}
