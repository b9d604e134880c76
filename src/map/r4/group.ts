import { codeSystem } from '../../shared/canonical.ts';
import type { Eligibility } from '../../trial/trial.ts';
import { readAge, unitName } from '../ages.ts';
import { isUnsignedInt } from '../clean.ts';
import { line } from '../narrative.ts';
import { knownRow, type Scope } from '../scope.ts';
import { LOINC, UCUM } from '../terms.ts';
import { compact, mark } from './build.ts';
import { codeConcept, conceptOf } from './coding.ts';
import { childId, elementIdentifier, metaOf, narrative } from './common.ts';
import type {
  CodeableConcept,
  Emitted,
  Group,
  GroupCharacteristic,
  Quantity,
  Range,
} from './types.ts';

/** R4 ResearchStudy.enrollment can only point to a Group: the planned participants, without members. */
export function emitGroup(scope: Scope): Emitted | undefined {
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

/** `18 Years` and `N/A` as a person reads them. */
export function ageText(eligibility: Eligibility): string | undefined {
  const { minimumAge, maximumAge } = eligibility;
  if (minimumAge && maximumAge) return `${minimumAge.value} to ${maximumAge.value}`;
  if (minimumAge) return `${minimumAge.value} and older`;
  return maximumAge && `up to ${maximumAge.value}`;
}

/** Registered ages as a Range; undefined where neither can be read. */
export function ageRange(eligibility: Eligibility): Range | undefined {
  const low = ageQuantity(eligibility.minimumAge?.value);
  const high = ageQuantity(eligibility.maximumAge?.value);
  if (!low && !high) return undefined;
  return compact<Range>({ low, high: reversed(low, high) ? undefined : high });
}

// rng-2 fails on a range whose ends cannot be compared or are reversed; the words stay in ext-registry-eligibility.
function reversed(low: Quantity | undefined, high: Quantity | undefined): boolean {
  return (
    low !== undefined &&
    high !== undefined &&
    (low.code !== high.code || Number(low.value) > Number(high.value))
  );
}

function ageQuantity(age: string | undefined): Quantity | undefined {
  const read = age === undefined ? undefined : readAge(age);
  return read && { value: read.value, unit: unitName(read.unit), system: UCUM, code: read.unit };
}

export const AGE: CodeableConcept = codeConcept(LOINC, '30525-0', 'Age');
export const SEX: CodeableConcept = codeConcept(LOINC, '46098-0', 'Sex');

/** Sex as an administrative gender; undefined for ALL, which excludes nobody. */
export function sexConcept(scope: Scope, eligibility: Eligibility): CodeableConcept | undefined {
  const { sex } = eligibility;
  const row = sex && knownRow(scope, sex);
  return row && row.targets.length > 0 ? conceptOf(scope, sex) : undefined;
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
