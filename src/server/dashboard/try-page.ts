import type { Conversion } from '../../convert.ts';
import type { CodeTables } from '../../map/tables.ts';
import { html, type Html } from '../../shared/html.ts';
import type { Issue } from '../../shared/issue.ts';
import type { CodeHelp } from '../../source/load-code-help.ts';
import { verdictOf } from '../store/record-store.ts';
import { issueList } from './issues-tab.ts';
import { page, verdictBadge, type Shell } from './layout.ts';
import { beside, sourcePane } from './panes.ts';
import { trialSections } from './readable/trial-page.ts';
import { toSourceLines, toTextLines } from './source-lines.ts';

/** What became of what was pasted: a record that was converted, or a FHIR resource that was checked. */
export type Tried =
  | { readonly kind: 'record'; readonly text: string; readonly conversion: Conversion }
  | {
      readonly kind: 'resource';
      readonly text: string;
      readonly type: string;
      readonly issues: readonly Issue[];
    };

export interface TryView {
  readonly tried?: Tried;
  readonly about: string;
  /** What a resource is checked against besides its own; empty for nothing else. */
  readonly profile: string;
  /** To choose from, `url|version`. */
  readonly profiles: readonly string[];
  readonly help: ReadonlyMap<string, CodeHelp>;
  readonly tables: CodeTables;
}

/** Paste, convert, look. Nothing is stored and nothing is sent. */
export function tryPage(shell: Shell, view: TryView): string {
  const { tried } = view;
  return page(shell, 'Try a record', 'try', [
    html`<h1>Try a record</h1>
      <form class="try" method="post" action="${shell.basePath}/try#result">
        ${shell.csrfField}
        <label for="record"
          >A record (ClinicalTrials.gov JSON, flattened text, the text of a registry page) is
          converted and checked; a FHIR resource or Bundle is checked. Nothing is stored or
          sent.</label
        >
        <textarea
          id="record"
          name="record"
          rows="${tried ? 6 : 14}"
          spellcheck="false"
          required
          data-drop
        >
${tried?.text ?? ''}</textarea>
        <p>
          <label
            >Profile to check a FHIR resource against, besides its own
            <input
              class="wide"
              name="profile"
              list="profiles"
              value="${view.profile}"
              placeholder="none"
          /></label>
        </p>
        <datalist id="profiles">
          ${view.profiles.map((one) => html`<option value="${one}"></option>`)}
        </datalist>
        <p class="actions">
          <button>Convert and check</button>
          <label class="button plain-button file" hidden
            >Choose a file <input class="unseen" type="file" data-file="record"
          /></label>
          <span class="quiet" data-drop-note hidden>or drop one on the field</span>
        </p>
      </form>`,
    tried ? result(view, tried) : '',
  ]);
}

function result(view: TryView, tried: Tried): Html {
  return tried.kind === 'record' ? recordResult(view, tried) : resourceResult(view, tried);
}

function resourceResult(
  { about, help }: TryView,
  { text, type, issues }: Extract<Tried, { kind: 'resource' }>,
): Html {
  const source = toTextLines(text);
  const list = issueList({ issues, source, about, help, hasElements: false, hasAddress: false });
  const right = html`<h2>Issues <small>${issues.length}</small></h2>
    ${list}`;
  return html`<h2 id="result">${type} ${verdictBadge(verdictOf({ issues }))}</h2>
    ${beside(sourcePane(source, []), right, 'Issues')}`;
}

function recordResult(
  { about, help, tables }: TryView,
  { text, conversion }: Extract<Tried, { kind: 'record' }>,
): Html {
  const { bundle, trial, issues } = conversion;
  const source = toSourceLines(text);
  const list = issueList({ issues, source, about, help, hasElements: false, hasAddress: false });
  const right = html`<details open>
      <summary>Issues <small>${issues.length}</small></summary>
      ${list}
    </details>
    ${trial ? trialSections({ source, tables, hasAddress: false }, trial) : html`<p class="empty">No trial could be read.</p>`}`;
  const json = bundle
    ? html`<details>
        <summary>FHIR JSON <small>${bundle.entry.length} resources</small></summary>
        <p class="actions"><button type="button" data-copy="bundle" hidden>Copy</button></p>
        <pre id="bundle" tabindex="0">${JSON.stringify(bundle, undefined, 2)}</pre>
      </details>`
    : '';
  return html`<h2 id="result">Result ${verdictBadge(verdictOf(conversion))}</h2>
    ${json} ${beside(sourcePane(source, []), right, 'Trial')}`;
}
