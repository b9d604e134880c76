/**
 * Statements of a criterion that compare something measured with a value: `ANC ≥ 1.5 × 10^9/L`, `AST and ALT ≤ 2.5 × ULN
 * (≤ 5 × ULN if liver metastases)`.
 *
 * A statement needs a name of the lexicon, a value in one of its units, and between them nothing but words that
 * mean nothing; whatever else is said there, nothing is read. Work is linear in the text.
 */
import { DIASTOLIC, SYSTOLIC } from './lexicon/function.ts';
import type { Variable, VariableType } from './lexicon/variable.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { normalText } from './normal-text.ts';
import { afterFillers } from './fillers.ts';
import { isWithinNormal } from './limits.ts';
import { isOfThose } from './of-those.ts';
import { readPressure } from './pressure.ts';
import { isInBrackets } from './scan.ts';
import type { Statement } from './statement.ts';
import type { Compared } from './quantity.ts';
import { valueBefore, valuesAfter } from './values.ts';

/** Names listed as one: `AST and ALT`, `ALT/AST (SGPT/SGOT)`. */
const JOINS =
  /^(?: |,|\/|\(|\)|\[|\]|and\/or|and|or|&|\+|both|either|the|serum|levels?|of|as|-|\*)*$/;

/** `Karnofsky (> 16 years) or Lansky (≤ 16 years)` */
const withoutBrackets = (between: string): string =>
  between.replaceAll(/\((?:[^()\d]*|[^()]*years?[^()]*)\)/g, '');

const AGE = 'age';

/** `28 days of age, gestational age > 37 weeks`: what only ends a value shares none with what follows. */
function areJoined(text: string, { end, variable }: Mention, next: Mention): boolean {
  const { start } = next;
  if (variable.isAfterValue === true || start - end >= 70) return false;
  // `Lansky (age < 16 years)`
  if ((variable.key === AGE) !== (next.variable.key === AGE)) return false;
  return JOINS.test(withoutBrackets(text.slice(end, start)));
}

function groupsOf(text: string, mentions: readonly Mention[]): readonly (readonly Mention[])[] {
  const groups: Mention[][] = [];
  for (const mention of mentions) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before && areJoined(text, before, mention)) last.push(mention);
    else groups.push([mention]);
  }
  return groups;
}

/** Longer texts are no criteria; what lies beyond is not read. */
const LONGEST = 20_000;

/** Every value has one of these: most criteria need no further look. */
const VALUE =
  /\d|[ul]ln|normal|class|grade|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twice|double|triple|i{1,3}|iv)\b/;

export function readStatements(criterion: string): readonly Statement[] {
  return statementsIn(normalText(criterion.slice(0, LONGEST)));
}

/** Of a text that is normalised. */
export function statementsIn(text: string): readonly Statement[] {
  if (!VALUE.test(text)) return [];
  const groups = groupsOf(text, mentionsOf(text));
  const statements: Statement[] = [];
  for (const [index, group] of groups.entries()) {
    const limit = groups[index + 1]?.[0]?.start ?? text.length;
    if (isOfThose(text, group, statements.at(-1))) continue;
    statements.push(...statementsOf(text, group, { from: statements.at(-1)?.end ?? 0, limit }));
  }
  return statements.filter(
    (one, index) => !statements.slice(0, index).some((other) => isSame(one, other)),
  );
}

/** `Karnofsky (for patients > 16 years of age) or Lansky ≥ 50`: an age in brackets says which of the two it is. */
const mentionsOf = (text: string): readonly Mention[] =>
  mentionsIn(text).filter(
    ({ variable, start }) =>
      (variable.rule ?? variable.key) !== AGE ||
      !text.includes('lansky') ||
      !isInBrackets(text, start, 60),
  );

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
  return [...after, ...(before ? [before] : [])]
    .filter(({ compared }) => !isOfChange(text, first, compared))
    .flatMap(({ compared, condition, start, end }) =>
      namedOnce(group).flatMap(({ variable }) => {
        if (!isPlausible(variable, compared) || !isInUnit(variable, compared)) return [];
        if (!FUNCTIONS.includes(variable.key) && isWithinNormal(text, compared.end)) return [];
        return [
          {
            rule: `measure:${variable.rule ?? variable.key}`,
            type: typeOf(variable, compared),
            value: inUsualUnit(variable, compared.value),
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

/** `hypertension despite two drugs (> 150/90 mmHg)` */
const PAIR_SOON = /^[^.;:\n<>≤≥]{0,80}?(?=[<>≤≥]=? ?\d{2,3} ?\/ ?\d)/;

/** `a fall in FEV1 of at least 20 %` is no value of it. */
const CHANGE =
  /(?<![a-z])(?:fall|drop|decreas\w*|declin\w*|reduc\w*|increas\w*|rise|improv\w*|chang\w*|variab\w*|reversib\w*)(?: [a-z]+)? (?:in|of|from)(?: the| baseline| predicted)* ?$/;
const BY_CHANGE: readonly string[] = ['fev1', 'fvc', 'peak-expiratory-flow', 'weight', 'bmi'];

const isOfChange = (text: string, { variable, start }: Mention, { value }: Compared): boolean =>
  BY_CHANGE.includes(variable.key) &&
  value.ucum === '%' &&
  CHANGE.test(text.slice(Math.max(0, start - 40), start));

function pressuresOf(text: string, mention: Mention): readonly Statement[] {
  const soon = PAIR_SOON.exec(text.slice(mention.end, mention.end + 100))?.[0].length;
  const pressure =
    readPressure(text, afterFillers(text, mention.end)) ??
    (soon === undefined ? undefined : readPressure(text, mention.end + soon));
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
  const keys = group.map(({ variable }) => variable.key);
  return group.filter(
    ({ variable }, index) =>
      variable.isPair !== true &&
      variable.yieldsTo?.some((key) => keys.includes(key)) !== true &&
      group.findIndex((other) => other.variable === variable) === index,
  );
}

function typeOf(variable: Variable, { value }: Compared): VariableType {
  const isMolar = value.ucum !== undefined && /^[munp]?mol\/L$/.test(value.ucum);
  return isMolar && variable.molar ? variable.molar : variable.type;
}

/** Names that share a value may not share its unit: `creatinine or its clearance`. */
const isInUnit = ({ units }: Variable, { value, offset }: Compared): boolean =>
  offset !== undefined || value.ucum === undefined || units.includes(value.ucum);

/** `ages 18 to 65` are years; of few it is not sure. */
function inUsualUnit({ usual }: Variable, value: Compared['value']): Compared['value'] {
  const least = value.kind === 'quantity' ? value.value : (value.high ?? value.low ?? 0);
  return usual && value.ucum === undefined && least >= LEAST_USUAL ? { ...value, ...usual } : value;
}

const LEAST_USUAL = 12;

/** What is normal up to a limit; of what may be too little `within normal limits` is no bound of one side. */
const FUNCTIONS: readonly string[] = [
  'bilirubin',
  'bilirubin-direct',
  'creatinine',
  'alt',
  'ast',
  'transaminases',
  'alkaline-phosphatase',
];

/** The more the better: `creatinine or its clearance ≤ 1.5 × ULN` is of the first. */
const CLEARANCES: readonly string[] = ['creatinine-clearance', 'egfr'];

function isPlausible(variable: Variable, { value, offset }: Compared): boolean {
  if (offset !== undefined) return offset !== 'UNL' || !CLEARANCES.includes(variable.key);
  if (value.kind === 'range' && isWholeScale(variable, value)) return false;
  const numbers = value.kind === 'quantity' ? [value.value] : [value.low, value.high];
  return numbers.every((number) => number === undefined || isPlausibleNumber(variable, number));
}

/** `Visual analogue scale (0-10)` only says which scale it is. */
const isWholeScale = (
  { bounds, isBare }: Variable,
  { low, high }: Extract<Compared['value'], { kind: 'range' }>,
): boolean =>
  isBare === true &&
  bounds !== undefined &&
  low === bounds[0] &&
  (high === bounds[1] || high === 10);

function isPlausibleNumber({ bounds, mayLosePowers }: Variable, number: number): boolean {
  if (mayLosePowers === true && number >= 102 && number <= 109) return false;
  return !bounds || (number >= bounds[0] && number <= bounds[1]);
}
