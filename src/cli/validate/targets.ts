/**
 * References from one resource of a run to another. An export is too large to be kept, so what is kept of
 * each resource is its type and id.
 */
import { parseJson } from '../../shared/json-parse.ts';
import { asText, isJsonObject, objectsIn } from '../../shared/json.ts';
import type { Target } from '../../validate/validator.ts';
import { TextSet } from './text-set.ts';

/** What `--references` says; undefined where the user says nothing. */
export type ReferencePolicy = 'error' | 'warning' | 'ignore' | undefined;

export interface MissingTarget {
  readonly reference: string;
  /** Name of the document that refers to it first. */
  readonly from: string;
  count: number;
}

const RELATIVE = /^([A-Z][A-Za-z]{1,63})\/[A-Za-z0-9\-.]{1,64}$/;
const BEGINNING =
  /^\s*\{\s*"resourceType"\s*:\s*"(?!Bundle")([A-Z][A-Za-z]{1,63})"\s*,\s*"id"\s*:\s*"([A-Za-z0-9\-.]{1,64})"/;
/** Missing targets that are told one by one where the input came only once. */
const MAX_MISSING = 10_000;

export class Targets {
  readonly #known = new TextSet();
  readonly #types = new Set<string>();
  readonly #typesOutside = new Set<string>();
  readonly #later = new Map<string, MissingTarget>();
  readonly #policy: ReferencePolicy;
  /** False while resources are still to come that cannot be looked at beforehand. */
  readonly #isComplete: boolean;
  #from = '';

  constructor(policy: ReferencePolicy, isComplete: boolean) {
    this.#policy = policy;
    this.#isComplete = isComplete;
  }

  /** Notes the resources of a document by its text; one that begins as servers write it is not parsed. */
  noteText(text: string): void {
    const [, type, id] = BEGINNING.exec(text) ?? [];
    if (type !== undefined && id !== undefined) this.#note(type, id);
    else {
      // what is no JSON is told when it is checked
      const parsed = parseJson(text);
      if (parsed.kind === 'value') this.noteResource(parsed.value);
    }
  }

  /** Notes a resource and, of a Bundle, what is in it. */
  noteResource(resource: unknown, depth = 0): void {
    if (!isJsonObject(resource) || depth > 8) return;
    const { resourceType, id, entry } = resource;
    if (typeof resourceType === 'string' && typeof id === 'string') this.#note(resourceType, id);
    if (resourceType !== 'Bundle') return;
    for (const each of objectsIn(entry)) this.noteResource(each['resource'], depth + 1);
  }

  #note(type: string, id: string): void {
    this.#known.add(`${type}/${id}`);
    this.#types.add(type);
  }

  /** The document whose references are asked for next. */
  startDocument(name: string): void {
    this.#from = name;
  }

  /** What is known of the target of a reference that leads out of its resource and Bundle. */
  resolve = (reference: string): Target | undefined => {
    const type = RELATIVE.exec(reference)?.[1];
    if (type === undefined) return undefined;
    if (this.#known.has(reference)) return { type };
    if (this.#isComplete) return this.#isExpected(type) ? { absent: true } : undefined;
    this.#noteMissing(reference);
    return undefined;
  };

  // where nobody asks, an export without any Practitioner is taken to leave them out by intent
  #isExpected(type: string): boolean {
    if (this.#policy !== undefined || this.#types.has(type)) return true;
    this.#typesOutside.add(type);
    return false;
  }

  #noteMissing(reference: string): void {
    const before = this.#later.get(reference);
    if (before) before.count += 1;
    else if (this.#later.size < MAX_MISSING * 100) {
      this.#later.set(reference, { reference, from: this.#from, count: 1 });
    }
  }

  /** Targets that did not come until the end of an input that is read once. */
  missing(): readonly MissingTarget[] {
    const missing: MissingTarget[] = [];
    for (const target of this.#later.values()) {
      if (this.#known.has(target.reference)) continue;
      if (!this.#isExpected(asText(target.reference.split('/')[0]))) continue;
      if (missing.length < MAX_MISSING) missing.push(target);
    }
    return missing;
  }

  /** Types that are referred to and of which the input has no resource at all. */
  get typesOutside(): readonly string[] {
    return [...this.#typesOutside].toSorted();
  }
}
