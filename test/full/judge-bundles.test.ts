import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { convert } from '../../src/convert.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { FHIR_VERSIONS } from '../../src/shared/fhir-version.ts';
import { toReceived, type Received } from '../../src/shared/received.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import {
  allStudies,
  hasJudge,
  hasStudies,
  judgeErrors,
  NO_JUDGE,
  NO_STUDIES,
  sample,
  seedFiles,
} from './judge.ts';

/** Studies the judge sees of each version; all of them with JUDGE_STUDIES=918 (about 30 minutes). */
const STUDIES = Number(process.env['JUDGE_STUDIES'] ?? 100);

describe.each(FHIR_VERSIONS)('bundles of convert in %s', (fhir) => {
  const definitions = loadDefinitions(fhir);

  function bundlesFile(records: readonly Received[]): string {
    const file = join(mkdtempSync(join(tmpdir(), 'trialcast-judge-')), 'bundles.ndjson');
    const bundles = records.map((record) => JSON.stringify(convert(record, definitions).bundle));
    writeFileSync(file, `${bundles.join('\n')}\n`);
    return file;
  }

  test.skipIf(!hasJudge)(
    `the five examples have no error in the reference validator (${NO_JUDGE} if skipped)`,
    async () => {
      const records = seedFiles().flatMap(({ name, text }) => splitRecords(name, text).value);
      const file = bundlesFile(records);
      expect(records).toHaveLength(5);
      expect(await judgeErrors([file], `${file}.report.json`, fhir)).toEqual([]);
    },
  );

  test.skipIf(!hasJudge || !hasStudies)(
    `${STUDIES} real studies have no error in the reference validator (${NO_STUDIES} if skipped)`,
    async () => {
      const records = sample(allStudies(), STUDIES).map((text, at) =>
        toReceived(`study-${at}`, text),
      );
      const file = bundlesFile(records);
      expect(await judgeErrors([file], `${file}.report.json`, fhir)).toEqual([]);
    },
    90 * 60_000,
  );

  test.skipIf(!hasStudies)(
    `all real studies become bundles our own validator passes (${NO_STUDIES} if skipped)`,
    () => {
      const failing = allStudies().flatMap((text, at) => {
        const { bundle, issues } = convert(toReceived(`study-${at}`, text), definitions);
        const errors = issues.filter(
          ({ severity }) => severity === 'error' || severity === 'fatal',
        );
        return bundle && errors.length === 0
          ? []
          : [{ study: bundle?.id, errors: errors.slice(0, 3) }];
      });
      expect(failing).toEqual([]);
    },
  );
});
