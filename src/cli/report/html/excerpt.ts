import type { Issue } from '../../../shared/issue.ts';
import { positionFinder, stretchesOf } from '../../../shared/json-positions.ts';
import type { ReportedDocument } from '../report.ts';

export interface ExcerptLine {
  /** Line of the file; undefined where the excerpt is indented by us. */
  readonly number: number | undefined;
  readonly before: string;
  /** What the issue is about; empty on the lines around it. */
  readonly marked: string;
  readonly after: string;
}

const AROUND = 2;
const MAX_WIDTH = 160;
/** A longer line is shown as the indented resource. */
const READABLE_WIDTH = 400;
/** A larger document is not written anew for a few lines of it. */
const MAX_INDENTED = 2_000_000;

/** The lines around each issue's place, by the issue. Split and indented once for all issues of a document. */
export function excerptsOf(
  document: ReportedDocument,
  issues: readonly Issue[],
): ReadonlyMap<Issue, readonly ExcerptLine[]> {
  const lines = document.text.split('\n');
  const isReadable = (issue: Issue): boolean =>
    (lines[lineIndex(issue, document)] ?? '').length <= READABLE_WIDTH;
  const mayIndent = document.resource !== undefined && document.text.length <= MAX_INDENTED;
  const excerpts = new Map<Issue, readonly ExcerptLine[]>();
  const indented: Issue[] = [];
  for (const issue of issues) {
    if (issue.place?.kind !== 'lines') continue;
    if (isReadable(issue)) excerpts.set(issue, ofLines(lines, issue, document));
    else if (mayIndent && issue.expression !== undefined) indented.push(issue);
    else excerpts.set(issue, [windowOf(lines, issue, document)]);
  }
  if (indented.length > 0) addIndented(document, indented, excerpts);
  return excerpts;
}

const lineIndex = ({ place }: Issue, { firstLine }: ReportedDocument): number =>
  place?.kind === 'lines' ? place.first - firstLine : 0;

const columnIndex = ({ place }: Issue): number =>
  place?.kind === 'lines' ? (place.column ?? 1) - 1 : 0;

function ofLines(
  lines: readonly string[],
  issue: Issue,
  document: ReportedDocument,
): readonly ExcerptLine[] {
  return around(lines, lineIndex(issue, document), columnIndex(issue), document.firstLine);
}

function around(
  lines: readonly string[],
  index: number,
  column: number,
  firstLine: number | undefined,
): readonly ExcerptLine[] {
  const from = Math.max(0, index - AROUND);
  const shown = lines.slice(from, index + AROUND + 1);
  const indent = Math.min(...shown.filter((line) => line.trim() !== '').map(indentOf));
  return shown.map((line, offset) => {
    const at = from + offset;
    const number = firstLine === undefined ? undefined : firstLine + at;
    return at === index
      ? { number, ...markedFrom(line.slice(indent), Math.max(0, column - indent)) }
      : { number, before: clipped(line.slice(indent).trimEnd()), marked: '', after: '' };
  });
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** From the column to the end of the line, without the comma that follows. */
function markedFrom(line: string, column: number): Omit<ExcerptLine, 'number'> {
  const [, marked = '', after = ''] = /^(.*?)(,?\s*)$/s.exec(line.slice(column)) ?? [];
  return { before: line.slice(0, column), marked: clipped(marked), after: after.trimEnd() };
}

function windowOf(lines: readonly string[], issue: Issue, document: ReportedDocument): ExcerptLine {
  const index = lineIndex(issue, document);
  const [line, column] = [lines[index] ?? '', columnIndex(issue)];
  const [from, to] = [Math.max(0, column - MAX_WIDTH / 2), column + MAX_WIDTH / 2];
  return {
    number: document.firstLine + index,
    before: `${from > 0 ? '…' : ''}${line.slice(from, column)}`,
    marked: line.slice(column, column + 1),
    after: `${line.slice(column + 1, to)}${to < line.length ? '…' : ''}`,
  };
}

function addIndented(
  { resource }: ReportedDocument,
  issues: readonly Issue[],
  excerpts: Map<Issue, readonly ExcerptLine[]>,
): void {
  const text = JSON.stringify(resource, null, 2);
  const lines = text.split('\n');
  const spot = positionFinder(text);
  const stretches = stretchesOf(
    text,
    issues.map(({ expression }) => expression ?? ''),
  );
  for (const issue of issues) {
    const { line, column } = spot(stretches.get(issue.expression ?? '')?.start ?? 0);
    excerpts.set(issue, around(lines, line - 1, column - 1, undefined));
  }
}

const clipped = (text: string): string =>
  text.length > MAX_WIDTH ? `${text.slice(0, MAX_WIDTH)}…` : text;
