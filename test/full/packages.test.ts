import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { packageFiles } from '../../scripts/profile-set/package-files.ts';
import { toTgz } from '../../scripts/profile-set/tar.ts';
import { convert } from '../../src/convert.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { FHIR_VERSIONS, type FhirVersion } from '../../src/shared/fhir-version.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { hasJudge, JUDGE, NO_JUDGE, seedFiles, studyFiles } from './judge.ts';

interface Verdict {
  readonly severity: string;
  readonly resource: string;
  readonly location: string;
  readonly message: string;
}

/** The package as a user unpacks it; returns the folder with its `package`. */
function unpacked(fhir: FhirVersion, folder: string): string {
  writeFileSync(join(folder, 'package.tgz'), toTgz(packageFiles(fhir)));
  const { status } = spawnSync('tar', ['-xzf', 'package.tgz'], { cwd: folder });
  if (status !== 0) throw new Error(`tar ended with status ${status}`);
  return join(folder, 'package');
}

/** What the reference validator says with the package and nothing else of ours; exit 1 only says that there are errors. */
async function judged(fhir: FhirVersion, profiles: string, file: string): Promise<Verdict[]> {
  const parameters = [
    '--fhir',
    fhir,
    '--profiles',
    profiles,
    '--min',
    'error',
    '--json',
    '-',
    file,
  ];
  const { stdout } = await promisify(execFile)(JUDGE, parameters, { maxBuffer: 1 << 28 }).catch(
    (error: unknown) => {
      if ((error as { code?: number }).code !== 1) throw error;
      return error as { stdout: string };
    },
  );
  const report = JSON.parse(stdout) as { readonly inputs: readonly { issues: Verdict[] }[] };
  return report.inputs
    .flatMap(({ issues }) => issues)
    .filter(({ severity }) => severity === 'error' || severity === 'fatal');
}

describe.skipIf(!hasJudge).each(FHIR_VERSIONS)(
  `the package of %s in the reference validator (${NO_JUDGE} if skipped)`,
  (fhir) => {
    const folder = mkdtempSync(join(tmpdir(), 'trialcast-package-'));
    const definitions = loadDefinitions(fhir);
    const bundles = [...seedFiles(), ...studyFiles(5)].flatMap(({ name, text }) =>
      splitRecords(name, text).value.map((record) => convert(record, definitions).bundle),
    );

    test('finds no error in ten bundles of real records', async () => {
      const file = join(folder, 'bundles.ndjson');
      writeFileSync(file, `${bundles.map((bundle) => JSON.stringify(bundle)).join('\n')}\n`);
      expect(bundles).toHaveLength(10);
      expect(await judged(fhir, unpacked(fhir, folder), file)).toEqual([]);
    });

    test('is what the verdict rests on: a study without its trial tag is found', async () => {
      const study = bundles[0]?.entry.find(
        ({ resource }) => resource.resourceType === 'ResearchStudy',
      );
      const file = join(folder, 'broken.json');
      const meta = { ...(study?.resource['meta'] as object), tag: undefined };
      writeFileSync(file, JSON.stringify({ ...study?.resource, meta }));
      const found = await judged(fhir, unpacked(fhir, folder), file);
      expect(found.map(({ message }) => message).join('\n')).toContain('ResearchStudy.meta.tag');
    });
  },
);
