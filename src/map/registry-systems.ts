import { sid } from '../shared/canonical.ts';
import { own } from '../shared/own.ts';

/** identifier.system of each registry's numbers. Only ClinicalTrials.gov's is registered with HL7 (MAPPING 8.3). */
const SYSTEMS: Readonly<Record<string, string>> = {
  ctgov: 'http://clinicaltrials.gov',
  ctis: 'https://euclinicaltrials.eu',
  eudract: 'https://www.clinicaltrialsregister.eu',
  isrctn: 'https://www.isrctn.com',
  utn: 'https://www.who.int/utn',
};

export function registrySystem(registry: string): string {
  // Until a registry has a system of its own, WHO's search portal names it.
  return own(SYSTEMS, registry) ?? `https://trialsearch.who.int/${encodeURIComponent(registry)}`;
}

/** System of an identifier of no known registry. */
export const SECONDARY_SYSTEM = sid('secondary-id');

/** NCIt concept of a registry's numbers, where there is one. */
export function registryIdentifierType(registry: string): {
  readonly code: string;
  readonly display: string;
} {
  switch (registry) {
    case 'ctgov':
      return { code: 'C172240', display: 'Clinicaltrials.gov Identifier' };
    case 'ctis':
    case 'eudract':
      return { code: 'C218684', display: 'EU Clinical Trial Register Number' };
    case 'utn':
      return { code: 'C218689', display: 'WHO Universal Trial Number' };
    default:
      return { code: 'C218690', display: 'Other Regulatory or Clinical Trial Identifier' };
  }
}
