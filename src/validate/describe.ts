import type { Unsupported } from './check/to-invariant.ts';
import type { BaseDefinitions, ProfileDefinitions } from './structure-definition.ts';
import { LARGE_SYSTEMS } from './terminology/large-systems.ts';

const SHOWN = 8;

/** One sentence each for the head of every report; `unchecked` counts the codes met that could not be looked up. */
export function describeValidator(
  base: BaseDefinitions,
  profiles: readonly ProfileDefinitions[],
  unsupported: Unsupported,
  unchecked: ReadonlyMap<string, number> | undefined,
): { readonly checkedAgainst: string; readonly notChecked: string } {
  const packages = profiles.map(
    ({ name, structures }) => `${name} (${structures.length} profiles and extensions)`,
  );
  const rules = [...unsupported].map(([key, reason]) => `${key} (${reason})`);
  const skipped =
    rules.length === 0 ? '' : ` Rules that could not be compiled: ${rules.join('; ')}.`;
  return {
    checkedAgainst: `Checked against FHIR ${base.fhirVersion}${packages.length === 0 ? '' : `, ${packages.join(', ')}`}.`,
    notChecked:
      `Not checked: ${codesNotChecked(unchecked)}MIME types but for their form; ` +
      `what is in resources that references lead to outside the bundle, by rules with resolve() too; example bindings.${skipped}`,
  };
}

/** `6 codes of code systems that are not loaded: LOINC (4), SNOMED CT (2)`; undefined where there are none. */
function uncheckedCodes(unchecked: ReadonlyMap<string, number>): string | undefined {
  const byName = new Map<string, number>();
  for (const [system, count] of unchecked) {
    const name = LARGE_SYSTEMS.get(system) ?? system;
    byName.set(name, (byName.get(name) ?? 0) + count);
  }
  const counts = [...byName].toSorted(([, one], [, other]) => other - one);
  if (counts.length === 0) return undefined;
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const rest = counts.length - SHOWN;
  const further = rest > 0 ? ` and ${rest} more` : '';
  const listed = counts.slice(0, SHOWN).map(([name, count]) => `${name} (${count})`);
  const codes = all === 1 ? '1 code' : `${all} codes`;
  return `${codes} of code systems that are not loaded: ${listed.join(', ')}${further}`;
}

function codesNotChecked(unchecked: ReadonlyMap<string, number> | undefined): string {
  if (unchecked === undefined)
    return 'codes of SNOMED CT, LOINC, MeSH and every other code system that is not loaded; ';
  const codes = uncheckedCodes(unchecked);
  return codes === undefined ? '' : `${codes}; `;
}
