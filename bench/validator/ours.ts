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
  return judged(validator, () => JSON.parse(text) as unknown);
}

/**
 * What is found in a mutant and not in the resource it was made of: HAPI finds no error in that one, and where we do,
 * the disagreement is counted with the examples.
 */
export function mutantJudge(validator: Validator): (text: string, before: unknown) => Judged {
  const known = new Map<unknown, ReadonlySet<string>>();
  const keyOf = ({ severity, place, rule, message }: Finding): string =>
    [severity, rule, place, message].join(' ');
  return (text, before) => {
    const found = known.get(before) ?? new Set(judged(validator, () => before).findings.map(keyOf));
    known.set(before, found);
    const { findings, ...rest } = judgeOurs(validator, text);
    return { ...rest, findings: findings.filter((finding) => !found.has(keyOf(finding))) };
  };
}

function judged(validator: Validator, read: () => unknown): Judged {
  const started = performance.now();
  try {
    const found = validator.validate(read(), {
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
    // it must never throw: where it does, that is an error of its own, to be seen in every list
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const thrown: Finding = { severity: 'error', place: '', rule: 'threw', message };
    return { ms: performance.now() - started, findings: [thrown] };
  }
}
