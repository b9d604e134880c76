import { structureDefinition } from '../../shared/canonical.ts';
import type { Criterion } from '../../trial/understood.ts';
import type { Eligibility } from '../../trial/trial.ts';
import { cleanText } from '../clean.ts';
import { eligibilityHtml } from '../eligibility-narrative.ts';
import { heading } from '../narrative.ts';
import { type Scope, textOf } from '../scope.ts';
import {
  codeExtension,
  compact,
  complexExtension,
  flagExtension,
  mark,
  textExtension,
} from './build.ts';
import { canonicalHead, narrative } from './common.ts';
import { expressionOf } from './criterion-expression.ts';
import { criterionCharacteristic, criterionExtension } from './criterion.ts';
import { AGE, ageRange, ageText, SEX, sexConcept } from './population.ts';
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
    const linkId = `${side}-${String(counts[side] + 1).padStart(2, '0')}`;
    const emitted = criterionCharacteristic(scope, criterion, linkId, criterion.exclude);
    if (emitted === undefined) return [];
    counts[side] += 1;
    return [emitted];
  });
  const registered = registeredCharacteristics(scope, eligibility);
  if (listed.length > 0) return [...listed, ...registered];
  const text = textOf(scope, eligibility.text);
  if (text !== undefined) return [plainCharacteristic(scope, 'all', 'other', text), ...registered];
  return registered.length > 0 ? registered : [otherFacts(scope, eligibility)];
}

/** Age and sex as the registry's own fields have them, unless a criterion already says it in a computable way. */
function registeredCharacteristics(scope: Scope, eligibility: Eligibility): Characteristic[] {
  const stated = ({ coding }: CodeableConcept): boolean =>
    eligibility.criteria.some((criterion) => demands(criterion, coding?.[0]?.code));
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

/** True where a criterion, or one of its items that must all be met, asks for a value of this type. */
function demands(criterion: Criterion, code: string | undefined): boolean {
  const { exclude, coverage, combination, statements, items, itemsCombination } = criterion;
  if (exclude || coverage === 'none') return false;
  if (items.length > 0) {
    return itemsCombination?.code === 'all-of' && items.some((item) => demands(item, code));
  }
  return combination !== 'any-of' && statements.some(({ type }) => type.code === code);
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
      criterionExtension(
        scope,
        { category, coverage: typed ? 'full' : 'none', statements: [] },
        typed !== undefined,
      ),
    ],
    linkId,
    description: text,
    exclude: false,
    definitionByTypeAndValue: typed,
    ...(typed && expressionOf(typed)),
  });
}
