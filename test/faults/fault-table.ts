import { readFileSync, writeFileSync } from 'node:fs';
import type { FaultRow } from './fault-run.ts';

const FILE = new URL('../../docs/delivery.md', import.meta.url);
const BEGIN = '<!-- fault table: written by test/service/faults.test.ts -->';
const END = '<!-- end of the fault table -->';

/** The rows as they stand in docs/delivery.md. */
export function tableOf(rows: readonly FaultRow[]): string {
  const lines = rows.map(
    ({ fault, state, failure, attempts, told }) =>
      `| ${fault} | ${state} | ${failure} | ${attempts} | ${told.replaceAll('|', '\\|')} |`,
  );
  return [
    '| fault | state meanwhile | failure | attempts | what is told |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** The table the document has. */
export function documentedTable(): string {
  const { markdown, from, to } = documented();
  return markdown.slice(from, to).trim();
}

/** With WRITE_DOCS=1 the document gets this table. */
export function writeTable(table: string): void {
  if (process.env['WRITE_DOCS'] !== '1') return;
  const { markdown, from, to } = documented();
  writeFileSync(FILE, `${markdown.slice(0, from)}\n\n${table}\n\n${markdown.slice(to)}`);
}

function documented(): { readonly markdown: string; readonly from: number; readonly to: number } {
  const markdown = readFileSync(FILE, 'utf8');
  return { markdown, from: markdown.indexOf(BEGIN) + BEGIN.length, to: markdown.indexOf(END) };
}
