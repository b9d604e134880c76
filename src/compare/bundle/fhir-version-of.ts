import type { TransactionBundle } from '../../bundle/bundle.ts';
import { FHIR_VERSIONS, type FhirVersion } from '../../shared/fhir-version.ts';
import { asText, type Json, listIn, objectIn } from '../../shared/json.ts';

/** The FHIR version a bundle of ours is written in, as its profiles say; undefined for one that names none of them. */
export function fhirVersionOf(bundle: TransactionBundle): FhirVersion | undefined {
  const metas = [bundle.meta, ...bundle.entry.map(({ resource }) => resource['meta'])];
  const profiles = metas.flatMap((meta) => listIn(objectIn(meta as Json | undefined)['profile']));
  return FHIR_VERSIONS.find((version) =>
    profiles.some((profile) => asText(profile).endsWith(`-${version}`)),
  );
}
