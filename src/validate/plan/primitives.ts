/**
 * Primitive types in JSON (http://hl7.org/fhir/R4/datatypes.html#primitive); R5 adds integer64.
 *
 * Written by hand where the published regular expression lets dates pass that do not exist, or can be
 * made to run for minutes (base64Binary).
 */
import { Buffer } from 'node:buffer';
import type { Release } from './release.ts';

export interface PrimitiveRule {
  readonly type: string;
  readonly json: 'string' | 'number' | 'boolean';
  /** What is allowed, for messages. */
  readonly allowed: string;
  readonly accepts: (value: string | number | boolean) => boolean;
  /** Why a value that is accepted is better another; the schema rejects those, so that the walk says it. */
  readonly doubt?: (value: string) => string | undefined;
  /** The same as a JSON Schema; what no keyword can say is a format named like the type. */
  readonly schema: PrimitiveSchema;
}

type PrimitiveSchema =
  | { readonly type: 'boolean' | 'number' }
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'string'; readonly pattern: string }
  | { readonly type: 'string'; readonly format: string };

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?$/;
const ZONED = /^(.*?)(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;

function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null || match[1] === '0000') return false;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  if (month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || isLeap(year);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function isInstant(text: string): boolean {
  const zoned = ZONED.exec(text);
  const [date, clock] = (zoned?.[1] ?? '').split('T');
  return date?.length === 10 && isDate(date) && clock !== undefined && CLOCK.test(clock);
}

const LONG_FRACTION = /\.\d{10}/;

// R5: no more than nanoseconds (http://hl7.org/fhir/R5/datatypes.html#dateTime)
const inNanoseconds =
  (accepts: (text: string) => boolean) =>
  (text: string): boolean =>
    accepts(text) && !LONG_FRACTION.test(text);

function isDateTime(text: string): boolean {
  return text.includes('T') ? isInstant(text) : isDate(text);
}

// the source of a record makes half of its bundle: bytes that pack to the same text prove it ten times as fast
function isPacked(text: string): boolean {
  return text !== '' && Buffer.from(text, 'base64').toString('base64') === text;
}

function isBase64(text: string): boolean {
  if (isPacked(text)) return true;
  const packed = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  return packed.length > 0 && packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
}

// R5: "base64Binary content does not include any whitespace or line feeds" (http://hl7.org/fhir/R5/datatypes.html#base64Binary)
function isUnbrokenBase64(text: string): boolean {
  return isPacked(text) || (isBase64(text) && !/\s/.test(text));
}

// urn:uuid in lower case: http://hl7.org/fhir/R4/datatypes.html#uri
const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
// told by what it must not have, since an engine runs out of stack where it repeats a group millions of times
const OID = /^urn:oid:[0-2]\.(?!\.|0\d|[^]*(?:\.\.|\.0\d|\.$))[\d.]+$/;

function isUri(text: string): boolean {
  if (text.startsWith('urn:uuid:')) return UUID.test(text);
  if (text.startsWith('urn:oid:')) return OID.test(text);
  return !/\s/.test(text);
}

const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:./;

/** With a scheme, whatever it is: what no base URL has to be known for. */
export function isAbsolute(url: string): boolean {
  return ABSOLUTE.test(url);
}

// always absolute, but for fragments that name a contained resource: http://hl7.org/fhir/R4/references.html#canonical
function isCanonical(text: string): boolean {
  return isUri(text) && (text.startsWith('#') || isAbsolute(text));
}

const TEXT = /\S/;
// "SHOULD NOT contain Unicode character points below 32" but for these three: http://hl7.org/fhir/R4/datatypes.html#string
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;
// no control character, and not only white space, in one pass
const SOUND =
  // oxlint-disable-next-line no-control-regex
  /^[\t\n\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]*[^\s\u0000-\u001F][^\u0000-\u0008\u000B\u000C\u000E-\u001F]*$/;

/** What text SHOULD NOT be: a control character in it, or nothing but white space. */
function doubtOfText(text: string): string | undefined {
  if (CONTROL.test(text)) return 'The text has a control character; a reader may refuse it.';
  return TEXT.test(text) ? undefined : 'The text is only white space; a reader may drop it.';
}

function ofText(type: string): PrimitiveRule {
  return {
    type,
    json: 'string',
    allowed: 'text',
    accepts: () => true,
    doubt: doubtOfText,
    schema: { type: 'string', pattern: SOUND.source },
  };
}
// "no whitespace other than single spaces", which the published pattern of R4 forgets: http://hl7.org/fhir/R4/datatypes.html#code
const CODE = /^(?:\S+|(?!\s|[^]*(?:\s{2}|\s$|[^\S ]))[^]+)$/;
const ID = /^[A-Za-z0-9\-.]{1,64}$/;

function byPattern(type: string, allowed: string, pattern: RegExp): PrimitiveRule {
  return {
    type,
    json: 'string',
    allowed,
    accepts: (value) => pattern.test(value as string),
    schema: { type: 'string', pattern: pattern.source },
  };
}

function byFormat(
  type: string,
  allowed: string,
  accepts: (text: string) => boolean,
): PrimitiveRule {
  return {
    type,
    json: 'string',
    allowed,
    accepts: (value) => accepts(value as string),
    schema: { type: 'string', format: type },
  };
}

function byRange(type: string, allowed: string, minimum: number, maximum: number): PrimitiveRule {
  return {
    type,
    json: 'number',
    allowed,
    accepts: (value) =>
      Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum,
    schema: { type: 'integer', minimum, maximum },
  };
}

const MOST = 2_147_483_647;
const MOST_OF_64_BITS = 2n ** 63n - 1n;

// text in JSON: a number there has no room for 64 bits (http://hl7.org/fhir/R5/datatypes.html#integer64)
function isInteger64(text: string): boolean {
  if (!/^(?:0|[-+]?[1-9]\d{0,18})$/.test(text)) return false;
  const value = BigInt(text.replace('+', ''));
  return value <= MOST_OF_64_BITS && value >= -MOST_OF_64_BITS - 1n;
}

const RULES: readonly PrimitiveRule[] = [
  {
    type: 'boolean',
    json: 'boolean',
    allowed: 'true or false',
    accepts: () => true,
    schema: { type: 'boolean' },
  },
  {
    type: 'decimal',
    json: 'number',
    allowed: 'a decimal number',
    accepts: Number.isFinite,
    schema: { type: 'number' },
  },
  byRange('integer', 'a whole number of 32 bits', -MOST - 1, MOST),
  byRange('unsignedInt', `a whole number from 0 to ${MOST}`, 0, MOST),
  byRange('positiveInt', `a whole number from 1 to ${MOST}`, 1, MOST),
  ofText('string'),
  ofText('markdown'),
  byPattern('xhtml', 'an XHTML fragment', TEXT),
  byPattern('code', 'a code without leading, trailing or double spaces', CODE),
  byPattern('id', '1 to 64 letters, digits, "-" and "."', ID),
  byPattern('oid', 'urn:oid: and an OID', OID),
  byPattern('uuid', 'urn:uuid: and a UUID in lower case', UUID),
  byPattern('time', 'hh:mm:ss', CLOCK),
  byFormat('uri', 'a URI without spaces (urn:uuid in lower case)', isUri),
  byFormat('url', 'a URL without spaces', isUri),
  byFormat(
    'canonical',
    'an absolute URL without spaces, or #id of a contained resource',
    isCanonical,
  ),
  byFormat('base64Binary', 'base64', isBase64),
  byFormat('integer64', 'a whole number of 64 bits as text', isInteger64),
  byFormat('date', 'a date that exists: YYYY, YYYY-MM or YYYY-MM-DD', isDate),
  byFormat(
    'dateTime',
    'a date that exists, or date and time with zone: YYYY-MM-DDThh:mm:ssZ',
    isDateTime,
  ),
  byFormat('instant', 'date and time with zone: YYYY-MM-DDThh:mm:ssZ', isInstant),
];

const BY_TYPE = new Map(RULES.map((rule) => [rule.type, rule]));

/** Types that R5 defines more narrowly. */
const NARROWER_IN_R5: ReadonlyMap<string, PrimitiveRule> = new Map([
  [
    'base64Binary',
    {
      ...byFormat('base64Binary', 'base64 without white space', isUnbrokenBase64),
      schema: { type: 'string', format: 'base64Binary-r5' },
    },
  ],
  [
    'dateTime',
    {
      ...byFormat(
        'dateTime',
        'a date that exists, or date and time with zone, to the nanosecond: YYYY-MM-DDThh:mm:ss.sssZ',
        inNanoseconds(isDateTime),
      ),
      schema: { type: 'string', format: 'dateTime-r5' },
    },
  ],
  [
    'instant',
    {
      ...byFormat(
        'instant',
        'date and time with zone, to the nanosecond: YYYY-MM-DDThh:mm:ss.sssZ',
        inNanoseconds(isInstant),
      ),
      schema: { type: 'string', format: 'instant-r5' },
    },
  ],
]);

/** What the formats named in schemas mean. */
export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = Object.fromEntries(
  [...RULES, ...NARROWER_IN_R5.values()].flatMap(({ schema, accepts }) =>
    'format' in schema ? [[schema.format, (text: string) => text !== '' && accepts(text)]] : [],
  ),
);

/** Undefined for a type that is no primitive. */
export function primitiveRule(type: string, release: Release = 'R4'): PrimitiveRule | undefined {
  return (release === 'R5' ? NARROWER_IN_R5.get(type) : undefined) ?? BY_TYPE.get(type);
}

const PARENT: Readonly<Record<string, string>> = {
  code: 'string',
  id: 'string',
  markdown: 'string',
  url: 'uri',
  canonical: 'uri',
  oid: 'uri',
  uuid: 'uri',
  unsignedInt: 'integer',
  positiveInt: 'integer',
};

/** The primitive a primitive specializes: `code` is a `string`. */
export function primitiveParent(type: string): string | undefined {
  return PARENT[type];
}
