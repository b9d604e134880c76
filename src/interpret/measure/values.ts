/** The values that belong to a name: after it, or before it where nothing follows. */
import { type Expected, readAmount } from './amount.ts';
import { BEFORE_NUMBER, comparatorIn } from './counted.ts';
import { afterBracket, afterFillers } from './fillers.ts';
import type { Variable } from './lexicon/variable.ts';
import type { Mention } from './mentions.ts';
import { type Compared, quantityOf, readCompared } from './quantity.ts';
import { relaxedAfter } from './relaxed.ts';
import { endOf, skipBlanks } from './scan.ts';

export interface Valued {
  readonly compared: Compared;
  /** Where it begins, if before the name. */
  readonly start?: number;
  readonly condition?: string;
  readonly end: number;
}

/** The values that follow a name, the next name at `limit`. */
export function valuesAfter(text: string, mention: Mention, limit: number): readonly Valued[] {
  const { variable } = mention;
  if (variable.isAfterValue === true) return [];
  const expected = expectedOf(variable);
  const first = readFirst(text, mention, expected);
  if (!first || first.end > limit + NAME_INSIDE) return [];
  const room = { variable, limit };
  const values: Valued[] = [withCondition(text, first, room, first.label)];
  const relaxed = relaxedAfter(text, first, expected);
  if (relaxed) return [{ ...values[0], ...relaxed, compared: first }, relaxed];
  for (let count = 0; count < MOST_VALUES; count += 1) {
    const last = values.at(-1);
    const next = last && nextValue(text, last.end, expected);
    if (!next || next.end > limit || isOfAnother(variable, first, last.compared, next)) break;
    const more = withCondition(text, next, room, next.label);
    // The same in another unit says nothing new.
    if (isOtherUnit(first, next)) extend(values, more);
    else values.push(more);
  }
  return withUnits(values);
}

/** `above 25 and less than 40 kg/m2`: both are in the unit of the last. */
function withUnits(values: readonly Valued[]): readonly Valued[] {
  const [one, two] = values;
  if (!one || !two || values.length > 2) return values;
  const { value } = two.compared;
  const isBare = one.compared.value.ucum === undefined && one.compared.offset === undefined;
  if (!isBare || value.ucum === undefined || two.compared.offset !== undefined) return values;
  if (!isOpposite(one.compared, two.compared)) return values;
  const { unit, ucum } = value;
  const compared = {
    ...one.compared,
    value: { ...one.compared.value, ...(unit !== undefined && { unit }), ucum },
  };
  return [{ ...one, compared }, two];
}

function readFirst(text: string, mention: Mention, expected: Expected): Labelled | undefined {
  const from = afterSuffix(text, mention);
  const at = afterFillers(text, from);
  const bound = boundBefore(text, mention.start, at, expected);
  if (bound) return bound;
  const first = readLabelled(text, at, expected);
  if (first && isEqual(first)) return readClassSign(text, mention, first, at);
  if (first) return first;
  const behind = afterBracket(text, at);
  const least = mention.variable.isLeast ? readAmount(text, at, expected) : undefined;
  if (least) return quantityOf('>=', least);
  return (
    (behind === undefined ? undefined : readLabelled(text, behind, expected)) ??
    readInBrackets(text, afterFillers(text, from, true), expected)
  );
}

/** `minimum weight 16 kg`, `a maximum age of 75 years` */
const BOUND = /(?<![a-z])(?:(min(?:imum|imal|\.))|max(?:imum|imal|\.))(?: of)?(?: an?| the)? $/;

function boundBefore(
  text: string,
  start: number,
  at: number,
  expected: Expected,
): Compared | undefined {
  const match = BOUND.exec(text.slice(Math.max(0, start - 18), start));
  const amount = match && readAmount(text, at, expected);
  if (!match || !amount) return undefined;
  return quantityOf(match[1] === undefined ? '<=' : '>=', amount);
}

const isEqual = ({ value }: Compared): boolean =>
  value.kind === 'quantity' && value.comparator === undefined;

/** `≥ NYHA class II`: the sign stands before the name. */
const SIGN_BEFORE = new RegExp(String.raw`(?:^|[^a-z<>≤≥=])(${BEFORE_NUMBER}) ?(?:the )?$`);

/** A number alone: after a semicolon it begins what comes next, `≥` may stand before the name. */
function readClassSign(
  text: string,
  { variable, start, end }: Mention,
  first: Labelled,
  at: number,
): Labelled | undefined {
  if (variable.isBare === true && text.slice(end, at).includes(';')) return undefined;
  if (variable.isRoman !== true || first.value.kind !== 'quantity') return first;
  const before = SIGN_BEFORE.exec(text.slice(Math.max(0, start - 26), start))?.[1];
  const comparator = comparatorIn(before, undefined);
  return comparator ? { ...first, value: { ...first.value, comparator } } : first;
}

const SCORED = / ?(?:(?:total |a )?scores?|levels?|values?)(?: of| is)? (?=\S)/y;

/** `high fever (37.5 degrees or higher)`, `SpO2 (95 % - 100 %)` */
function readInBrackets(text: string, at: number, expected: Expected): Compared | undefined {
  if (text.charAt(at) !== '(') return undefined;
  const inside = endOf(SCORED, text, at + 1) ?? skipBlanks(text, at + 1);
  const found = readCompared(text, inside, expected);
  return found && /\)|^. ?,/.test(text.slice(found.end - 1, found.end + 2)) ? found : undefined;
}

/** `FEV1 < 80 % (under 5. percentile)`: the second number is of something else, but for the other end of an age. */
function isOfAnother(
  { usual }: Variable,
  first: Compared,
  last: Compared,
  next: Compared,
): boolean {
  return isUnitless(first, next) && !(usual !== undefined && isOpposite(last, next));
}

function expectedOf({
  units,
  isBare,
  isBareCompared,
  isBareRange,
  isRoman,
  hasLimits,
}: Variable): Expected {
  return {
    units,
    isBare: isBare ?? false,
    isBareCompared: isBareCompared ?? false,
    isBareRange: isBareRange ?? false,
    isRoman: isRoman ?? false,
    hasLimits: hasLimits ?? true,
  };
}

const STARTS =
  /[<>≤≥=]|(?<![a-z])(?:at|a|minimum|maximum|equal|no|not|more|less|greater|lower|higher|above|below|over|under|up|between|from|exceed|fewer|\d)/g;
const LOOK_BACK = 90;
const IF = /\b(?:if|when|for)(?: [a-z]+'?){0,2}[ (]*$/;
const LEADS_TO =
  /^'? ?(?:(?:of|on|for|in|the|a|an|s|scores?|his|her|baseline|body|total|pregnancy|points?|pts|out|scale|corrected|predicted|normal|expected|\d{1,3} ?(?:-|to) ?\d{1,3}(?: points?)?|\d{1,3}-points?|\d{2,3})(?![a-z])[ ,]?)*$/;

/** `no more than 20 weeks of gestation`, `a score of > 18 on the MADRS`. */
export function valueBefore(text: string, mention: Mention, from: number): Valued | undefined {
  const own = expectedOf(mention.variable);
  // A number before a name is its value only where it is compared.
  const expected = {
    ...own,
    isBare: false,
    isBareRange: false,
    isBareCompared: own.isBare || (own.isBareCompared && own.units.length === 0),
  };
  const begin = Math.max(from, mention.start - LOOK_BACK);
  for (const { index } of text.slice(begin, mention.start).matchAll(STARTS)) {
    const compared = readCompared(text, begin + index, expected);
    if (!compared || compared.end > mention.start) continue;
    if (!LEADS_TO.test(text.slice(compared.end, mention.start))) continue;
    // `if < 2 years old, ...` is no criterion but says of whom one is.
    if (IF.test(text.slice(begin, begin + index))) return undefined;
    return { compared, start: begin + index, end: mention.end };
  }
  return undefined;
}

/** A name may stand in the unit: `1,500 neutrophils/uL`. */
const NAME_INSIDE = 30;
const MOST_VALUES = 4;
const JOIN =
  /(?: ?\([a-z][a-z ,-]{1,30}\))?[ ,;)\]]*(?:\(|\[)? ?(?:(?:may|can|could) be (?=(?:relaxed|increased|extended|broadened))|or|and|but|&|to(?= ?[<>≤≥])|i\.e\.,?|=|equivalent to|approximately|,|;|\/)? */y;

/** `NRS-11`: the number belongs to the name. */
const SUFFIX = /-\d{1,2}(?![\d.])/y;

const afterSuffix = (text: string, { end, variable }: Mention): number =>
  variable.isBare === true ? (endOf(SUFFIX, text, end) ?? end) : end;

/** A value with the words before it that say for whom it is. */
interface Labelled extends Compared {
  readonly label?: string;
}

function nextValue(text: string, at: number, expected: Expected): Labelled | undefined {
  const join = endOf(JOIN, text, at);
  if (join === undefined || join === at) return undefined;
  const next = readLabelled(text, join, expected);
  const isSaid =
    next?.value.ucum !== undefined || /(?<![a-z])(?:or|and)/.test(text.slice(at, join));
  // `≤ 2, 3) expectancy`: a number alone may begin the next item.
  return next && (isSaid || !/^\d/.test(text.slice(join))) ? next : undefined;
}

/** `males < 450 ms`, `patients with liver metastases: ≤ 5 × ULN` */
const LABEL =
  /(?:(?:for|in) )?([a-z][a-z ,-]{2,60}?)(?: ?: ?| )(?=[<>≤≥=]|at least|no more than|up to|less than|more than|not )/y;
const WHOSE =
  /(?<![a-z])(?:males?|females?|men|women|boys|girls|patients?|subjects?|participants?|metastas[ei]s|metastatic)(?![a-z])/;

function readLabelled(text: string, at: number, expected: Expected): Labelled | undefined {
  const plain = readCompared(text, at, expected);
  if (plain) return plain;
  LABEL.lastIndex = at;
  const match = LABEL.exec(text);
  const label = match?.[1];
  if (!match || label === undefined || !WHOSE.test(label)) return undefined;
  const compared = readCompared(text, at + match[0].length, expected);
  return compared && { ...compared, label };
}

function extend(values: Valued[], { end, condition }: Valued): void {
  const last = values.pop();
  if (last) values.push({ ...(condition !== undefined && { condition }), ...last, end });
}

const isUnitless = (first: Compared, next: Compared): boolean =>
  first.value.ucum !== undefined && next.value.ucum === undefined;

/** `more than 18 years but less than 80` */
function isOpposite({ value: one }: Compared, { value: other }: Compared): boolean {
  const signs = [one, other].map((value) =>
    value.kind === 'quantity' ? value.comparator : undefined,
  );
  const [first, second] = signs.map((sign) => sign?.charAt(0));
  return first !== undefined && second !== undefined && first !== second;
}

function isOtherUnit(first: Compared, next: Compared): boolean {
  return (
    first.offset === undefined &&
    next.offset === undefined &&
    first.value.ucum !== undefined &&
    next.value.ucum !== undefined &&
    first.value.ucum !== next.value.ucum
  );
}

const CONDITION =
  /[ ,)]*\(?((?:if|for|in|when|unless|with|without|among|provided|where)(?![a-z])[^.;()<>≤≥\n]{3,120})/y;
/** What only says how or when it is measured. */
const NO_CONDITION =
  /^(?:(?:for|in|with|when)(?: age)?$|with or without|(?:in|with|for|when)(?: the| a| an)? (?:screening|baseline|absence of transfusion|serum|blood|plasma|last|previous|past|(?:at least|the past|the last|the previous) |\d))/;

/** The words up to a name that has a value of its own: `without transfusion, hemoglobin ≥ 9`. */
function conditionIn(text: string, match: RegExpExecArray, start: number, limit: number): string {
  const { 0: all, 1: words = '' } = match;
  const from = start + all.length - words.length;
  const own = text.slice(from, Math.max(from, limit));
  const isCut =
    own.length < words.length &&
    JOINT_AT_END.test(own) &&
    SIGN.test(text.slice(start + all.length, start + all.length + 2));
  return (isCut ? own : words).replace(JOINT_AT_END, '');
}

const SIGN = /^ ?[<>≤≥]/;
const JOINT_AT_END = /(?:[ ,:/]|(?<![a-z])(?:or|and))+$/;

interface Room {
  readonly variable: Variable;
  /** Where the next name begins. */
  readonly limit: number;
}

function withCondition(
  text: string,
  compared: Compared,
  { variable, limit }: Room,
  label?: string,
): Valued {
  if (label !== undefined) return { compared, condition: label, end: compared.end };
  if (variable.hasConditions === false) return { compared, end: compared.end };
  CONDITION.lastIndex = compared.end;
  const match = CONDITION.exec(text);
  const found = match && conditionIn(text, match, compared.end, limit);
  if (!match || !found || NO_CONDITION.test(found)) {
    return { compared, end: compared.end };
  }
  const end = compared.end + match[0].length - (match[1] ?? '').length + found.length;
  return { compared, condition: found, end };
}
