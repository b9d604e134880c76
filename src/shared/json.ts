/** JSON as it comes from outside: everything is checked before it is used as anything else. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One reference token of a JSON Pointer (RFC 6901 section 3). */
export function pointerToken(key: string | number): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The text of a JSON string; empty for anything else. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
