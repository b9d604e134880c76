import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';

/** Foreign JSON read without trust: what is not of the expected kind reads as empty. */
export const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

export const objectIn = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

export const listIn = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

export const objectsIn = (value: Json | undefined): readonly JsonObject[] =>
  listIn(value).filter((one): one is JsonObject => isJsonObject(one));
