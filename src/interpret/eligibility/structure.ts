/**
 * What a criterion says in a computable way: its statements, how they combine, and how much of the text that is.
 *
 * Half of an exclusion would exclude too many, so of an exclusion that says more than its statements nothing may be
 * acted on (MAPPING D5): they are told as mentioned, and the coverage is `none`.
 */
import type { Criterion, CriterionStatement } from '../../trial/understood.ts';
import { readCriterion } from '../measure/criterion.ts';
import type { Statement } from '../measure/statement.ts';

type Structure = Pick<Criterion, 'coverage' | 'statements' | 'combination'>;
type Combination = NonNullable<Criterion['combination']>;

const NOTHING: Structure = { coverage: 'none', statements: [] };

export function structureOf(text: string, exclude: boolean): Structure {
  const found = readCriterion(text, exclude);
  if (found.length === 0) return NOTHING;
  const statements = found.map((one) => toStatement(text, one));
  const rest = restOf(text, found);
  if (found.some(({ isDenied }) => isDenied === true)) return { coverage: 'none', statements };
  if (rest === 'more' && isWeakened(text, found)) return { coverage: 'none', statements };
  return structured(statements, exclude, rest, combinationOf(text, found, exclude));
}

function structured(
  statements: readonly CriterionStatement[],
  exclude: boolean,
  rest: 'nothing' | 'more',
  combination: Combination | undefined,
): Structure {
  const isCertain =
    (statements.length === 1 || combination !== undefined) &&
    (statements.length === 1 ||
      statements.every(({ value }) => value.kind !== 'any-of' || combination === 'any-of')) &&
    statements.every(({ condition }) => condition === undefined);
  const isPart = rest === 'more' && (exclude || statements.some(isConditional));
  if (!isCertain || isPart) return { coverage: 'none', statements };
  return {
    coverage: rest === 'nothing' ? 'full' : 'partial',
    statements,
    ...(statements.length > 1 && combination && { combination }),
  };
}

/** `Women of childbearing potential must not be pregnant`: what is demanded of some is not demanded of all. */
const isConditional = ({ value, rule }: CriterionStatement): boolean =>
  (value.kind === 'boolean' && !(rule === 'consent' && value.value)) ||
  rule === 'grade' ||
  rule === 'name';

function toStatement(text: string, statement: Statement): CriterionStatement {
  const { rule, type, value, offset, condition, event, start, end } = statement;
  return {
    rule,
    type,
    value,
    ...(offset && { offset }),
    ...(condition !== undefined && { condition }),
    ...(event !== undefined && { event }),
    excerpt: text.slice(start, end).trim(),
  };
}

/** Words and signs that say nothing beside a statement. */
const EMPTY =
  /^(?:[\s.,;:()[\]/&*\\。，；-]|\b(?:points?|and|or|either|both|a|an|the|with|has|have|having|must|patients?|subjects?|participants?|volunteers?|individuals?|adequate|documented|current|currently|defined|as|by|are|is|be|who)\b)*$/i;
/** What takes back a condition, so that what is read of it is not certain. */
const WEAKENS =
  /\b(?:unless|except|excluding|allowed|permitted|acceptable|not required|exempt|eligible if|may be|or (?:(?:has|have|had|is|are) )?(?:recurrent|relaps\w+|refractory|metastatic|progress\w+))\b/i;
/** What is denied somewhere before: `no history of arrhythmia or QTc > 500 ms`. */
const DENIES =
  /\b(?:no|not|none|never|without|cannot|absence of|free of|lack of|neither|nor)\b[^.;\n]*$/i;
const BEFORE =
  /(?:\b(?:or|either|if|when|no|not|without|never|nor|than|for)|\b(?:for|if|in case of|in the case of|men|women|males?|females?|those|(?:patients|subjects|participants) (?:with|who))\b[^.;\n]{0,80}:?)[\s(]*$/i;
const AFTER = /^[\s),]*(?:or|unless|except|if|but|otherwise|for)\b/i;

/** True where words beside a statement say that it need not hold. */
function isWeakened(text: string, statements: readonly Statement[]): boolean {
  if (WEAKENS.test(text)) return true;
  return statements.some((statement, index) => {
    const before = withoutSexes(text.slice(statements[index - 1]?.end ?? 0, statement.start));
    const after = withoutSexes(text.slice(statement.end, statements[index + 1]?.start));
    return (
      (!(index > 0 && EMPTY.test(before)) && isTakenBack(before)) ||
      (!(index + 1 < statements.length && EMPTY.test(after)) && AFTER.test(after))
    );
  });
}

const isTakenBack = (before: string): boolean =>
  BEFORE.test(before.slice(-120)) || DENIES.test(before.slice(-200));

function restOf(text: string, statements: readonly Statement[]): 'nothing' | 'more' {
  if (statements.some(({ saysMore }) => saysMore === true)) return 'more';
  // `Adult patients, ≥ 18 years of age`
  const isOfAge = statements.some(({ rule }) => rule === 'age');
  const isEmpty = (gap: string): boolean => {
    const said = withoutSexes(gap);
    return EMPTY.test(isOfAge ? said.replaceAll(/\badults?\b/gi, '') : said);
  };
  return gapsOf(text, statements).every(isEmpty) ? 'nothing' : 'more';
}

/** `Men and women aged 18 to 80 years`, `18-65 years of either sex`: who is of both sexes is anybody. */
const BOTH_SEXES =
  /\b(?:both )?(?:males?|men|females?|women)(?:,? (?:and|or|and\/or) | ?[/,] ?)(?:males?|men|females?|women)\b|\b(?:of )?(?:(?:either|any) (?:sex|gender)|both (?:sexes|genders))\b|\bno (?:sex|gender) limit(?:ation)?\b/gi;

/** Most gaps are shorter than any words of both. */
const SHORTEST_SEXES = 7;

const withoutSexes = (gap: string): string =>
  gap.length < SHORTEST_SEXES ? gap : gap.replaceAll(BOTH_SEXES, '');

/** The text before, between and after the statements. */
function gapsOf(text: string, statements: readonly Statement[]): readonly string[] {
  const gaps: string[] = [];
  let from = 0;
  for (const { start, end } of statements) {
    if (start > from) gaps.push(text.slice(from, start));
    from = Math.max(from, end);
  }
  return [...gaps, text.slice(from)];
}

/**
 * One word for all joints, or undefined: `A and B or C` may be read two ways. A list without a word demands all of an
 * inclusion, and any one of an exclusion excludes.
 */
function combinationOf(
  text: string,
  statements: readonly Statement[],
  exclude: boolean,
): Combination | undefined {
  if (WEAKENS.test(text) || areEntangled(statements)) return undefined;
  const joints = statements.flatMap((statement, index) => {
    const next = statements[index + 1];
    if (!next) return [];
    return [
      next.start < statement.end ? (next.joined ?? ',') : text.slice(statement.end, next.start),
    ];
  });
  const kinds = new Set(joints.map((joint) => kindOf(joint, exclude)));
  const [kind] = kinds;
  if (kinds.size !== 1) return undefined;
  if (kind === 'any-of' || !haveOpposites(statements)) return kind;
  return exclude ? 'any-of' : undefined;
}

/** Values within the words of another statement: `fever > 38 °C within 2 days` is one thing. */
const areEntangled = (statements: readonly Statement[]): boolean =>
  statements.some(
    ({ start, joined }, index) => joined === undefined && start < (statements[index - 1]?.end ?? 0),
  );

/** `age < 6 and > 18 years`: nobody is both, so each of an exclusion excludes. */
const haveOpposites = (statements: readonly Statement[]): boolean =>
  statements.some((one, index) =>
    statements.slice(index + 1).some((other) => areOpposite(one, other) || areOpposite(other, one)),
  );

function areOpposite(
  { type, value: high }: Statement,
  { type: other, value: low }: Statement,
): boolean {
  if (type.code !== other.code || high.kind !== 'quantity' || low.kind !== 'quantity') return false;
  const isApart =
    high.comparator?.startsWith('<') === true && low.comparator?.startsWith('>') === true;
  return isApart && high.ucum === low.ucum && high.value <= low.value;
}

function kindOf(joint: string, exclude: boolean): Combination {
  const words = joint.replaceAll(/\([^()]*\)|^[^()]*\)|\([^()]*$/g, ' ');
  if (/\bor\b/i.test(words)) return 'any-of';
  if (/\band\b|&|\+/i.test(words)) return 'all-of';
  return exclude ? 'any-of' : 'all-of';
}
