/** Real resources for each profile, as trialcast makes them of records of this repository. */
import type { TransactionBundle } from '../../src/bundle/bundle.ts';
import type { FhirResource } from '../../src/map/resource.ts';
import { structureDefinition } from '../../src/shared/canonical.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import type { GeneratedFiles } from '../generated-files.ts';
import { convertedRecords } from './records.ts';
import { definitionsIn } from './set.ts';

/** A randomized trial of a drug, with arms, outcomes, sponsor and site: something for every profile. */
const WHOLE = 'NCT01857479';

/** What that trial does not show: other kinds of studies, structured criteria, a time frame in parts. */
const MORE: readonly (readonly [record: string, thing: string])[] = [
  ['NCT04210791', 'trial-research-study'],
  ['NCT04903613', 'trial-research-study'],
  ['003_74237d5521536b96', 'trial-eligibility'],
  ['000_9a75afc2414ddea6', 'trial-outcome'],
];

/** Texts by file name. */
export function exampleFiles(fhir: FhirVersion): GeneratedFiles {
  const wanted = [
    ...definitionsIn(fhir, 'profiles').map(({ id }) => [WHOLE, id] as const),
    ...MORE.map(([record, thing]) => [record, `${thing}-${fhir}`] as const),
  ];
  return new Map(
    wanted.map(([record, profile]) => {
      const resource = firstOf(bundleOf(record, fhir), profile);
      return [
        `${resource.resourceType}-${resource.id}.json`,
        `${JSON.stringify(resource, null, 2)}\n`,
      ];
    }),
  );
}

function bundleOf(name: string, fhir: FhirVersion): TransactionBundle {
  const found = convertedRecords(fhir).find((record) => record.name === name);
  if (!found) throw new Error(`There is no record ${name}.`);
  return found.bundle;
}

/** The first resource of the profile in a bundle, or the bundle itself. */
function firstOf(bundle: TransactionBundle, profile: string): FhirResource | TransactionBundle {
  const url = structureDefinition(profile);
  const all = [bundle, ...bundle.entry.map(({ resource }) => resource)];
  const found = all.find(({ meta }) =>
    (meta as { readonly profile: readonly string[] }).profile.includes(url),
  );
  if (!found) throw new Error(`${bundle.id} has no resource of ${profile}.`);
  return found;
}
