import { structureDefinition } from '../../shared/canonical.ts';
import type { Code, Count, Derivation, Flag, Sourced, Text } from '../../trial/values.ts';
import { cleanText, isCode, isUnsignedInt } from '../clean.ts';
import { keepWithIssue, textOf, type Scope } from '../scope.ts';
import type { Extension, Loose, PrimitiveExtras } from './types.ts';

/**
 * The object without what is absent: undefined and empty lists have no form in FHIR JSON. A new object only
 * where something is.
 */
export function compact<T extends object>(value: Loose<T>): T {
  const whole: object = value;
  if (!hasAbsent(whole)) return whole as T;
  const kept: Record<string, unknown> = {};
  for (const key in value) if (!isAbsent(value[key])) kept[key] = value[key];
  return kept as T;
}

const isAbsent = (part: unknown): boolean =>
  part === undefined || (Array.isArray(part) && part.length === 0);

function hasAbsent(value: object): boolean {
  for (const key in value) if (isAbsent(value[key as keyof typeof value])) return true;
  return false;
}

type ValueKey = Extract<keyof Extension, `value${string}`>;

/** An extension with a value, marked where that value was not in the record as it stands. */
export function valueExtension<K extends ValueKey>(
  url: string,
  key: K,
  value: NonNullable<Extension[K]>,
  derivation?: Derivation,
): Extension {
  const extension: Extension = { url };
  extension[key] = value;
  return derivation ? { ...extension, [`_${key}`]: marked(derivation) } : extension;
}

/** An extension made of parts; none where there are no parts. */
export function complexExtension(url: string, parts: readonly Extension[]): Extension[] {
  return parts.length === 0 ? [] : [{ url, extension: [...parts] }];
}

/** A text as extension: none where the text is absent or blank. */
export function textExtension(
  scope: Scope,
  url: string,
  key: 'valueString' | 'valueMarkdown',
  text: Text | undefined,
): Extension[] {
  const value = textOf(scope, text);
  return value === undefined ? [] : [valueExtension(url, key, value, text?.derivation)];
}

export function flagExtension(url: string, flag: Flag | undefined): Extension[] {
  return flag === undefined
    ? []
    : [valueExtension(url, 'valueBoolean', flag.value, flag.derivation)];
}

export function countExtension(scope: Scope, url: string, count: Count | undefined): Extension[] {
  if (!count) return [];
  if (isUnsignedInt(count.value)) return [valueExtension(url, 'valueInteger', count.value)];
  keepWithIssue(scope, count, 'field-wrong-type', `"${count.value}" is no count`);
  return [];
}

/** A registry code as a bare `code`: only codes of its table may stand there. */
export function codeExtension(scope: Scope, url: string, code: Code | undefined): Extension[] {
  if (code === undefined || code.value.trim() === '') return [];
  if (scope.context.tables.get(code.table)?.rows.has(code.value) && isCode(code.value)) {
    return [valueExtension(url, 'valueCode', code.value, code.derivation)];
  }
  keepWithIssue(scope, code, 'code-unknown', unknownCode(code));
  return [];
}

export function unknownCode(code: Code): string {
  return `"${code.value.slice(0, 60)}" has no row in mappings/${code.table}.json`;
}

const DERIVATIONS = new WeakMap<Derivation, Extension>();

/**
 * ext-derivation: this value was not in the record as it stands (invariant 6 of the design). Values with the
 * same derivation, as all criteria of a text, share one, which is frozen.
 */
export function derivationExtension(derivation: Derivation): Extension {
  const known = DERIVATIONS.get(derivation);
  if (known) return known;
  const made = Object.freeze(newDerivationExtension(derivation));
  DERIVATIONS.set(derivation, made);
  return made;
}

function newDerivationExtension(derivation: Derivation): Extension {
  const part = (url: string, value: string | undefined): Extension[] => {
    const text = value === undefined ? undefined : cleanText(value);
    return text === undefined ? [] : [{ url, valueString: text }];
  };
  return {
    url: structureDefinition('ext-derivation'),
    extension: [
      { url: 'method', valueCode: derivation.method },
      ...part('sourcePath', derivation.sourcePath),
      ...part('excerpt', derivation.excerpt),
      ...part('rule', derivation.rule),
    ],
  };
}

/** Extras of a primitive element that was derived. */
export function marked(derivation: Derivation): PrimitiveExtras {
  return { extension: [derivationExtension(derivation)] };
}

/** As marked(), for a value that may be verbatim or absent. */
export function mark(source: Sourced<unknown> | undefined): PrimitiveExtras | undefined {
  return source?.derivation && marked(source.derivation);
}

/** `extension` of a complex element that may be derived. */
export function derivationOf(source: Sourced<unknown> | undefined): Extension[] {
  return source?.derivation ? [derivationExtension(source.derivation)] : [];
}
