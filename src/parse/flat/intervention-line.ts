/**
 * A line of interventions, each after its type: `DRUG: Sorafenib|PROCEDURE: TACE` as the registry's download writes it,
 * `Drug: Sorafenib; Procedure: TACE` and `药物：索拉非尼` as people do.
 */
import { wordsOf } from '../codes.ts';

const CODES =
  'DRUG|BIOLOGICAL|DEVICE|PROCEDURE|RADIATION|BEHAVIORAL|GENETIC|DIETARY_SUPPLEMENT|COMBINATION_PRODUCT|DIAGNOSTIC_TEST|OTHER';
const CODED = new RegExp(`^(${CODES})\\s*[:：]\\s*(?=\\S)`);

const words = wordsOf('ctgov-intervention-type').toSorted((a, b) => b.length - a.length);
const IN_WORDS = new RegExp(`^(${words.join('|')})\\s*[:：]\\s*(?=\\S)`, 'i');
/** Signs that part members of a list where a type follows, of the style of the first; `|` always does. */
const before = (types: string, flags: string): RegExp =>
  new RegExp(`[;；,，、]\\s*(?=(?:${types})\\s*[:：])|\\|`, flags);
const BEFORE_CODE = before(CODES, 'g');
const BEFORE_WORDS = before(words.join('|'), 'gi');

/** Longer lines are looked at from the start only. */
const LOOKED_AT = 6000;

export interface TypedName {
  /** The type as written; undefined where the item has none. */
  readonly type: string | undefined;
  /** True where the type is the registry's own code. */
  readonly isCode: boolean;
  readonly name: string;
}

/** The items of the line, empty ones left out. */
export function interventionItems(line: string): readonly string[] {
  const items: string[] = [];
  let from = 0;
  for (const match of line.matchAll(CODED.test(line.trim()) ? BEFORE_CODE : BEFORE_WORDS)) {
    const end = match.index + match[0].length;
    // Inside a sentence (`a device, other: none`) the type would be written small.
    if (match[0] !== '|' && /\p{Ll}/u.test(line.charAt(end))) continue;
    items.push(line.slice(from, match.index).trim());
    from = end;
  }
  return [...items, line.slice(from).trim()].filter((item) => item !== '');
}

export function typedName(item: string): TypedName {
  const coded = CODED.exec(item);
  const match = coded ?? IN_WORDS.exec(item);
  return {
    type: match?.[1],
    isCode: coded !== null,
    name: item.slice(match?.[0].length ?? 0),
  };
}

/** How the line names the types of its interventions; undefined where it is no such line. */
export function interventionStyle(line: string): 'codes' | 'words' | undefined {
  const text = line.trim().slice(0, LOOKED_AT);
  if (!/[:：]/.test(text.slice(0, LONGEST_TYPE))) return undefined;
  const items = interventionItems(text).map(typedName);
  const [first] = items;
  if (first?.type === undefined) return undefined;
  const coded = items.filter(({ isCode }) => isCode).length;
  if (first.isCode) return coded * 2 >= items.length ? 'codes' : undefined;
  const isTyped = items.every(({ type }) => type !== undefined);
  return isTyped && (items.length > 1 || isName(first.name)) ? 'words' : undefined;
}

const LONGEST_TYPE = 40;

/** A short thing without a sentence's end: `Other: we will see.` is none. */
const isName = (name: string): boolean => name.length <= 150 && !/[.:;!?。：；！？]$/.test(name);
