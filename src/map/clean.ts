/**
 * What FHIR R4 primitives can hold (http://hl7.org/fhir/R4/datatypes.html). A registry's free text may
 * carry anything; nothing that passes through here can make a resource invalid.
 */

import type { Json } from '../shared/json.ts';

/** http://hl7.org/fhir/R4/datatypes.html#string: at most 1 MB. */
export const MAX_STRING_LENGTH = 1024 * 1024;

// The characters XML 1.0 (and so the narrative and every XML server) cannot carry.
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu;
// The same and surrogates, of which a lone one is no character: most texts have neither.
// oxlint-disable-next-line no-control-regex
const SUSPECT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** The text as a FHIR string; undefined where nothing but white space is left. */
export function cleanText(text: string): string | undefined {
  const clean = SUSPECT.test(text) ? text.toWellFormed().replace(FORBIDDEN, '') : text;
  if (clean.trim() === '') return undefined;
  return clean.length > MAX_STRING_LENGTH
    ? clean.slice(0, MAX_STRING_LENGTH).toWellFormed()
    : clean;
}

/** A value as JSON text that a FHIR string can hold: what it cannot hold is escaped. */
export function jsonText(value: Json): string {
  return JSON.stringify(value)
    .replaceAll('\uFFFE', String.raw`\ufffe`)
    .replaceAll('\uFFFF', String.raw`\uffff`);
}

/**
 * Whether two partial dates are certainly in order. FHIRPath cannot compare `2020` with `2020-03`,
 * and per-1 then fails, so "not comparable" is no order.
 */
export function datesInOrder(start: string, end: string): 'yes' | 'no' | 'unknown' {
  if (start.length === end.length) return start <= end ? 'yes' : 'no';
  const shared = Math.min(start.length, end.length);
  const [a, b] = [start.slice(0, shared), end.slice(0, shared)];
  if (a === b) return 'unknown';
  return a < b ? 'yes' : 'no';
}

/** http://hl7.org/fhir/R4/datatypes.html#code: no leading, trailing or double space, nothing invisible. */
export function isCode(text: string): boolean {
  return /^[^\s\p{C}]+(?: [^\s\p{C}]+)*$/u.test(text);
}

/** An absolute URL of the web. Other schemes (`javascript:`) are no address a reader should follow. */
export function isUrl(text: string): boolean {
  return /^(?:https?|ftp):\/\/[^\s/\p{C}][^\s\p{C}]*$/iu.test(text);
}

export function isUnsignedInt(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 2_147_483_647;
}
