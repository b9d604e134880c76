import { isJsonObject, pointerToken, type Json } from '../../shared/json.ts';
import type { Leftover } from '../../trial/trial.ts';
import { isEmpty } from './cursor.ts';

/** Every non-empty leaf of the document that no reader consumed, in document order. */
export function leftoversOf(
  document: Json,
  consumed: ReadonlySet<string>,
  skipped: ReadonlySet<string>,
): readonly Leftover[] {
  const found: Leftover[] = [];
  const visit = (value: Json | undefined, pointer: string): void => {
    if (value === undefined || isEmpty(value) || skipped.has(pointer)) return;
    for (const [key, inner] of childrenOf(value)) visit(inner, `${pointer}/${pointerToken(key)}`);
    if (!isBranch(value) && !consumed.has(pointer)) {
      found.push({ path: pointer, value, place: { kind: 'pointer', pointer } });
    }
  };
  visit(document, '');
  return found;
}

const isBranch = (value: Json): boolean => Array.isArray(value) || isJsonObject(value);

function childrenOf(value: Json): readonly (readonly [string | number, Json | undefined])[] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item] as const);
  return isJsonObject(value) ? Object.entries(value) : [];
}

/** Far deeper than any registry's record; a deeper one is hostile and would exhaust the stack. */
export const MAX_DEPTH = 100;

/** True where lists and objects are nested deeper than MAX_DEPTH; walks level by level, so never recurses. */
export function isTooDeep(document: Json): boolean {
  let level: readonly Json[] = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((value) =>
      childrenOf(value).flatMap(([, inner]) =>
        inner !== undefined && isBranch(inner) ? [inner] : [],
      ),
    );
  }
  return false;
}
