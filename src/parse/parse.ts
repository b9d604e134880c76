/**
 * A record as received becomes a Trial.
 *
 * Never throws: what cannot be read is an issue. A value absent from the result is in an issue or
 * in `leftovers`.
 */
import type { Issue, Noted } from '../shared/issue.ts';
import { isJsonObject } from '../shared/json.ts';
import { FORMATS, type Received } from '../shared/received.ts';
import type { Trial } from '../trial/trial.ts';
import { readStudy } from './ctgov/study.ts';
import { detectFormat, isTable } from './detect-format.ts';
import { readFlatText } from './flat/flat-text.ts';
import { languageOfScript } from './language.ts';
import { parseJsonText } from './json-text.ts';
import { cleanText, toLines } from './lines.ts';
import { readPageText } from './page/page-text.ts';

/** Larger than any registry's record (the largest seen is 15 MB, with results). */
export const MAX_RECORD_LENGTH = 20 * 1024 * 1024;

export function parse(received: Received): Noted<Trial | undefined> {
  const { text } = received;
  if (text.length > MAX_RECORD_LENGTH) return refused(tooLarge(text.length));
  const cleaned = cleanText(text);
  if (cleaned.trim() === '') return refused(EMPTY);
  switch (received.format ?? detectFormat(text)) {
    case 'ctgov-v2-json':
      return parseStudyText(cleaned);
    case 'flat-text':
      return inItsLanguage(text, readFlatText(toLines(text)));
    case 'page-text':
      return inItsLanguage(text, readPageText(toLines(text)));
    case undefined:
    default:
      return parseUnknown(cleaned);
  }
}

/** Text records do not say what language they are in; some scripts do. */
function inItsLanguage(text: string, { value, issues }: Noted<Trial>): Noted<Trial> {
  const language = languageOfScript(text);
  return { value: language === undefined ? value : { ...value, language }, issues };
}

function parseStudyText(text: string): Noted<Trial | undefined> {
  const document = parseJsonText(text);
  if (document.value === undefined) return { value: undefined, issues: document.issues };
  if (!isJsonObject(document.value) || !isJsonObject(document.value['protocolSection'])) {
    return refused(NO_STUDY);
  }
  return readStudy(document.value);
}

/** A text that starts like JSON and is none gets the syntax error: that is what its sender can mend. */
function parseUnknown(text: string): Noted<Trial | undefined> {
  const looksLikeJson = /^\s*[[{]/.test(text);
  const syntax = looksLikeJson ? parseJsonText(text).issues : [];
  return { value: undefined, issues: syntax.length > 0 ? syntax : [unknown(text)] };
}

const refused = (issue: Issue): Noted<undefined> => ({ value: undefined, issues: [issue] });

const EMPTY: Issue = {
  severity: 'fatal',
  code: 'record-empty',
  message: 'The record has no text; nothing read.',
};

const NO_STUDY: Issue = {
  severity: 'fatal',
  code: 'format-unknown',
  message:
    'The JSON is no ClinicalTrials.gov v2 study (an object with a protocolSection object); not read. Give a study as the v2 API returns it.',
};

const unknown = (text: string): Issue => ({
  severity: 'fatal',
  code: 'format-unknown',
  message: `The record ${looksOf(text)} in none of the known formats (${FORMATS.join(', ')}); not read. Name the format where it is one of these.`,
});

/** What an unknown record looks like, as the start of a sentence that ends in "in none of the known formats". */
function looksOf(text: string): string {
  const start = text.trimStart();
  if (start.startsWith('<')) return 'looks like XML or HTML, and is';
  if (start.startsWith('{') || start.startsWith('[')) return 'is JSON of another kind, and is';
  return isTable(start) ? 'looks like a table (CSV), and is' : 'is';
}

const tooLarge = (length: number): Issue => ({
  severity: 'fatal',
  code: 'record-too-large',
  message: `The record has ${length} characters, more than the ${MAX_RECORD_LENGTH} that are read; not read.`,
});
