/** Rows of a list of times that have to be over: `nitrosoureas or mitomycin C: ≥ 6 weeks`, `Phototherapy: 4 weeks`. */
import { type Found, type Led, type Place, WASHOUT } from './place.ts';
import { whatAfter, whatBefore } from './what.ts';

const ROW = /^[^.;:<>≤≥]{0,120}[:,-] *$/;
const TREATMENT =
  /(?<![a-z])(?:chemo|radio|immuno|photo)?(?:therap|surger|agents?(?![a-z])|nitrosourea|antibod|biologic|vaccin|inhibitor|mitomycin|transplant|irradiat|radiation|retinoid|interferon|(?:cortico)?steroid|immunosuppress|antihistamin)/;
const NO_ROW = /(?<![a-z])(?:duration|length|follow|period|visit|study|every)/;

/** The words before the comparator, and nothing after the time, make a row. */
export function isRow({ text, at, floor, from, lead, exclude }: Led, clause: string): boolean {
  const isOver = exclude ? lead.comparator.startsWith('<') : lead.comparator.startsWith('>');
  return (
    isOver &&
    !lead.isFor &&
    floor === 0 &&
    /^ ?(?:or |for |$|[.;,§*])/.test(text.slice(from, from + 4)) &&
    TREATMENT.test(clause) &&
    ROW.test(text.slice(0, at))
  );
}

/** A row without comparator: what an inclusion lists has to be over so long, what an exclusion lists was had within. */
export function readRow({ text, from, at, floor }: Place, exclude: boolean): Found | undefined {
  const clause = text.slice(0, at);
  const isWhole = floor === 0 && /^[^:;.<>≤≥\n]{3,120}: *$/.test(clause);
  if (!isWhole || !/^[\s.;,]*$/.test(text.slice(from, from + 6)) || text.length > from + 6)
    return undefined;
  const what = TREATMENT.test(clause) && !NO_ROW.test(clause) ? whatBefore(text, at, 0) : undefined;
  return what && { lead: { comparator: exclude ? '<=' : '>=' }, end: from, what, type: WASHOUT };
}

const REST = / ?(?:since|for|from|after) (?:the )?/y;

/** A row that begins with its time: `12 weeks for total skin irradiation`, `7 days since the last dose of steroids`. */
export function readRowOf({ text, from, at, period }: Place, exclude: boolean): Found | undefined {
  REST.lastIndex = period.end;
  if (exclude || from !== period.end || text.slice(0, at).trim() !== '' || !REST.test(text))
    return undefined;
  const begin = REST.lastIndex;
  const what = TREATMENT.test(text.slice(begin, begin + 120)) ? whatAfter(text, begin) : undefined;
  return what && !NO_ROW.test(text.slice(begin, what.end))
    ? { lead: { comparator: '>=' }, end: what.end, what, type: WASHOUT }
    : undefined;
}

/** Of an exclusion: `recent (< 3 years) spinal tumor`, `recent use (30 days) of corticosteroids`. */
export function readRecent({ text, period }: Place, exclude: boolean): Found | undefined {
  const said = RECENT.exec(text.slice(Math.max(0, period.start - 50), period.start));
  if (!exclude || !said || text.charAt(period.end) !== ')') return undefined;
  const what = whatAfter(text, period.end + 1);
  const comparator = said[1] === '<' ? '<' : '<=';
  return what && { lead: { comparator }, end: what.end, what, type: WASHOUT };
}

const RECENT =
  /(?<![a-z])recent(?:ly)?(?: (?:use|history|treatment|therapy|exposure))? \((?:(?:with)?in )?(?:the )?(?:(?:last|past|previous) )?(<|≤|<=)? ?$/;
