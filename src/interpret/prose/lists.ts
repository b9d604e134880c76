/** Lists under a heading inside a text: `Secondary Endpoints:` and the bullets after it. */
import type { Text } from '../../trial/values.ts';
import { placeOf } from '../../parse/lines.ts';
import { readMarker } from '../eligibility/markers.ts';
import type { Source } from './sources.ts';

export interface ProseList {
  readonly source: Source;
  /** Without its colon. */
  readonly heading: string;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly label: string;
  readonly text: Text;
}

/** A bullet set close to its word (`-Objective Response Rate`) is one as well. */
function itemOf(line: string): { readonly label: string; readonly rest: string } | undefined {
  const marked = readMarker(line);
  return marked && marked.rest.trim() !== '' ? marked : undefined;
}

export function listsOf(source: Source): readonly ProseList[] {
  const lines = source.text.value.split('\n');
  const lists: { heading: string; items: ListItem[] }[] = [];
  let open: { heading: string; items: ListItem[] } | undefined;
  for (const [index, line] of lines.entries()) {
    const item = itemOf(line);
    if (line.trim() === '') continue;
    if (item && open)
      open.items.push({ label: item.label, text: textAt(source, item.rest.trim(), index) });
    else {
      open =
        item || !/[:：]\s*\**$/.test(line) || line.length > 300
          ? undefined
          : { heading: headingOf(line), items: [] };
      if (open) lists.push(open);
    }
  }
  return lists.filter(({ items }) => items.length > 0).map((list) => ({ source, ...list }));
}

const headingOf = (line: string): string => line.replace(/[\s:：*#]+$/, '').replace(/^[\s*#]+/, '');

/** The line of an item, where the source stands on lines; never beyond its last. */
function textAt(source: Source, value: string, index: number): Text {
  const { place } = source.text;
  if (place.kind !== 'lines') return { value, place };
  const line = Math.min(place.first + index, place.last);
  return { value, place: placeOf(line, line) };
}
