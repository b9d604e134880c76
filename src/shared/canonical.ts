/** Canonical base of everything trialcast defines; a reserved TLD, so it collides with nobody. */
export const CANONICAL = 'https://trialcast.example/fhir';
/** Prefix of HL7's cross-version extensions: R5 elements in R4 resources. */
export const CROSS_VERSION = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-';

export const structureDefinition = once((id) => `${CANONICAL}/StructureDefinition/${id}`);
export const codeSystem = once((id) => `${CANONICAL}/CodeSystem/${id}`);
export const sid = once((id) => `${CANONICAL}/sid/${id}`);

/**
 * For ids of our own only, of which there are few, never for one made of a record: a resource states them a
 * hundred times, and a string that is built anew each time has to be copied together each time it is written.
 */
function once(build: (id: string) => string): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const made = known.get(id);
    if (made !== undefined) return made;
    const built = build(id);
    known.set(id, built);
    return built;
  };
}
