/** Records as no registry would give them: real ones with something changed. */
import { asText, pointerToken, type Json } from '../../src/shared/json.ts';

type Tree = Json[] | { [key: string]: Json };

/** A member of an object or an item of a list. */
interface Slot {
  readonly holder: Tree;
  readonly key: string;
  readonly pointer: string;
}

const ODD: readonly Json[] = [
  '\u0000',
  'a\u0001b',
  ' lead',
  'trail ',
  '  ',
  '',
  'FOO_BAR',
  '2020-13-45',
  'October 2020',
  'javascript:x',
  ' http://x.invalid/a',
  'http://x.invalid/a b',
  'Drug: ',
  '\ud800x',
  '~/a',
  'x'.repeat(3000),
  'ACTUAL',
  'NCT01234567',
  'D012345',
  '(not stated)',
  'Arm 1',
  'Intervention 1',
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  [],
  {},
  ['x'],
  [''],
  [null, 'z'],
  { x: 1 },
  { a: { b: [1, { c: 2 }] } },
];

function slotsOf(tree: Json, pointer = ''): Slot[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, member]) => {
    const at = `${pointer}/${pointerToken(key)}`;
    return [{ holder: tree as Tree, key, pointer: at }, ...slotsOf(member as Json, at)];
  });
}

const get = ({ holder, key }: Slot): Json =>
  (Array.isArray(holder) ? holder[Number(key)] : holder[key]) ?? null;

function set({ holder, key }: Slot, value: Json): void {
  if (Array.isArray(holder)) holder[Number(key)] = structuredClone(value);
  else holder[key] = structuredClone(value);
}

function remove({ holder, key }: Slot): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

const isText = (value: Json): value is string => typeof value === 'string';
const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Change {
  /** Where the change can be made. */
  readonly fits: (slot: Slot) => boolean;
  readonly make: (slot: Slot, odd: Json, number: number) => void;
}

const isItem = ({ holder }: Slot): boolean => Array.isArray(holder);

const insert = ({ holder, key }: Slot, value: Json): void => {
  if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(value));
};

export const CHANGES: Readonly<Record<string, Change>> = {
  'anything instead': { fits: () => true, make: (slot, odd) => set(slot, odd) },
  'a control character': {
    fits: (slot) => isText(get(slot)),
    make: (slot, _, number) => {
      const text = asText(get(slot));
      const at = number % (text.length + 1);
      set(slot, `${text.slice(0, at)}\u0002${text.slice(at)}`);
    },
  },
  'white space around it': {
    fits: (slot) => isText(get(slot)),
    make: (slot) => set(slot, ` ${asText(get(slot))}\n`),
  },
  'another case': {
    fits: (slot) => isText(get(slot)),
    make: (slot) => set(slot, asText(get(slot)).toLowerCase()),
  },
  'without it': { fits: () => true, make: remove },
  'an item twice': { fits: isItem, make: (slot) => insert(slot, get(slot)) },
  'an item more': { fits: isItem, make: insert },
  'a list reversed': { fits: isItem, make: ({ holder }) => void (holder as Json[]).reverse() },
  'an unknown member': {
    fits: (slot) => isObject(get(slot)),
    make: (slot, odd, number) =>
      set(slot, {
        ...(get(slot) as object),
        [['foo', 'a/b', 'a~b', '0'][number % 4] ?? 'foo']: odd,
      }),
  },
  'a copy beside it': {
    fits: (slot) => !isItem(slot) && isObject(get(slot)),
    make: (slot) => set({ ...slot, key: `${slot.key}_copy` }, get(slot)),
  },
  'one member alone': {
    fits: (slot) => isItem(slot) && isObject(get(slot)),
    make: (slot, _, number) => {
      const members = Object.entries(get(slot) as object) as [string, Json][];
      set(slot, Object.fromEntries(members.slice(number % members.length).slice(0, 1)));
    },
  },
  'the same as the first item': {
    fits: (slot) => isItem(slot) && isObject(get(slot)),
    make: (slot, _, number) => {
      const [first] = slot.holder as Json[];
      const members = isObject(first ?? null) ? Object.entries(first as object) : [];
      const same = members[number % Math.max(members.length, 1)];
      if (same) set(slot, { ...(get(slot) as object), [same[0]]: same[1] as Json });
    },
  },
};

export const CHANGE_NAMES = Object.keys(CHANGES);
export const ODD_COUNT = ODD.length;

/** A record with one thing changed; `number` chooses where. */
export function changed(record: Json, name: string, odd: number, number: number): Json {
  const tree = structuredClone(record);
  const change = CHANGES[name];
  const slots = slotsOf(tree).filter((slot) => change?.fits(slot));
  const slot = slots[number % Math.max(slots.length, 1)];
  if (change && slot) change.make(slot, ODD[odd % ODD.length] ?? null, number);
  return tree;
}
