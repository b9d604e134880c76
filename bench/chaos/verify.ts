import { contentOf, isSameContent } from '../../src/compare/bundle/same-content.ts';
import { convert } from '../../src/convert.ts';
import type { Definitions } from '../../src/definitions.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { asText, objectIn, objectsIn, type JsonObject } from '../../src/shared/json.ts';
import type { Acknowledged } from './sender.ts';
import type { Version } from './strict-server.ts';
import { newestOf, type Update } from './updates.ts';

export interface Verdict {
  readonly figures: Readonly<Record<string, number>>;
  /** Empty where all holds. */
  readonly faults: readonly string[];
}

/** Jobs as the service tells them in the end, by path. */
export type Jobs = ReadonlyMap<string, { readonly state: string } | undefined>;

/**
 * Holds what the FHIR server has against what was sent. What a record becomes is worked out here once more;
 * nothing the service says about deliveries is believed but that each job ended.
 */
export function verify(
  trials: readonly (readonly Update[])[],
  acknowledged: readonly Acknowledged[],
  jobs: Jobs,
  history: ReadonlyMap<string, readonly Version[]>,
  definitions: Definitions,
): Verdict {
  const faults: string[] = [];
  const lost = acknowledged.filter(
    ({ job }) => !['delivered', 'superseded'].includes(jobs.get(job)?.state ?? 'gone'),
  );
  for (const { update, job } of lost)
    faults.push(`${update.id}: acknowledged and ${jobs.get(job)?.state ?? 'gone'}`);
  const known = new Set<string>();
  const shared = new Map<string, JsonObject[]>();
  for (const updates of trials) {
    const expected = new Expected(updates, definitions);
    faults.push(...expected.faults(history));
    for (const [reference, contents] of expected.contents) {
      known.add(reference);
      if (!expected.isOwn(reference))
        shared.set(reference, [...(shared.get(reference) ?? []), ...contents]);
    }
  }
  const unknown = [...history.keys()].filter((reference) => !known.has(reference));
  for (const reference of unknown) faults.push(`${reference}: nobody sent this`);
  for (const [reference, contents] of shared)
    faults.push(...sharedFaults(reference, contents, history));
  faults.push(...idleTransactions(history));
  const versions = [...history.values()];
  return {
    figures: {
      sent: trials.flat().length,
      acknowledged: acknowledged.length,
      lost: lost.length,
      trials: trials.length,
      'studies on the server': [...history.keys()].filter((one) => one.startsWith('ResearchStudy/'))
        .length,
      'resources on the server': versions.length,
      'versions on the server': versions.reduce((sum, list) => sum + list.length, 0),
      'jobs delivered': acknowledged.filter(({ job }) => jobs.get(job)?.state === 'delivered')
        .length,
      'jobs superseded': acknowledged.filter(({ job }) => jobs.get(job)?.state === 'superseded')
        .length,
    },
    faults,
  };
}

/** What the updates of one trial become, in the order in which they may appear on the server. */
class Expected {
  /** Each content a resource may have, in order of age. */
  readonly contents = new Map<string, JsonObject[]>();
  readonly #trial: string;
  readonly #last: ReadonlyMap<string, JsonObject>;
  readonly #own = new Set<string>();

  constructor(updates: readonly Update[], definitions: Definitions) {
    this.#trial = updates[0]?.trial ?? '';
    const inOrder = updates.toSorted((a, b) => a.day.localeCompare(b.day) || a.index - b.index);
    const byBody = new Map<string, ReadonlyMap<string, JsonObject>>();
    for (const { body } of inOrder) {
      const resources = byBody.get(body) ?? resourcesOf(body, definitions);
      byBody.set(body, resources);
      for (const [reference, resource] of resources) {
        this.contents.set(reference, [...(this.contents.get(reference) ?? []), resource]);
        if (objectsIn(objectIn(resource['meta'])['tag']).length > 0) this.#own.add(reference);
      }
    }
    this.#last = byBody.get(newestOf(updates).body) ?? new Map();
  }

  isOwn(reference: string): boolean {
    return this.#own.has(reference) && !/^(?:Organization|Location)\//.test(reference);
  }

  faults(history: ReadonlyMap<string, readonly Version[]>): readonly string[] {
    const faults: string[] = [];
    for (const [reference, wanted] of this.#last) {
      const now = history.get(reference)?.at(-1)?.resource;
      if (!now) faults.push(`${this.#trial}: ${reference} is not there`);
      else if (this.isOwn(reference) && !isSameContent(wanted, now))
        faults.push(`${this.#trial}: ${reference} is not at its last content`);
    }
    for (const [reference, contents] of this.contents) {
      if (!this.isOwn(reference)) continue;
      const versions = history.get(reference) ?? [];
      const isLeft =
        !this.#last.has(reference) && !/^(?:Provenance|DocumentReference)\//.test(reference);
      const last = versions.at(-1)?.resource;
      if (isLeft && last && !isRetired(last))
        faults.push(`${reference}: gone from the record and not retired`);
      faults.push(...historyFaults(reference, contents, versions));
    }
    return faults;
  }
}

function resourcesOf(body: string, definitions: Definitions): ReadonlyMap<string, JsonObject> {
  const [received] = splitRecords('webhook', body).value;
  const bundle = received && convert(received, definitions).bundle;
  if (!bundle) throw new Error('a record that cannot be converted');
  return new Map(
    bundle.entry.map(({ resource }) => [
      `${resource.resourceType}/${resource.id}`,
      resource as unknown as JsonObject,
    ]),
  );
}

const isRetired = (resource: JsonObject): boolean =>
  resource['status'] === 'retired' || resource['active'] === false;

/** Every version says something else than the one before it, and something that was sent after what that one says. */
function historyFaults(
  reference: string,
  contents: readonly JsonObject[],
  versions: readonly Version[],
): readonly string[] {
  const faults: string[] = [];
  let place = 0;
  versions.forEach(({ resource = {} }, index) => {
    const before = versions[index - 1]?.resource;
    // One Provenance tells of all times its bytes were sent; see idleTransactions.
    const isTold = reference.startsWith('Provenance/');
    if (before && !isTold && isSameContent(resource, before))
      faults.push(`${reference}: version ${index + 1} says what version ${index} says`);
    if (isRetired(resource) && !contents.some(isRetired)) return;
    const found = contents.findIndex(
      (content, at) => at >= place && isSameContent(content, resource),
    );
    if (found === -1)
      faults.push(`${reference}: version ${index + 1} is out of order, or of nobody's making`);
    else place = found;
  });
  return faults;
}

/** Sites and sponsors belong to several trials, which have no order among each other. */
function sharedFaults(
  reference: string,
  contents: readonly JsonObject[],
  history: ReadonlyMap<string, readonly Version[]>,
): readonly string[] {
  const versions = history.get(reference) ?? [];
  const texts = new Set(contents.map((content) => JSON.stringify(contentOf(content))));
  return versions.flatMap(({ resource = {} }, index) => {
    const before = versions[index - 1]?.resource;
    const isKnown =
      texts.has(JSON.stringify(contentOf(resource))) ||
      contents.some((one) => isSameContent(one, resource));
    return [
      ...(isKnown ? [] : [`${reference}: version ${index + 1} is of nobody's making`]),
      ...(before && isSameContent(resource, before)
        ? [`${reference}: version ${index + 1} says what version ${index} says`]
        : []),
    ];
  });
}

/** A transaction that writes nothing but Provenance tells of a change there was none of. */
function idleTransactions(history: ReadonlyMap<string, readonly Version[]>): readonly string[] {
  const types = new Map<number, Set<string>>();
  for (const [reference, versions] of history) {
    for (const { transaction } of versions) {
      const seen = types.get(transaction) ?? new Set();
      types.set(transaction, seen.add(asText(reference.split('/')[0] ?? '')));
    }
  }
  return [...types]
    .filter(([, seen]) => seen.size === 1 && seen.has('Provenance'))
    .map(([transaction]) => `transaction ${transaction} wrote a Provenance and nothing else`);
}
