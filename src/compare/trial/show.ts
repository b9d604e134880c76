/** Values of a trial as people read them. */
import type { CodeTables } from '../../map/tables.ts';
import { isJsonObject, type Json, type JsonObject, listIn, objectIn } from '../../shared/json.ts';
import { showTime } from './show-time.ts';
import { isSourced, membersOf, textAt } from './values.ts';

/** Longer than this on either side, a text is told by its changed words. */
export const SHORT = 80;

/** A value in words: a code by its display, a flag as yes or no, a date with its kind. */
export function show(value: Json | undefined, tables: CodeTables): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return printable(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return listIn(value)
      .map((item) => show(item, tables))
      .join(', ');
  if (!isJsonObject(value)) return '';
  if (isSourced(value)) return showSourced(value, tables);
  const coded = showCoded(value);
  if (coded !== undefined) return coded;
  if ('date' in value) return dated(textAt(value, 'date'), value['type'], tables);
  return membersOf(value)
    .filter((name) => !isEmpty(value[name]))
    .map((name) => `${spaced(name)} ${show(value[name], tables)}`)
    .join('; ');
}

function showSourced(value: Json, tables: CodeTables): string {
  if (!isJsonObject(value)) return '';
  const { value: said, table } = value;
  if (typeof table !== 'string' || typeof said !== 'string') return show(said, tables);
  return tables.get(table)?.rows.get(said)?.display ?? printable(said);
}

/** What interpret/ coded. */
const showCoded = (value: JsonObject): string | undefined => showTime(value) ?? showMeasured(value);

/** `>= 18 years`, `5 to 7`. */
function showMeasured(value: JsonObject): string | undefined {
  const { type, low, high, kind, comparator, display } = value;
  const unit = textAt(value, 'unit');
  if (isJsonObject(type))
    return `${textAt(type, 'display')} ${showMeasured(objectIn(value['value'])) ?? ''}`.trim();
  if (kind === 'code' && typeof display === 'string')
    return printable(textAt(value, 'text') || display);
  if (kind === 'range' && (low !== undefined || high !== undefined)) {
    return `${textAt(value, 'low') || 'up'} to ${textAt(value, 'high') || 'more'} ${unit}`.trim();
  }
  if (typeof value['value'] !== 'number') return undefined;
  return [textAt(comparator), String(value['value']), unit].filter((part) => part !== '').join(' ');
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

/** `2020-10 (estimated)`, `120 (actual)`. */
export function dated(what: string, type: Json | undefined, tables: CodeTables): string {
  if (what === '') return 'none';
  if (type === undefined) return what;
  // `Estimated (Anticipated)` is the display of that code: one word does.
  const kind = show(type, tables).split(' (', 1)[0] ?? '';
  return `${what} (${kind.toLowerCase()})`;
}

/** The text in one line, without what a terminal would obey and without the registry's markdown escapes. */
export function printable(text: string): string {
  return text
    .replaceAll(/\\([\\<>*_[\]#~`().+-])/g, '$1')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
}

/** At most `length` characters, cut at a word. */
export function shortened(text: string, length = SHORT): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length).replace(/\s+\S*$/, '');
  return `${cut === '' ? text.slice(0, length) : cut} …`;
}

/** `interventionModelDescription` as `intervention model description`. */
export function spaced(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
