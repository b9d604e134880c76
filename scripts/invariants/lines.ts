import type { Received } from '../../src/shared/received.ts';
import { placesOf } from '../../src/map/lineage.ts';
import { toLines } from '../../src/parse/lines.ts';
import { labelOf } from '../../src/parse/page/labels.ts';
import type { Converted } from './pipe.ts';

/** Lines of a text record that no value of the trial and no issue comes from, and that are no label. */
export function linesLost(record: Received, { trial, issues }: Converted): readonly string[] {
  const covered = new Set<number>();
  const places = [...placesOf(trial), ...issues.flatMap(({ place }) => place ?? [])];
  for (const place of places) {
    if (place.kind !== 'lines') continue;
    for (let line = place.first; line <= place.last; line += 1) covered.add(line);
  }
  return toLines(record.text)
    .filter(({ number, text }) => text.trim() !== '' && !covered.has(number) && !labelOf(text))
    .map(({ number }) => `line ${number}`);
}
