/** A loaded code system, indexed when it is first asked about. */
import type { CodeSystemCodes, Content } from './code-system.ts';

export interface KnownSystem {
  readonly url: string;
  readonly content: Content;
  /** Whether there is nothing to say of a code: it is listed, in use, and called this. Said of most codes, in one look-up. */
  readonly isPlain: (code: string, display: unknown) => boolean;
  /** Undefined where the system is not completely known. */
  readonly has: (code: string) => boolean | undefined;
  /** What the code is called, in any language or wording; none where nothing is told. */
  readonly displays: (code: string) => readonly string[];
  readonly status: (code: string) => 'inactive' | 'deprecated' | undefined;
  readonly codes: () => readonly string[];
  /** What its codes look like, where they are too many to list. */
  readonly form?: string;
  /** The code as the system writes it; undefined where it is not listed. */
  readonly spelling: (code: string) => string | undefined;
  /** Whether the one code stands somewhere below the other. */
  readonly isBelow: (code: string, ancestor: string) => boolean;
  readonly isChild: (code: string, parent: string) => boolean;
}

interface Index {
  readonly places: ReadonlyMap<string, number>;
  /** By code in lower case; undefined where case matters. */
  readonly folded: ReadonlyMap<string, number> | undefined;
  readonly inactive: ReadonlySet<number>;
  readonly deprecated: ReadonlySet<number>;
  readonly allInUse: boolean;
}

export function knownSystem(
  system: CodeSystemCodes,
  supplements: readonly CodeSystemCodes[] = [],
): KnownSystem {
  const { url, content } = system;
  const index = lazy(() => toIndex(system));
  const added = supplements.map((one) => ({
    displays: one.displays,
    index: lazy(() => toIndex(one)),
  }));
  function placeOf(code: string): number | undefined {
    const { places, folded } = index();
    return places.get(code) ?? folded?.get(code.toLowerCase());
  }

  return {
    url,
    content,
    isPlain: (code, display) => {
      const { places, allInUse, inactive, deprecated } = index();
      const place = places.get(code);
      if (place === undefined || content === 'supplement') return false;
      if (!allInUse && (inactive.has(place) || deprecated.has(place))) return false;
      return display === undefined || system.displays?.[place] === display;
    },
    has: (code) => {
      if (placeOf(code) !== undefined) return true;
      // fragments and examples prove nothing by what they lack; a supplement is no system
      return content === 'complete' ? false : undefined;
    },
    displays: (code) => {
      const further = added.map((one) => at(one.displays, one.index().places.get(code)));
      return [at(system.displays, placeOf(code)), ...further].flat().filter((text) => text !== '');
    },
    status: (code) => {
      const place = placeOf(code) ?? -1;
      if (index().inactive.has(place)) return 'inactive';
      return index().deprecated.has(place) ? 'deprecated' : undefined;
    },
    codes: () => system.codes,
    spelling: (code) => system.codes[placeOf(code) ?? -1],
    ...hierarchyOf(system, placeOf),
  };
}

function hierarchyOf(
  { parents }: CodeSystemCodes,
  placeOf: (code: string) => number | undefined,
): Pick<KnownSystem, 'isBelow' | 'isChild'> {
  const ancestors = new Map<number, ReadonlySet<number>>();
  return {
    isBelow: (code, ancestor) => {
      const [place, above] = [placeOf(code), placeOf(ancestor)];
      if (place === undefined || above === undefined) return false;
      const known = ancestors.get(place) ?? closure(place, parents);
      ancestors.set(place, known);
      return known.has(above);
    },
    isChild: (code, parent) => {
      const [place, above] = [placeOf(code), placeOf(parent)];
      return above !== undefined && parents?.[String(place)]?.includes(above) === true;
    },
  };
}

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function toIndex({ codes, caseSensitive, inactive, deprecated }: CodeSystemCodes): Index {
  return {
    places: new Map(codes.map((code, place) => [code, place])),
    folded:
      caseSensitive === true
        ? undefined
        : new Map(codes.map((code, place) => [code.toLowerCase(), place])),
    inactive: new Set(inactive),
    deprecated: new Set(deprecated),
    allInUse: inactive === undefined && deprecated === undefined,
  };
}

function at(
  displays: CodeSystemCodes['displays'],
  place: number | undefined,
): string | readonly string[] {
  return place === undefined ? '' : (displays?.[place] ?? '');
}

function closure(place: number, parents: CodeSystemCodes['parents']): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [...(parents?.[String(place)] ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(parents?.[String(next)] ?? []));
  }
  return found;
}
