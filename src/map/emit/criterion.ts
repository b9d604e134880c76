import { codeSystem, structureDefinition } from '../../shared/canonical.ts';
import type { Criterion } from '../../trial/understood.ts';
import { cleanText } from '../clean.ts';
import { perTrial, type Scope, textOf } from '../scope.ts';
import { compact, mark, valueExtension } from './build.ts';
import { definitionOf, statementExtensions } from './typed-criterion.ts';
import type { Characteristic, Combination, Extension } from './types.ts';

/**
 * A criterion with what is listed under it; none where it has no text.
 *
 * @param exclude for a criterion of the trial; what it combines is on its side, and none of it says so again
 */
export function criterionCharacteristic(
  scope: Scope,
  criterion: Criterion,
  linkId: string,
  exclude?: boolean,
): Characteristic | undefined {
  const description = textOf(scope, criterion.text);
  if (description === undefined) return undefined;
  const items = criterion.items.flatMap(
    (item, index) => criterionCharacteristic(scope, item, `${linkId}.${index + 1}`) ?? [],
  );
  const isParent = items.length > 0;
  return compact<Characteristic>({
    extension: [criterionExtension(scope, criterion, !isParent && criterion.coverage !== 'none')],
    linkId,
    description,
    _description: mark(criterion.text),
    exclude,
    ...(isParent
      ? { definitionByCombination: combinationOf(criterion, items) }
      : definitionOf(criterion, linkId)),
  });
}

/**
 * What is listed under a criterion always stands there as a combination. Where the words do not say for certain how
 * it combines it is a bare collection (docs/adr/0013), and also for an exclusion whose own words demand something
 * too (`Diabetes with any of:`): by its items alone it would exclude too many.
 */
function combinationOf(
  { exclude, itemsCombination, itemsSayAll }: Criterion,
  characteristic: Characteristic[],
): Combination {
  if (!itemsCombination || (exclude && !itemsSayAll)) {
    return { code: 'dataset', characteristic };
  }
  return { ...itemsCombination, characteristic };
}

const COVERAGES: Readonly<Record<Criterion['coverage'], Extension>> = {
  full: Object.freeze(valueExtension('coverage', 'valueCode', 'full')),
  partial: Object.freeze(valueExtension('coverage', 'valueCode', 'partial')),
  none: Object.freeze(valueExtension('coverage', 'valueCode', 'none')),
};

const OTHER_SIDE = Object.freeze(valueExtension('otherSide', 'valueBoolean', true));

const categoriesOf = perTrial(() => new Map<string, Extension>());

function categoryExtension(scope: Scope, category: string): Extension {
  const known = categoriesOf(scope).get(category);
  if (known) return known;
  const made = Object.freeze(
    valueExtension('category', 'valueCodeableConcept', {
      coding: [{ system: codeSystem('criterion-category'), code: category }],
    }),
  );
  categoriesOf(scope).set(category, made);
  return made;
}

type Understood = Pick<
  Criterion,
  'category' | 'coverage' | 'label' | 'statements' | 'speaksForOtherSide'
>;

/** @param isDefined the statements stand in a definition and are only named here */
export function criterionExtension(
  scope: Scope,
  { category, coverage, label, statements, speaksForOtherSide }: Understood,
  isDefined: boolean,
): Extension {
  const cleaned = label === undefined ? undefined : cleanText(label);
  return {
    url: structureDefinition('ext-criterion'),
    extension: [
      categoryExtension(scope, category),
      COVERAGES[coverage],
      ...(cleaned === undefined ? [] : [valueExtension('label', 'valueString', cleaned)]),
      ...(speaksForOtherSide ? [OTHER_SIDE] : []),
      ...statementExtensions(statements, isDefined),
    ],
  };
}
