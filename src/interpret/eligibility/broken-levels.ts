/**
 * Indentation that means nothing: a registry's copy of a list often sets all items after one of them, or a whole side,
 * one level further in. What stands under an item only so is taken out to the level of the side.
 */
import { announcesList } from './announce.ts';
import { isOwnMatter, ownMattersIn } from './own-matter.ts';
import type { Entry } from './outline.ts';
import { startsSmall } from './rows.ts';

/** The entries of a side without levels that mean nothing; their order stays. */
export function withoutFalseLevels(entries: readonly Entry[]): readonly Entry[] {
  const place = entries.length === 1 ? 'alone' : 'top';
  return entries.flatMap((entry) => {
    if (entry.items.length === 0) return [entry];
    const { kept, out } = surfaced(entry, place);
    return out.length === 0 ? [kept] : [kept, ...withoutFalseLevels(out)];
  });
}

interface Surfaced {
  readonly kept: Entry;
  /** What stands after it on the level of the side. */
  readonly out: readonly Entry[];
}

/** Where an entry stands: the only one of its side, one of several, or under another. */
type Standing = 'alone' | 'top' | 'deeper';

/** Once a level meant nothing, no level around it does: all that follows comes out. */
function surfaced(entry: Entry, place: Standing): Surfaced {
  if (isFalseLevel(entry, place)) return { kept: { ...entry, items: [] }, out: entry.items };
  const items: Entry[] = [];
  for (const [at, item] of entry.items.entries()) {
    if (item.items.length === 0) {
      items.push(item);
      continue;
    }
    const { kept, out } = surfaced(item, 'deeper');
    items.push(kept);
    if (out.length > 0) return { kept: { ...entry, items }, out: [...out, ...entry.items.slice(at + 1)] }; // prettier-ignore
  }
  return { kept: { ...entry, items }, out: [] };
}

function isFalseLevel(entry: Entry, place: Standing): boolean {
  const [first] = entry.items;
  if (!first) return false;
  if (countsOn(entry, first)) return true;
  if (announcesList(entry.text) || (place !== 'deeper' && isNameOfGroup(entry.text))) return false;
  if (BULLET_AGAIN.test(entry.label ?? '')) return true;
  if (!isOwnMatter(entry.text) && holdsOwnMatter(entry)) return true;
  return place === 'alone' && entry.items.length > 1 && !startsSmall(first.text);
}

/** `* • Age`: what the first bullet of a copied list looks like. */
const BULLET_AGAIN = /\s[•·●○▪–-]$/;

/**
 * Age or consent under anything else: at once, or further on in a list that is no list of its kinds. Where the marker
 * tells the level as well, one of them may be a detail.
 */
function holdsOwnMatter({ count, items }: Entry): boolean {
  const [first] = items;
  const isSameMarker = first?.count?.style === count?.style;
  if (isSameMarker && first && isOwnMatter(first.text)) return true;
  return items.length > 2 && ownMattersIn(items.map(({ text }) => text)) > (isSameMarker ? 0 : 1);
}

/** `2.` under `* 1.`, and `7.` under `6.`, are the next of the same list. */
function countsOn({ count, text }: Entry, first: Entry): boolean {
  const [own, next] = [count, first.count];
  if (!own || !next || next.value < 2 || /(?:^|\s)\(?[1aA][.)]\s/.test(text)) return false;
  const isSame = own.style.replace('*', '') === next.style.replace('*', '');
  return isSame && (own.style === next.style || next.value === own.value + 1);
}

/** `Cohort 1`, `Healthy volunteers`: has criteria of its own under it. */
const isNameOfGroup = (text: string): boolean =>
  !/[.;。；]$/.test(text) && text.split(/\s+/, 8).length <= 7 && !/[<>≤≥=]|\d{2}/.test(text);
