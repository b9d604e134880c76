/** Where two validators agree on the same resources, and where not. */
import { type Closeness, closeness } from './place.ts';
import { type Finding, type Judged, errorsOf, hasErrors } from './judged.ts';

export interface Case {
  readonly name: string;
  /** Kind of fault, of mutants. */
  readonly kind?: string;
  /** Of mutants, the resource without the fault. */
  readonly before?: unknown;
  readonly text: string;
}

export interface Pair {
  readonly name: string;
  readonly kind?: string;
  readonly hapi: Judged;
  readonly ours: Judged;
}

export interface Agreement {
  readonly cases: number;
  /** Cases the reference validator gave no verdict on: not counted below. */
  readonly unable: readonly Pair[];
  readonly bothValid: number;
  readonly bothInvalid: number;
  readonly onlyHapi: readonly Pair[];
  readonly onlyOurs: readonly Pair[];
  readonly places: Readonly<Record<Closeness, readonly Pair[]>>;
}

export function agreementOf(pairs: readonly Pair[]): Agreement {
  const able = pairs.filter(({ hapi }) => hapi.unable === undefined);
  const both = able.filter(({ hapi, ours }) => hasErrors(hapi) && hasErrors(ours));
  const close = (wanted: Closeness): Pair[] => both.filter((pair) => placesOf(pair) === wanted);
  return {
    cases: pairs.length,
    unable: pairs.filter(({ hapi }) => hapi.unable !== undefined),
    bothValid: able.filter(({ hapi, ours }) => !hasErrors(hapi) && !hasErrors(ours)).length,
    bothInvalid: both.length,
    onlyHapi: able.filter(({ hapi, ours }) => hasErrors(hapi) && !hasErrors(ours)),
    onlyOurs: able.filter(({ hapi, ours }) => !hasErrors(hapi) && hasErrors(ours)),
    places: { same: close('same'), near: close('near'), apart: close('apart') },
  };
}

function placesOf({ hapi, ours }: Pair): Closeness {
  const places = (judged: Judged): string[] => errorsOf(judged).map(({ place }) => place);
  return closeness(places(hapi), places(ours));
}

export function verdictRate({ cases, unable, onlyHapi, onlyOurs }: Agreement): number {
  const counted = cases - unable.length;
  return counted === 0 ? 1 : (counted - onlyHapi.length - onlyOurs.length) / counted;
}

export function placeRate({ places, bothInvalid }: Agreement): number {
  return bothInvalid === 0 ? 1 : (bothInvalid - places.apart.length) / bothInvalid;
}

export interface Group {
  readonly rule: string;
  readonly cases: number;
  readonly examples: readonly (Finding & { readonly name: string })[];
}

/** The errors of the cases by rule, the rule of most cases first; each with its first examples. */
export function byRule(pairs: readonly Pair[], side: 'hapi' | 'ours'): Group[] {
  const groups = new Map<
    string,
    { names: Set<string>; examples: (Finding & { name: string })[] }
  >();
  for (const pair of pairs) {
    for (const finding of errorsOf(pair[side])) {
      const rule = ruleOf(finding);
      const group = groups.get(rule) ?? { names: new Set(), examples: [] };
      groups.set(rule, group);
      if (!group.names.has(pair.name)) group.examples.push({ ...finding, name: pair.name });
      group.names.add(pair.name);
    }
  }
  return [...groups]
    .map(([rule, { names, examples }]) => ({ rule, cases: names.size, examples }))
    .toSorted((a, b) => b.cases - a.cases);
}

/** The validator's own name of the rule, with the key of the invariant where it is one. */
export function ruleOf({ rule, message }: Finding): string {
  const key = /^([a-z]+[a-z0-9]*-[a-z0-9-]+):/i.exec(message)?.[1];
  return rule === 'invariant-failed' && key !== undefined ? `${rule} ${key}` : rule;
}
