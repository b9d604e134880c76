import type { Json } from '../../shared/json.ts';
import type { Change } from './change.ts';
import { unnested } from './labels.ts';
import { ANY_LIST, LISTS, type ListRule } from './lists.ts';
import { match, type Matching } from './match.ts';
import { changeOf, orderChange, wholeChange, type Lists } from './say.ts';
import { itemHead, type Spot } from './spot.ts';
import { plain } from './values.ts';

type DiffValue = (
  before: Json | undefined,
  after: Json | undefined,
  spot: Spot,
) => readonly Change[];

/** Items that are gone, that are new, that changed, and their order. */
export function diffList(
  before: readonly Json[],
  after: readonly Json[],
  spot: Spot,
  diffValue: DiffValue,
): readonly Change[] {
  const rule = LISTS[unnested(spot.path)] ?? ANY_LIST;
  const lists = { before, after, rule, spot };
  if (rule.isWhole) {
    const isSame = JSON.stringify(plain(before)) === JSON.stringify(plain(after));
    return isSame ? [] : [wholeChange(lists)];
  }
  const matching = match(before, after, rule);
  const gone = (at: number): Change =>
    changeOf(before[at], undefined, itemSpot(lists, at, undefined));
  const come = (at: number): Change =>
    changeOf(undefined, after[at], itemSpot(lists, undefined, at));
  return [
    ...matching.removed.map(gone),
    ...matching.added.map(come),
    ...matching.pairs.flatMap(([from, to]) =>
      diffValue(before[from], after[to], itemSpot(lists, from, to)),
    ),
    ...orderChanges(matching, lists),
  ];
}

function itemSpot(lists: Lists, from: number | undefined, to: number | undefined): Spot {
  const { before, after, rule, spot } = lists;
  const was = from === undefined ? undefined : before[from];
  const is = to === undefined ? undefined : after[to];
  const number = from === undefined ? numberOf(after, to ?? 0, rule) : numberOf(before, from, rule);
  return {
    ...spot,
    path: `${spot.path}[]`,
    before: from === undefined ? '' : `${spot.before}[${from}]`,
    after: to === undefined ? '' : `${spot.after}[${to}]`,
    heads: [...spot.heads, itemHead(was ?? is ?? null, number, rule)],
    item: { before: was, after: is, rule },
  };
}

const groupOf = (items: readonly Json[], at: number, { group }: ListRule): string =>
  group?.(items[at] ?? null) ?? '';

/** 1-based within the item's group. */
function numberOf(items: readonly Json[], at: number, rule: ListRule): number {
  if (!rule.isNumbered) return 0;
  const own = groupOf(items, at, rule);
  let number = 0;
  for (let index = 0; index <= at; index += 1) if (groupOf(items, index, rule) === own) number += 1;
  return number;
}

/** One change for each group whose items stand in another order than before. */
function orderChanges({ pairs }: Matching, lists: Lists): readonly Change[] {
  const { before, after, rule } = lists;
  const groups = new Map<string, (readonly [number, number])[]>();
  for (const pair of pairs) {
    const [from, to] = [groupOf(before, pair[0], rule), groupOf(after, pair[1], rule)];
    if (from === to) groups.set(from, [...(groups.get(from) ?? []), pair]);
  }
  return [...groups.values()].flatMap((group) => {
    const isMoved = group.some(([from], at) => at > 0 && from < (group[at - 1]?.[0] ?? 0));
    return isMoved ? [orderChange(group, lists)] : [];
  });
}
