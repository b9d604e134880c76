/** Letters that tell a script; digits and signs are the same in all. */
const LETTER = /\p{L}/gu;

/** Scripts that only one language of today's registries is written in. Kana before Han: Japanese uses both. */
const SCRIPTS = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 0.1],
  ['ko', /\p{Script=Hangul}/gu, 0.3],
  ['zh', /\p{Script=Han}/gu, 0.3],
  ['el', /\p{Script=Greek}/gu, 0.5],
] as const;

/** Enough to tell a script; a hostile record must not cost more. */
const LOOKED_AT = 4000;
const FEWEST_LETTERS = 20;

/** BCP 47 of a text whose script tells it with certainty; undefined for Latin, Cyrillic, Arabic, ... letters. */
export function languageOfScript(text: string): string | undefined {
  const sample = text.slice(0, LOOKED_AT);
  const letters = sample.match(LETTER)?.length ?? 0;
  if (letters < FEWEST_LETTERS) return undefined;
  const found = SCRIPTS.find(
    ([, script, share]) => (sample.match(script)?.length ?? 0) >= share * letters,
  );
  return found?.[0];
}
