import type { FhirClient } from '../../src/deliver/fhir-client.ts';
import { asText, isJsonObject, type Json, type JsonObject } from '../../src/shared/json.ts';

/** Types a trial becomes. */
export const TYPES = [
  'ResearchStudy',
  'PlanDefinition',
  'ActivityDefinition',
  'EvidenceVariable',
  'Group',
  'Organization',
  'Location',
  'DocumentReference',
  'Provenance',
] as const;

const SID = 'https://trialcast.example/fhir/sid/';

/** Everything a server holds of these types, asked page by page. */
export async function readAll(client: FhirClient): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  for (const type of TYPES) {
    let path: string | undefined = `${type}?_count=500`;
    while (path !== undefined) {
      const { body }: { body: JsonObject } = await client.send({
        method: 'GET',
        path,
        isSearch: true,
      });
      const { entry, link } = body as {
        entry?: { resource: JsonObject }[];
        link?: { relation: string; url: string }[];
      };
      found.push(...(entry ?? []).map(({ resource }) => resource));
      const next = link?.find(({ relation }) => relation === 'next')?.url;
      path = next?.replace(/^[^?]*(?=\?)/, '');
    }
  }
  return found;
}

const addressOf = ({ resourceType, id }: JsonObject): string =>
  `${asText(resourceType)}/${asText(id)}`;

/**
 * The name of a resource that is the same under every strategy, made of what it says and not by the code under
 * test: a definition's url, a study's own key, and so on; a Provenance by its id, or by the tag that holds it.
 */
function nameOf(resource: JsonObject): string {
  const type = asText(resource['resourceType']);
  const url = asText(resource['url']);
  if (type !== 'ResearchStudy' && url !== '') return `${type} ${url}`;
  const identifiers = resource['identifier'] as { system: string; value: string }[] | undefined;
  const own = identifiers?.find(({ system }) =>
    ['study', 'trial-element', 'organization', 'location', 'source-record'].includes(
      system.replace(SID, ''),
    ),
  );
  if (own) return `${type} ${own.value}`;
  const { tag } = resource['meta'] as { tag: { system: string; code: string }[] };
  return `${type} ${tag.find(({ system }) => system === `${SID}resource-id`)?.code ?? asText(resource['id'])}`;
}

/** What the resources say, by name: ids are left out, references are names, and what a server adds is gone. */
export function contentByName(resources: readonly JsonObject[]): Record<string, string> {
  const names = new Map(resources.map((resource) => [addressOf(resource), nameOf(resource)]));
  const entries = resources.map((resource) => {
    const { id: _id, meta, ...content } = resource;
    const normal = normalised({ ...content, meta: metaOf(meta) }, names);
    return [nameOf(resource), JSON.stringify(normal)] as const;
  });
  if (new Set(entries.map(([name]) => name)).size !== entries.length) {
    throw new Error('several resources of one name');
  }
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function metaOf(meta: Json | undefined): JsonObject {
  const { profile, source, tag } = meta as {
    profile: string[];
    source?: string;
    tag?: { system: string; code: string }[];
  };
  const tags = (tag ?? []).filter(({ system }) => system !== `${SID}resource-id`);
  return {
    profile,
    source: source?.split('#')[0] ?? '',
    tag: tags.map(({ system, code }) => `${system}|${code}`).toSorted(),
  };
}

function normalised(value: Json | undefined, names: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map((one: Json) => normalised(one, names));
  if (!isJsonObject(value)) return value ?? null;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => {
        const member = value[key];
        return typeof member === 'string' && key === 'reference'
          ? [key, names.get(member) ?? member]
          : [key, normalised(member, names)];
      }),
  );
}

/** References that lead to nothing: `ResearchStudy/1 -> Group/7`. */
export function dangling(resources: readonly JsonObject[]): string[] {
  const there = new Set(resources.map(addressOf));
  const found: string[] = [];
  for (const resource of resources) {
    JSON.stringify(resource, (key, value: unknown) => {
      const isReference =
        key === 'reference' && typeof value === 'string' && !value.startsWith('#');
      if (isReference && !there.has(value)) found.push(`${addressOf(resource)} -> ${value}`);
      return value;
    });
  }
  return found;
}
