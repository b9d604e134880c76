/**
 * How a record is written, told from its content alone: never from a file name or a fixed line.
 */
import type { Format } from '../shared/received.ts';
import { hasCodedTypes, isRecord } from './flat/is-record.ts';
import { findRoles } from './flat/line-roles.ts';
import { findLabels } from './page/labels.ts';
import { cleanText, toLines, type Line } from './lines.ts';

/** A page shows at least this many distinct labels; prose has at most one by chance. */
const LABELS_OF_A_PAGE = 3;
/** Label lines stand at the top of a page; further down, a protocol's own headings may look like them. */
const LINES_LOOKED_AT = 2000;

export function detectFormat(text: string): Format | undefined {
  const cleaned = cleanText(text);
  const start = cleaned.trimStart();
  if (start === '') return undefined;
  if (start.startsWith('{') || start.startsWith('[')) {
    return isStudyText(start) ? 'ctgov-v2-json' : undefined;
  }
  return isWords(start) ? formatOfLines(toLines(text)) : undefined;
}

function formatOfLines(lines: readonly Line[]): Format | undefined {
  const roles = findRoles(lines);
  // A protocol's own headings inside a flattened record may read like labels; typed interventions never stand on a page.
  if (roles && hasCodedTypes(roles)) return 'flat-text';
  const top = lines.slice(0, LINES_LOOKED_AT).map((line) => line.text);
  if (findLabels(top) >= LABELS_OF_A_PAGE) return 'page-text';
  return roles && isRecord(roles) ? 'flat-text' : undefined;
}

/** No markup, no table, and letters in it. */
function isWords(start: string): boolean {
  return !start.startsWith('<') && /\p{L}/u.test(start.slice(0, 10_000)) && !isTable(start);
}

/** A JSON text names the section even where its syntax is broken: the issue is then about the syntax. */
function isStudyText(text: string): boolean {
  return text.startsWith('{') && text.includes('"protocolSection"');
}

/** A header row has this many cells; a title with bare commas has fewer. */
const CELLS_OF_A_HEADER = 5;
const HEADER_LIMIT = 5000;

/**
 * A CSV or tab-separated export: its first line is a row of names with no space after the separator,
 * where a sentence has one.
 */
export function isTable(start: string): boolean {
  const header = start.slice(0, HEADER_LIMIT).split(/\r?\n/, 1)[0] ?? '';
  return [',', ';', '\t'].some((separator) => {
    const cells = header.split(separator);
    return (
      cells.length >= CELLS_OF_A_HEADER &&
      cells.every((cell) => /^"?[^\s"][^"]{0,60}"?$/.test(cell))
    );
  });
}
