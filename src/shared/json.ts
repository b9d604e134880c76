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
  const token = String(key);
  return /[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

/** The text of a JSON string; empty for anything else. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The object a value is; an empty one for anything else. */
export const objectIn = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** The list a value is; an empty one for anything else. */
export const listIn = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/** The objects of a list, without whatever else it holds. */
export const objectsIn = (value: Json | undefined): readonly JsonObject[] =>
  listIn(value).filter(isJsonObject);
