import type { Answer, Explanation, Source } from '../explain/explain.ts';
import type { RecordEntry, RecordTable } from '../explain/record-table.ts';
import { placeText, type Issue, type Place } from '../shared/issue.ts';
import type { Json } from '../shared/json.ts';
import type { Derivation } from '../trial/values.ts';

const VALUE_WIDTH = 90;
/** A value that feeds dozens of elements (a name, a date) shows the first of them. */
const ELEMENTS_SHOWN = 6;

/** Elements with where they come from; those with the same sources together. */
export function explanationsText(explanations: readonly Explanation[]): string {
  const groups = Map.groupBy(explanations, groupKey);
  return [...groups.values()].map((group) => groupText(group)).join('\n');
}

const groupKey = ({ answer, sources, made, derivation }: Explanation): string =>
  JSON.stringify([
    answer,
    sources.map(({ place, trial }) => [place, trial]),
    made?.rule,
    derivation,
  ]);

function groupText(group: readonly Explanation[]): string {
  const [first] = group;
  if (!first) return '';
  const heads = group.map(({ name, value }) => `${name} = ${shown(value)}\n`);
  return [
    ...heads,
    ...answerText(first),
    ...first.sources.flatMap(sourceText),
    ...(first.derivation && first.sources.every(({ derivation }) => !derivation)
      ? derivationText(first.derivation)
      : []),
  ].join('');
}

const ANSWERS: Readonly<Record<Answer, string | undefined>> = {
  single: undefined,
  several: 'These values together:',
  ambiguous: 'One of these; the bundle does not tell which:',
  made: undefined,
  unknown: 'No mapping row names this element.',
};

function answerText({ answer, made }: Explanation): string[] {
  if (made) return [`  made     ${made.rule}\n`];
  const text = answer === 'made' ? 'No value of the record.' : ANSWERS[answer];
  return text === undefined ? [] : [`  ${text}\n`];
}

function sourceText({ place, value, row, code, derivation, follows }: Source): string[] {
  const lines = [`  ${follows ? 'follows ' : 'from    '} ${placeWords(place)}  ${shown(value)}\n`];
  if (row) lines.push(`  row      ${row.path} (${row.kind}): ${row.rule}\n`);
  if (row?.table !== undefined && code) {
    const targets = code.targets.map((target) => `${target.system}#${target.code}`);
    const to = targets.length === 0 ? 'no standard code' : targets.join(', ');
    lines.push(`  code     ${row.table}: ${code.code} "${code.display}" -> ${to}\n`);
  }
  return derivation ? [...lines, ...derivationText(derivation)] : lines;
}

function derivationText({ method, rule, sourcePath, excerpt }: Derivation): string[] {
  const by = rule === undefined ? '' : ` by the rule ${rule}`;
  const from = sourcePath === undefined ? '' : `, read from ${sourcePath}`;
  const words = excerpt === undefined ? '' : `: ${shown(excerpt)}`;
  return [`  derived  ${method}${by}${from}${words}\n`];
}

/** A record from its own side. */
export function recordText(table: RecordTable, isVerbose: boolean): string {
  return [
    ...table.modules.flatMap(({ name, entries }) => [
      `\n${name}\n`,
      ...entries.map((entry) => entryText(entry, isVerbose)),
    ]),
    ...section('Only kept, in ext-source-element', table.kept.map(keptText)),
    ...section(
      'Read, but in no element',
      table.unused.map(({ place, value }) => `  ${placeWords(place)}  ${shown(value)}\n`),
    ),
    ...section(
      'Not mapped',
      table.blocks.map(({ path, reason }) => `  ${path}\n      ${reason}\n`),
    ),
    ...section('Issues', issuesText(table.issues, isVerbose)),
  ].join('');
}

/** Notes on elements, not on the record, are only counted: `validate` tells them. */
function issuesText(issues: readonly Issue[], isVerbose: boolean): readonly string[] {
  const isTold = ({ severity, place }: Issue): boolean =>
    isVerbose || place !== undefined || severity !== 'information';
  const told = issues.filter(isTold).map(({ severity, code, message, place }) => {
    const where = place ? `${placeWords(place)}: ` : '';
    return `  ${severity}  ${where}${message} [${code}]\n`;
  });
  const rest = issues.length - told.length;
  return rest === 0 ? told : [...told, `  ${rest} notes on elements (--verbose shows them)\n`];
}

const keptText = ({ place, value, element }: RecordTable['kept'][number]): string =>
  `  ${placeWords(place)}  ${shown(value)}\n      ${element}\n`;

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`\n${title}\n`, ...lines];

function entryText(entry: RecordEntry, isVerbose: boolean): string {
  const { elements, following } = entry;
  const count = isVerbose ? elements.length : ELEMENTS_SHOWN;
  const rest = elements.length - count;
  const more = [
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...(following > 0 ? [`and ${following} that follow from it`] : []),
  ];
  return [
    `  ${placeWords(entry.place)}  ${shown(entry.value)}\n`,
    ...[...elements.slice(0, count), ...more].map((element) => `      ${element}\n`),
    ...(entry.derivation ? derivationText(entry.derivation).map((line) => `    ${line}`) : []),
  ].join('');
}

/** `/protocolSection/x` or `line 3`, `lines 3-5`. */
function placeWords(place: Place): string {
  if (place.kind === 'pointer') return place.pointer;
  return `${place.first === place.last ? 'line' : 'lines'} ${placeText(place)}`;
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= VALUE_WIDTH ? text : `${text.slice(0, VALUE_WIDTH - 3)}...`;
}
