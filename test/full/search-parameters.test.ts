import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definitionsIn, examplesOf } from '../../scripts/profile-set/set.ts';
import { convert } from '../../src/convert.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { FHIR_VERSIONS } from '../../src/shared/fhir-version.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { freePort } from '../free-port.ts';
import { hasJudge, NO_JUDGE, type RunningServer, startHapi, studyFiles } from './judge.ts';

const STUDY = 'ResearchStudy/ctgov-nct01857479';
const OUTCOME = 'EvidenceVariable/ctgov-nct01857479-out-pri-1';
const ELIGIBILITY = 'EvidenceVariable/ctgov-nct01857479-elig';
const SPONSOR = 'Organization/org-post-graduate-institute-of-medical-educatio-854b464efef16c49';
const REGISTRY_STATUS = 'https://trialcast.example/fhir/CodeSystem/ctgov-overall-status';

/** Each parameter of ours and those of R5 that R4 lacks, with what only one of the trials answers to. */
const SEARCHES: readonly (readonly [query: string, found: readonly string[]])[] = [
  ['condition:text=Allergic Bronchopulmonary', [STUDY]],
  ['phase=phase-2-phase-3', [STUDY]],
  ['label=Pilot Study of Omalizumab', ['ResearchStudy/ctgov-nct00084097']],
  [`associated-party=${SPONSOR}`, [STUDY]],
  [`outcome-measure=${OUTCOME}`, [STUDY]],
  ['outcome-measure:EvidenceVariable.title=Time to first relapse', [STUDY]],
  [`eligibility=${ELIGIBILITY}`, [STUDY]],
  [`progress-status=${REGISTRY_STATUS}|COMPLETED&phase=phase-2-phase-3`, [STUDY]],
  [`progress-status=${REGISTRY_STATUS}|RECRUITING&phase=phase-2-phase-3`, []],
  ['identifier=NCT01857479&_include=ResearchStudy:eligibility', [ELIGIBILITY, STUDY]],
];

describe.skipIf(!hasJudge).each(FHIR_VERSIONS)(
  `the search parameters of %s on a real HAPI server (${NO_JUDGE} if skipped)`,
  (fhir) => {
    let server: RunningServer;

    async function send(method: string, path: string, body: unknown): Promise<void> {
      const response = await fetch(`${server.baseUrl}/${path}`, {
        method,
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    }

    beforeAll(async () => {
      server = await startHapi(await freePort(), undefined, fhir);
      for (const parameter of definitionsIn(fhir, 'searchparameters'))
        await send('PUT', `SearchParameter/${parameter.id}`, parameter);
      const example = examplesOf(fhir).find(({ resource }) => resource.resourceType === 'Bundle');
      const definitions = loadDefinitions(fhir);
      const others = studyFiles(4).flatMap(({ name, text }) =>
        splitRecords(name, text).value.map((record) => convert(record, definitions).bundle),
      );
      for (const bundle of [example?.resource, ...others]) await send('POST', '', bundle);
    });
    afterAll(() => server.stop('SIGKILL'));

    test.each(SEARCHES)('%s', async (query, found) => {
      const response = await fetch(`${server.baseUrl}/ResearchStudy?${encodeURI(query)}`, {
        headers: { 'cache-control': 'no-cache', prefer: 'handling=strict' },
      });
      const body = (await response.json()) as {
        readonly entry?: readonly { resource: { resourceType: string; id: string } }[];
      };
      expect(response.status, JSON.stringify(body)).toBe(200);
      const ids = (body.entry ?? []).map(
        ({ resource }) => `${resource.resourceType}/${resource.id}`,
      );
      expect(ids.toSorted()).toEqual(found);
    });
  },
);
