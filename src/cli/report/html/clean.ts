import { html, type Html } from '../../../shared/html.ts';
import { plain, type RecordReport } from '../report.ts';
import { plural } from '../text.ts';

/** Documents without an issue that are named: of a large export a page is no list. */
const NAMED = 500;

/** What was checked and is clean. */
export class CleanDocuments {
  readonly #named: { readonly name: string; readonly types: string }[] = [];
  #count = 0;

  add({ name, resources }: RecordReport): void {
    this.#count += 1;
    if (this.#named.length === NAMED) return;
    const types = [...resources].map(([type, count]) => `${count} ${type}`).join(', ');
    this.#named.push({ name, types });
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Nothing where there is none. */
  section(isOpen: boolean): Html | undefined {
    if (this.isEmpty) return undefined;
    const rest = this.#count - this.#named.length;
    return html`<h2 id="clean">Without an issue</h2>
      <details class="resource good" ${isOpen ? 'open' : ''}>
        <summary>
          <span class="severity good">OK</span>
          <span>${plural(this.#count, 'document')}</span>
        </summary>
        <ul>
          ${this.#named.map(
            ({ name, types }) => html`<li>${plain(name)} <span class="quiet">${types}</span></li>`,
          )}
          ${rest > 0 ? html`<li class="quiet">and ${rest.toLocaleString('en-US')} more</li>` : ''}
        </ul>
      </details>`;
  }
}
