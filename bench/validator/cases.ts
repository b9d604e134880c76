/** What both validators are asked about: published examples, our bundles, mutants of both, and random edits. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { convert } from '../../src/convert.ts';
import fc from 'fast-check';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { toReceived } from '../../src/shared/received.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import type { BaseDefinitions } from '../../src/validate/structure-definition.ts';
import { allStudies, sample, seedFiles } from '../../test/full/judge.ts';
import { MUTANT_KINDS } from '../../test/validate/mutant-kinds.ts';
import {
  type MutantOptions,
  type Named,
  type Node,
  mutantsOf,
} from '../../test/validate/mutants.ts';
import { anyMutation, mutated } from '../../test/validate/mutations.ts';
import type { Case } from './compare.ts';

const BASE = new URL('../../profiles/base/', import.meta.url);
const KEPT = new URL('../../build/validator-bench/', import.meta.url);
/** Of the mutants whose verdicts docs/validation.md tells. */
export const SEED = 20_261_121;

/**
 * Bundles that our converter makes of the real studies and the records of examples/; `size` of them, spread. They
 * are kept on disk, so that a change of the converter does not cost a day of the reference validator: `isFresh`
 * makes them anew.
 */
export function bundleCases(fhir: FhirVersion, size: number, isFresh = false): Case[] {
  const file = new URL(`bundles-${fhir}-${size}.json`, KEPT);
  if (!isFresh && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Case[];
  const cases = madeBundles(fhir, size);
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(file, JSON.stringify(cases));
  return cases;
}

function madeBundles(fhir: FhirVersion, size: number): Case[] {
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

/** Mutants of resources the reference validator finds no error in, `perKind` of each kind of fault. */
export function mutantCases(
  fhir: FhirVersion,
  valid: readonly Case[],
  { perKind, seed }: MutantOptions,
): Case[] {
  const packed = readFileSync(new URL(`${fhir}.json.gz`, BASE));
  const definitions = JSON.parse(gunzipSync(packed).toString('utf8')) as BaseDefinitions;
  const resources = valid.map(({ name, text }): Named => ({
    name,
    resource: JSON.parse(text) as Node,
  }));
  const options = { seed: seed + (fhir === 'r4' ? 4 : 5), perKind };
  return Array.from(
    mutantsOf(resources, MUTANT_KINDS, definitions, options),
    ({ name, kind, from, resource }) => ({
      name,
      kind,
      before: from.resource,
      text: JSON.stringify(resource),
    }),
  );
}

/**
 * `count` valid resources with one random edit each, of no kind that anybody thought of: what is right afterwards, and
 * what is not, nobody knew beforehand.
 */
export function randomCases(valid: readonly Case[], count: number, seed: number): Case[] {
  const picked = fc.sample(fc.tuple(fc.constantFrom(...valid), anyMutation), {
    numRuns: count,
    seed,
  });
  return picked.map(([{ name, text }, mutation], at) => {
    const before: unknown = JSON.parse(text);
    const kind = `random ${mutation.kind}`;
    const edited = JSON.stringify(mutated(before, mutation));
    return { name: `${name} ${at}`, kind, before, text: edited };
  });
}
