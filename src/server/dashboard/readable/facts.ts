/** A value of the trial beside the lines it was read from: every fact of the readable page is one of these. */
import type { CodeTables } from '../../../map/tables.ts';
import { html, type Html, type Part } from '../../../shared/html.ts';
import type { Code, Derivation, Sourced, Text } from '../../../trial/values.ts';
import { covers, narrowed, type Range, type SourceLines } from '../source-lines.ts';

export interface Reading {
  readonly source: SourceLines;
  readonly tables: CodeTables;
  /** The line a person has chosen. */
  readonly line?: number;
  /** Where lines have addresses: a record that is stored. Elsewhere a script is needed to see them. */
  readonly hasAddress: boolean;
}

export function rangeOf(reading: Reading, value: Sourced<unknown>): Range | undefined {
  const range = reading.source.range(value.place);
  return range && typeof value.value === 'string'
    ? narrowed(reading.source, range, value.value)
    : range;
}

export function rangesOf(
  reading: Reading,
  values: readonly (Sourced<unknown> | undefined)[],
): readonly Range[] {
  const ranges = values.flatMap((value) => (value && rangeOf(reading, value)) ?? []);
  const byText = new Map(ranges.map((range) => [`${range.first}-${range.last}`, range]));
  return [...byText.values()].toSorted((a, b) => a.first - b.first);
}

/** An element that shines with its lines of the record, and they with it. */
export function marked(
  reading: Reading,
  name: 'div' | 'li' | 'tr',
  ranges: readonly Range[],
  content: Part,
): Html {
  const { line } = reading;
  const isMarked = line !== undefined && covers(ranges, line);
  const classes = html` class="fact${isMarked ? ' marked' : ''}"`;
  const text = ranges.map(({ first, last }) => `${first}-${last}`).join(' ');
  const lines = html` data-src="${text}"`;
  const body = html`${content}`;
  if (name === 'li') return html`<li${classes}${lines}>${body}</li>`;
  return name === 'tr'
    ? html`<tr${classes}${lines}>${body}</tr>`
    : html`<div${classes}${lines}>${body}</div>`;
}

/** The way to the lines; without a script it leads there too. */
export function lineLink({ hasAddress }: Reading, ranges: readonly Range[]): Html {
  const [first] = ranges;
  if (!first) return html``;
  const text = first.first === first.last ? `${first.first}` : `${first.first}–${first.last}`;
  const href = hasAddress
    ? `?tab=readable&line=${first.first}#L${first.first}`
    : `#L${first.first}`;
  return html`<a class="src" href="${href}" aria-label="Source line ${text}">${text}</a>`;
}

/** A line of a list of facts; nothing where the trial does not say it. */
export function fact(
  reading: Reading,
  label: string,
  values: readonly (Sourced<unknown> | undefined)[],
  shown: Part = joined(reading, values),
): Html {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return html``;
  const ranges = rangesOf(reading, known);
  return marked(
    reading,
    'div',
    ranges,
    html`<dt>${label}</dt>
      <dd>
        ${shown} ${known.map(({ derivation }) => derived(derivation))} ${lineLink(reading, ranges)}
      </dd>`,
  );
}

/** Said where a value is no field of the record but read from its words. */
export function derived(derivation: Derivation | undefined): Html {
  if (derivation === undefined || derivation.method === 'normalized') return html``;
  const { method, rule, excerpt } = derivation;
  const how = method === 'text-rule' ? 'read from the words' : method.replaceAll('-', ' ');
  return html`<small class="derived" title="${[rule, excerpt].filter(Boolean).join(': ')}"
    >${how}</small
  >`;
}

export function joined(
  { tables }: Pick<Reading, 'tables'>,
  values: readonly (Sourced<unknown> | undefined)[],
): string {
  return values
    .flatMap((value) => (value === undefined ? [] : [wordsOf(tables, value)]))
    .join(', ');
}

/** A code by its display, a flag as yes or no. */
export function wordsOf(tables: CodeTables, value: Sourced<unknown>): string {
  const { value: said } = value;
  if (typeof said === 'boolean') return said ? 'Yes' : 'No';
  if (typeof said !== 'string') return String(said);
  const table = 'table' in value && typeof value.table === 'string' ? value.table : '';
  return tables.get(table)?.rows.get(said)?.display ?? said;
}

/** Free text with its paragraphs. */
export function prose(text: Text | undefined): Html {
  if (!text) return html``;
  return html`${text.value
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p>${part.trim()}</p>`)}`;
}

export function section(title: string, content: readonly Html[]): Html {
  if (content.every(({ text }) => text === '')) return html``;
  return html`<section class="part">
    <h3>${title}</h3>
    ${content}
  </section>`;
}

export function factList(facts: readonly Html[]): Html {
  return facts.every(({ text }) => text === '') ? html`` : html`<dl class="facts">${facts}</dl>`;
}

export const code = ({ tables }: Reading, value: Code | undefined): string =>
  value ? wordsOf(tables, value) : '';
