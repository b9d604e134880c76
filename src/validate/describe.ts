import type { Unsupported } from './check/to-invariant.ts';
import type { BaseDefinitions, ProfileDefinitions } from './structure-definition.ts';

/** One sentence each for the head of every report. */
export function describeValidator(
  base: BaseDefinitions,
  profiles: readonly ProfileDefinitions[],
  unsupported: Unsupported,
): { readonly checkedAgainst: string; readonly notChecked: string } {
  const packages = profiles.map(
    ({ name, structures }) => `${name} (${structures.length} profiles and extensions)`,
  );
  // the language of a resource is bound to a value set in R5 alone
  const ofForm =
    base.fhirVersion === '5.0.0'
      ? 'MIME types, currencies and language tags'
      : 'MIME types and currencies';
  const rules = [...unsupported].map(([key, reason]) => `${key} (${reason})`);
  const skipped =
    rules.length === 0 ? '' : ` Rules that could not be compiled: ${rules.join('; ')}.`;
  return {
    checkedAgainst: `Checked against FHIR ${base.fhirVersion}${packages.length === 0 ? '' : `, ${packages.join(', ')}`}.`,
    notChecked:
      'Not checked: codes of SNOMED CT, LOINC, MeSH, UCUM and every other code system that is not loaded; ' +
      `displays of codes; ${ofForm}, but for their form; targets of references outside the bundle, ` +
      `by rules with resolve() too; preferred and example bindings.${skipped}`,
  };
}
