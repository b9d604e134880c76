/**
 * Generated narrative (http://hl7.org/fhir/R4/narrative.html): what a person would want to read first, in the
 * blocks a registry's page has. Nothing is styled, so that any style sheet fits.
 */
import { readBlocks, type Block, type List } from './markup.ts';
import { attribute, element, joined, MAX_TEXT, textHtml, type Html } from './xhtml.ts';

export type { Html } from './xhtml.ts';

/** Languages written from right to left. */
const RIGHT_TO_LEFT = /^(?:ar|ckb|dv|fa|he|ku-arab|ps|sd|ug|ur|yi)(?:-|$)/iu;

export function div(language: string, parts: readonly Html[]): string {
  const lang = attribute(language);
  const direction = RIGHT_TO_LEFT.test(language) ? ' dir="rtl"' : '';
  return `<div xmlns="http://www.w3.org/1999/xhtml" lang="${lang}" xml:lang="${lang}"${direction}>${parts.join('')}</div>`;
}

export function heading(level: 2 | 3 | 4, text: string): Html {
  return element(`h${level}`, textHtml(text));
}

/** `Label: value`; nothing where the value is absent. */
export function line(label: string, value: string | undefined): Html[] {
  if (value === undefined || value.trim() === '') return [];
  return [element('p', `${bold(label)}: ${textHtml(value)}`)];
}

export const bold = (text: string): Html => element('b', textHtml(text));

/** Free text with its paragraphs, line breaks and lists, nested as the registry's markup nests them. */
export const paragraphs = (text: string | undefined): Html[] => blocksHtml(blocksOf(text));

/** Free text as the content of a cell or a list item: its first paragraph needs no element of its own. */
export const cellText = (text: string | undefined): Html => contentHtml(blocksOf(text));

/** The blocks of a text, of a hostile one only its beginning. */
export function blocksOf(text: string | undefined): readonly Block[] {
  if (text === undefined || text.length <= MAX_TEXT) return readBlocks(text ?? '');
  const rest = `… (${text.length - MAX_TEXT} more characters in the record)`;
  return [...readBlocks(text.slice(0, MAX_TEXT)), { kind: 'paragraph', lines: [rest] }];
}

export const blocksHtml = (blocks: readonly Block[]): Html[] =>
  blocks.map((block) =>
    block.kind === 'paragraph' ? element('p', linesHtml(block.lines)) : listHtml(block),
  );

const linesHtml = (lines: readonly string[]): Html => joined(lines.map(textHtml), '<br/>');

/** `start` is no attribute a narrative may have, so a list that does not begin with 1 says its numbers in words. */
function listHtml({ first, items }: List): Html {
  if (first === undefined) return element('ul', items.map((item) => itemHtml(item)).join(''));
  if (first === 1) return element('ol', items.map((item) => itemHtml(item)).join(''));
  const numbered = items.map((item, index) => itemHtml(item, `${first + index}. `));
  return `<ul style="list-style-type:none">${numbered.join('')}</ul>` as Html;
}

const itemHtml = (blocks: readonly Block[], before = ''): Html =>
  element('li', `${before}${contentHtml(blocks)}`);

function contentHtml(blocks: readonly Block[]): Html {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return joined(blocksHtml(blocks));
  return joined([linesHtml(first.lines), ...blocksHtml(rest)]);
}

export function list(items: readonly string[], kind: 'ul' | 'ol' = 'ul'): Html[] {
  return listOf(items.map(textHtml), kind);
}

/** A list of what is Html already; nothing where it would be empty. */
export function listOf(items: readonly Html[], kind: 'ul' | 'ol' = 'ul'): Html[] {
  if (items.length === 0) return [];
  return [element(kind, items.map((item) => element('li', item)).join(''))];
}

/** A headed block; nothing where it would be empty. */
export function section(title: string, content: readonly Html[], level: 3 | 4 = 3): Html[] {
  return content.length === 0 ? [] : [heading(level, title), ...content];
}

/** A row of facts: nothing where the value is absent. */
export function fact(label: string, value: string | undefined): Html[] {
  return value === undefined || value.trim() === '' ? [] : factOf(label, textHtml(value));
}

/** A row of facts whose value is Html already. */
export function factOf(label: string, value: Html): Html[] {
  return value === '' ? [] : [element('tr', `<td><b>${textHtml(label)}</b></td><td>${value}</td>`)];
}

/** Facts under each other, label and value side by side. */
export function facts(rows: readonly Html[]): Html[] {
  return rows.length === 0 ? [] : [tableHtml(rows)];
}

/** A table with a head; columns in which no row says anything are left out, and one column alone is a list. */
export function table(heads: readonly string[], rows: readonly (readonly Html[])[]): Html[] {
  if (rows.length === 0) return [];
  const kept = heads.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  const inKept = (_: unknown, column: number): boolean => kept[column] ?? false;
  const isList = kept.filter((isKept) => isKept).length < 2;
  if (isList) return listOf(rows.map((row) => joined(row)));
  const head = heads.filter(inKept).map((words) => element('th', textHtml(words)));
  const body = rows.map((row) =>
    element(
      'tr',
      row
        .filter(inKept)
        .map((cell) => element('td', cell))
        .join(''),
    ),
  );
  return [tableHtml(body, element('thead', element('tr', head.join(''))))];
}

/** Long cells would push the words beside them to the middle. */
function tableHtml(rows: readonly Html[], head = ''): Html {
  return `<table>${head}<tbody valign="top">${rows.join('')}</tbody></table>` as Html;
}
