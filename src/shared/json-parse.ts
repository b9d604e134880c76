import { nestsDeeper } from './json-scan.ts';

export type ParsedJson =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'too-deep' };

/** Deeper nesting is refused: a real resource stays under 40. */
export const MAX_NESTING = 250;
/** In a longer text nesting is looked at before it is parsed: each level takes JSON.parse 57 bytes. */
const LONG = 1_000_000;

/** JSON.parse for text from outside: throws nothing, and long text that only nests takes no memory. */
export function parseJson(text: string): ParsedJson {
  if (text.length > LONG && nestsDeeper(text, MAX_NESTING)) return { kind: 'too-deep' };
  try {
    return { kind: 'value', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'invalid' };
  }
}
