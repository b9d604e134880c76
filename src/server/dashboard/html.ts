import { escapeHtml, html, Html } from '../../shared/html.ts';

/** A table that scrolls by itself where the screen is narrower than it. */
export function dataTable(
  headings: readonly (string | Html)[],
  rows: readonly Html[],
  name = 'plain',
): Html {
  // What scrolls can be reached by the keyboard, by itself where nothing in it can.
  const focus = name === 'list' ? '' : html` tabindex="0"`;
  return html`<div class="scroll" ${focus}>
    <table class="${name}">
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** A whole page around its body; `head` is what it needs besides its title and style. */
export function documentOf(
  basePath: string,
  title: string,
  body: Html,
  head: Html | '' = '',
): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · trialcast</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${basePath}/assets/style.css" />
        ${head}
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
}

/** A field of a form of which one of several values is chosen, each with the words it is shown by. */
export function select(
  label: string,
  name: string,
  values: readonly (readonly [value: string, text: string])[],
  chosen = '',
): Html {
  const options = values.map(
    ([value, text]) =>
      html`<option value="${value}" ${value === chosen ? html` selected` : ''}>${text}</option>`,
  );
  return html`<label
    >${label}
    <select name="${name}">
      ${options}
    </select></label
  >`;
}

/** A field of a form for a word of one's own, with known ones to choose from. */
export function suggested(label: string, name: string, known: readonly string[], value = ''): Html {
  return html`<label
      >${label}
      <input name="${name}" list="known-${name}" value="${value}" placeholder="any" /></label
    ><datalist id="known-${name}">
      ${known.map((one) => html`<option value="${one}"></option>`)}
    </datalist>`;
}

const TAG = /<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*)?(\/?)>/g;
const ALLOWED = new Set(
  'div p b i em strong ul ol li table thead tbody tr td th caption h1 h2 h3 h4 h5 h6 br span dl dt dd hr code pre blockquote'.split(
    ' ',
  ),
);

/** A resource's narrative: tags of plain structure without their attributes, all else as text. */
export function narrative(div: string): Html {
  let text = '';
  let end = 0;
  for (const match of div.matchAll(TAG)) {
    const [whole, slash = '', name = '', selfClosing = ''] = match;
    text += plain(div.slice(end, match.index));
    text += tagOf(whole, slash, name, selfClosing);
    end = match.index + whole.length;
  }
  return new Html(text + plain(div.slice(end)));
}

function tagOf(whole: string, slash: string, name: string, selfClosing: string): string {
  if (name === 'a') return anchor(whole, slash);
  if (!ALLOWED.has(name)) return escapeHtml(whole);
  const isEmpty = selfClosing === '/' && name !== 'br' && name !== 'hr';
  return `<${slash}${demoted(name)}${isEmpty ? `></${demoted(name)}` : ''}>`;
}

/** A link of a narrative: an address of the web and nothing else of what the tag says. */
function anchor(tag: string, slash: string): string {
  if (slash !== '') return '</a>';
  const [, href] = / href="(https?:\/\/[^"<>]*)"/.exec(tag) ?? [];
  return href === undefined ? '<a>' : `<a href="${href}" rel="noreferrer">`;
}

/** Headings of a narrative stand below the headings of the page. */
const demoted = (name: string): string => name.replace(/^h[1-3]$/, 'h4');

/** Text between tags keeps its character references. */
function plain(text: string): string {
  return text
    .replaceAll(/&(?!(?:[a-z]+|#\d+|#x[\da-f]+);)/gi, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
