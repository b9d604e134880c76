import { codeSystem, structureDefinition } from '../../shared/canonical.ts';
import type { Criterion } from '../../trial/understood.ts';
import type { Eligibility } from '../../trial/trial.ts';
import { cleanText } from '../clean.ts';
import { eligibilityHtml } from '../eligibility-narrative.ts';
import { heading } from '../narrative.ts';
import { perTrial, type Scope, textOf } from '../scope.ts';
import {
  codeExtension,
  compact,
  complexExtension,
  flagExtension,
  mark,
  textExtension,
  valueExtension,
} from './build.ts';
import { canonicalHead, narrative } from './common.ts';
import { AGE, ageRange, ageText, SEX, sexConcept } from './population.ts';
import { definitionOf, statementExtensions } from './typed-criterion.ts';
import type {
  Characteristic,
  CodeableConcept,
  Emitted,
  EvidenceVariable,
  Extension,
  TypeAndValue,
} from './types.ts';

/** Who may take part: one EvidenceVariable, a characteristic for each criterion. */
export function emitEligibility(scope: Scope): Emitted<EvidenceVariable> | undefined {
  if (!hasEligibility(scope)) return undefined;
  const { eligibility } = scope.trial;
  const head = canonicalHead(scope, {
    resourceType: 'EvidenceVariable',
    profile: 'eligibility',
    role: 'eligibility',
    suffix: 'elig',
  });
  const description = textOf(scope, eligibility.text);
  const resource = compact<EvidenceVariable>({
    resourceType: 'EvidenceVariable',
    ...head,
    text: narrative(scope, [heading(3, 'Eligibility criteria'), ...eligibilityHtml(scope)]),
    extension: registryFacts(scope, eligibility),
    title: 'Eligibility criteria',
    description,
    _description: description === undefined ? undefined : mark(eligibility.text),
    actual: false,
    characteristic: characteristics(scope, eligibility),
  });
  return { resource, from: [eligibility] };
}

export function hasEligibility(scope: Scope): boolean {
  const { criteria, stdAges, ...facts } = scope.trial.eligibility;
  return (
    criteria.length > 0 ||
    stdAges.length > 0 ||
    Object.values(facts).some(
      (fact) => typeof fact.value !== 'string' || cleanText(fact.value) !== undefined,
    )
  );
}

function registryFacts(scope: Scope, eligibility: Eligibility): Extension[] {
  return complexExtension(structureDefinition('ext-registry-eligibility'), [
    ...codeExtension(scope, 'sex', eligibility.sex),
    ...textExtension(scope, 'minimumAge', 'valueString', eligibility.minimumAge),
    ...textExtension(scope, 'maximumAge', 'valueString', eligibility.maximumAge),
    ...eligibility.stdAges.flatMap((age) => codeExtension(scope, 'stdAge', age)),
    ...flagExtension('healthyVolunteers', eligibility.healthyVolunteers),
    ...flagExtension('genderBased', eligibility.genderBased),
    ...textExtension(scope, 'genderDescription', 'valueMarkdown', eligibility.genderDescription),
    ...textExtension(scope, 'studyPopulation', 'valueMarkdown', eligibility.studyPopulation),
    ...codeExtension(scope, 'samplingMethod', eligibility.samplingMethod),
  ]);
}

function characteristics(scope: Scope, eligibility: Eligibility): Characteristic[] {
  const counts = { inc: 0, exc: 0 };
  const listed = eligibility.criteria.flatMap((criterion) => {
    const side = criterion.exclude ? 'exc' : 'inc';
    const text = textOf(scope, criterion.text);
    if (text === undefined) return [];
    counts[side] += 1;
    return [
      criterionCharacteristic(
        scope,
        criterion,
        text,
        `${side}-${String(counts[side]).padStart(2, '0')}`,
      ),
    ];
  });
  const registered = registeredCharacteristics(scope, eligibility);
  if (listed.length > 0) return [...listed, ...registered];
  const text = textOf(scope, eligibility.text);
  if (text !== undefined) return [plainCharacteristic(scope, 'all', 'other', text), ...registered];
  return registered.length > 0 ? registered : [otherFacts(scope, eligibility)];
}

function criterionCharacteristic(
  scope: Scope,
  criterion: Criterion,
  text: string,
  linkId: string,
): Characteristic {
  return compact<Characteristic>({
    extension: [criterionExtension(scope, criterion)],
    linkId,
    description: text,
    _description: mark(criterion.text),
    exclude: criterion.exclude,
    ...definitionOf(criterion, linkId),
  });
}

/** Age and sex as the registry's own fields have them, unless a criterion already says it in a computable way. */
function registeredCharacteristics(scope: Scope, eligibility: Eligibility): Characteristic[] {
  const stated = ({ coding }: CodeableConcept): boolean =>
    eligibility.criteria.some(
      ({ exclude, coverage, combination, statements }) =>
        !exclude &&
        coverage !== 'none' &&
        combination !== 'any-of' &&
        statements.some(({ type }) => type.code === coding?.[0]?.code),
    );
  const age = ageRange(eligibility);
  const sex = sexConcept(scope, eligibility);
  return [
    ...(age && !stated(AGE)
      ? [
          plainCharacteristic(scope, 'reg-age', 'age', `Age: ${ageText(eligibility) ?? ''}`, {
            type: AGE,
            valueRange: age,
          }),
        ]
      : []),
    ...(sex && !stated(SEX)
      ? [
          plainCharacteristic(scope, 'reg-sex', 'sex', `Sex: ${sex.coding?.[0]?.display ?? ''}`, {
            type: SEX,
            valueCodeableConcept: sex,
          }),
        ]
      : []),
  ];
}

/** A characteristic is demanded, even where the registry states nothing but, say, the study population. */
function otherFacts(scope: Scope, eligibility: Eligibility): Characteristic {
  const text =
    textOf(scope, eligibility.studyPopulation) ??
    (eligibility.healthyVolunteers
      ? `Healthy volunteers: ${eligibility.healthyVolunteers.value ? 'accepted' : 'not accepted'}`
      : 'As registered, see the registry fields of this resource');
  return plainCharacteristic(scope, 'all', 'other', text);
}

function plainCharacteristic(
  scope: Scope,
  linkId: string,
  category: string,
  text: string,
  typed?: TypeAndValue,
): Characteristic {
  return compact<Characteristic>({
    extension: [
      criterionExtension(scope, {
        category,
        coverage: typed ? 'full' : 'none',
        statements: [],
      }),
    ],
    linkId,
    description: text,
    exclude: false,
    definitionByTypeAndValue: typed,
  });
}

const COVERAGES: Readonly<Record<Criterion['coverage'], Extension>> = {
  full: Object.freeze(valueExtension('coverage', 'valueCode', 'full')),
  partial: Object.freeze(valueExtension('coverage', 'valueCode', 'partial')),
  none: Object.freeze(valueExtension('coverage', 'valueCode', 'none')),
};

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

type Understood = Pick<Criterion, 'category' | 'coverage' | 'label' | 'statements'>;

function criterionExtension(scope: Scope, criterion: Understood): Extension {
  const { category, coverage, label, statements } = criterion;
  const cleaned = label === undefined ? undefined : cleanText(label);
  return {
    url: structureDefinition('ext-criterion'),
    extension: [
      categoryExtension(scope, category),
      COVERAGES[coverage],
      ...(cleaned === undefined ? [] : [valueExtension('label', 'valueString', cleaned)]),
      ...statementExtensions({ coverage, statements }),
    ],
  };
}
