import type { TypedCriterion } from '../../trial/understood.ts';
import { readNumber, type Rule } from './rule.ts';

const CHILD = ['pugh'];
const HEAD =
  '(?:have |having |with |patients? (?:with|must have) )*(?:cirrhosis,? |cirrhotic status of |liver function:? )?child[- ]?pugh(?:[- ]turcotte)?(?: (?:liver function|class(?:ification)?|grade|score|stage|status|level|cirrhosis|rating|index|liver))*(?: ?(?:of|is|:|was|must be))* ?';
const SCORE = {
  system: 'criterion-concept',
  code: 'child-pugh-score',
  display: 'Child-Pugh score',
};
const scoreRange = (low: number, high: number): TypedCriterion => ({
  type: SCORE,
  value: { kind: 'range', low, high },
});
const TAIL =
  '(?: (?:liver function|class|grade|cirrhosis|score|points?))?(?: \\(?(?:5-6|5-7|score 5-6|5 or 6)(?: points?)?\\)?)?';

/** Class A is 5 and 6 points, class B 7 to 9: several classes are a range of points. */
export const CHILD_PUGH_RULES: readonly Rule[] = [
  {
    name: 'child-pugh',
    needs: CHILD,
    pattern: `${HEAD}(?:class )?a ?(?:or|and|/|-|to|,) ?(?:class )?b ?\\(?[ -]?7\\)?(?: points?)?${TAIL}`,
    read: () => scoreRange(5, 7),
  },
  {
    name: 'child-pugh',
    needs: CHILD,
    pattern: `${HEAD}(?:class )?a ?(?:or|and|/|-|to|,) ?(?:class )?b(?![\\d ]*[7-9])${TAIL}`,
    read: () => scoreRange(5, 9),
  },
  {
    name: 'child-pugh',
    needs: CHILD,
    pattern: `${HEAD}(?:≤|<=) ?([5-9])(?: points?)?`,
    read: ([high]) => scoreRange(5, readNumber(high)),
  },
  {
    name: 'child-pugh',
    needs: CHILD,
    pattern: `${HEAD}([5-6]) ?(?:-|–|to|or) ?([6-9])(?: points?)?`,
    read: ([low, high]) => scoreRange(readNumber(low), readNumber(high)),
  },
  {
    name: 'child-pugh',
    needs: CHILD,
    pattern: `${HEAD}(?:class )?([abc])(?! ?(?:or|and|/|-|to) ?[bc])${TAIL}`,
    read: ([grade]) => ({
      type: { system: 'criterion-concept', code: 'child-pugh-class', display: 'Child-Pugh class' },
      value: {
        kind: 'code',
        system: 'child-pugh-class',
        code: (grade ?? '').toUpperCase(),
        display: `Class ${(grade ?? '').toUpperCase()}`,
      },
    }),
  },
];
