/**
 * Time frames taken apart (MAPPING 5.1). What the words leave unclear is not said: one number that no rule took
 * and nothing of the time frame is coded. Tolerances, `approximately` and `at least` stay in the text alone.
 */
import type { TimeStatement, Timing } from '../../trial/understood.ts';
import { compose, type Composed } from './compose.ts';
import { withoutCycles } from './cycles.ts';
import { elementsOf } from './elements.ts';
import { fromNames, isFirst } from './names.ts';
import { hasNumber, withBounds, withTimes } from './noted.ts';
import type { Noted, Read } from './read.ts';
import { fromNotes, fromRecalled } from './told-in-notes.ts';
import { isBare, isPlainSpan, isUnread } from './unread.ts';
import { withStart } from './starts.ts';
import { withVisits } from './visits.ts';
import { readCycles } from './whole-cycles.ts';
import { type Phrase, phraseOf } from './words.ts';

const LONGEST = 700;

export function readTimeFrame(text: string): Timing | undefined {
  if (text.length > LONGEST) return undefined;
  const statements = readPhrase(phraseOf(withoutCycles(text)));
  return statements.length > 0 ? statements : undefined;
}

function readPhrase(phrase: Phrase): readonly TimeStatement[] {
  const cycles = readCycles(phrase);
  if (cycles) return [cycles];
  const noted = phrase.notes.map(({ at, words }): Noted => ({
    at,
    statements: readPhrase(phraseOf(words)),
  }));
  const read: Read = {
    phrase,
    elements: withStart(phrase, withVisits(phrase, elementsOf(phrase))),
    noted,
  };
  return fromNames(read) ?? fromRecalled(read) ?? fromWords(read);
}

function fromWords(read: Read): readonly TimeStatement[] {
  const { phrase, elements } = read;
  const isRead = isPlainSpan(elements) || !elements.some((element) => isUnread(phrase, element));
  const composed = isRead ? compose(elements) : undefined;
  return composed ? withRemarks(composed, read) : [];
}

function withRemarks(composed: Composed, read: Read): readonly TimeStatement[] {
  const said = composed.statements;
  if (said.some(hasNumber))
    return read.noted.length > 0 ? withTimes(withBounds(composed, read), read) : said;
  const isMoments = said.length > 0 && !composed.isSpan && isBare(read.phrase, read.elements);
  if (isMoments && !isOneEvent(said)) return withTimes(said, read);
  return fromNotes(composed, read) ?? (isMoments ? said : []);
}

/** One moment that does not stand before all others: a remark may tell its time. */
function isOneEvent([said, more]: readonly TimeStatement[]): boolean {
  if (more || said?.kind !== 'points' || said.points.length > 1) return false;
  return !isFirst(said.points[0]?.event?.text ?? '');
}
