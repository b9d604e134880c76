/** What a walk finds, as Change values. */
import type { Json } from '../../shared/json.ts';
import type { Change, ChangeKind, Side } from './change.ts';
import { isReadFromWords } from './labels.ts';
import type { ListRule } from './lists.ts';
import { sectionOf } from './sections.ts';
import { printable, show, shortened } from './show.ts';
import { headText, type Spot } from './spot.ts';
import { derivationOf, placeOf, plain } from './values.ts';
import { valueText, wordsOf } from './words.ts';

/** A value or a whole item that was added, removed or changed. */
export function changeOf(before: Json | undefined, after: Json | undefined, spot: Spot): Change {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return toChange(kind, before, after, spot, wordsOf(kind, before, after, spot));
}

/** The two versions of a list whose items are matched with each other. */
export interface Lists {
  readonly before: readonly Json[];
  readonly after: readonly Json[];
  readonly rule: ListRule;
  readonly spot: Spot;
}

/** A list of codes, told as one value. */
export function wholeChange({ before, after, rule, spot }: Lists): Change {
  const shown = (list: readonly Json[]): string =>
    list.length === 0 ? 'none' : show(list, spot.tables);
  const [from, to] = [before, after].map((list) => (list.length === 0 ? undefined : list));
  const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  const head = [...spot.heads.map(headText), rule.noun(null)].join(', ');
  return toChange(kind, from, to, spot, `${head}: ${shown(before)} -> ${shown(after)}`);
}

/** Items, given as pairs of positions, that stand in another order than before. */
export function orderChange(
  pairs: readonly (readonly [number, number])[],
  { before, after, rule, spot }: Lists,
): Change {
  const inOrder = (items: readonly Json[], places: readonly number[]): readonly Json[] =>
    places.toSorted((a, b) => a - b).flatMap((at) => items[at] ?? []);
  const [from, to] = [
    inOrder(before, pairs.map(([at]) => at)), // prettier-ignore
    inOrder(after, pairs.map(([, at]) => at)), // prettier-ignore
  ];
  const moved = to.find((item, at) => !isSamePlain(item, from[at])) ?? null;
  const name = printable(rule.name?.(moved) ?? show(moved, spot.tables));
  const noun = rule.noun(moved);
  const what = `Order changed, ${noun.charAt(0).toLowerCase()}${noun.slice(1)}`;
  const words = [...spot.heads.map(headText), `${what} “${shortened(name, 60)}” stands earlier`];
  return toChange('changed', from, to, spot, words.join(', '));
}

const isSamePlain = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(plain(a)) === JSON.stringify(plain(b));

function toChange(
  kind: ChangeKind,
  before: Json | undefined,
  after: Json | undefined,
  spot: Spot,
  words: string,
): Change {
  const sides = {
    ...(before !== undefined && { before: sideOf(before, spot, 0) }),
    ...(after !== undefined && { after: sideOf(after, spot, 1) }),
  };
  const isDerived =
    isReadFromWords(spot.path) ||
    [sides.before, sides.after].every((side) => side === undefined || side.derivation);
  // Criteria are taken out of one long text, and are what people look for: they stand where that text stands.
  const isApart = isReadFromWords(spot.path) || !spot.path.startsWith('eligibility.criteria');
  return {
    section: isDerived && isApart ? 'derived' : sectionOf(spot.path),
    kind,
    path: spot.path,
    words,
    isDerived,
    ...sides,
  };
}

function sideOf(value: Json, spot: Spot, at: 0 | 1): Side {
  const item = at === 0 ? spot.item?.before : spot.item?.after;
  const place = placeOf(value) ?? placeOf(item);
  const derivation = derivationOf(value);
  return {
    path: at === 0 ? spot.before : spot.after,
    value: plain(value),
    text: valueText(value, spot, at),
    ...(place && { place }),
    ...(derivation && { derivation }),
  };
}
