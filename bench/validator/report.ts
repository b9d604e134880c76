/** The result as a table for a terminal, as a list of disagreements, and as the tables of docs/validation.md. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type Agreement, byRule, type Pair, placeRate, verdictRate } from './compare.ts';
import { errorsOf, type Finding } from './judged.ts';
import type { Part } from './main.ts';

const DOCS = new URL('../../docs/validation.md', import.meta.url);

const HEAD = [
  'set',
  'cases',
  'unable',
  'both valid',
  'both invalid',
  'only HAPI',
  'only ours',
  'verdict',
  'same place',
  'near',
  'place',
];

const percent = (rate: number): string => `${(rate * 100).toFixed(2)} %`;

function row({ name, agreement }: Part): string[] {
  const { cases, unable, bothValid, bothInvalid, onlyHapi, onlyOurs, places } = agreement;
  const counts = [cases, unable.length, bothValid, bothInvalid, onlyHapi.length, onlyOurs.length];
  return [
    name,
    ...counts.map(String),
    percent(verdictRate(agreement)),
    String(places.same.length),
    String(places.near.length),
    percent(placeRate(agreement)),
  ];
}

export function textTable(parts: readonly Part[]): string {
  const rows = [HEAD, ...parts.map(row)];
  const widths = HEAD.map((_, at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  return rows.map(line).join('\n');
}

/** Every disagreement: of verdicts by rule, of places one by one. */
export function listOf(parts: readonly Part[]): string {
  return parts.map(({ name, agreement }) => `# ${name}\n\n${listOfPart(agreement)}`).join('\n');
}

function listOfPart({ onlyHapi, onlyOurs, places, unable }: Agreement): string {
  return [
    `## Unable: ${unable.length}`,
    ...unable.map(({ name, hapi }) => `- ${name}: ${hapi.unable}`),
    `## Only HAPI finds errors: ${onlyHapi.length}`,
    ...groupLines(onlyHapi, 'hapi'),
    `## Only ours finds errors: ${onlyOurs.length}`,
    ...groupLines(onlyOurs, 'ours'),
    `## Places apart: ${places.apart.length}`,
    ...places.apart.map(
      ({ name, hapi, ours }) =>
        `- ${name}\n${errorsOf(hapi)
          .slice(0, 3)
          .map((one) => `    - HAPI ${findingText(one)}\n`)
          .join('')}${errorsOf(ours)
          .slice(0, 3)
          .map((one) => `    - ours ${findingText(one)}\n`)
          .join('')}`,
    ),
    '',
  ].join('\n');
}

function groupLines(pairs: readonly Pair[], side: 'hapi' | 'ours'): string[] {
  return byRule(pairs, side).map(
    ({ rule, cases, examples }) =>
      `- ${cases} ${rule}\n${examples
        .slice(0, 5)
        .map((one) => `    - ${one.name}: ${findingText(one)}`)
        .join('\n')}`,
  );
}

const findingText = ({ place, rule, message }: Finding): string =>
  `${place} [${rule}] ${message.slice(0, 240).replaceAll(/\s+/g, ' ')}`;

/** Replaces what stands between the markers of the page. */
export function writeDocs(parts: readonly Part[], speed: string | undefined): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const date = new Date().toISOString().slice(0, 10);
  const rows = [HEAD, HEAD.map(() => '---'), ...parts.map(row)];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const page = readFileSync(DOCS, 'utf8');
  const withTable = between(page, 'agreement', `Run of ${date}, commit ${commit}.\n\n${table}`);
  const text =
    speed === undefined
      ? withTable
      : between(
          withTable,
          'speed',
          `Run of ${date}, commit ${commit}.\n\n\`\`\`\n${speed}\n\`\`\``,
        );
  writeFileSync(DOCS, text);
}

function between(page: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/validation.md has no markers for ${name}`);
  return `${page.slice(0, from + start.length)}\n\n${content}\n\n${page.slice(to)}`;
}
