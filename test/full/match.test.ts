/**
 * Real criteria held against real and written patients: every definition that the real studies become, with the
 * FHIRPath beside it. Needs ../shared, and HL7's examples below build/ (npm run bench:validator fetches them); what is
 * missing is skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { evalFhirPath } from '@medplum/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { convert } from '../../src/convert.ts';
import { matchPatient, type Result } from '../../src/match/match.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import {
  asText,
  isJsonObject,
  objectIn,
  objectsIn,
  type JsonObject,
} from '../../src/shared/json.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { ucumUnits } from '../../src/source/ucum.ts';

const STUDIES = '../shared/data/ctgov-json/studies.ndjson.gz';
const EXAMPLES = new URL('../../build/fhir-examples/', import.meta.url);
const TODAY = new Date().toISOString().slice(0, 10);
const units = ucumUnits();

const json = (url: URL): JsonObject => JSON.parse(readFileSync(url, 'utf8')) as JsonObject;
/** Without what is observed later: FHIRPath does not leave it out. */
const WRITTEN = ['liver-r4', 'searchset-r5'].map((name) => {
  const bundle = json(new URL(`../match/patients/${name}.json`, import.meta.url));
  const entry = objectsIn(bundle['entry']).filter(
    ({ resource }) => asText(objectIn(resource)['effectiveDateTime']).slice(0, 10) <= TODAY,
  );
  return { ...bundle, entry };
});

/** Characteristics that have a type and a value, wherever they stand, once each. */
function typedIn(characteristics: readonly JsonObject[]): readonly JsonObject[] {
  return characteristics.flatMap((each) => [
    ...(isJsonObject(each['definitionByTypeAndValue']) ? [each] : []),
    ...typedIn(objectsIn(objectIn(each['definitionByCombination'])['characteristic'])),
  ]);
}

function demandsOfStudies(): readonly JsonObject[] {
  const definitions = loadDefinitions('r5');
  const unchecked = { ...definitions.validator, validate: () => [] };
  const found = new Map<string, JsonObject>();
  for (const line of gunzipSync(readFileSync(STUDIES)).toString('utf8').trim().split('\n')) {
    const [record] = splitRecords('studies.ndjson', line).value;
    const { bundle } = record
      ? convert(record, { ...definitions, validator: unchecked })
      : { bundle: undefined };
    for (const { resource } of bundle?.entry ?? []) {
      if (resource.resourceType !== 'EvidenceVariable') continue;
      const variable = JSON.parse(JSON.stringify(resource)) as JsonObject;
      for (const each of typedIn(objectsIn(variable['characteristic']))) {
        const { definitionByTypeAndValue, definitionExpression } = each;
        const kept = {
          definitionByTypeAndValue,
          ...(definitionExpression !== undefined && { definitionExpression }),
        };
        found.set(JSON.stringify(kept), kept);
      }
    }
  }
  return [...found.values()];
}

/** Each Patient of HL7's examples with the Observations about them. */
function examplePatients(fhir: string): readonly JsonObject[] {
  const folder = new URL(`${fhir}/package/`, EXAMPLES);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const read = (type: string): readonly JsonObject[] =>
    names.filter((name) => name.startsWith(`${type}-`)).map((name) => json(new URL(name, folder)));
  const observations = read('Observation');
  return read('Patient').map((patient) => {
    const own = observations.filter(
      ({ subject }) => objectIn(subject)['reference'] === `Patient/${asText(patient['id'])}`,
    );
    return {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [patient, ...own].map((resource) => ({ resource })),
    };
  });
}

function resultOf(demand: JsonObject, patient: JsonObject): Result | undefined {
  const trial = { resourceType: 'EvidenceVariable', characteristic: [demand] };
  return matchPatient(trial, patient, { on: TODAY, units }).match?.criteria[0]?.result;
}

function evaluated(demand: JsonObject, patient: JsonObject): unknown {
  const expression = asText(objectIn(demand['definitionExpression'])['expression']);
  const found = evalFhirPath(expression, patient) as readonly unknown[];
  return found.length > 1 ? found : found[0];
}

describe.skipIf(!existsSync(STUDIES))('every definition of the real studies', () => {
  let demands: readonly JsonObject[] = [];
  beforeAll(() => {
    demands = demandsOfStudies();
  }, 300_000);

  test('as FHIRPath says what match says, or nothing', () => {
    const written = demands.filter((each) => each['definitionExpression'] !== undefined);
    const wrong: unknown[] = [];
    const known = { true: 0, false: 0 };
    for (const demand of written) {
      for (const patient of WRITTEN) {
        const said = evaluated(demand, patient);
        if (said === undefined) continue;
        const isSame = resultOf(demand, patient) === (said === true ? 'met' : 'not met');
        if (typeof said !== 'boolean' || !isSame) wrong.push([demand, said]);
        else known[said ? 'true' : 'false'] += 1;
      }
    }
    expect(wrong).toEqual([]);
    process.stdout.write(
      `${demands.length} definitions, ${written.length} as FHIRPath, known: ${JSON.stringify(known)}\n`,
    );
    expect(written.length).toBeGreaterThan(500);
    expect(known.true).toBeGreaterThan(100);
    expect(known.false).toBeGreaterThan(20);
  }, 120_000);

  describe.each(['r4', 'r5'])("on HL7's patients of %s", (fhir) => {
    const patients = examplePatients(fhir);

    test.skipIf(patients.length === 0)(
      'is known where something is, and never throws',
      () => {
        const counts: Record<Result, number> = { met: 0, 'not met': 0, unknown: 0 };
        for (const patient of patients) {
          for (const demand of demands) {
            const result = resultOf(demand, patient);
            counts[result ?? 'unknown'] += 1;
            const said =
              demand['definitionExpression'] === undefined ? undefined : evaluated(demand, patient);
            if (said !== undefined)
              expect([demand, result]).toEqual([demand, said ? 'met' : 'not met']);
          }
        }
        process.stdout.write(`${fhir}, ${patients.length} patients: ${JSON.stringify(counts)}\n`);
        expect(counts.met).toBeGreaterThan(0);
        expect(counts['not met']).toBeGreaterThan(0);
      },
      300_000,
    );
  });
});

describe.each(['r4', 'r5'])("HL7's first patient of %s", (fhir) => {
  const [patient] = examplePatients(fhir).filter(
    ({ entry }) => objectIn(objectsIn(entry)[0]?.['resource'])['id'] === 'example',
  );
  const asks = (code: string, comparator: string, value: number, unit: string): JsonObject => ({
    definitionByTypeAndValue: {
      type: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value, comparator, system: 'http://unitsofmeasure.org', code: unit },
    },
  });

  // 107/60 mm[Hg] and 108/unknown of one day, 16.2 kg/m2, 95 %, 44 /min, born 1974, as the examples say
  test.skipIf(!patient).each([
    ['8480-6', '<', 140, 'mm[Hg]', 'met'],
    ['8462-4', '>', 60, 'mm[Hg]', 'unknown'],
    ['39156-5', '>=', 18.5, 'kg/m2', 'not met'],
    ['59408-5', '>=', 92, '%', 'met'],
    ['8867-4', '>', 50, '{beats}/min', 'not met'],
    ['30525-0', '>=', 18, 'a', 'met'],
    ['718-7', '>=', 9, 'g/dL', 'unknown'],
  ] as const)('%s %s %d %s: %s', (code, comparator, value, unit, result) => {
    expect(patient && resultOf(asks(code, comparator, value, unit), patient)).toBe(result);
  });
});
