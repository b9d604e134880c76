import type { Noted, Place } from '../../shared/issue.ts';
import type { Criterion } from '../../trial/understood.ts';
import type { Derivation } from '../../trial/values.ts';
import type { Trial } from '../../trial/trial.ts';
import { categoryOf } from './category.ts';
import { combined, speaksForOtherSide } from './combination.ts';
import type { CriterionPart, Part } from './part.ts';
import { splitCriteria } from './split.ts';
import { structureOf } from './structure.ts';

/** The eligibility text as separate inclusion and exclusion criteria. */
export function readCriteria(trial: Trial): Noted<Trial> {
  const { text } = trial.eligibility;
  if (!text || trial.eligibility.criteria.length > 0) return { value: trial, issues: [] };
  const { parts, isSided } = splitCriteria(text.value);
  const derivation: Derivation = {
    method: 'text-rule',
    rule: 'criteria-split',
    sourcePath: 'eligibility.text',
  };
  const criteria = parts.flatMap((part) => toCriterion(part, text.place, derivation));
  const value = { ...trial, eligibility: { ...trial.eligibility, criteria } };
  if (isSided || criteria.length === 0) return { value, issues: [] };
  return {
    value,
    issues: [
      {
        severity: 'information',
        code: 'criteria-not-split',
        message:
          'The eligibility text has no heading that tells inclusion from exclusion; read as inclusion criteria.',
        place: text.place,
      },
    ],
  };
}

/** A heading gives none. */
function toCriterion(part: Part, place: Place, derivation: Derivation): readonly Criterion[] {
  return part.kind === 'heading' ? [] : [criterionOf(part, place, derivation)];
}

/** With the word before it, which says how the items combine. */
const joinedText = ({ joint, text }: CriterionPart): string =>
  joint === undefined ? text : `${joint} ${text}`;

function criterionOf(part: CriterionPart, place: Place, derivation: Derivation): Criterion {
  const exclude = part.side === 'exclusion';
  const own = {
    exclude,
    text: { value: part.text, place, derivation },
    ...(part.label !== undefined && { label: part.label }),
    category: categoryOf(part.text),
    ...structureOf(part.text, exclude),
    items: part.items.map((item) => criterionOf(item, place, derivation)),
    ...(speaksForOtherSide(part.text, exclude) && { speaksForOtherSide: true as const }),
  };
  if (own.items.length === 0) return own;
  return { ...own, ...combined(own, part.items.map(joinedText)) };
}
