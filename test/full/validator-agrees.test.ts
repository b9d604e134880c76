import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { FAULTS_R5 } from '../validate/faults-r5.ts';
import { FAULTS, withEdits } from '../validate/faults.ts';
import { hasJudge, JUDGE, NO_JUDGE } from './judge.ts';

const PROFILES = fileURLToPath(new URL('../../profiles/', import.meta.url));
const VERSIONS = [
  { fhir: 'r4', file: 'valid-bundle.json', faults: FAULTS },
  { fhir: 'r5', file: 'valid-bundle-r5.json', faults: FAULTS_R5 },
] as const;

interface Report {
  readonly inputs: readonly { readonly issues: readonly { readonly severity: string }[] }[];
}

/** Number of errors the reference validator finds in each resource. */
async function errorCounts(resources: readonly unknown[], fhir: FhirVersion): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-faults-'));
  const files = resources.map((resource, index) => {
    const file = join(folder, `${String(index).padStart(3, '0')}.json`);
    writeFileSync(file, JSON.stringify(resource));
    return file;
  });
  const out = join(folder, 'report.json');
  const options = [
    '--fhir',
    fhir,
    '--profiles',
    `${PROFILES}${fhir}`,
    '--min',
    'error',
    '--json',
    out,
  ];
  await promisify(execFile)(JUDGE, [...options, ...files], { maxBuffer: 1 << 28 }).catch(
    (error: unknown) => {
      // Exit 1 says that errors were found: they are in the report.
      if ((error as { readonly code?: number }).code !== 1) throw error;
    },
  );
  const report = JSON.parse(readFileSync(out, 'utf8')) as Report;
  return report.inputs.map(
    ({ issues }) => issues.filter(({ severity }) => /^(error|fatal)$/.test(severity)).length,
  );
}

describe.skipIf(!hasJudge).each(VERSIONS)('validate of $fhir', ({ fhir, file, faults }) => {
  test(`calls the same faults errors as the reference validator (${NO_JUDGE} if skipped)`, async () => {
    const valid: unknown = JSON.parse(
      readFileSync(new URL(`../validate/${file}`, import.meta.url), 'utf8'),
    );
    const counts = await errorCounts(
      [valid, ...faults.map(({ edits }) => withEdits(valid, edits))],
      fhir,
    );
    const verdicts = faults.map(
      ({ name }, index) => `${name}: ${counts[index + 1] === 0 ? 'passes' : 'fails'}`,
    );
    const expected = faults.map(
      ({ name, judgePasses }) => `${name}: ${judgePasses === undefined ? 'fails' : 'passes'}`,
    );
    expect(counts[0]).toBe(0);
    expect(verdicts).toEqual(expected);
  });
});
