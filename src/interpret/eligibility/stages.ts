import type { CriterionValue, TypedCriterion } from '../../trial/understood.ts';
import type { Rule } from './rule.ts';

const CONCEPT = 'criterion-concept';
const BCLC = 'bclc-stage';

const HEAD =
  '(?:have |having |with |patients? (?:with|must have) )*(?:barcelona clinic(?:al)? liver cancer(?: staging)?(?: ?\\(bclc(?: staging)?\\))?|bclc)(?: (?:stage|staging|stag|class|category|grade|system|classification))*(?: ?(?:of|is|:|was|must be))* ?(?:stage )?';

/** Barcelona stages: one, or a choice of them (MAPPING 5.2: several become any-of). */
export const STAGE_RULES: readonly Rule[] = [
  {
    name: 'bclc-stage',
    needs: ['bclc', 'barcelona'],
    pattern: `${HEAD}([0a-d])(?: ?(?:,|/|or|and|to|-) ?(?:stage )?([0a-d]))?(?: ?(?:,|/|or|and) ?(?:stage )?([0a-d]))?(?![0-9a-z])`,
    read: (groups) => bclc(groups.flatMap((stage) => stage?.toUpperCase() ?? [])),
  },
];

function bclc(stages: readonly string[]): TypedCriterion | undefined {
  const type = { system: CONCEPT, code: 'bclc-stage', display: 'BCLC stage' };
  const values = [...new Set(stages)].map((code): CriterionValue => ({
    kind: 'code',
    system: BCLC,
    code,
    display: `Stage ${code}`,
  }));
  const [first] = values;
  if (!first) return undefined;
  return { type, value: values.length === 1 ? first : { kind: 'any-of', values } };
}
