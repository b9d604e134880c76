/** What trialcast writes into the elements of a profile, counted over the records of this repository. */
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/shared/json.ts';
import { convertedRecords } from '../profile-set/records.ts';
import type { Definition } from '../profile-set/set.ts';

export interface Written {
  /** How many resources of the profile there are. */
  readonly count: number;
  /** `always`, `often`, `at times`, or empty: of those elements that hold this one. */
  share(path: string): string;
  /** Types of a choice that were written: `CodeableConcept` of `definition[x]`. */
  choices(path: string): readonly string[];
  /** Extensions by address, each with the elements it stands on, below the resource. */
  readonly extensions: ReadonlyMap<string, ReadonlySet<string>>;
}

const kept = new Map<string, Written>();

export function writtenOf(profile: Definition, fhir: FhirVersion): Written {
  const known = kept.get(profile.url);
  if (known) return known;
  const made = count(profile, fhir);
  kept.set(profile.url, made);
  return made;
}

function count(profile: Definition, fhir: FhirVersion): Written {
  const tally = new Tally(new Set(profile.snapshot?.element.map(({ path }) => path)));
  const root = profile.type ?? '';
  const resources = convertedRecords(fhir)
    .flatMap(({ bundle }) => [bundle, ...bundle.entry.map(({ resource }) => resource)])
    .filter(({ meta }) => JSON.stringify(meta).includes(`"${profile.url}"`));
  for (const resource of resources) tally.see(resource as unknown as JsonObject, root);
  return {
    count: resources.length,
    share: (path) => tally.share(path),
    choices: (path) => [...(tally.choices.get(path) ?? [])].toSorted(),
    extensions: tally.extensions,
  };
}

class Tally {
  readonly choices = new Map<string, Set<string>>();
  readonly extensions = new Map<string, Set<string>>();
  readonly #paths: ReadonlySet<string>;
  readonly #parents = new Map<string, number>();
  readonly #present = new Map<string, number>();

  constructor(paths: ReadonlySet<string>) {
    this.#paths = paths;
  }

  share(path: string): string {
    const present = this.#present.get(path) ?? 0;
    const parents = this.#parents.get(path.slice(0, path.lastIndexOf('.'))) ?? 0;
    if (present === 0) return '';
    if (present === parents) return 'always';
    return present * 2 >= parents ? 'often' : 'at times';
  }

  /** One element that the snapshot knows, with all below it. */
  see(node: JsonObject, path: string): void {
    add(this.#parents, path);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'extension') this.#seeExtensions(value, path);
      else if (key.startsWith('_')) this.#below(value, this.#pathOf(`${path}.${key.slice(1)}`));
      else this.#seeMember(value, `${path}.${key}`);
    }
  }

  #seeMember(value: Json | undefined, written: string): void {
    const path = this.#pathOf(written);
    add(this.#present, path);
    for (const item of listOf(value)) {
      if (!isJsonObject(item)) continue;
      if (this.#hasChildren(path)) this.see(item, path);
      else this.#below(item, path);
    }
  }

  /** A data type or another resource: only its extensions are of interest. */
  #below(node: Json | undefined, path: string): void {
    for (const item of listOf(node)) {
      if (!isJsonObject(item) || item['resourceType'] !== undefined) continue;
      for (const [key, value] of Object.entries(item)) {
        if (key === 'extension') this.#seeExtensions(value, path);
        else this.#below(value, path);
      }
    }
  }

  #seeExtensions(value: Json | undefined, path: string): void {
    for (const item of listOf(value)) {
      if (!isJsonObject(item)) continue;
      const { url } = item;
      if (typeof url === 'string' && url.includes(':')) {
        const on = this.extensions.get(url) ?? new Set();
        this.extensions.set(url, on.add(path.slice(path.indexOf('.') + 1)));
      }
      this.#below(item, path);
    }
  }

  #hasChildren(path: string): boolean {
    const start = `${path}.`;
    for (const each of this.#paths) if (each.startsWith(start)) return true;
    return false;
  }

  /** The path of the snapshot: `definitionCodeableConcept` is the choice `definition[x]`. */
  #pathOf(written: string): string {
    if (this.#paths.has(written)) return written;
    for (const path of this.#paths) {
      if (!path.endsWith('[x]') || !written.startsWith(path.slice(0, -3))) continue;
      const type = written.slice(path.length - 3);
      if (!/^[A-Z]\w*$/.test(type)) continue;
      this.choices.set(path, (this.choices.get(path) ?? new Set()).add(type));
      return path;
    }
    return written;
  }
}

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

const listOf = (value: Json | undefined): readonly (Json | undefined)[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [value];
