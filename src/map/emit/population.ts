/** Registered age and sex as FHIR has them: of criteria, and of R4's Group. */
import type { Eligibility } from '../../trial/trial.ts';
import { readAge, unitName } from '../ages.ts';
import { knownRow, type Scope } from '../scope.ts';
import { LOINC, UCUM } from '../terms.ts';
import { compact } from './build.ts';
import { codeConcept, conceptOf } from './coding.ts';
import type { CodeableConcept, Quantity, Range } from './types.ts';

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
