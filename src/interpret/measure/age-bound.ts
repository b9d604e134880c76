/** One end of an age, with its comparator and unit: `≥ 18 years`, `6 months`, `65 or older`. */
import { type Comparator, readComparator, readTrailing } from './comparator.ts';
import { NUMBER, numberOf } from './number.ts';
import { endOf } from './scan.ts';

export type AgeUnit = 'a' | 'mo' | 'wk' | 'd';
export type Sign = Exclude<Comparator, '='>;

export interface Bound {
  readonly number: number;
  readonly unit?: AgeUnit;
  readonly comparator?: Sign;
  /** A word says that it is an age: `of age`, `years old`, `or older`. */
  readonly isOld: boolean;
  readonly start: number;
  readonly end: number;
}

const UNITS: Readonly<Record<string, AgeUnit>> = { y: 'a', m: 'mo', w: 'wk', d: 'd' };

const THE_AGE = /(?: ?(?:than|the|an?|age[sd]?|of)(?![a-z]))* ?/y;
const NUMBER_AT = new RegExp(NUMBER, 'y');
const UNIT_AT =
  /(\+|(?: ?\(\d{1,3}\)))?[ -]?(?:(?:full|completed) )?(years?|yrs?|y\.? ?\/?o\.?|y|months?|mos?|weeks?|wks?|days?)(?![a-z])(?: years?(?![a-z]))?/y;
/** `10 years, 3 months`; `1.5 × ULN`; `20 %` */
const ANOTHER = /^(?:,? (?:and )?\d{1,2} months?|[.,]?\d| ?[%/x^])/;
const OLD_AT = /[ ,-]{0,2}(?:old|of[ -]age|age)(?![a-z])/y;
const SAID = /(?<![a-z])(?:age|older|younger)/;
const TRAILING_AT =
  /[ ,]*\(?(?:and|or|&)? ?(?:(older|above|over|up|plus|upwards?|greater|more)|(younger|below|under|less))(?! th[ae]n)(?![a-z])\)?|(\+)(?![a-z\d])/y;
const BEGINS = /^ ?(?:the |age |of )*\d/;

interface Compared {
  readonly comparator: Sign;
  readonly end: number;
}

export function readBound(text: string, at: number): Bound | undefined {
  const compared = readComparator(text, at);
  const from = compared ? pastOld(THE_AGE, text, compared.end) : at;
  const amount = readAmount(text, from);
  if (!amount) return undefined;
  const { number, unit, isOld, orMore, end } = amount;
  const trailing = trailingAt(text, end, compared !== undefined);
  const sign = signOf(compared?.comparator) ?? trailing?.comparator ?? orMore;
  const last = trailing ? pastOld(OLD_AT, text, trailing.end) : end;
  return {
    number,
    ...(unit !== undefined && { unit }),
    ...(sign !== undefined && { comparator: sign }),
    isOld: isOld || SAID.test(text.slice(at, from)) || SAID.test(text.slice(end, last)),
    start: at,
    end: last,
  };
}

const pastOld = (pattern: RegExp, text: string, at: number): number =>
  endOf(pattern, text, at) ?? at;

const signOf = (comparator: Comparator | undefined): Sign | undefined =>
  comparator === '=' ? undefined : comparator;

interface Amount {
  readonly number: number;
  readonly unit?: AgeUnit;
  readonly isOld: boolean;
  /** `65+ years` */
  readonly orMore?: '>=';
  readonly end: number;
}

function readAmount(text: string, from: number): Amount | undefined {
  NUMBER_AT.lastIndex = from;
  const digits = NUMBER_AT.exec(text)?.[0];
  if (digits === undefined) return undefined;
  const after = from + digits.length;
  UNIT_AT.lastIndex = after;
  const [, plus, name = ''] = UNIT_AT.exec(text) ?? [];
  const end = name === '' ? after : UNIT_AT.lastIndex;
  if (ANOTHER.test(text.slice(end, end + 18))) return undefined;
  const unit = UNITS[name.charAt(0)];
  const old = endOf(OLD_AT, text, end);
  return {
    number: numberOf(digits),
    ...(unit !== undefined && { unit }),
    isOld: old !== undefined || /^y.*o/.test(name),
    ...(plus === '+' && { orMore: '>=' }),
    end: old ?? end,
  };
}

/** Of `under 18 or over 60` the second comparator belongs to what follows. */
function trailingAt(text: string, at: number, isCompared: boolean): Compared | undefined {
  const after = readAfter(text, at);
  return isCompared && after && BEGINS.test(text.slice(after.end, after.end + 10))
    ? undefined
    : after;
}

function readAfter(text: string, at: number): Compared | undefined {
  const found = readTrailing(text, at);
  if (found && found.comparator !== '=') return { comparator: found.comparator, end: found.end };
  TRAILING_AT.lastIndex = at;
  const match = TRAILING_AT.exec(text);
  if (!match) return undefined;
  return { comparator: match[2] === undefined ? '>=' : '<=', end: TRAILING_AT.lastIndex };
}
