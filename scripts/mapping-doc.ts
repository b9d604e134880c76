/**
 * Writes docs/mapping.md from the mapping rows and the code tables.
 *
 *   node scripts/mapping-doc.ts           writes the page
 *   node scripts/mapping-doc.ts --check   writes nothing; exit 1 where the committed page differs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { moduleOf, type ElementRow, type ElementRows } from '../src/explain/rows.ts';
import type { CodeRow, CodeTables, TargetCoding } from '../src/map/tables.ts';
import { loadElementRows } from '../src/source/load-element-rows.ts';
import { loadTables } from '../src/source/load-tables.ts';

const PAGE = new URL('../docs/mapping.md', import.meta.url);
const ELEMENTS = new URL('../mappings/elements/', import.meta.url);

interface Kept {
  readonly note: string;
  readonly paths: readonly {
    readonly path: string;
    readonly reason: string;
    readonly seen?: string;
  }[];
}

interface Warnings {
  readonly note: string;
  readonly kinds: readonly {
    readonly kind: string;
    readonly r4?: number;
    readonly r5?: number;
    readonly reason: string;
  }[];
}

function run(): void {
  const page = mappingPage();
  if (!process.argv.includes('--check')) writeFileSync(PAGE, page);
  else if (readFileSync(PAGE, 'utf8') !== page) {
    console.error('docs/mapping.md differs from mappings/: run node scripts/mapping-doc.ts');
    process.exitCode = 1;
  }
}

/** The page as it has to be. */
export function mappingPage(): string {
  const elements = loadElementRows();
  const modules = [...Map.groupBy(elements.rows, moduleOf)];
  const parts = [
    ['Fields', fieldsText(modules)],
    ['Code tables', codesText(loadTables('r4'), loadTables('r5'))],
    ['What follows from a value', derivedText(elements)],
    ['What no field makes', madeText(elements)],
    ['The results section', resultsText(elements)],
    ['What only ext-source-element carries', keptText(readJson('kept.json') as Kept)],
    ['Warnings of the HAPI validator', warningsText(readJson('warnings.json') as Warnings)],
  ] as const;
  const contents = parts.map(([title]) => `- [${title}](#${anchor(title)})`).join('\n');
  const sections = parts.map(([title, text]) => `## ${title}\n\n${text}`).join('\n');
  return `${introduction(elements)}\n${contents}\n\n${sections}`;
}

const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(name, ELEMENTS), 'utf8'));

const anchor = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(' ', '-')
    .replaceAll(/[^a-z0-9-]/g, '');

function introduction({ rows, blocks }: ElementRows): string {
  const unmapped = blocks.reduce((sum, { leaves }) => sum + leaves, 0);
  return `# Where every field goes

<!-- Written by scripts/mapping-doc.ts from mappings/. Do not edit. -->

ClinicalTrials.gov knows ${rows.length + unmapped} fields of a study. ${rows.length} of them have a row on this page; the other ${unmapped} are
its result tables, which are not mapped ([why](#the-results-section)). A test changes each field in real records and
compares what changes in R4 and in R5 with its row, so this page cannot be wrong without somebody noticing. For one record
or one element ask \`trialcast explain FILE [ELEMENT]\`.

How to read a row: words in *italics* tell what kind of value a field is (*code*, *flag*, *date*, *number*, *derived* from
other elements); without one the words go over as they stand. How to read a target: \`ResearchStudy.identifier(official).value\` is the value of the item of that kind, \`[]\` stands for any
item, \`extension(label:official)\` is R5's label as a cross-version extension, \`ext-…\` are extensions of
[profiles/](../profiles/README.md). The grammar is in [mappings/elements](../mappings/elements/README.md).
`;
}

function fieldsText(modules: readonly (readonly [string, readonly ElementRow[]])[]): string {
  const list = modules.map(
    ([name, rows]) => `- [${titleOf(name)}](#${anchor(titleOf(name))}), ${rows.length}`,
  );
  const sections = modules.map(([name, rows]) => {
    const path = rows[0]?.path ?? '';
    const prefix = path.slice(0, path.indexOf(name) + name.length);
    const lines = rows.map((row) => fieldRow(row, prefix));
    return [
      `### ${titleOf(name)}`,
      '',
      `\`${prefix}\``,
      '',
      ...table(['Field', 'R4', 'R5', 'How'], lines),
      '',
    ].join('\n');
  });
  return `${list.join('\n')}\n\n${sections.join('\n')}`;
}

/** Modules whose name is not what a person calls them. */
const TITLES: Readonly<Record<string, string>> = {
  sponsorCollaboratorsModule: 'Sponsor and collaborators',
  armsInterventionsModule: 'Arms and interventions',
  contactsLocationsModule: 'Contacts and locations',
  ipdSharingStatementModule: 'Sharing of individual data',
  annotationModule: 'Annotations of the registry',
  largeDocumentModule: 'Documents',
  miscInfoModule: 'The record and its submissions',
  conditionBrowseModule: 'Index terms of the conditions',
  interventionBrowseModule: 'Index terms of the interventions',
  hasResults: 'Results posted',
};

function titleOf(module: string): string {
  const words = module.replace(/Module$/, '');
  return TITLES[module] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

function fieldRow(row: ElementRow, prefix: string): string[] {
  const field = row.path === prefix ? row.path : row.path.slice(prefix.length + 1);
  const { r4, r5 } = row.targets;
  const codes = row.table === undefined ? '' : ` Codes: [${row.table}](#${anchor(row.table)}).`;
  const kept = row.kind === 'verbatim' ? '' : ` *${row.kind}*`;
  return [
    `\`${field}\`${kept}`,
    targetsText(r4),
    JSON.stringify(r4) === JSON.stringify(r5) ? 'as in R4' : targetsText(r5),
    `${row.rule}${codes}`,
  ];
}

const targetsText = (targets: readonly string[]): string =>
  targets.length === 0 ? '(none)' : targets.map((target) => `\`${target}\``).join('<br>');

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)];
}

const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl': 'NCIt',
  'https://fevir.net/sevco': 'SEVCO',
  'http://hl7.org/fhir/study-design': 'SEVCO (HL7)',
};

/** Short name of a code system; HL7's two hosts of one name are told apart. */
function systemName(system: string): string {
  const known = SYSTEM_NAMES[system];
  if (known !== undefined) return known;
  const name = system.slice(system.lastIndexOf('/') + 1);
  return system.startsWith('http://terminology.hl7.org/') ? `THO ${name}` : name;
}

function codesText(r4: CodeTables, r5: CodeTables): string {
  const names = [...r4.keys()].toSorted();
  const all = [r4, r5].flatMap((tables) =>
    [...tables.values()].flatMap(({ rows }) => [...rows.values()]),
  );
  const systems = [...new Set(all.flatMap(({ targets }) => targets.map(({ system }) => system)))];
  const named = systems
    .map((system) => [systemName(system), `\`${system}\``])
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  const sections = names.map((name) => {
    const codes = [...(r4.get(name)?.rows.values() ?? [])];
    const lines = codes.map((row) => codeLine(row, r5.get(name)?.rows.get(row.code)));
    return [`### ${name}`, '', ...table(['Code', 'Display', 'R4', 'R5'], lines), ''].join('\n');
  });
  return [
    `Every code is also kept as the registry writes it, in the code system \`…/CodeSystem/<table>\`. An empty cell means that`,
    'no standard code says the same: the code of the registry stands alone.',
    '',
    ...table(['Short name', 'System'], named),
    '',
    ...sections,
  ].join('\n');
}

function codeLine(row: CodeRow, other: CodeRow | undefined): string[] {
  const first = codings(row.targets);
  const second = codings(other?.targets ?? []);
  return [
    `\`${row.code}\``,
    row.display,
    first,
    second !== '' && second === first ? 'as in R4' : second,
  ];
}

const codings = (targets: readonly TargetCoding[]): string =>
  targets.map(({ system, code }) => `${systemName(system)} \`${code}\``).join('<br>');

function derivedText({ rows }: ElementRows): string {
  const lines = rows
    .filter(({ derived }) => derived.r4.length + derived.r5.length > 0)
    .map(({ path, derived }) => [
      `\`${path}\``,
      targetsText(derived.r4),
      JSON.stringify(derived.r4) === JSON.stringify(derived.r5)
        ? 'as in R4'
        : targetsText(derived.r5),
    ]);
  return [
    'These elements change with a field without holding it: ids and links, dates of other resources, what a rule reads out',
    'of a text. A value that a rule read out of words carries `ext-derivation` with the method, the rule and the words, and',
    'is dropped on the way back. `*` is any resource, `(*)` any kind, `**` any steps.',
    '',
    ...table(['Field', 'R4', 'R5'], lines),
    '',
  ].join('\n');
}

function madeText({ made }: ElementRows): string {
  const lines = made.map(({ targets, rule }) => [rule, targetsText(targets)]);
  return [
    'Constants, links between resources, marks, and what a rule reads out of prose.',
    '',
    ...table(['What', 'Elements'], lines),
    '',
  ].join('\n');
}

function resultsText({ blocks }: ElementRows): string {
  return blocks
    .map(({ path, leaves, reason }) => `\`${path}\`, ${leaves} fields. ${reason}\n`)
    .join('\n');
}

function keptText({ note, paths }: Kept): string {
  const lines = paths.map(({ path, reason, seen }) => [
    path.includes(' ') ? path : `\`${path}\``,
    reason,
    seen ?? 'not in these studies',
  ]);
  return [note, '', ...table(['What', 'Why', 'Seen in 918 studies'], lines), ''].join('\n');
}

function warningsText({ note, kinds }: Warnings): string {
  if (kinds.length === 0) return `${note}\n`;
  const count = (value: number | undefined): string => (value === undefined ? '' : String(value));
  const lines = kinds.map(({ kind, r4, r5, reason }) => [kind, count(r4), count(r5), reason]);
  return [note, '', ...table(['Warning', 'R4', 'R5', 'Why'], lines), ''].join('\n');
}

if (import.meta.main) run();
