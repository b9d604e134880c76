import { countWords as words } from '../flat/features.ts';
import type { Paragraph } from './sections.ts';

export type ParagraphKind = 'furniture' | 'eligibility' | 'condition' | 'prose' | 'unknown';

/** Sentences that open a list of criteria, or criteria headings. */
const CRITERIA =
  /\b(?:inclusion|exclusion|eligibility)\s+criteria\b|\bfollowing criteria\b|\b(?:can|may|will) not be enrolled\b|einschlusskriterien|ausschlusskriterien|critères d['’](?:inclusion|exclusion|éligibilité)|criterios de (?:inclusión|exclusión)|(?:纳入|入选|入组|排除)标准/i;

/** What a paragraph without a label is, by its words alone. */
export function kindOfParagraph({ value }: Paragraph): Exclude<ParagraphKind, 'furniture'> {
  const head = value.slice(0, 20_000);
  if (
    CRITERIA.test(head) &&
    (words(head) > 12 || /(?:criteria|kriterien|标准)\s*[:：]?$/i.test(head))
  )
    return 'eligibility';
  if (words(head) >= 20 || (words(head) >= 8 && /[.!?。！？]$/.test(head))) return 'prose';
  if (words(head) <= 15 && /\p{L}{3}|\p{Lo}{2}/u.test(head) && !/[.!?:。！？：]$/.test(head))
    return 'condition';
  return 'unknown';
}
