import { Failure } from '../../shared/failure.ts';
import type { Issue } from '../../shared/issue.ts';

/** Types that are no DomainResource, in R4 and R5 alike. */
const PLAIN = new Set(['Bundle', 'Parameters', 'Binary']);

interface KnownProfiles {
  /** Canonical URL -> type. */
  readonly profiles: ReadonlyMap<string, string>;
  /** Canonical URL -> why, as the end of a sentence. */
  readonly unusable?: ReadonlyMap<string, string>;
}

/** The profiles of `--profile`: each is checked on the resources it is for, which are counted. */
export class AskedProfiles {
  readonly #types = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** Throws Failure where a profile is not known, with those like it, or cannot be used. */
  constructor(asked: readonly string[], { profiles, unusable }: KnownProfiles) {
    for (const canonical of asked) {
      const type = profiles.get(withoutVersion(canonical));
      const problem = unusable?.get(withoutVersion(canonical));
      if (type === undefined && problem !== undefined) {
        throw new Failure('usage', `The profile ${canonical} cannot be used: ${problem}.`);
      }
      if (type === undefined) throw unknownProfile(canonical, profiles);
      this.#types.set(canonical, type);
    }
  }

  /** Those for a resource of this type, which is counted. */
  for = (resourceType: string): readonly string[] => {
    if (this.#types.size === 0) return [];
    const fitting = [...this.#types]
      .filter(([, type]) => type === resourceType || isAbove(type, resourceType))
      .map(([canonical]) => canonical);
    for (const canonical of fitting)
      this.#counts.set(canonical, (this.#counts.get(canonical) ?? 0) + 1);
    return fitting;
  };

  /** How many resources each was checked on, a sentence each. */
  counts(): readonly string[] {
    return [...this.#counts].map(
      ([canonical, count]) =>
        `${count} resource${count === 1 ? ' was' : 's were'} checked against ${canonical} as asked.`,
    );
  }

  /** An issue for each profile that no resource of the input was checked against. */
  unused(): readonly Issue[] {
    return [...this.#types]
      .filter(([canonical]) => !this.#counts.has(canonical))
      .map(([canonical, type]) => ({
        severity: 'error',
        code: 'profile-unused',
        message: `Nothing was checked against ${canonical}: it is for ${type}, of which the input has none.`,
      }));
  }
}

function isAbove(type: string, resourceType: string): boolean {
  return type === 'Resource' || (type === 'DomainResource' && !PLAIN.has(resourceType));
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
