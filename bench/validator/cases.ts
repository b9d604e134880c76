/** What both validators are asked about: published examples, our bundles, and mutants of both. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { convert } from '../../src/convert.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { toReceived } from '../../src/shared/received.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import type { BaseDefinitions } from '../../src/validate/structure-definition.ts';
import { allStudies, sample, seedFiles } from '../../test/full/judge.ts';
import { MUTANT_KINDS } from '../../test/validate/mutant-kinds.ts';
import { type Named, type Node, mutantsOf } from '../../test/validate/mutants.ts';
import type { Case } from './compare.ts';

const BASE = new URL('../../profiles/base/', import.meta.url);
const SEED = 20_261_121;
/** Larger ones take the reference validator too long to be mutated by the hundred. */
const LARGEST_MUTATED = { examples: 30_000, bundles: 150_000 } as const;

/** Bundles that our converter makes of the real studies and the records of examples/; `size` of them, spread. */
export function bundleCases(fhir: FhirVersion, size: number): Case[] {
  const definitions = loadDefinitions(fhir);
  const records = [
    ...seedFiles().flatMap(({ name, text }) => splitRecords(name, text).value),
    ...allStudies().map((text, at) => toReceived(`study-${String(at).padStart(3, '0')}`, text)),
  ];
  return sample(records, size).flatMap((received) => {
    const { bundle } = convert(received, definitions);
    return bundle ? [{ name: received.name, text: JSON.stringify(bundle) }] : [];
  });
}

/** Mutants of resources the reference validator finds no error in, in the proportion of a kind per `perKind`. */
export function mutantCases(
  fhir: FhirVersion,
  valid: readonly Case[],
  perKind: number,
  set: keyof typeof LARGEST_MUTATED,
): Case[] {
  const packed = readFileSync(new URL(`${fhir}.json.gz`, BASE));
  const definitions = JSON.parse(gunzipSync(packed).toString('utf8')) as BaseDefinitions;
  const resources = valid
    .filter(({ text }) => text.length <= LARGEST_MUTATED[set])
    .map(({ name, text }): Named => ({ name, resource: JSON.parse(text) as Node }));
  const options = { seed: SEED + (fhir === 'r4' ? 4 : 5), perKind };
  return Array.from(
    mutantsOf(resources, MUTANT_KINDS, definitions, options),
    ({ name, kind, resource }) => ({ name, kind, text: JSON.stringify(resource) }),
  );
}
