/** Our validator over the same texts as the reference one. */
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { loadValidator } from '../../src/source/load-validator.ts';
import type { Validator } from '../../src/validate/validator.ts';
import type { Finding, Judged } from './judged.ts';
import { toPlace } from './place.ts';

/** With `profiles` our own are loaded too, else the base specification alone. */
export function openOurs(fhir: FhirVersion, profiles: boolean): Validator {
  return loadValidator({ fhir, ...(profiles ? {} : { folders: [] }) });
}

export function judgeOurs(validator: Validator, text: string): Judged {
  const started = performance.now();
  try {
    const found = validator.validate(JSON.parse(text), {
      // HAPI's choice too: it warns, but in documents and messages, whose rules hold whatever is chosen
      danglingReferences: 'warning',
    });
    const findings = found.flatMap(({ severity, code, message, expression }): Finding[] =>
      severity === 'information'
        ? []
        : [
            {
              severity: severity === 'warning' ? 'warning' : 'error',
              place: toPlace(expression ?? ''),
              rule: code,
              message,
            },
          ],
    );
    return { ms: performance.now() - started, findings };
  } catch (error) {
    // it must never throw: told as a failure of ours, not as a verdict
    const unable = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { ms: performance.now() - started, unable, findings: [] };
  }
}
