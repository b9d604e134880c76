/**
 * Takes an eligibility text apart into headings and criteria, and these into the items under them.
 *
 * Invariant: every character of the text that is no blank, and no sign or word that joins an item to the next, stands
 * in the label or the text of exactly one part, in the order of the text.
 */
import { announcesList } from './announce.ts';
import {
  headingsInItem,
  headingSide,
  namesSide,
  runInHeadings,
  saysItself,
  type RunInHeading,
} from './headings.ts';
import type { Side } from './side.ts';
import { readMarker, type Marked } from './markers.ts';
import { withAnnounced } from './level-lists.ts';
import { outline, type Entry } from './outline.ts';
import { withoutFalseLevels } from './broken-levels.ts';
import type { Part } from './part.ts';
import { partsOf } from './parts.ts';

export interface Split {
  readonly parts: readonly Part[];
  /** False where nothing tells inclusion from exclusion: then all are inclusion criteria. */
  readonly isSided: boolean;
}

export function splitCriteria(text: string): Split {
  const chunks = toChunks(text).map(withOwnWords);
  const isSided = chunks.some((chunk) => chunk.side !== undefined);
  const parts = chunks.flatMap((chunk): readonly Part[] => {
    const { heading, side, lines } = chunk;
    const criteria = partsOf(
      levelled(outline(lines)),
      side ?? 'inclusion',
      isSided && heading === '',
    );
    return heading === ''
      ? criteria
      : [{ kind: 'heading', text: heading, ...(side && { side }) }, ...criteria];
  });
  return { parts, isSided };
}

const levelled = (entries: readonly Entry[]): readonly Entry[] =>
  withAnnounced(withoutFalseLevels(entries));

/** A heading and the lines under it. */
interface Chunk {
  readonly heading: string;
  readonly side: Side | undefined;
  readonly lines: string[];
}

/** `Exclusion criteria: Women under 18` with nothing under it is a heading and a criterion. */
function withOwnWords(chunk: Chunk): Chunk {
  const lead = NAME_AND_LEAD.exec(chunk.heading);
  if (lead && saysItself(lead[2] ?? '') && announcesList(lead[2] ?? '')) {
    return { ...chunk, heading: lead[1] ?? '', lines: [lead[2] ?? '', ...chunk.lines] };
  }
  const own = NAME_AND_WORDS.exec(chunk.heading);
  if (!own || chunk.lines.some((line) => line.trim() !== '')) return chunk;
  const [, heading = '', words = ''] = own;
  return { ...chunk, heading, lines: [words] };
}

/** `Inclusion criteria: Patients from 2 to 40 years of age who satisfy all the following criteria:` says something itself. */
const NAME_AND_LEAD = /^([^:：]{0,60}\bcriteri\w*\s*[:：])\s*([^\s*#_:：][^:：]{10,250}[:：]?)$/i;
const NAME_AND_WORDS = /^([^:：]{0,60}\bcriteri\w*\s*[:：])\s*([^\s*#_:：][^:：]*)$/i;

/** Longer lines are running text whose headings and numbers stand inside. */
const RUNNING_TEXT = 60;

function toChunks(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [{ heading: '', side: undefined, lines: [] }];
  const open = (heading: string, side: Side): void => {
    chunks.push({ heading: heading.trim(), side, lines: [] });
  };
  for (const line of text.split('\n')) {
    const marked = readMarker(line);
    const side = headingSide(marked?.rest ?? line, marked !== undefined);
    if (side) open(line, sideUnder(chunks.at(-1), line, side));
    else readRunIn(line, marked, open, (rest) => chunks.at(-1)?.lines.push(rest));
  }
  return chunks;
}

/** A sentence right under a heading that named the side only says again what follows. */
function sideUnder(last: Chunk | undefined, line: string, side: Side): Side {
  const isUnder = last?.side !== undefined && last.lines.every((own) => own.trim() === '');
  return isUnder && !namesSide(line) ? (last.side ?? side) : side;
}

function headingsInside(line: string, isMarked: boolean): readonly RunInHeading[] {
  if (isMarked) return headingsInItem(line);
  const all = runInHeadings(line);
  if (line.length > RUNNING_TEXT) return all;
  const opening = new Set(headingsInItem(line).map(({ start }) => start));
  return all.filter(({ start }) => start === 0 || opening.has(start));
}

function readRunIn(
  line: string,
  marked: Marked | undefined,
  open: (heading: string, side: Side) => void,
  push: (line: string) => void,
): void {
  const headings = line.length > MOST_RUN_IN ? [] : headingsInside(line, marked !== undefined);
  let from = 0;
  for (const { side, start, end } of headings) {
    if (line.slice(from, start).trim() !== '') push(line.slice(from, start));
    open(line.slice(start, end), side);
    from = end;
  }
  // What follows a heading in its line is not further in than the lines after it.
  push(from === 0 ? line : line.slice(from).trimStart());
}

/** A running text longer than any protocol's; the search for headings in it would only cost time. */
const MOST_RUN_IN = 200_000;
