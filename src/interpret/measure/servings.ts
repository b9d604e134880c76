/**
 * What is counted in servings of a time (`more than 5 cups of coffee daily`, `> 8 puffs/day`), and how long something takes by its own
 * words (`sleep onset latency > 30 minutes`).
 */
import { type Comparison, isPlain } from './comparisons.ts';
import { mentionsIn } from './mentions.ts';
import { nameBefore, phraseAfter, type Phrase, wordsOf } from './phrase.ts';
import { endOf } from './scan.ts';
import { eachAt, inUnit, type Told } from './told.ts';

const SERVING =
  / (?:cups?|cans?|puffs?|inhalations?|actuations?|packs?|packets?|sachets?|pieces|bottles?)(?![a-z])(?: of (?=[a-z]))?/y;
const EACH =
  / ?(?:(?:\/|per|an?|each|every|in a) ?(day|week|month|d|wk|24 ?h(?:ou)?rs?)|(daily|weekly))(?![a-z])/y;

export function readServing(text: string, one: Comparison): Told | undefined {
  if (one.value.ucum !== undefined) return undefined;
  const unit = endOf(SERVING, text, one.end);
  if (unit === undefined) return undefined;
  const isOf = text.startsWith('of ', unit - 'of '.length);
  const what = isOf ? phraseAfter(text, unit) : undefined;
  const each = eachAt(EACH, text, what?.end ?? unit);
  if (each === undefined) return undefined;
  const name = what ?? nameBefore(text, one.start) ?? { start: one.end + 1, end: unit };
  return { name, value: inUnit(one.value, each.ucum), end: each.end };
}

const TAKES =
  /(?:^| )(?:latency|stiffness|length of stay|hospital stay|(?:sleep|operation|operative|operating|surgery|procedure|ischemia|ischaemia|bypass|transit|door-to-needle|reaction|screen|sitting|travel|travelling|driving|emptying|bleeding|clotting|warm-up|anesthesia|anaesthesia|surgical|pump|attacks?|headaches?|episodes?|bouts?|seizures?) (?:time|duration))$/;

export function readTaking(text: string, one: Comparison): Told | undefined {
  const { value, start, end } = one;
  if (isPlain(one) || !['s', 'min', 'h', 'd'].includes(value.ucum ?? '')) return undefined;
  const name: Phrase | undefined = nameBefore(text, start);
  const said = name ? wordsOf(text, name) : '';
  if (!name || !TAKES.test(said) || mentionsIn(said).length > 0) return undefined;
  return { name, value, end };
}
