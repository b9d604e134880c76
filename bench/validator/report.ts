/** The result as a table for a terminal, as a list of disagreements, and as the tables of docs/validation.md. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type Agreement, byRule, type Pair, placeRate, verdictRate } from './compare.ts';
import { type Cause, causeOf, type Side } from './causes.ts';
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
  'of these ours right',
  'verdict or ours right',
  'same place',
  'near',
  'place',
];

const percent = (rate: number): string => `${(rate * 100).toFixed(2)} %`;

function row({ name, agreement }: Part): string[] {
  const { cases, unable, bothValid, bothInvalid, onlyHapi, onlyOurs, places } = agreement;
  const counts = [cases, unable.length, bothValid, bothInvalid, onlyHapi.length, onlyOurs.length];
  const right = oursRight(agreement);
  const judged = Math.max(1, cases - unable.length);
  return [
    name,
    ...counts.map(String),
    percent(verdictRate(agreement)),
    String(right),
    percent(verdictRate(agreement) + right / judged),
    String(places.same.length),
    String(places.near.length),
    percent(placeRate(agreement)),
  ];
}

/** Disagreements of verdict in which the specification is on our side. */
function oursRight({ onlyHapi, onlyOurs }: Agreement): number {
  const isOurs = (pair: Pair, side: Side): boolean => causeOf(pair, side)?.right === 'ours';
  return (
    onlyHapi.filter((pair) => isOurs(pair, 'hapi')).length +
    onlyOurs.filter((pair) => isOurs(pair, 'ours')).length
  );
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
    `## HAPI unable: ${unable.length}`,
    ...unable.map(({ name, hapi }) => `- ${name}: ${hapi.unable}`),
    `## Only HAPI finds errors: ${onlyHapi.length}`,
    ...groupLines(onlyHapi, 'hapi'),
    `## Only ours finds errors: ${onlyOurs.length}`,
    ...groupLines(onlyOurs, 'ours'),
    `## Places apart: ${places.apart.length}`,
    ...placeLines(places.apart),
    '',
  ].join('\n');
}

/** Cases whose places differ, by kind of fault or one by one. */
function placeLines(pairs: readonly Pair[]): string[] {
  const groups = Map.groupBy(pairs, ({ kind, name }) => kind ?? name);
  const ofMost = [...groups].toSorted(([, a], [, b]) => b.length - a.length);
  return ofMost.map(([group, ones]) => {
    const examples = ones.slice(0, 2).map(({ name, hapi, ours }) => {
      const lines = [
        ...errorsOf(hapi)
          .slice(0, 2)
          .map((one) => `        - HAPI ${findingText(one)}`),
        ...errorsOf(ours)
          .slice(0, 2)
          .map((one) => `        - ours ${findingText(one)}`),
      ];
      return [`    - ${name}`, ...lines].join('\n');
    });
    return [`- ${ones.length} ${group}`, ...examples].join('\n');
  });
}

/** Disagreements of verdict, by kind of fault where there is one, else by rule. */
function groupLines(pairs: readonly Pair[], side: 'hapi' | 'ours'): string[] {
  const kinds = [...Map.groupBy(pairs, ({ kind }) => kind)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([kind, ones]) => ({
      heading: kind === undefined ? [] : [`### ${ones.length} ${kind}`],
      ones,
    }));
  return kinds.flatMap(({ heading, ones }) => [
    ...heading,
    ...byRule(ones, side).map(({ rule, cases, examples }) => {
      const lines = examples
        .slice(0, heading.length > 0 ? 2 : 5)
        .map((one) => `    - ${one.name}: ${findingText(one)}`);
      return [`- ${cases} ${rule}`, ...lines].join('\n');
    }),
  ]);
}

const findingText = ({ place, rule, message }: Finding): string =>
  `${place} [${rule}] ${message.slice(0, 240).replaceAll(/\s+/g, ' ')}`;

interface CauseRow {
  readonly side: Side;
  readonly cause: Cause | undefined;
  readonly counts: readonly number[];
}

/** Disagreements of every part by cause, those of most cases first; a row for what no cause explains. */
function causeRows(parts: readonly Part[]): CauseRow[] {
  const sides: readonly Side[] = ['hapi', 'ours', 'place'];
  return sides.flatMap((side) => {
    const causes = parts.map(({ agreement }) =>
      pairsOfSide(agreement, side).map((pair) => causeOf(pair, side)),
    );
    const rows = [...new Set(causes.flat())].map((cause) => ({
      side,
      cause,
      counts: causes.map((ones) => ones.filter((one) => one === cause).length),
    }));
    return rows.toSorted((a, b) => sum(b.counts) - sum(a.counts));
  });
}

function pairsOfSide({ onlyHapi, onlyOurs, places }: Agreement, side: Side): readonly Pair[] {
  if (side === 'place') return places.apart;
  return side === 'hapi' ? onlyHapi : onlyOurs;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const SIDES = { hapi: 'only HAPI', ours: 'only ours', place: 'place' } as const;

function causeTable(parts: readonly Part[]): string {
  const head = ['errors', 'cause', 'right', 'why', ...parts.map(({ name }) => name)];
  const rows = causeRows(parts).map(({ side, cause, counts }) => [
    SIDES[side],
    cause?.title ?? 'not explained yet',
    cause?.right ?? '?',
    cause?.why ?? '',
    ...counts.map((count) => (count === 0 ? '' : String(count))),
  ]);
  return markdownTable([head, ...rows]);
}

function markdownTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

/** Replaces what stands between the markers of the page. */
export function writeDocs(parts: readonly Part[], speed: string | undefined): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const run = `Run of ${new Date().toISOString().slice(0, 10)}, commit ${commit}.`;
  let page = readFileSync(DOCS, 'utf8');
  if (parts.length > 0) {
    page = between(page, 'agreement', `${run}\n\n${markdownTable([HEAD, ...parts.map(row)])}`);
    page = between(page, 'causes', causeTable(parts));
  }
  if (speed !== undefined) page = between(page, 'speed', `${run}\n\n\`\`\`text\n${speed}\n\`\`\``);
  writeFileSync(DOCS, page);
}

function between(page: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/validation.md has no markers for ${name}`);
  return `${page.slice(0, from + start.length)}\n\n${content}\n\n${page.slice(to)}`;
}
