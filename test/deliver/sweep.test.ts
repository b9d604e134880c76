import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFhirClient } from '../../src/deliver/fhir-client.ts';
import { pushBundle, type PushOptions, type PushReport } from '../../src/deliver/push.ts';
import { retiredStudy } from '../../src/deliver/retire.ts';
import {
  startEmbeddedFhirServer,
  type EmbeddedFhirServer,
} from '../../src/server/embedded-fhir-server.ts';
import { sid } from '../../src/shared/canonical.ts';
import { type JsonObject, objectIn, objectsIn } from '../../src/shared/json.ts';
import { bundleOf, definitions, type Version } from './versions.ts';

const KEY = 'ctgov-nct00000301';
const OUTCOME = `EvidenceVariable/${KEY}-out-pri`;
const FULL: Version = {
  outcomes: ['Survival', 'Response', 'Relief'],
  drugs: ['Budesonide'],
  facility: 'A hospital',
};
const SHORT: Version = { ...FULL, date: '2026-02-03', outcomes: ['Survival', 'Response'] };

let server: EmbeddedFhirServer;
/** Every request so far. */
let requests: string[];
beforeEach(async () => {
  requests = [];
  server = await startEmbeddedFhirServer({
    intercept: (request, _response, next) => {
      requests.push(`${request.method} ${request.path}`);
      next();
    },
  });
});
afterEach(() => server.stop());

const push = (version: Version, options: PushOptions = {}): Promise<PushReport> =>
  pushBundle(bundleOf(version), createFhirClient({ baseUrl: server.url }), options);

async function read(reference: string): Promise<JsonObject | undefined> {
  const response = await fetch(`${server.url}/${reference}`);
  return response.ok ? ((await response.json()) as JsonObject) : undefined;
}

/** Ids a search of the trial's own parts finds. */
async function idsOf(type: string, query: string, key = KEY): Promise<string[]> {
  const tag = encodeURIComponent(`${sid('study')}|${key}`);
  const response = await fetch(`${server.url}/${type}?_tag=${tag}${query}`);
  const { entry } = (await response.json()) as { entry: { resource: { id: string } }[] };
  return entry.map(({ resource }) => resource.id).toSorted();
}

const references = (list: PushReport['created']): string[] =>
  list.map(({ reference }) => reference).toSorted();
const activityOf = (provenance: JsonObject | undefined): unknown =>
  objectsIn(objectIn(provenance?.['activity'])['coding']).map(({ code }) => code);
const targetsOf = (provenance: JsonObject | undefined): readonly JsonObject[] =>
  objectsIn(provenance?.['target']);
const provenanceOf = (version: Version): string =>
  bundleOf(version).entry.find(({ resource }) => resource.resourceType === 'Provenance')?.request
    .url ?? '';

describe('an outcome that left the record', () => {
  test('is retired, in the same transaction, so that two active ones remain', async () => {
    await push(FULL);
    const report = await push(SHORT);

    expect(report.retired).toEqual([{ reference: `${OUTCOME}-3`, version: expect.anything() }]);
    expect(report.deleted).toEqual([]);
    expect(report.exchanges.filter(({ method }) => method === 'POST')).toHaveLength(2);
    expect(await read(`${OUTCOME}-3`)).toMatchObject({
      status: 'retired',
      title: 'Relief',
      version: '2026-02-03',
      date: '2026-02-03',
    });
    const active = await idsOf('EvidenceVariable', '&status=active');
    expect(active.filter((id) => id.includes('-out-'))).toEqual([
      `${KEY}-out-pri-1`,
      `${KEY}-out-pri-2`,
    ]);
  });

  test('stays a valid resource', async () => {
    await push(FULL);
    await push({ nctId: 'NCT00000301', date: '2026-03-01' });
    const ids = [...(await idsOf('EvidenceVariable', '')), ...(await idsOf('Group', ''))];
    expect(ids.length).toBeGreaterThan(4);
    for (const reference of [
      ...(await idsOf('EvidenceVariable', '')).map((id) => `EvidenceVariable/${id}`),
      ...(await idsOf('Group', '')).map((id) => `Group/${id}`),
      ...(await idsOf('PlanDefinition', '')).map((id) => `PlanDefinition/${id}`),
    ]) {
      const issues = definitions.validator.validate((await read(reference)) ?? {});
      const errors = issues.filter(({ severity }) => ['error', 'fatal'].includes(severity));
      expect([reference, errors]).toEqual([reference, []]);
    }
  });

  test('is written once: the second push writes nothing', async () => {
    await push(FULL);
    await push(SHORT);
    const again = await push(SHORT);

    expect([again.created, again.updated, again.retired, again.deleted]).toEqual([[], [], [], []]);
    expect(again.exchanges.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('comes back when the record has it again', async () => {
    await push(FULL);
    await push(SHORT);
    const report = await push({ ...FULL, date: '2026-03-04' });

    expect(references(report.updated)).toContain(`${OUTCOME}-3`);
    expect(await read(`${OUTCOME}-3`)).toMatchObject({ status: 'active', title: 'Relief' });
  });

  test('is told by a dry run and left alone', async () => {
    await push(FULL);
    const report = await push(SHORT, { dryRun: true });

    expect(report.retired).toEqual([{ reference: `${OUTCOME}-3` }]);
    expect(await read(`${OUTCOME}-3`)).toMatchObject({ status: 'active' });
  });

  test('is left alone by the policy "keep", which does not even ask', async () => {
    await push(FULL);
    requests = [];
    const report = await push(SHORT, { orphans: 'keep' });

    expect([report.retired, report.deleted]).toEqual([[], []]);
    expect(requests.some((request) => request.startsWith('GET /fhir/EvidenceVariable'))).toBe(
      false,
    );
    expect(await read(`${OUTCOME}-3`)).toMatchObject({ status: 'active' });
  });

  test('is deleted by the policy "delete", also where it was retired before', async () => {
    await push(FULL);
    await push(SHORT);
    const report = await push(SHORT, { orphans: 'delete' });

    expect(report.deleted).toEqual([{ reference: `${OUTCOME}-3` }]);
    expect(await read(`${OUTCOME}-3`)).toBeUndefined();
    const again = await push(SHORT, { orphans: 'delete' });
    expect([again.updated, again.deleted]).toEqual([[], []]);
  });

  test('is named in the Provenance of each version that spoke of it after it was deleted', async () => {
    await push(FULL);
    await push(SHORT);
    await push(SHORT, { orphans: 'delete' });

    for (const version of [FULL, SHORT]) {
      const targets = targetsOf(await read(provenanceOf(version)));
      expect(targets.filter(({ reference }) => reference === `${OUTCOME}-3`)).toEqual([]);
      expect(targets).toContainEqual({
        type: 'EvidenceVariable',
        identifier: {
          use: 'official',
          system: sid('trial-element'),
          value: `${KEY}/out-pri-3`,
        },
        display: `${OUTCOME}-3, deleted since`,
      });
    }
  });
});

describe('everything that left the record', () => {
  test('is retired: protocol, interventions, exposures, enrollment, outcomes', async () => {
    await push(FULL);
    const report = await push({ status: 'WITHHELD', date: '2026-05-05' });

    expect(references(report.retired)).toEqual([
      `ActivityDefinition/${KEY}-int-1`,
      `EvidenceVariable/${KEY}-exp-1`,
      `${OUTCOME}-1`,
      `${OUTCOME}-2`,
      `${OUTCOME}-3`,
      `Group/${KEY}-enrollment`,
      `PlanDefinition/${KEY}-protocol`,
    ]);
    expect(await read(`Group/${KEY}-enrollment`)).toMatchObject({ active: false });
    const study = await read(`ResearchStudy/${KEY}`);
    expect(study).toMatchObject({ status: 'in-review' });
    expect(JSON.stringify(study?.['extension'])).toContain('"code":"WITHHELD"');
  });

  test('does not touch sites, sponsors, the source document or other trials', async () => {
    const other: Version = { ...FULL, nctId: 'NCT00000302' };
    await push(other);
    await push(FULL);
    const report = await push({ date: '2026-05-05' }, { orphans: 'delete' });

    expect(references(report.deleted).filter((one) => /^(Loc|Org|Doc|Res)/.test(one))).toEqual([]);
    expect(await idsOf('EvidenceVariable', '&status=active', 'ctgov-nct00000302')).toHaveLength(4);
    const site = bundleOf(FULL).entry.find(({ resource }) => resource.resourceType === 'Location');
    expect(await read(site?.request.url ?? '')).toMatchObject({ name: 'A hospital' });
  });

  test('leaves a resource of somebody else with such an id alone', async () => {
    await push(SHORT);
    const theirs = { resourceType: 'EvidenceVariable', id: `${KEY}-out-pri-9`, status: 'active' };
    await fetch(`${server.url}/EvidenceVariable/${theirs.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(theirs),
    });
    await push({ ...SHORT, date: '2026-04-04', outcomes: [] }, { orphans: 'delete' });

    expect(await read(`${OUTCOME}-9`)).toMatchObject({ status: 'active' });
    expect(await read(`${OUTCOME}-1`)).toBeUndefined();
  });

  test('is not looked for on the first push of a trial', async () => {
    await push(FULL);
    expect(requests).toEqual(['GET /fhir/metadata', 'POST /fhir', 'POST /fhir']);
  });
});

describe('Provenance', () => {
  test('says CREATE of the first version and UPDATE of the next, with what it retired', async () => {
    await push(FULL);
    await push(SHORT);

    expect(activityOf(await read(provenanceOf(FULL)))).toEqual(['CREATE', 'transform']);
    const second = await read(provenanceOf(SHORT));
    expect(activityOf(second)).toEqual(['UPDATE', 'transform']);
    expect(targetsOf(second)).toContainEqual({ reference: `${OUTCOME}-3` });
  });

  test('says UPDATE of a record that returns to what it was, and is written with every write', async () => {
    await push(FULL);
    await push(SHORT);
    const report = await push(FULL);

    expect(references(report.updated)).toContain(provenanceOf(FULL));
    expect(activityOf(await read(provenanceOf(FULL)))).toEqual(['UPDATE', 'transform']);
    expect((await push(FULL)).unchanged).toHaveLength(bundleOf(FULL).entry.length);
  });
});

describe('a number that now leads to another record', () => {
  const OLD: Version = { ...FULL, nctId: 'NCT00000300' };
  const NEW: Version = { ...FULL, aliases: ['NCT00000300'], date: '2026-06-06' };

  test('is retired as a study, with its parts and a link to its successor', async () => {
    await push(OLD);
    const report = await push(NEW);

    expect(references(report.retired)).toContain('ResearchStudy/ctgov-nct00000300');
    expect(references(report.retired)).toContain('EvidenceVariable/ctgov-nct00000300-out-pri-1');
    const study = await read('ResearchStudy/ctgov-nct00000300');
    expect(study).toMatchObject({
      status: 'active',
      _status: { extension: [{ url: expect.stringMatching(/ResearchStudy\.status$/) }] },
      relatedArtifact: expect.arrayContaining([
        {
          type: 'successor',
          display: 'The registry leads from this number to NCT00000301',
          resource: expect.stringMatching(new RegExp(`/ResearchStudy/${KEY}$`)),
        },
      ]),
    });
    expect(
      definitions.validator
        .validate(study ?? {})
        .filter(({ severity }) => ['error', 'fatal'].includes(severity)),
    ).toEqual([]);
    expect((await push(NEW)).retired).toEqual([]);
  });

  test('keeps its study under every policy', async () => {
    await push(OLD);
    const report = await push(NEW, { orphans: 'delete' });

    expect(references(report.retired)).toEqual(['ResearchStudy/ctgov-nct00000300']);
    expect(await read('EvidenceVariable/ctgov-nct00000300-out-pri-1')).toBeUndefined();
  });

  test('has a status of its own in R5', () => {
    const stored = { resourceType: 'ResearchStudy', id: 'x', status: 'active' };
    const successor = { resourceType: 'ResearchStudy', url: 'https://x.test/y' };
    expect(retiredStudy(stored, successor, false)).toMatchObject({
      status: 'retired',
      relatedArtifact: [{ type: 'successor', resource: 'https://x.test/y' }],
    });
    expect(retiredStudy({ ...stored, status: 'retired' }, successor, false)).toBeUndefined();
  });
});
