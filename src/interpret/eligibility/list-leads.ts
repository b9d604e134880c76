/** Which entries lead on to those after them on their level: `…, defined as one of the following:`, `Liver function:`. */
import { hasValue } from './announce.ts';
import type { Entry } from './outline.ts';
import { isShouted } from './rows.ts';

/** How much of the end of an entry, or the beginning, is looked at. */
export const LAST_WORDS = 120;
const LEADS =
  /[:：](?: ?\([^()]{1,100}\))?$|\bthe following\b(?! (?:\d|\w+ (?:months|weeks|days|years)))[^.;:(),]{0,25}$|\b(?:as follows|listed below)$|\bdefined (?:as|by)$/i;

/** Most texts end in no sign and no word of LEADS, and need no closer look. */
function mayLead(text: string): boolean {
  const last = text.charAt(text.length - 1);
  if (last === ':' || last === '：' || last === ')') return true;
  const tail = text.slice(-SHORT_TAIL);
  return tail.includes('follow') || tail.includes('below') || tail.includes('defined');
}

const SHORT_TAIL = 50;

/** `… during this period.⏎Female participants:`: a name drawn into the item before it. */
function endsInName(text: string): boolean {
  const at = text.lastIndexOf('\n');
  return at !== -1 && /^\p{Lu}/u.test(text.slice(at + 1)) && isName(text.slice(at + 1));
}

/** Without a marker, a short line with a colon is the name of a group. */
const ENDS_DEFINING = /\bdefined (?:as|by)$/i;
const ASKS_IN_WORDS = /\b(?:following|defined|as follows|below)\b[^.;]*[:：]$/i;

export function leadsOn({ text, items, count }: Entry): boolean {
  if (items.length > 0 || !mayLead(text) || endsInName(text)) return false;
  const tail = text.slice(-LAST_WORDS);
  if (!LEADS.test(tail) || isShouted(text) || isValue(tail)) return false;
  return (
    count !== undefined || ASKS_IN_WORDS.test(tail) || ENDS_DEFINING.test(tail) || isOfValues(text)
  );
}

/** `Creatinine clearance < 70 mL/min by the equation:` says all itself. */
const isValue = (tail: string): boolean =>
  hasValue(tail) && !/\b(?:follow\w*|defined|criteria|below|includ\w*|as)\b/i.test(tail);

/** `Hepatic:`, `Blood routine (within 7 days):`. */
export const isName = (text: string): boolean => text.split(/\s+/, 8).length <= 7;

const VALUES =
  /\b(?:functions?|laborator\w*(?! evidence)|hematolog\w*|haematolog\w*|marrow|values?|blood|biochem\w*|coagulation|renal|hepatic|liver|kidney)\b[^.]*[:：]/i;
export const isOfValues = (text: string): boolean => VALUES.test(text.slice(-FARTHEST));
const FARTHEST = 300;
