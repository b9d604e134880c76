/**
 * The common case: the value that stands in its lists where the element stands in its own. Found without
 * looking at the other values, of which a record may have thousands.
 */
import type { OpenBundle, OpenResource } from './bundle-index.ts';
import { evidenceFor, textsOf, type Candidate } from './evidence.ts';
import { anchorFor, type Setting } from './narrow.ts';
import type { ElementRow } from './rows.ts';
import { ordinalsOf } from './siblings.ts';
import type { Position, TrialValue } from './trial-values.ts';

/** The one candidate, none at all, or undefined where the others have to be looked at. */
export function atOnce(
  row: ElementRow,
  path: string,
  setting: Setting,
  bundle: OpenBundle,
): readonly Candidate[] | undefined {
  const [first] = bundle.valuesAt(path);
  if (!first || row.kind === 'derived') return undefined;
  const indexes = indexesOf(first, setting);
  if (!indexes) return undefined;
  const source = bundle.valueAt(path, indexes);
  const texts = textsOf(setting.node);
  if (source && evidenceFor({ row, source }, texts, setting.tables) === 'equal')
    return [{ row, source }];
  // Nobody else says the element's words either: then the position decides.
  const forms = bundle.formsAt(row, path);
  if ([...texts].some((text) => forms.has(text))) return undefined;
  return source ? [{ row, source }] : [];
}

/** Positions of the element for each list of the value; undefined where the lists are not of one length. */
function indexesOf({ positions }: TrialValue, setting: Setting): readonly number[] | undefined {
  if (positions.some(({ list }) => anchorFor(list, setting.anchors))) return undefined;
  const ordinals = [...ordinalsOf(setting.node)];
  const found: Position[] = [];
  for (const [level, { list }] of positions.entries()) {
    const size = setting.sizeOf({ positions: [...found, { list, index: 0 }] }, level);
    const ordinal = size > 1 ? ordinals.shift() : { index: 0, count: size };
    if (ordinal?.count !== size) return undefined;
    found.push({ list, index: ordinal.index });
  }
  return found.map(({ index }) => index);
}

/**
 * Values under a path that the resource was made of. None where it was made of another item of their list
 * that has no such value; all where it has nothing to do with that list.
 */
export function valuesFor(
  path: string,
  { places, lists }: OpenResource,
  bundle: OpenBundle,
): readonly TrialValue[] {
  const all = bundle.valuesAt(path);
  if (places.size === 0 || places.size > all.length) return all;
  const related = [...places].flatMap((place) => bundle.valuesFrom(path, place));
  if (related.length > 0) return related;
  return all.filter(({ positions: [position] }) => !position || !lists.has(position.list));
}
