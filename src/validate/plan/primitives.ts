/**
 * Primitive types in JSON (http://hl7.org/fhir/R4/datatypes.html#primitive).
 *
 * Written by hand where the published regular expression lets dates pass that do not exist, or can be
 * made to run for minutes (base64Binary).
 */
export interface PrimitiveRule {
  readonly type: string;
  readonly json: 'string' | 'number' | 'boolean';
  /** What is allowed, for messages. */
  readonly allowed: string;
  readonly accepts: (value: string | number | boolean) => boolean;
}

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

function isDateTime(text: string): boolean {
  return text.includes('T') ? isInstant(text) : isDate(text);
}

function isBase64(text: string): boolean {
  const packed = text.replace(/\s+/g, '');
  return packed.length > 0 && packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
}

// urn:uuid in lower case: http://hl7.org/fhir/R4/datatypes.html#uri
const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const OID = /^urn:oid:[0-2](\.(0|[1-9]\d*))+$/;

function isUri(text: string): boolean {
  if (text.startsWith('urn:uuid:')) return UUID.test(text);
  if (text.startsWith('urn:oid:')) return OID.test(text);
  return !/\s/.test(text);
}

// \S rejects what is only white space; the rest of the published expression allows everything
const hasText = (text: string): boolean => /\S/.test(text);

function ofText(type: string, allowed: string, accepts: (text: string) => boolean): PrimitiveRule {
  return { type, json: 'string', allowed, accepts: (value) => accepts(value as string) };
}

function ofNumber(
  type: string,
  allowed: string,
  accepts: (value: number) => boolean,
): PrimitiveRule {
  return { type, json: 'number', allowed, accepts: (value) => accepts(value as number) };
}

function integerBetween(least: number, most: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= least && value <= most;
}

const MOST = 2_147_483_647;

const RULES: readonly PrimitiveRule[] = [
  { type: 'boolean', json: 'boolean', allowed: 'true or false', accepts: () => true },
  ofNumber('integer', 'a whole number of 32 bits', integerBetween(-MOST - 1, MOST)),
  ofNumber('unsignedInt', `a whole number from 0 to ${MOST}`, integerBetween(0, MOST)),
  ofNumber('positiveInt', `a whole number from 1 to ${MOST}`, integerBetween(1, MOST)),
  ofNumber('decimal', 'a decimal number', Number.isFinite),
  ofText('string', 'text that is not only white space', hasText),
  ofText('markdown', 'text that is not only white space', hasText),
  ofText('xhtml', 'an XHTML fragment', hasText),
  ofText('code', 'a code without leading, trailing or double spaces', (text) =>
    /^[^\s]+(\s[^\s]+)*$/.test(text),
  ),
  ofText('id', '1 to 64 letters, digits, "-" and "."', (text) =>
    /^[A-Za-z0-9\-.]{1,64}$/.test(text),
  ),
  ofText('uri', 'a URI without spaces (urn:uuid in lower case)', isUri),
  ofText('url', 'a URL without spaces', isUri),
  ofText('canonical', 'a canonical URL without spaces', isUri),
  ofText('oid', 'urn:oid: and an OID', (text) => OID.test(text)),
  ofText('uuid', 'urn:uuid: and a UUID in lower case', (text) => UUID.test(text)),
  ofText('base64Binary', 'base64', isBase64),
  ofText('date', 'a date that exists: YYYY, YYYY-MM or YYYY-MM-DD', isDate),
  ofText(
    'dateTime',
    'a date that exists, or date and time with zone: YYYY-MM-DDThh:mm:ssZ',
    isDateTime,
  ),
  ofText('instant', 'date and time with zone: YYYY-MM-DDThh:mm:ssZ', isInstant),
  ofText('time', 'hh:mm:ss', (text) => CLOCK.test(text)),
];

const BY_TYPE = new Map(RULES.map((rule) => [rule.type, rule]));

/** Undefined for a type that is no primitive. */
export function primitiveRule(type: string): PrimitiveRule | undefined {
  return BY_TYPE.get(type);
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
