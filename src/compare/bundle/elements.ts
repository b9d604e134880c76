import { asText, isJsonObject, type Json, type JsonObject, listIn } from '../../shared/json.ts';
import { contentOf } from './same-content.ts';

/** FHIRPath of every element in which two contents of one resource differ, in the order of the later one. */
export function differingElements(before: JsonObject, after: JsonObject): readonly string[] {
  const type = asText(after['resourceType']);
  const found = differences(contentOf(before), contentOf(after), type);
  const isMeta = JSON.stringify(tagsOf(before)) !== JSON.stringify(tagsOf(after));
  return [...new Set([...found, ...(isMeta ? [`${type}.meta`] : [])])];
}

const tagsOf = ({ meta }: JsonObject): Json =>
  isJsonObject(meta) ? [meta['tag'] ?? null, meta['profile'] ?? null] : null;

function differences(before: Json | undefined, after: Json | undefined, path: string): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    return listDifferences(listIn(before), listIn(after), path);
  }
  // A narrative is told as one element: its words follow from the others.
  if (!isJsonObject(before) || !isJsonObject(after) || /^\w+\.text$/.test(path)) return [path];
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...names].flatMap((name) => differences(before[name], after[name], step(path, name)));
}

/** The extras of a primitive (`_status`) stand at the primitive in FHIRPath. */
const step = (path: string, name: string): string => `${path}.${name.replace(/^_/, '')}`;

/** Extensions with the same address are compared in their order, other items by position. */
function listDifferences(before: readonly Json[], after: readonly Json[], path: string): string[] {
  const [old, next] = [byName(before, path), byName(after, path)];
  const names = new Set([...next.keys(), ...old.keys()]);
  return [...names].flatMap((name) => differences(old.get(name), next.get(name), name));
}

function byName(items: readonly Json[], path: string): ReadonlyMap<string, Json> {
  const counts = new Map<string, number>();
  const named = new Map<string, Json>();
  for (const [at, item] of items.entries()) {
    const url = isJsonObject(item) && path.endsWith('xtension') ? asText(item['url']) : '';
    const count = counts.get(url) ?? 0;
    counts.set(url, count + 1);
    named.set(url === '' ? `${path}[${at}]` : `${path}('${url}')[${count}]`, item);
  }
  return named;
}
