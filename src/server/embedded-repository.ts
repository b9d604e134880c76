import { created, OperationOutcomeError, allOk, multipleMatches, type WithId } from '@medplum/core';
import type { SearchRequest } from '@medplum/core';
import {
  MemoryRepository,
  type CreateResourceOptions,
  type UpdateResourceOptions,
} from '@medplum/fhir-router';
import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { asText, type Json, objectsIn } from '../shared/json.ts';

/** What can be searched by. The repository itself indexes nothing without definitions of search parameters. */
const SEARCHES: Readonly<Record<string, (resource: Resource) => readonly (string | undefined)[]>> =
  {
    _id: ({ id }) => [id],
    identifier: (resource) => tokensIn((resource as { identifier?: unknown }).identifier, 'value'),
    _tag: ({ meta }) => tokensIn(meta?.tag, 'code'),
    status: (resource) => [(resource as { status?: string }).status],
  };

/** Each coding or identifier as it may be asked for: by value alone, or `system|value`. */
function tokensIn(list: unknown, member: 'value' | 'code'): readonly string[] {
  return objectsIn(list as Json | undefined).flatMap((one) => {
    const value = asText(one[member]);
    return [value, `${asText(one['system'])}|${value}`];
  });
}

/** Medplum's repository in memory with the searches and conditional creates that a delivery needs. */
export class IndexedRepository extends MemoryRepository {
  readonly #refusesClientIds: boolean;

  /** @param refusesClientIds An update of what is not there is refused, as servers do that give all ids themselves. */
  constructor(refusesClientIds: boolean) {
    super();
    this.#refusesClientIds = refusesClientIds;
  }

  override async updateResource<T extends Resource>(
    resource: T,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    // Throws where there is none.
    if (this.#refusesClientIds) await this.readResource(resource.resourceType, resource.id ?? '');
    return super.updateResource(resource, options);
  }

  override async search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const { filters = [], count, ...all } = request;
    const found = await super.search<T>({ ...all, count: Number.MAX_SAFE_INTEGER });
    const entry = (found.entry ?? []).filter(({ resource }) =>
      filters.every(({ code, value }) => resource && isFound(resource, code, value)),
    );
    return { ...found, total: entry.length, entry: entry.slice(0, count) };
  }

  override async conditionalCreate<T extends Resource>(
    resource: T,
    search: SearchRequest<T>,
    options?: CreateResourceOptions,
  ): Promise<{ resource: WithId<T>; outcome: OperationOutcome }> {
    const [existing, another] = await this.searchResources(search);
    if (another) throw new OperationOutcomeError(multipleMatches);
    if (existing) return { resource: existing, outcome: allOk };
    return { resource: await this.createResource(resource, options), outcome: created };
  }
}

/** A parameter nobody knows is passed over, as lenient servers do; a comma separates alternatives. */
function isFound(resource: Resource, code: string, value: string): boolean {
  const has = SEARCHES[code]?.(resource);
  return !has || value.split(/(?<!\\),/).some((one) => has.includes(one.replaceAll('\\', '')));
}
