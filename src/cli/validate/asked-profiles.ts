import { Failure } from '../../shared/failure.ts';
import type { Issue } from '../../shared/issue.ts';

/** The profiles of `--profile`: each is checked on the resources it is for. */
export class AskedProfiles {
  readonly #types = new Map<string, string>();
  readonly #unused: Set<string>;

  /** `known`: canonical URL -> type. Throws Failure where a profile is not known, with those like it. */
  constructor(asked: readonly string[], known: ReadonlyMap<string, string>) {
    for (const canonical of asked) {
      const type = known.get(withoutVersion(canonical));
      if (type === undefined) throw unknownProfile(canonical, known);
      this.#types.set(canonical, type);
    }
    this.#unused = new Set(asked);
  }

  /** Those that fit the type of a document's resource. */
  for(resourceType: string | undefined): readonly string[] {
    if (this.#types.size === 0) return [];
    return [...this.#types]
      .filter(
        ([, type]) => type === resourceType || type === 'Resource' || type === 'DomainResource',
      )
      .map(([canonical]) => {
        this.#unused.delete(canonical);
        return canonical;
      });
  }

  /** An issue for each profile that no resource of the input was checked against. */
  unused(): readonly Issue[] {
    return [...this.#unused].map((canonical) => ({
      severity: 'error',
      code: 'profile-unused',
      message: `Nothing was checked against ${canonical}: it is for ${this.#types.get(canonical) ?? ''}, of which the input has none.`,
    }));
  }
}

function unknownProfile(canonical: string, known: ReadonlyMap<string, string>): Failure {
  const near = nearestUrls(withoutVersion(canonical), [...known.keys()]);
  const hint = near.length === 0 ? 'see --package' : `did you mean ${near.join(' or ')}?`;
  return new Failure('usage', `The profile ${canonical} is not known; ${hint}`);
}

const MAX_NEAR = 3;

/** URLs whose last part is most like the given one's. */
export function nearestUrls(given: string, urls: readonly string[]): readonly string[] {
  const wanted = pairsOf(lastPart(given));
  return urls
    .map((url) => ({ url, likeness: likeness(wanted, pairsOf(lastPart(url))) }))
    .filter((each) => each.likeness >= 0.5)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, MAX_NEAR)
    .map(({ url }) => url);
}

const lastPart = (url: string): string => url.slice(url.lastIndexOf('/') + 1).toLowerCase();

/** Two neighbouring letters each, for the measure of Dice. */
function pairsOf(text: string): ReadonlySet<string> {
  const padded = ` ${text.slice(0, 200)} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return (2 * common) / (a.size + b.size);
}

const withoutVersion = (canonical: string): string => canonical.replace(/\|.*$/, '');
