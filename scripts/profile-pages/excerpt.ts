/** The beginning of an example: enough to see the shape, short enough to read. */
import { isJsonObject, type Json, type JsonObject } from '../../src/shared/json.ts';
import { compactJson } from './markdown.ts';

const MAX_LINES = 140;
const LONG = 110;

/** As a code block; lists are cut to their first items, long text to its beginning, and narrative is left out. */
export function excerpt(resource: JsonObject): readonly string[] {
  const { text: _, meta, ...rest } = resource;
  const profile = isJsonObject(meta) ? meta['profile'] : undefined;
  const { resourceType, id, ...others } = rest;
  const whole = {
    resourceType,
    id,
    ...(profile !== undefined && { meta: { profile } }),
    ...others,
  };
  const made = [3, 2, 1].map((items) =>
    compactJson(shorten(whole as JsonObject, items, 0)).split('\n'),
  );
  const lines = made.find((each) => each.length <= MAX_LINES) ?? made.at(-1) ?? [];
  return ['```json', ...lines, '```', ''];
}

/** An extension as a code block. */
export function extensionExcerpt(extension: JsonObject): readonly string[] {
  return ['```json', ...compactJson(shorten(extension, 12, 0)).split('\n'), '```', ''];
}

/** Text and contents of documents, but no addresses. */
const isCut = (text: string): boolean =>
  text.length > LONG && (/\s/.test(text) || !text.includes(':'));

function shorten(value: Json | undefined, items: number, depth: number): Json {
  if (typeof value === 'string') return isCut(value) ? `${value.slice(0, LONG - 1)}…` : value;
  if (Array.isArray(value))
    return firstOf(value, items).map((item) => shorten(item, items, depth + 1));
  if (!isJsonObject(value)) return value ?? null;
  const { resourceType, id } = value;
  if (depth > 1 && resourceType !== undefined) return { resourceType, id: id ?? null };
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, shorten(item, items, depth + 1)]),
  );
}

/** The first items; of extensions one of each address, those with parts before plain values. */
function firstOf(list: readonly Json[], items: number): readonly Json[] {
  const urls = list.map((item) => (isJsonObject(item) ? item['url'] : undefined));
  if (!urls.every((url) => typeof url === 'string')) return list.slice(0, items);
  const once = list.filter((_, at) => urls.findIndex((url) => url === urls[at]) === at);
  const hasParts = (item: Json): boolean => isJsonObject(item) && item['extension'] !== undefined;
  const chosen = [...once.filter(hasParts), ...once.filter((item) => !hasParts(item))];
  return once.filter((item) => chosen.indexOf(item) < items * 2 + 3);
}
