/** Inputs of a fuzz run. Each depends on the seed and its number alone, so that one can be made again. */
import type { Node, Random } from '../mutants.ts';
import { seededRandom } from '../mutants.ts';
import { NAMES, NUMBERS, type Pool, anyText, anyValue } from './values.ts';

/** What inputs are made of. */
export interface Sources {
  /** Sound resources as JSON text. */
  readonly texts: readonly string[];
  readonly pool: Pool;
  readonly types: readonly string[];
  readonly make: (random: Random, type: string, wrong: number) => Node;
}

export interface Input {
  readonly kind: string;
  readonly bytes: Buffer;
}

type Kind = (sources: Sources, random: Random) => string | Buffer;

const pickText = ({ texts }: Sources, random: Random): string => random.pick(texts) ?? '{}';

const KINDS: readonly (readonly [name: string, share: number, make: Kind])[] = [
  [
    'made of the definitions',
    5,
    ({ types, make }, random) => print(make(random, random.pick(types) ?? 'Basic', 3), random),
  ],
  [
    'made of the definitions, much wrong',
    3,
    ({ types, make }, random) => print(make(random, random.pick(types) ?? 'Basic', 30), random),
  ],
  ['bytes', 2, (sources, random) => withBytes(Buffer.from(pickText(sources, random)), random)],
  ['tokens', 3, (sources, random) => withTokens(pickText(sources, random), random)],
  ['values', 4, (sources, random) => withValues(pickText(sources, random), sources.pool, random)],
  ['any JSON as a resource', 1, anyJson],
  [
    'a value of each primitive type',
    2,
    ({ pool }, random) => parametersWith(anyText(random, pool)),
  ],
  ['a bundle', 1, bundle],
];
const SHARES = KINDS.flatMap(([name, share, make]) =>
  Array.from({ length: share }, () => ({ name, make })),
);

export function inputOf(sources: Sources, seed: number, at: number): Input {
  const random = seededRandom(seed * 1_000_003 + at);
  const { name, make } = SHARES[random.below(SHARES.length)] ?? { name: '', make: anyJson };
  const made = make(sources, random);
  return { kind: name, bytes: typeof made === 'string' ? Buffer.from(made) : made };
}

/** JSON with white space now and then, and numbers that JSON.stringify would not write. */
function print(value: unknown, random: Random): string {
  const text = JSON.stringify(value, undefined, random.below(4) === 0 ? 1 : 0) ?? 'null';
  if (random.below(4) > 0) return text;
  return text.replace(/:(-?\d+(\.\d+)?)(?=[,}\s])/, () => `:${random.pick(NUMBERS) ?? '0'}`);
}

function withBytes(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const at = random.below(changed.length);
    const what = random.below(5);
    if (what === 0) return changed.subarray(0, at);
    else if (what === 1) changed[at] = random.below(256);
    else if (what === 2) changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    else if (what === 3) changed[at] = 0x80 + random.below(128);
    else
      changed.copyWithin(
        at,
        random.below(changed.length),
        Math.min(changed.length, at + random.below(60)),
      );
  }
  return random.below(20) === 0
    ? Buffer.concat([Buffer.from(random.pick(['\ufeff', '\u0000', '<']) ?? ''), changed])
    : changed;
}

const TOKENS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  'null',
  'true',
  'tru',
  '\\u',
  '"\\ud800"',
  '"\\u0000"',
  '//',
  '/**/',
  "'",
  'NaN',
  'Infinity',
  '0x1',
  '01',
  '.5',
  '1.',
  '+1',
  '\u00a0',
  '\u2028',
  '""',
  '[[[[',
  '{"a":',
  '\t',
  '\n',
  '\\',
  '\u0001',
];
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{},:]/g;

/** Tokens of the text left out, doubled, put in place of others or between them. */
function withTokens(text: string, random: Random): string {
  const tokens = text.match(TOKEN) ?? [];
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const at = random.below(tokens.length);
    const other =
      random.pick([
        ...TOKENS,
        ...NUMBERS,
        JSON.stringify(random.pick(NAMES)),
        tokens[random.below(tokens.length)] ?? '',
      ]) ?? '';
    const what = random.below(4);
    if (what === 0) tokens.splice(at, 1);
    else if (what === 1) tokens.splice(at, 0, other);
    else if (what === 2) tokens[at] = other;
    else tokens.splice(at, 0, ...tokens.slice(at, at + 1 + random.below(8)));
  }
  return tokens.join('');
}

/** Members and items replaced, renamed, doubled, wrapped, moved. */
function withValues(text: string, pool: Pool, random: Random): string {
  const root = JSON.parse(text) as Node;
  let twice = '';
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const holder = holderIn(root, random);
    const keys = Object.keys(holder);
    const key = random.pick(keys) ?? 'a';
    const what = random.below(7);
    if (what === 0) delete holder[key];
    else if (what === 1) holder[key] = anyText(random, pool);
    else if (what === 2) define(holder, random.pick(NAMES) ?? 'a', anyValue(random, pool));
    else if (what === 3) holder[key] = [holder[key]];
    else if (what === 4)
      define(
        holder,
        random.pick([`_${key}`, key.toUpperCase(), `${key}String`]) ?? key,
        holder[key],
      );
    else if (what === 5) twice = JSON.stringify(key);
    else holder[key] = anyValue(random, pool);
  }
  const made = print(root, random);
  return twice === ''
    ? made
    : made.replace(/\{(?=")/g, (brace) => (random.below(5) === 0 ? `{${twice}:1,` : brace));
}

// an assignment to __proto__ would set the prototype instead
function define(holder: Node, name: string, value: unknown): void {
  if (Array.isArray(holder)) {
    holder.push(value);
    return;
  }
  Object.defineProperty(holder, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** An object or list, each level as likely as the next. */
function holderIn(root: Node, random: Random): Node {
  let holder = root;
  for (;;) {
    const inner = Object.values(holder).filter(
      (value) => typeof value === 'object' && value !== null,
    );
    if (inner.length === 0 || random.below(3) === 0) return holder;
    holder = random.pick(inner) as Node;
  }
}

function anyJson({ pool, types }: Sources, random: Random): string {
  const value = anyValue(random, pool);
  if (random.below(3) === 0) return JSON.stringify(value) ?? '';
  const resource = {
    ...(typeof value === 'object' ? value : { x: value }),
    resourceType: random.pick([...types, ...NAMES]),
  };
  return JSON.stringify(resource);
}

const PRIMITIVES = [
  'base64Binary',
  'boolean',
  'canonical',
  'code',
  'date',
  'dateTime',
  'decimal',
  'id',
  'instant',
  'integer',
  'integer64',
  'markdown',
  'oid',
  'positiveInt',
  'string',
  'time',
  'unsignedInt',
  'uri',
  'url',
  'uuid',
];

/** One text under every type that takes one, and where units, languages, links, narratives and expressions stand. */
export function parametersWith(text: string): string {
  const parameter = PRIMITIVES.map((type) => ({
    name: 'x',
    [`value${type.charAt(0).toUpperCase()}${type.slice(1)}`]: text,
  }));
  const more = [
    { valueQuantity: { value: 1, system: 'http://unitsofmeasure.org', code: text } },
    { valueReference: { reference: text } },
    { valueAttachment: { contentType: text, data: text, language: text } },
    { valueCoding: { system: text, code: text } },
    { valueCoding: { system: 'urn:ietf:bcp:13', code: text } },
    { valueCoding: { system: 'urn:ietf:bcp:47', code: text } },
    { valueExpression: { language: text, expression: text, name: text } },
    { valueMeta: { profile: [text], lastUpdated: text } },
    {
      resource: {
        resourceType: 'Basic',
        id: text,
        language: text,
        text: { status: 'generated', div: text },
        extension: [{ url: text, valueString: text }],
      },
    },
    {
      resource: {
        resourceType: 'StructureDefinition',
        name: text,
        url: text,
        type: text,
        snapshot: {
          element: [
            {
              path: text,
              id: text,
              constraint: [{ key: text, expression: text, severity: 'error', human: 'x' }],
            },
          ],
        },
      },
    },
    {
      resource: {
        resourceType: 'ValueSet',
        name: text,
        url: text,
        compose: {
          include: [{ system: text, filter: [{ property: text, op: 'regex', value: text }] }],
        },
      },
    },
    {
      resource: {
        resourceType: 'SearchParameter',
        name: text,
        url: text,
        code: text,
        expression: text,
      },
    },
    {
      resource: {
        resourceType: 'Questionnaire',
        item: [{ linkId: text, type: 'string', prefix: text, enableWhen: [{ question: text }] }],
      },
    },
  ].map((part) => ({ name: 'x', ...part }));
  return JSON.stringify({ resourceType: 'Parameters', parameter: [...parameter, ...more] });
}

const BUNDLES = [
  'document',
  'message',
  'transaction',
  'transaction-response',
  'batch',
  'batch-response',
  'history',
  'searchset',
  'collection',
  'subscription-notification',
  'x',
];

function bundle(sources: Sources, random: Random): string {
  const one = (): unknown => JSON.parse(pickText(sources, random));
  const urls = [
    'urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962',
    'http://a.invalid/Patient/1',
    'Patient/1',
    anyText(random, sources.pool),
  ];
  const entry = Array.from({ length: random.below(4) }, () => ({
    ...(random.below(4) > 0 && { fullUrl: random.pick(urls) }),
    ...(random.below(4) > 0 && {
      resource:
        random.below(2) > 0
          ? one()
          : sources.make(random, random.pick(sources.types) ?? 'Basic', 3),
    }),
    ...(random.below(2) > 0 && {
      request: { method: random.pick(['POST', 'PUT', 'GET', 'x']), url: random.pick(urls) },
    }),
    ...(random.below(3) === 0 && { response: { status: random.pick(['200', 'x']) } }),
    ...(random.below(5) === 0 && { search: { mode: 'match' } }),
  }));
  return JSON.stringify({
    resourceType: 'Bundle',
    type: random.pick(BUNDLES),
    entry: random.below(20) === 0 ? anyValue(random, sources.pool) : entry,
  });
}
