/** Routes of administration by the words that name them, with their codes of the NCI Thesaurus. */
import type { RegimenRoute } from '../../trial/understood.ts';

/** Code of the NCI Thesaurus and words, by name. */
const ROUTES: readonly (readonly [name: string, code: string | undefined, words: string])[] = [
  ['intravenous', 'C38276', String.raw`intravenous(?:ly)?|i\.?v\.?(?:gtt)?|ivgtt|Ⅳ`],
  ['oral', 'C38288', String.raw`oral(?:ly)?|per os|p\.?o\.?|by mouth`],
  ['subcutaneous', 'C38299', String.raw`subcutaneous(?:ly)?|s\.?c\.?|subq|sub-?cutaneous(?:ly)?`],
  ['intramuscular', 'C28161', String.raw`intra-? ?muscular(?:ly)?|i\.?m\.?`],
  ['nasal', 'C38284', 'intranasal(?:ly)?|nasal(?:ly)?'],
  ['sublingual', 'C38300', 'sublingual(?:ly)?'],
  ['intradermal', 'C38238', 'intradermal(?:ly)?'],
  ['transdermal', 'C38305', 'transdermal(?:ly)?'],
  ['intralymphatic', undefined, 'intralymphatic(?:ally)?'],
  ['intravitreal', undefined, 'intravitreal(?:ly)?'],
  ['intrathecal', undefined, 'intrathecal(?:ly)?'],
  ['intraperitoneal', undefined, 'intraperitoneal(?:ly)?'],
  ['intraarterial', undefined, 'intra-?arterial(?:ly)?'],
  ['inhalation', undefined, 'inhaled|by inhalation'],
  ['tube', undefined, 'nasogastric|nasojejunal|orogastric'],
  ['topical', undefined, 'topical(?:ly)?'],
];

const ROUTE = new RegExp(
  `(?<![\\p{L}\\d-])(?:${ROUTES.map(([, , words]) => `(${words})`).join('|')})(?![\\p{L}\\d-])(?! (?:challenge|provocation|immunotherapy|allergy|food|cavity|contracepti|examination|access|line|tolerance|swab|polyp|congestion|symptom))`,
  'giu',
);

/** Every different route that the words name. */
export function routesIn(text: string): readonly RegimenRoute[] {
  const found = new Map<string, RegimenRoute>();
  for (const [, ...groups] of text.matchAll(ROUTE)) {
    const [name, code] = ROUTES[groups.findIndex((each) => each !== undefined)] ?? [];
    if (name !== undefined) found.set(name, { name, ...(code !== undefined && { code }) });
  }
  return [...found.values()];
}
