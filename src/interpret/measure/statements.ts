/**
 * Statements of a criterion that compare something measured with a value: `ANC ≥ 1.5 × 10^9/L`, `AST and ALT ≤ 2.5 × ULN
 * (≤ 5 × ULN if liver metastases)`.
 *
 * A statement needs a name of the lexicon, a value in one of its units, and between them nothing but words that
 * mean nothing; whatever else is said there, nothing is read. Work is linear in the text.
 */
import type { CriterionValue } from '../../trial/understood.ts';
import { DIASTOLIC, SYSTOLIC } from './lexicon/function.ts';
import type { Variable, VariableType } from './lexicon/variable.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { normalText } from './normal-text.ts';
import { readPressure } from './pressure.ts';
import { readComparator } from './comparator.ts';
import type { Expected } from './amount.ts';
import type { Limit } from './limits.ts';
import { type Compared, readCompared } from './quantity.ts';
import { skipBlanks } from './scan.ts';

export interface Statement {
  /** Name of the rule that read it: `measure:platelets`. */
  readonly rule: string;
  readonly type: VariableType;
  readonly value: CriterionValue;
  readonly offset?: Limit;
  /** What stands between the names that share the value: `AST and ALT`. */
  readonly joined?: string;
  /** Words that say when it holds: `if liver metastases`. */
  readonly condition?: string;
  /** Place in the text: of the name, and just after the value and its condition. */
  readonly start: number;
  readonly end: number;
}

const WORDS =
  'levels?|counts?|values?|concentrations?|scores?|scale|status|index|results?|tests?|measurements?|measures?|rates?|intervals?|readings?|titers?|of|is|are|was|were|has|have|had|having|with|to|be|being|must|should|shall|will|required|needs?|at|on|in|as|by|a|an|the|their|his|her|your|its|screening|baseline|visit [a-z0-9]+|visit|enrol+ment|inclusion|study entry|entry|randomi[sz]ation|day [-]?\\d+|serum|blood|plasma|urine|total|fasting|resting|current|currently|which|that|demonstrated|documented|defined|measured|known|adequate|sufficient|abnormal|elevated|increased|decreased|low|high|reduced|function|ratio|predicted|corrected|absolute|mean|average|baseline|performance|class|grade|stage|group';
const FILLER = new RegExp(
  `(?:[ ,:;)\\]-]|\\((?![^()]{0,80}[<>≤≥])[^()]{1,80}\\)|\\[(?![^\\]]{0,60}[<>≤≥])[^\\]]{1,60}\\]|(?:${WORDS})(?![a-z0-9]))`,
  'y',
);
const METHOD =
  /(?:as )?(?:assessed|calculated|estimated|measured|determined|derived|evaluated|based on|according to|using|by|per|via)(?![a-z])[^.;:<>≤≥()\d]{0,80}?(?:\([^()]{1,60}\))?(?= ?(?:[<>≤≥=]|of |at least|is |was |must |should |between |less than|more than|greater than|not ))/y;
const MOST_FILLERS = 30;

/** Where a value may begin after a name. */
function afterFillers(text: string, from: number): number {
  let at = from;
  for (let count = 0; count < MOST_FILLERS; count += 1) {
    if (readComparator(text, at)) break;
    // `platelet count (< 75000/uL)`
    const inside = text.charAt(at) === '(' ? skipBlanks(text, at + 1) : at;
    if (inside > at && readComparator(text, inside)) return inside;
    FILLER.lastIndex = at;
    METHOD.lastIndex = at;
    if (FILLER.test(text)) at = FILLER.lastIndex;
    else if (METHOD.test(text)) at = METHOD.lastIndex;
    else break;
  }
  return at;
}

/** Names listed as one: `AST and ALT`, `ALT/AST (SGPT/SGOT)`. */
const JOINS = /^(?: |,|\/|\(|\)|\[|\]|and\/or|and|or|&|\+|both|either|the|serum|levels?|of|-)*$/;

function groupsOf(text: string, mentions: readonly Mention[]): readonly (readonly Mention[])[] {
  const groups: Mention[][] = [];
  for (const mention of mentions) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const between = before && text.slice(before.end, mention.start);
    if (last && between !== undefined && between.length < 50 && JOINS.test(between))
      last.push(mention);
    else groups.push([mention]);
  }
  return groups;
}

/** Longer texts are no criteria; what lies beyond is not read. */
const LONGEST = 20_000;

/** Every value has one of these: most criteria need no further look. */
const HAS_VALUE =
  /[\d０-９]|[ul]ln|normal|class|grade|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twice|double|triple|i{1,3}|iv)\b/i;

export function readStatements(criterion: string): readonly Statement[] {
  if (!HAS_VALUE.test(criterion)) return [];
  const text = normalText(criterion.slice(0, LONGEST));
  const groups = groupsOf(text, mentionsIn(text));
  const statements: Statement[] = [];
  for (const [index, group] of groups.entries()) {
    const limit = groups[index + 1]?.[0]?.start ?? text.length;
    statements.push(...statementsOf(text, group, { from: statements.at(-1)?.end ?? 0, limit }));
  }
  return statements.filter(
    (one, index) => !statements.slice(0, index).some((other) => isSame(one, other)),
  );
}

/** A long name and its abbreviation may each lead to the one value. */
function isSame(one: Statement, other: Statement): boolean {
  return (
    one.end === other.end &&
    one.type.code === other.type.code &&
    JSON.stringify(one.value) === JSON.stringify(other.value)
  );
}

/** Where nothing else is said: after the last statement, and before the next name. */
interface Room {
  readonly from: number;
  readonly limit: number;
}

function statementsOf(
  text: string,
  group: readonly Mention[],
  { from, limit }: Room,
): readonly Statement[] {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) return [];
  if (last.variable.isPair === true) return pressuresOf(text, last);
  const joined = namedOnce(group).length > 1 ? text.slice(first.end, last.start) : undefined;
  const after = valuesAfter(text, last, limit);
  const before = after.length === 0 ? valueBefore(text, first, from) : undefined;
  return [...after, ...(before ? [before] : [])].flatMap(({ compared, condition, start, end }) =>
    namedOnce(group).flatMap(({ variable }) => {
      if (!isPlausible(variable, compared)) return [];
      return [
        {
          rule: `measure:${variable.key}`,
          type: typeOf(variable, compared),
          value: compared.value,
          ...(compared.offset && { offset: compared.offset }),
          ...(joined !== undefined && { joined }),
          ...(condition !== undefined && { condition }),
          start: start ?? first.start,
          end,
        },
      ];
    }),
  );
}

function pressuresOf(text: string, mention: Mention): readonly Statement[] {
  const pressure = readPressure(text, afterFillers(text, mention.end));
  if (!pressure) return [];
  const { systolic, diastolic, comparator, end } = pressure;
  return [
    { type: SYSTOLIC, value: systolic },
    { type: DIASTOLIC, value: diastolic },
  ].map(({ type, value }) => ({
    rule: `measure:${mention.variable.key}`,
    type,
    value: { kind: 'quantity', value, comparator, unit: 'mmHg', ucum: 'mm[Hg]' },
    start: mention.start,
    end,
  }));
}

/** `ALT (SGPT)` names one thing twice. */
function namedOnce(group: readonly Mention[]): readonly Mention[] {
  const isSpecific = group.some(({ variable }) => variable.key === 'alt' || variable.key === 'ast');
  return group.filter(
    ({ variable }, index) =>
      variable.isPair !== true &&
      !(isSpecific && variable.key === 'transaminases') &&
      group.findIndex((other) => other.variable === variable) === index,
  );
}

interface Valued {
  readonly compared: Compared;
  /** Where it begins, if before the name. */
  readonly start?: number;
  readonly condition?: string;
  readonly end: number;
}

function valuesAfter(text: string, mention: Mention, limit: number): readonly Valued[] {
  const expected = expectedOf(mention.variable);
  const first = readCompared(text, afterFillers(text, mention.end), expected);
  if (!first || first.end > limit + NAME_INSIDE) return [];
  const values: Valued[] = [withCondition(text, first)];
  for (let count = 0; count < MOST_VALUES; count += 1) {
    const at = values.at(-1)?.end ?? first.end;
    const join = joinAt(text, at);
    const next = join === undefined ? undefined : readCompared(text, join, expected);
    if (!next || next.end > limit || isUnitless(first, next)) break;
    const more = withCondition(text, next);
    // The same in another unit says nothing new.
    if (isOtherUnit(first, next) && more.condition === undefined) extend(values, more.end);
    else values.push(more);
  }
  return values;
}

function expectedOf({ units, isBare, isBareCompared, isRoman, hasLimits }: Variable): Expected {
  return {
    units,
    isBare: isBare ?? false,
    isBareCompared: isBareCompared ?? false,
    isRoman: isRoman ?? false,
    hasLimits: hasLimits ?? true,
  };
}

const STARTS =
  /[<>≤≥=]|(?<![a-z])(?:at|a|minimum|maximum|equal|no|not|more|less|greater|lower|higher|above|below|over|under|up|between|from|exceed|fewer|\d)/g;
const LOOK_BACK = 60;
const LEADS_TO =
  /^'? ?(?:(?:of|on|for|in|the|a|an|s|score|his|her|baseline|body|total|pregnancy)(?![a-z])[ ,]?)*$/;

/** `no more than 20 weeks of gestation`, `a score of > 18 on the MADRS`. */
function valueBefore(text: string, mention: Mention, from: number): Valued | undefined {
  const own = expectedOf(mention.variable);
  // A number before a name is its value only where it is compared.
  const expected = { ...own, isBare: false, isBareCompared: own.isBare || own.isBareCompared };
  const begin = Math.max(from, mention.start - LOOK_BACK);
  for (const { index } of text.slice(begin, mention.start).matchAll(STARTS)) {
    const compared = readCompared(text, begin + index, expected);
    if (!compared || compared.end > mention.start) continue;
    if (!LEADS_TO.test(text.slice(compared.end, mention.start))) continue;
    return { compared, start: begin + index, end: mention.end };
  }
  return undefined;
}

/** A name may stand in the unit: `1,500 neutrophils/uL`. */
const NAME_INSIDE = 30;
const MOST_VALUES = 4;
const JOIN = /[ ,;]*(?:\(|\[)? ?(?:or|and|but|i\.e\.,?|=|equivalent to|approximately|,|;|\/)? */y;

function joinAt(text: string, at: number): number | undefined {
  JOIN.lastIndex = at;
  return JOIN.test(text) && JOIN.lastIndex > at ? JOIN.lastIndex : undefined;
}

function extend(values: Valued[], end: number): void {
  const last = values.pop();
  if (last) values.push({ ...last, end });
}

/** `FEV1 < 80 % (under 5. percentile)`: the second number is of something else. */
const isUnitless = (first: Compared, next: Compared): boolean =>
  first.value.ucum !== undefined && next.value.ucum === undefined;

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
  /[ ,)]*\(?((?:if|for|in|when|unless|with|among|provided|where)(?![a-z])[^.;()<>≤≥\n]{3,120})/y;
/** What only says how or when it is measured. */
const NO_CONDITION =
  /^(?:in|with|for|when)(?: the| a| an)? (?:screening|baseline|absence of transfusion|serum|blood|plasma|last|previous|past|(?:at least|the past|the last|the previous) |\d)/;

function withCondition(text: string, compared: Compared): Valued {
  CONDITION.lastIndex = compared.end;
  const match = CONDITION.exec(text);
  const words = match?.[1]?.replace(/(?:[ ,:]|\b(?:or|and))+$/, '').trim();
  if (!match || words === undefined || NO_CONDITION.test(words)) {
    return { compared, end: compared.end };
  }
  return { compared, condition: words, end: compared.end + match[0].trimEnd().length };
}

function typeOf(variable: Variable, { value }: Compared): VariableType {
  const isMolar = value.ucum !== undefined && /^[munp]?mol\/L$/.test(value.ucum);
  return isMolar && variable.molar ? variable.molar : variable.type;
}

function isPlausible(variable: Variable, { value, offset }: Compared): boolean {
  if (offset !== undefined) return true;
  const numbers = value.kind === 'quantity' ? [value.value] : [value.low, value.high];
  return numbers.every((number) => number === undefined || isPlausibleNumber(variable, number));
}

function isPlausibleNumber({ bounds, mayLosePowers }: Variable, number: number): boolean {
  if (mayLosePowers === true && number >= 102 && number <= 109) return false;
  return !bounds || (number >= bounds[0] && number <= bounds[1]);
}
