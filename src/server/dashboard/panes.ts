/** Two panes side by side: the record as received on the left, what was made of it on the right. */
import { html, type Html } from '../../shared/html.ts';
import { covers, type Range, type SourceLines } from './source-lines.ts';

export interface NumberedLines {
  readonly lines: readonly string[];
  /** Names each line in the page: `L` makes `L12`. */
  readonly prefix: string;
  readonly marked: readonly Range[];
  /** Address behind a number; absent where lines lead nowhere. */
  readonly address?: (number: number) => string;
  /** Lines of the record behind a line, `4-4 9-12`. */
  readonly behind?: (number: number) => string;
}

/** Parts this long are laid out only when they come into view: a record may have tens of thousands of lines. */
const PART = 100;

export function numberedLines(given: NumberedLines): Html {
  const parts: Html[] = [];
  for (let start = 0; start < given.lines.length; start += PART) {
    const lines = given.lines.slice(start, start + PART);
    parts.push(
      html`<div class="lines" role="presentation">
        ${lines.map((text, index) => numberedLine(given, text, start + index + 1))}
      </div>`,
    );
  }
  return html`<div class="source" data-lines="${given.prefix}">${parts}</div>`;
}

function numberedLine(given: NumberedLines, text: string, number: number): Html {
  const { prefix, marked, address, behind } = given;
  const isFirst = marked[0]?.first === number;
  const src = behind?.(number) ?? '';
  const classes = [covers(marked, number) ? 'marked' : '', text.length > LONG ? 'long' : ''];
  const shown = classes.filter((one) => one !== '').join(' ');
  const from = src === '' ? '' : html` data-src="${src}"`;
  const head = address ? html`<a href="${address(number)}">${number}</a>` : html`<i>${number}</i>`;
  const anchor = isFirst && prefix === 'E' ? html`<b id="chosen"></b>` : '';
  const styled = shown === '' ? '' : html` class="${shown}"`;
  const focus = text.length > LONG ? html` tabindex="0"` : '';
  // Written without white space around it: of these there are very many.
  return html`<p id="${prefix}${number}" ${styled}${from}>${head}${anchor}<span${focus}>${text}</span></p>`;
}

/** A line of more characters scrolls within a few lines' height: a narrative would fill the screen. */
const LONG = 1500;

export function sourcePane(
  source: SourceLines,
  marked: readonly Range[],
  address?: (number: number) => string,
): Html {
  const { length } = source.lines;
  const count = length === 1 ? '1 line' : `${length} lines`;
  return html`<section class="pane" aria-label="Source" tabindex="0">
    <h2>Source <small>${count}, as received</small></h2>
    ${numberedLines({ lines: source.lines, prefix: 'L', marked, ...(address && { address }) })}
  </section>`;
}

export function beside(left: Html, right: Html, name: string): Html {
  return html`<div class="beside">
    ${left}
    <section class="pane" aria-label="${name}" tabindex="0">${right}</section>
  </div>`;
}
