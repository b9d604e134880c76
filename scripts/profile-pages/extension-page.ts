/** The page of one of our own extensions: the same address in both versions, and but for its types the same parts. */
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/shared/json.ts';
import { convertedRecords } from '../profile-set/records.ts';
import { type Definition, definitionsIn } from '../profile-set/set.ts';
import { thingOf } from './addresses.ts';
import { extensionExcerpt } from './excerpt.ts';
import { code, link, table } from './markdown.ts';
import { partsOf, partsTable } from './parts.ts';
import { versionsOf, type Versions } from './profile-page.ts';
import { writtenOf } from './written.ts';

export function extensionPage(id: string, thing: Versions): string {
  const versions = versionsOf(thing);
  const [[fhir, first] = []] = versions;
  if (!fhir || !first) throw new Error(`${id} is in no version.`);
  const tables = versions.map(([each, extension]) =>
    partsTable(partsOf(extension, each)).join('\n'),
  );
  const isSame = new Set(tables.map((each) => each.replace(/\/R[45]\//g, '/'))).size === 1;
  return [
    `# ${first.title ?? id} (${id})`,
    '',
    first.description ?? '',
    '',
    ...table(['', ''], facts(versions)),
    '## Content',
    '',
    ...(isSame
      ? [tables[0] ?? '']
      : versions.flatMap(([each], at) => [`In ${each.toUpperCase()}:`, '', tables[at] ?? ''])),
    ...example(first, fhir),
  ].join('\n');
}

function facts(versions: readonly (readonly [FhirVersion, Definition])[]): string[][] {
  const all = versions.map(([, extension]) => extension);
  const contexts = new Set(
    all.flatMap(({ context = [] }) => context.map(({ expression }) => expression)),
  );
  const files = versions.map(([fhir, { id }]) =>
    link(fhir.toUpperCase(), `../../profiles/${fhir}/extensions/${id}.json`),
  );
  return [
    ['Address', code(all[0]?.url ?? '')],
    ['Allowed on', [...contexts].map(code).join(', ')],
    ['Found in', foundIn(versions).join(', ')],
    ['Definition', files.join(', ')],
  ];
}

/** The profiles whose resources carry it. */
function foundIn(versions: readonly (readonly [FhirVersion, Definition])[]): readonly string[] {
  const things = versions.flatMap(([fhir, { url }]) =>
    definitionsIn(fhir, 'profiles')
      .filter((profile) => writtenOf(profile, fhir).extensions.has(url))
      .map(({ id }) => thingOf(id)),
  );
  return [...new Set(things)].toSorted().map((thing) => link(thing, `${thing}.md`));
}

function example({ url }: Definition, fhir: FhirVersion): readonly string[] {
  const found = convertedRecords(fhir).flatMap(({ name, bundle }) =>
    bundle.entry.flatMap(({ resource }) =>
      usesOf(resource as unknown as Json, url).map((use) => ({ name, use })),
    ),
  );
  const richest = found.toSorted((left, right) => weight(right.use) - weight(left.use))[0];
  if (!richest) return [];
  return [
    '## Example',
    '',
    `From the record ${richest.name}:`,
    '',
    ...extensionExcerpt(richest.use),
  ];
}

/** Most different parts first, then the shortest. */
function weight(use: JsonObject): number {
  const parts = new Set(JSON.stringify(use).match(/"url":"[^"]+"/g));
  return parts.size * 10_000 - Math.min(JSON.stringify(use).length, 9_999);
}

function usesOf(node: Json | undefined, url: string): readonly JsonObject[] {
  if (Array.isArray(node)) return node.flatMap((item: Json) => usesOf(item, url));
  if (!isJsonObject(node)) return [];
  const below = Object.values(node).flatMap((value) => usesOf(value, url));
  return node['url'] === url ? [node, ...below] : below;
}
