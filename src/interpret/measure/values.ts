/** The values that belong to a name: after it, or before it where nothing follows. */
import type { Expected } from './amount.ts';
import { afterFillers } from './fillers.ts';
import type { Variable } from './lexicon/variable.ts';
import type { Mention } from './mentions.ts';
import { type Compared, readCompared } from './quantity.ts';
import { endOf } from './scan.ts';

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
  const first = readLabelled(text, afterFillers(text, afterSuffix(text, mention)), expected);
  if (!first || first.end > limit + NAME_INSIDE) return [];
  const values: Valued[] = [withCondition(text, first, variable, first.label)];
  for (let count = 0; count < MOST_VALUES; count += 1) {
    const last = values.at(-1);
    const next = last && nextValue(text, last.end, expected);
    if (!next || next.end > limit || isOfAnother(variable, first, last.compared, next)) break;
    const more = withCondition(text, next, variable, next.label);
    // The same in another unit says nothing new.
    if (isOtherUnit(first, next)) extend(values, more);
    else values.push(more);
  }
  return values;
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
const LOOK_BACK = 60;
const IF = /\b(?:if|when|for)(?: [a-z]+'?){0,2}[ (]*$/;
const LEADS_TO =
  /^'? ?(?:(?:of|on|for|in|the|a|an|s|score|his|her|baseline|body|total|pregnancy)(?![a-z])[ ,]?)*$/;

/** `no more than 20 weeks of gestation`, `a score of > 18 on the MADRS`. */
export function valueBefore(text: string, mention: Mention, from: number): Valued | undefined {
  const own = expectedOf(mention.variable);
  // A number before a name is its value only where it is compared.
  const expected = {
    ...own,
    isBare: false,
    isBareRange: false,
    isBareCompared: own.isBare || own.isBareCompared,
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
const JOIN = /[ ,;]*(?:\(|\[)? ?(?:or|and|but|&|i\.e\.,?|=|equivalent to|approximately|,|;|\/)? */y;

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
  return join === undefined || join === at ? undefined : readLabelled(text, join, expected);
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
  /^(?:with or without|(?:in|with|for|when)(?: the| a| an)? (?:screening|baseline|absence of transfusion|serum|blood|plasma|last|previous|past|(?:at least|the past|the last|the previous) |\d))/;

function withCondition(
  text: string,
  compared: Compared,
  { hasConditions }: Variable,
  label?: string,
): Valued {
  if (label !== undefined) return { compared, condition: label, end: compared.end };
  if (hasConditions === false) return { compared, end: compared.end };
  CONDITION.lastIndex = compared.end;
  const match = CONDITION.exec(text);
  const words = match?.[1]?.replace(/(?:[ ,:]|\b(?:or|and))+$/, '').trim();
  if (!match || words === undefined || NO_CONDITION.test(words)) {
    return { compared, end: compared.end };
  }
  return { compared, condition: words, end: compared.end + match[0].trimEnd().length };
}
