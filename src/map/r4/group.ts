import { codeSystem } from '../../shared/canonical.ts';
import type { Eligibility } from '../../trial/trial.ts';
import { isUnsignedInt } from '../clean.ts';
import { compact, mark } from '../emit/build.ts';
import { codeConcept } from '../emit/coding.ts';
import { childId, elementIdentifier, metaOf, narrative } from '../emit/common.ts';
import { AGE, ageRange, ageText, SEX, sexConcept } from '../emit/population.ts';
import { line } from '../narrative.ts';
import type { Scope } from '../scope.ts';
import type { Group, GroupCharacteristic } from './types.ts';

/** R4 ResearchStudy.enrollment can only point to a Group: the planned participants, without members. */
export function emitGroup(
  scope: Scope,
): { readonly resource: Group; readonly from: readonly unknown[] } | undefined {
  if (!hasGroup(scope)) return undefined;
  const { design, eligibility } = scope.trial;
  const count = design.enrollment;
  const quantity = count && isUnsignedInt(count.value) ? count.value : undefined;
  const resource = compact<Group>({
    resourceType: 'Group',
    id: childId(scope, 'enrollment'),
    meta: metaOf(scope, 'enrollment-group'),
    language: scope.language,
    text: narrative(scope, [
      ...line(
        'Participants',
        quantity === undefined ? `of ${scope.label}` : `${quantity}, of ${scope.label}`,
      ),
      ...line('Age', ageText(eligibility)),
      ...line('Sex', eligibility.sex?.value),
    ]),
    identifier: [elementIdentifier(scope, 'enrollment')],
    active: true,
    type: 'person',
    actual: false,
    name: `Planned participants of ${scope.label}`,
    quantity,
    _quantity: quantity === undefined ? undefined : mark(count),
    characteristic: [
      ...ageCharacteristic(eligibility),
      ...sexCharacteristic(scope, eligibility),
      ...healthyCharacteristic(eligibility),
    ],
  });
  return {
    resource,
    from: [
      count,
      eligibility.minimumAge,
      eligibility.maximumAge,
      eligibility.sex,
      eligibility.healthyVolunteers,
    ],
  };
}

export function hasGroup(scope: Scope): boolean {
  const { design, eligibility } = scope.trial;
  const facts = [
    design.enrollment,
    eligibility.minimumAge,
    eligibility.maximumAge,
    eligibility.sex,
    eligibility.healthyVolunteers,
  ];
  return facts.some((fact) => fact !== undefined);
}

function ageCharacteristic(eligibility: Eligibility): GroupCharacteristic[] {
  const range = ageRange(eligibility);
  return range ? [{ code: AGE, valueRange: range, exclude: false }] : [];
}

function sexCharacteristic(scope: Scope, eligibility: Eligibility): GroupCharacteristic[] {
  const concept = sexConcept(scope, eligibility);
  return concept ? [{ code: SEX, valueCodeableConcept: concept, exclude: false }] : [];
}

/** Only "no" restricts the group: that healthy volunteers are accepted does not demand them. */
function healthyCharacteristic(eligibility: Eligibility): GroupCharacteristic[] {
  if (eligibility.healthyVolunteers?.value !== false) return [];
  const code = codeConcept(
    codeSystem('criterion-concept'),
    'healthy-volunteer',
    'Healthy volunteer',
  );
  return [{ code, valueBoolean: true, exclude: true }];
}
