import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { invariantMaker } from '../../src/validate/check/to-invariant.ts';
import { readBaseText } from '../../src/validate/base-text.ts';
import { compilePlans } from '../../src/validate/plan/compile-plans.ts';
import type { Plans } from '../../src/validate/plan/plan.ts';
import type { BaseDefinitions } from '../../src/validate/structure-definition.ts';
import { toTerminology } from '../../src/validate/terminology/terminology.ts';

/** The base specification of a version as it is shipped. */
function readBase(fhir: FhirVersion): BaseDefinitions {
  const file = new URL(`../../profiles/base/${fhir}.json.gz`, import.meta.url);
  return readBaseText(gunzipSync(readFileSync(file)).toString('latin1'));
}

function toPlans(definitions: BaseDefinitions): Plans {
  const made: Plans = compilePlans(
    definitions.structures,
    toTerminology(definitions.codeSystems, definitions.valueSets),
    invariantMaker(() => made, new Map()),
    definitions.fhirVersion === '5.0.0' ? 'R5' : 'R4',
  );
  return made;
}

export const base = readBase('r4');
export const plans = toPlans(base);
export const baseR5 = readBase('r5');
export const plansR5 = toPlans(baseR5);
