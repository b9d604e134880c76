/** `Relapsed/refractory is defined as …` after the criterion that asks for it. */

/** How much of a text is looked at, and of the words before it. */
const FIRST_WORDS = 120;
const FARTHEST = 300;

/** True where a text says what a term of the words before it means. */
export function definesTermOf(text: string, before: string): boolean {
  const start = text.slice(0, FIRST_WORDS);
  if (!start.includes(' defined ') && !start.includes(' considered ')) return false;
  const term = TERM.exec(start)?.[1]?.replace(SHORT_FORM, '').toLowerCase();
  return term !== undefined && before.slice(0, FARTHEST).toLowerCase().includes(term);
}

const TERM =
  /^["“]?(?:an? |the )?([^.;:"“”]{3,60}?)["”]? (?:is|are|will be) (?:defined|considered) (?:as|by)\b/i;
/** `Women of childbearing potential (WOCBP)` */
const SHORT_FORM = / ?\([^()]{1,20}\)$/;
