import { asText, type Json, type JsonObject, objectsIn } from '../../shared/json.ts';

/** http://hl7.org/fhir/R4/valueset-codesystem-content-mode.html */
export type Content = 'complete' | 'fragment' | 'example' | 'not-present' | 'supplement';

/** A code system cut down to what validation asks of it. Lists are parallel to `codes`. */
export interface CodeSystemCodes {
  readonly url: string;
  /** `complete`: a code that is not listed does not exist. */
  readonly content: Content;
  /** Undefined where the system does not say: then neither spelling is proven wrong. */
  readonly caseSensitive?: boolean;
  /** URL of the system a supplement adds to. */
  readonly supplements?: string;
  readonly codes: readonly string[];
  /** Display; a list where designations add others; '' where there is none. Left out where nothing has one. */
  readonly displays?: readonly (string | readonly string[])[];
  /** Places in `codes` of the parents of a concept, by its own place. Left out where nothing is nested. */
  readonly parents?: Readonly<Record<string, readonly number[]>>;
  /** Places in `codes` of concepts that are not to be used any more, and of those about to be so. */
  readonly inactive?: readonly number[];
  readonly deprecated?: readonly number[];
}

interface Concept {
  readonly displays: Set<string>;
  readonly parents: Set<string>;
  status: 'inactive' | 'deprecated' | undefined;
}

const CONTENTS: ReadonlySet<string> = new Set([
  'complete',
  'fragment',
  'example',
  'not-present',
  'supplement',
]);

export function toCodeSystemCodes(resource: JsonObject): CodeSystemCodes {
  const concepts = new Map<string, Concept>();
  collect(resource['concept'], [], concepts);
  const codes = [...concepts.keys()];
  const { caseSensitive, supplements } = resource;
  return {
    url: asText(resource['url']),
    content: contentOf(resource['content']),
    ...(typeof caseSensitive === 'boolean' && { caseSensitive }),
    ...(typeof supplements === 'string' && { supplements: supplements.split('|', 1)[0] ?? '' }),
    codes,
    ...detailsOf(codes, [...concepts.values()]),
  };
}

// what is not said to be complete proves nothing
function contentOf(content: Json | undefined): Content {
  return typeof content === 'string' && CONTENTS.has(content) ? (content as Content) : 'fragment';
}

function detailsOf(
  codes: readonly string[],
  concepts: readonly Concept[],
): Pick<CodeSystemCodes, 'displays' | 'parents' | 'inactive' | 'deprecated'> {
  const placeOf = new Map(codes.map((code, place) => [code, place]));
  const parents = concepts.flatMap(({ parents: of }, place) => {
    const known = [...of].flatMap((code) => placeOf.get(code) ?? []);
    return known.length === 0 ? [] : [[String(place), known] as const];
  });
  const displays = concepts.map(({ displays: of }) => {
    const [first = '', ...others] = of;
    return others.length === 0 ? first : [...of];
  });
  const placesOf = (status: Concept['status']): number[] =>
    concepts.flatMap((concept, place) => (concept.status === status ? [place] : []));
  const [inactive, deprecated] = [placesOf('inactive'), placesOf('deprecated')];
  return {
    ...(displays.some((display) => display !== '') && { displays }),
    ...(parents.length > 0 && { parents: Object.fromEntries(parents) }),
    ...(inactive.length > 0 && { inactive }),
    ...(deprecated.length > 0 && { deprecated }),
  };
}

function collect(
  concepts: Json | undefined,
  parents: readonly string[],
  into: Map<string, Concept>,
): void {
  for (const concept of objectsIn(concepts)) {
    const code = asText(concept['code']);
    const known = into.get(code) ?? { displays: new Set(), parents: new Set(), status: undefined };
    for (const parent of [...parents, ...declaredParents(concept)]) known.parents.add(parent);
    for (const display of displaysOf(concept)) known.displays.add(display);
    known.status ??= statusOf(concept);
    into.set(code, known);
    collect(concept['concept'], [code], into);
  }
}

// v3 code systems of 4.0.1 give further parents as property subsumedBy
function declaredParents(concept: JsonObject): string[] {
  return objectsIn(concept['property'])
    .filter((property) => property['code'] === 'subsumedBy' || property['code'] === 'parent')
    .map((property) => asText(property['valueCode']));
}

function displaysOf(concept: JsonObject): string[] {
  const designations = objectsIn(concept['designation']).map(({ value }) => asText(value));
  return [asText(concept['display']), ...designations].filter((display) => display !== '');
}

/** http://hl7.org/fhir/R4/codesystem-concept-properties.html: status, inactive */
function statusOf(concept: JsonObject): Concept['status'] {
  for (const property of objectsIn(concept['property'])) {
    if (property['code'] === 'inactive' && property['valueBoolean'] === true) return 'inactive';
    if (property['code'] !== 'status') continue;
    const status = property['valueCode'] ?? property['valueString'];
    if (status === 'retired' || status === 'inactive') return 'inactive';
    if (status === 'deprecated') return 'deprecated';
  }
  return undefined;
}
