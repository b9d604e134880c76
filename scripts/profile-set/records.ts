/** Real records of the repository in FHIR: the five examples and the studies of the corpus, whose contacts are invented. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TransactionBundle } from '../../src/bundle/bundle.ts';
import { convert } from '../../src/convert.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import type { Received } from '../../src/shared/received.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { ROOT } from './set.ts';

export interface ConvertedRecord {
  /** File name without its ending: `NCT01857479`, `003_74237d5521536b96`. */
  readonly name: string;
  readonly bundle: TransactionBundle;
}

const FOLDERS = [
  { path: 'examples', ending: '.txt' },
  { path: 'test/corpus/studies', ending: '.json' },
];

const kept = new Map<FhirVersion, readonly ConvertedRecord[]>();

/** All of them, converted once a run. Throws where one has no bundle or an error in it: that is no example. */
export function convertedRecords(fhir: FhirVersion): readonly ConvertedRecord[] {
  const known = kept.get(fhir);
  if (known) return known;
  const definitions = loadDefinitions(fhir);
  const made = FOLDERS.flatMap(({ path, ending }) => recordsIn(join(ROOT, path), ending)).map(
    ([name, record]) => {
      const { bundle, issues } = convert(record, definitions);
      const error = issues.find(({ severity }) => severity === 'error' || severity === 'fatal');
      if (bundle === undefined || error)
        throw new Error(`${name}: ${error?.message ?? 'no bundle'}`);
      return { name, bundle };
    },
  );
  kept.set(fhir, made);
  return made;
}

function recordsIn(folder: string, ending: string): (readonly [string, Received])[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .flatMap((name) =>
      splitRecords(name, readFileSync(join(folder, name), 'utf8')).value.map(
        (record) => [name.slice(0, -ending.length), record] as const,
      ),
    );
}
