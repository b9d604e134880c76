/** Words that announce a list. */

const LAST_WORDS = 160;
const ANNOUNCES =
  /[:：]$|\b(?:the following|as follows|(?:defined|listed|described|specified|outlined|given|stated|evidenced|indicated) (?:as|by|below|here)|below|(?:any|one|all|either|both|each) of|including(?:,? but not limited to)?)\b[^.;:]{0,60}$/i;

/** True where a text leads to a list under it. */
export function announcesList(text: string): boolean {
  return ANNOUNCES.test(text.slice(-LAST_WORDS).trimEnd());
}
