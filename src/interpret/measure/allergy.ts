/**
 * Sensitization, by what its units and tests tell without a name beside the value: `kU/L` is of an IgE against an
 * allergen, millimetres of a skin prick test are those of its wheal (`SPT to nut > 3 mm`, `by UniCAP 3.0-80 kUA/l`).
 */
import { type Expected, readAmount } from './amount.ts';
import { SPECIFIC_IGE } from './lexicon/chemistry.ts';
import { TISSUE_EOSINOPHILS } from './lexicon/field-measures.ts';
import { WHEAL } from './lexicon/further-measures.ts';
import { concept, type Variable } from './lexicon/variable.ts';
import { type Compared, quantityOf, readCompared } from './quantity.ts';
import type { Statement } from './statement.ts';

interface Test {
  readonly variable: Pick<Variable, 'key' | 'type'>;
  readonly clue: RegExp;
  readonly unit: RegExp;
  readonly expected: Expected;
  /** Words of it before the value, or just after. */
  readonly near: RegExp;
  /** What stands right before another thing's value. */
  readonly notAfter?: RegExp;
}

const inUnits = (units: readonly string[]): Expected => ({
  units,
  isBare: false,
  isBareCompared: false,
  isBareRange: false,
  isRoman: false,
  hasLimits: false,
});

const TESTS: readonly Test[] = [
  {
    variable: SPECIFIC_IGE,
    clue: /(?<![a-z])(?:s?ige|immunoglobulin e|(?:immuno|uni)?cap|rast|sensiti[sz])/,
    unit: /\d ?k(?:ilo)?[ -]?(?:[ai]?u|units?)/,
    expected: inUnits(['k[IU]/L']),
    near: /(?:ige\)?|immunoglobulin e|(?:immuno|uni)cap|(?<![a-z])cap|rast|sensiti[sz])/,
    notAfter: /(?<![a-z])total [^.;]{0,40}$/,
  },
  {
    variable: WHEAL,
    clue: /prick|(?<![a-z])spts?(?![a-z])|skin test|weal|wheal|papule/,
    unit: /\d ?(?:mm|millimet)/,
    expected: inUnits(['mm', 'cm']),
    near: /prick|(?<![a-z])spts?(?![a-z])|skin test|wh?eal|papule/,
    notAfter:
      /(?<![a-z])(?:flare|erythema|needle|lancet|histamine|negative control|saline|nacl)[^.;]{0,25}$/,
  },
  {
    variable: { key: 'smoking-history', type: concept('smoking-history', 'Smoking history') },
    clue: /pack/,
    unit: /\d ?[-/]? ?packs?/,
    expected: inUnits(['{pack-years}']),
    near: /smok|tobacco|cigar/,
    notAfter: /(?<![a-z])defined as [^.;]{0,60}$/,
  },
  {
    variable: { key: 'eliciting-dose', type: concept('eliciting-dose', 'Eliciting dose') },
    clue: /food challenge|dbpcfc|(?<![a-z])ofc(?![a-z])/,
    unit: /\d ?(?:mg|g|ml)(?![a-z/])/,
    expected: inUnits(['mg', 'g', 'mL']),
    near: /(?:food challenge|dbpcfc|(?<![a-z])ofc)(?![a-z])/,
    notAfter:
      /(?<![a-z])(?:negative|tolerat[a-z]*|methacholine|histamine|prednis[a-z]*|pass(?:ed|ing)?|daily|consume|approximately|equivalent)(?![a-z])[^.;]{0,70}$/,
  },
];

const STARTS =
  /[<>≤≥=]|(?<![a-z])(?:at least|minimum|more than|greater|larger|bigger|higher|above|below|less|over|under|between|from)(?![a-z])|(?<![\d.,a-z-])\d/g;
const BACK = 130;
const AHEAD = 45;
/** `3 mm larger than the control` */
const LARGER = /^ ?(?:in diameter )?(?:or )?(?:greater|larger|bigger|more|above|over)(?![a-z])/;

/** Values of such tests that stand in the text beside those that are read. */
export function readAllergyTests(text: string, taken: readonly Statement[]): readonly Statement[] {
  return TESTS.flatMap((test) =>
    test.clue.test(text) && test.unit.test(text) ? readTest(text, test, taken) : [],
  );
}

function readTest(text: string, test: Test, taken: readonly Statement[]): readonly Statement[] {
  const found: Statement[] = [];
  for (const { index } of text.matchAll(STARTS)) {
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const one = compared(text, index, test);
    const isTaken = taken.some(({ start, end }) => one && start < one.end && index < end);
    if (!one || isTaken || !isOf(text, index, one.end, test)) continue;
    const { key, type } = test.variable;
    const { value, end } = one;
    found.push({ rule: `measure:${key}`, type, value, start: index, end });
  }
  return found;
}

function compared(text: string, at: number, { expected }: Test): Compared | undefined {
  const said = readCompared(text, at, expected);
  if (said) return said;
  const amount = readAmount(text, at, expected);
  return amount && LARGER.test(text.slice(amount.end, amount.end + 24))
    ? quantityOf('>=', amount)
    : undefined;
}

/** In the same sentence stands what is tested; nothing of another thing stands right before. */
function isOf(text: string, start: number, end: number, { near, notAfter }: Test): boolean {
  const before = text.slice(Math.max(0, start - BACK), start);
  if (notAfter?.test(before) === true) return false;
  const after = text.slice(end, end + AHEAD);
  return (
    near.test(before.split(SENTENCE).at(-1) ?? '') || near.test(after.split(SENTENCE, 1)[0] ?? '')
  );
}

const SENTENCE = /[.;] |\n/;

/** What the unit or a word before tells of a name: an IgE against an allergen, eosinophils of a tissue. */
export const specificOf = (statements: readonly Statement[], text: string): readonly Statement[] =>
  statements.map((one) => {
    if (one.rule === 'measure:ige' && isSpecific(text, one)) return named(one, SPECIFIC_IGE);
    const isTissue = one.rule === 'measure:eosinophils' && unitOf(one) === '/[HPF]';
    return isTissue ? named(one, TISSUE_EOSINOPHILS) : one;
  });

const named = (one: Statement, { key, type }: Pick<Variable, 'key' | 'type'>): Statement => ({
  ...one,
  rule: `measure:${key}`,
  type,
});

const isSpecific = (text: string, one: Statement): boolean =>
  isCalledSo(text, one) || (unitOf(one) === 'k[IU]/L' && !isTotal(text, one));

const unitOf = ({ value }: Statement): string | undefined =>
  value.kind === 'quantity' || value.kind === 'range' ? value.ucum : undefined;

const isCalledSo = (text: string, { start }: Statement): boolean =>
  /(?<![a-z])(?:specific|spesific) (?:serum )?$/.test(text.slice(Math.max(0, start - 16), start));

const isTotal = (text: string, { start, end }: Statement): boolean =>
  /(?<![a-z])total(?![a-z])/.test(text.slice(Math.max(0, start - 12), end));
