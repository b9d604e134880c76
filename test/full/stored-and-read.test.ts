import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransactionBundle } from '../../src/bundle/bundle.ts';
import { convert, type Conversion } from '../../src/convert.ts';
import { isSameContent } from '../../src/compare/bundle/same-content.ts';
import { createFhirClient } from '../../src/deliver/fhir-client.ts';
import { pushBundle } from '../../src/deliver/push.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { restoreBundle } from '../../src/restore/restore.ts';
import { FHIR_VERSIONS } from '../../src/shared/fhir-version.ts';
import { asText, isJsonObject, type JsonObject } from '../../src/shared/json.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import type { Trial } from '../../src/trial/trial.ts';
import { freePort } from '../free-port.ts';
import {
  hasJudge,
  NO_JUDGE,
  seedFiles,
  startHapi,
  studyFiles,
  type RunningServer,
} from './judge.ts';

const STATUS_SYSTEM = {
  r4: 'http://terminology.hl7.org/CodeSystem/research-study-status',
  r5: 'http://hl7.org/fhir/research-study-status',
} as const;

const FRESH = { headers: { 'cache-control': 'no-cache' } };

describe.skipIf(!hasJudge).each(FHIR_VERSIONS)(
  `a real HAPI server of %s (${NO_JUDGE} if skipped)`,
  (fhir) => {
    const definitions = loadDefinitions(fhir);
    const conversions = [...seedFiles(), ...studyFiles(12)].flatMap(({ name, text }) =>
      splitRecords(name, text).value.map((record) => convert(record, definitions)),
    );
    const bundles = conversions.flatMap(({ bundle }) => bundle ?? []);
    let server: RunningServer;

    beforeAll(async () => {
      server = await startHapi(await freePort(), undefined, fhir);
      for (const parameter of searchParameters(fhir)) await put(parameter);
      const client = createFhirClient({ baseUrl: server.baseUrl });
      for (const bundle of bundles) await pushBundle(bundle, client);
    }, 300_000);
    afterAll(() => server.stop('SIGKILL'));

    async function put(resource: JsonObject): Promise<void> {
      const id = asText(resource['id']);
      const response = await fetch(`${server.baseUrl}/SearchParameter/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(resource),
      });
      if (!response.ok) throw new Error(`${id}: ${await response.text()}`);
    }

    async function read(reference: string): Promise<JsonObject> {
      const body: unknown = await (await fetch(`${server.baseUrl}/${reference}`)).json();
      return isJsonObject(body) ? body : {};
    }

    async function foundIds(query: Readonly<Record<string, string>>): Promise<string[]> {
      const search = new URLSearchParams({ ...query, _count: '100' });
      const response = await fetch(`${server.baseUrl}/ResearchStudy?${search.toString()}`, FRESH);
      const { entry = [] } = (await response.json()) as {
        entry?: { resource: { id: string } }[];
      };
      return entry.map(({ resource }) => resource.id).toSorted();
    }

    test('gives back what was stored, and a trial can be restored from it', async () => {
      const lost: string[] = [];
      for (const { bundle, trial } of conversions) {
        if (!bundle || !trial) throw new Error('an example did not convert');
        const entry = [];
        for (const { fullUrl, resource, request } of bundle.entry) {
          const stored = await read(request.url);
          if (!isSameContent(resource as JsonObject, stored)) lost.push(request.url);
          // Organizations and sites are shared: what the last trial said of them stands there.
          entry.push({ fullUrl, resource: stored });
        }
        const restored = restoreBundle({ resourceType: 'Bundle', type: 'collection', entry });
        expect(withoutPlaces(restored.trial), bundle.id).toEqual(withoutPlaces(trial));
      }
      expect(lost.filter((reference) => !isShared(reference))).toEqual([]);
    });

    test('finds a study by its NCT number, its condition and its status', async () => {
      const registered = conversions.filter(({ trial }) => trial?.registry === 'ctgov');
      const [first] = registered;
      const number = first?.trial?.identifiers.find(({ kind }) => kind === 'registry')?.id.value;
      expect(await foundIds({ identifier: `http://clinicaltrials.gov|${number}` })).toEqual([
        studyId(first?.bundle),
      ]);

      const mesh = first?.trial?.conditionMeshes[0]?.id.value ?? '';
      expect(mesh).toMatch(/^D\d+$/);
      expect(await foundIds({ condition: `https://www.nlm.nih.gov/mesh|${mesh}` })).toEqual(
        idsWhere(registered, (trial) => trial.conditionMeshes.some(({ id }) => id.value === mesh)),
      );

      expect(await foundIds({ 'progress-status': `${STATUS_SYSTEM[fhir]}|completed` })).toEqual(
        idsWhere(registered, (trial) => trial.status.overall?.value === 'COMPLETED'),
      );
    });
  },
);

function searchParameters(fhir: string): JsonObject[] {
  const folder = new URL(`../../profiles/${fhir}/searchparameters/`, import.meta.url);
  return readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as JsonObject,
  );
}

const studyId = (bundle: TransactionBundle | undefined): string =>
  bundle?.entry.find(({ resource }) => resource.resourceType === 'ResearchStudy')?.resource.id ??
  'no study';

function idsWhere(
  conversions: readonly Conversion[],
  isMeant: (trial: Trial) => boolean,
): string[] {
  return conversions
    .filter(({ trial }) => trial && isMeant(trial))
    .map(({ bundle }) => studyId(bundle))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

const isShared = (reference: string): boolean => /^(?:Organization|Location)\//.test(reference);

/** A text record's places are lines, which FHIR has no element for. */
function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'place')
      .map(([key, part]) => [key, withoutPlaces(part)]),
  );
}
