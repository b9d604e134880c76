/** One difference put into words, as a registry's history page would say it. */
import { isJsonObject, type Json, listIn } from '../../shared/json.ts';
import { wordDiff } from '../text/word-diff.ts';
import type { ChangeKind } from './change.ts';
import { isReadFromWords, labelOf } from './labels.ts';
import { dated, printable, show, SHORT, shortened, spaced } from './show.ts';
import { headText, isItemPath, lastName, type Head, type Spot } from './spot.ts';
import { derivationOf, isSourced, membersOf, textAt } from './values.ts';

/** Characters of a value that is told in full. */
const LONG = 300;

export function wordsOf(
  kind: ChangeKind,
  before: Json | undefined,
  after: Json | undefined,
  spot: Spot,
): string {
  const own = spot.heads.at(-1);
  if (own && isItemPath(spot.path) && kind !== 'changed') {
    const value = (kind === 'added' ? after : before) ?? null;
    return `${lineHead(spot, own.noun)} ${kind}: ${itemText(value, own, spot)}`;
  }
  const [from, to] = [valueText(before, spot, 0), valueText(after, spot, 1)];
  const mark = markOf(before, after);
  return `${headOf(spot, own)}${changedText(kind, from, to, mark !== '')}${mark}`;
}

const lineHead = ({ heads }: Spot, last: string): string =>
  [...heads.slice(0, -1).map(headText), last].join(', ');

/** The items around and the field; a change of an item's wording is told as a change of the item. */
function headOf(spot: Spot, own: Head | undefined): string {
  const name = lastName(spot.path);
  if (own && (isItemPath(spot.path) || spot.item?.rule.main === name)) {
    return lineHead(spot, own.noun);
  }
  // A registration date is an item of its own name: `Last update posted: ...`.
  const isNamedByItem = spot.path.startsWith('status.registrationDates[]');
  return [...spot.heads.map(headText), ...(isNamedByItem ? [] : [labelOf(spot.path)])].join(', ');
}

function changedText(kind: ChangeKind, from: string, to: string, isMarked: boolean): string {
  if (kind === 'added' && from === 'none') return ` added: ${shortened(to, LONG)}`;
  if (kind === 'removed' && to === 'none') return ` removed: ${shortened(from, LONG)}`;
  if (from === to && !isMarked) return ' changed in what a line does not show (see --format json)';
  if (from.length <= SHORT && to.length <= SHORT) return `: ${from} -> ${to}`;
  return ` reworded: ${wordDiff(from, to)}`;
}

/** A value that is a field in one record and was only read from the words of the other. */
function markOf(before: Json | undefined, after: Json | undefined): string {
  const [was, is] = [derivationOf(before), derivationOf(after)];
  const isOneSided = before === undefined || after === undefined;
  if (isOneSided || (was === undefined) === (is === undefined)) return '';
  return is === undefined
    ? ' (a field of the record now, read from its words before)'
    : ' (read from the words now, a field of the record before)';
}

/** A value with what qualifies it: a date with its kind, the enrollment with its. */
export function valueText(value: Json | undefined, spot: Spot, at: 0 | 1): string {
  const { tables } = spot;
  const parent = spot.parents[at];
  const name = isItemPath(spot.path) ? '' : lastName(spot.path);
  if ((name === 'date' || name === 'type') && isSourced(parent['date'])) {
    return dated(textAt(parent, 'date'), parent['type'], tables);
  }
  if (name === 'enrollment' || name === 'enrollmentType') {
    return dated(textAt(parent, 'enrollment'), parent['enrollmentType'], tables);
  }
  return show(value, tables);
}

/** An item in full, but for its long texts: its name, then what else it says. */
function itemText(item: Json, own: Head, spot: Spot): string {
  const { tables } = spot;
  if (!isJsonObject(item) || isSourced(item)) return shortened(show(item, tables), LONG);
  if (isSourced(item['date'])) return show(item, tables);
  const rest = membersOf(item)
    .filter((name) => !isTold(name, item[name], own, spot))
    .map((name) => `${spaced(name)}: ${shortened(show(item[name], tables))}`);
  return [shortened(own.name, LONG), ...rest].filter((part) => part !== '').join('; ');
}

/** Members of an item that its noun tells, or that are of no use in a line. */
const UNTOLD: ReadonlySet<string> = new Set([
  'kind',
  'exclude',
  'lat',
  'lon',
  'registry',
  'contacts',
  'module',
]);

function isTold(name: string, value: Json | undefined, own: Head, spot: Spot): boolean {
  const text = printable(textAt(value));
  const isEmpty = Array.isArray(value) && listIn(value).length === 0;
  return (
    isEmpty ||
    UNTOLD.has(name) ||
    isReadFromWords(`${spot.path}.${name}`) ||
    (text !== '' && own.name.includes(text))
  );
}
