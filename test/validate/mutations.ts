/** Random edits of valid resources: for tests that hold two ways of checking to each other. */
import fc from 'fast-check';

type Node = Record<string, unknown>;

interface Place {
  readonly holder: Node;
  readonly key: string;
}

export interface Mutation {
  readonly at: number;
  readonly kind: 'delete' | 'replace' | 'duplicate' | 'rename' | 'beside';
  readonly value: unknown;
}

/** Values that are right in one place and wrong in most others. */
export const VALUES: readonly unknown[] = [
  null, true, 0, -1, 7, 1.5, 2_147_483_648, '', ' ', 'text', 'a  b', 'a_b', 'A-1.b', 'two words',
  '2024', '2024-02', '2024-02-29', '2023-02-29', '2024-13-01', '2024-02-29T10:00:00Z', '2024-02-29T10:00:00',
  '10:00:00', '25:00:00', 'https://a.invalid/x', 'https://a.invalid/b c', 'urn:uuid:12345',
  'urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962', 'urn:oid:1.2.3', 'QUJD', 'QUJ', '<div>x</div>',
  [], [null], ['text'], [[]], [{}], [null, null], [{ id: 'a' }],
  {}, { id: 'a' }, { extension: [] }, { extension: [{ url: 'https://a.invalid/x', valueString: 'x' }] },
  { id: 'a', text: 'x' }, { text: 'x' }, { value: 1 }, { reference: '#x' }, { start: '2024' },
  [{ extension: [{ url: 'https://a.invalid/x', valueString: 'x' }] }],
  [null, { id: 'a' }],
  { resourceType: 'Organization', id: 'inner', name: 'x' },
]; // prettier-ignore

/** Other names a member may be mistaken for: its shadow, another type of a choice, a list and its item. */
const ENDINGS = [
  'String',
  'Boolean',
  'Quantity',
  'CodeableConcept',
  'Reference',
  'DateTime',
  'Range',
];

export const anyMutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('delete', 'replace', 'duplicate', 'rename', 'beside'),
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  ),
});

/** A copy with one random member deleted, replaced, doubled, renamed or given a neighbour. */
export function mutated<Resource>(resource: Resource, { at, kind, value }: Mutation): Resource {
  const copy = structuredClone(resource);
  const places = placesIn(copy);
  const place = places[at % places.length];
  if (place !== undefined) edit(place, kind, value, at);
  return copy;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Node;
  return Object.keys(holder)
    .filter((key) => key !== 'resourceType')
    .flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

function edit({ holder, key }: Place, kind: Mutation['kind'], value: unknown, at: number): void {
  const old = holder[key];
  if (kind === 'replace') holder[key] = value;
  else if (Array.isArray(holder)) editList(holder, Number(key), kind, value);
  else if (kind === 'delete') delete holder[key];
  else if (kind === 'duplicate')
    holder[key] = Array.isArray(old) ? [...old, ...(old as unknown[])] : [old, old];
  else {
    const name = otherName(key, at);
    holder[name] = kind === 'rename' ? old : value;
    if (kind === 'rename') delete holder[key];
  }
}

function editList(list: unknown[], index: number, kind: Mutation['kind'], value: unknown): void {
  if (kind === 'delete') list.splice(index, 1);
  else if (kind === 'duplicate') list.push(structuredClone(list[index]));
  else list.splice(index, 0, value);
}

function otherName(key: string, at: number): string {
  const stem = /^(value|definition|onset|effective|deceased|subject|timing|product)[A-Z]/.exec(
    key,
  )?.[1];
  if (stem !== undefined && at % 3 !== 0) return `${stem}${ENDINGS[at % ENDINGS.length] ?? ''}`;
  return key.startsWith('_') ? key.slice(1) : `_${key}`;
}
