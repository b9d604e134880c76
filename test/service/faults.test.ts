import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  startEmbeddedFhirServer,
  type EmbeddedFhirServer,
} from '../../src/server/embedded-fhir-server.ts';
import { BATCH_CASES, FAULT_CASES } from '../faults/fault-cases.ts';
import { sendStudy, startFaultRun, type FaultRow, type FaultRun } from '../faults/fault-run.ts';
import { jobIn } from './harness.ts';
import { documentedTable, tableOf, writeTable } from '../faults/fault-table.ts';

let fhir: EmbeddedFhirServer;
let faults: FaultRun;
beforeAll(async () => {
  fhir = await startEmbeddedFhirServer();
  faults = await startFaultRun(fhir.url, { timeoutMs: 2_000 });
});
afterAll(async () => {
  await faults.stop();
  await fhir.stop();
});

describe('a record arrives once, whatever happens on the way', () => {
  const rows: FaultRow[] = [];

  test('of four or more resources, each at its first version where nothing goes wrong', () => {
    const versions = Object.values(faults.undisturbed);
    expect(versions.length).toBeGreaterThanOrEqual(4);
    expect(new Set(versions)).toEqual(new Set([1]));
  });

  test.each(FAULT_CASES)('$name', async (fault) => {
    const row = await faults.run(fault);
    rows.push(row);

    expect(row.state).toMatch(fault.isMended === true ? /^delivered$/ : /^(?:queued|rejected)$/);
  });

  test('also where each write stands for itself', async () => {
    const single = await startFaultRun(fhir.url, {
      timeoutMs: 2_000,
      strategy: 'batch',
      first: 601,
    });
    try {
      for (const fault of BATCH_CASES) rows.push(await single.run(fault));
    } finally {
      await single.stop();
    }
  }, 60_000);

  test('as the table of docs/delivery.md tells', () => {
    expect(rows.length).toBe(FAULT_CASES.length + BATCH_CASES.length);
    writeTable(tableOf(rows));
    expect(tableOf(rows)).toBe(documentedTable());
  });

  test('and no secret is written anywhere, and nothing sent elsewhere', async () => {
    const written = await faults.written();
    const secrets = faults.secrets();

    expect(secrets.length).toBeGreaterThan(3);
    const leaks = [...written].flatMap(([where, text]) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => `${where}: ${secret}`),
    );
    expect([leaks, faults.heardElsewhere]).toEqual([[], []]);
    expect([...written.values()].join('').includes('[secret]')).toBe(true);
  });
});

test('deliveries to a server that is down for longer than their attempts last wait without using them', async () => {
  const { scene, service } = faults;
  await scene.proxy.close();
  const responses = await Promise.all([901, 902, 903].map((one) => sendStudy(service, one)));
  // Four attempts would be over after 2.4 seconds at the most.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const before = scene.proxy.seen.length;
  await scene.proxy.open();

  const jobs = await Promise.all(responses.map((one) => jobIn(service.url, one, ['delivered'])));

  const attempts = jobs.map((job) => job.records[0]?.deliveries[0]?.attempts ?? 0);
  // Three failures open the breaker, however they fall on the three.
  expect(attempts.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(3 + 3 + 1);
  expect(Math.max(...attempts)).toBeLessThanOrEqual(4);
  expect(scene.proxy.seen[before]).toMatchObject({ method: 'GET', path: '/fhir/metadata' });
});

test('a server that asks to be left alone hears nothing until then, from no delivery', async () => {
  const { scene, service } = faults;
  let askedAt = 0;
  const asked = new Promise<void>((resolve) => {
    scene.proxy.fault = ({ seen, send }) => {
      if (!seen.isWrite || askedAt > 0) return false;
      askedAt = performance.now();
      send({ status: 429, headers: { 'retry-after': '2' } });
      resolve();
      return true;
    };
  });
  const first = await sendStudy(service, 911);
  await asked;
  let nextAt = 0;
  scene.proxy.fault = () => {
    if (nextAt === 0) nextAt = performance.now();
    return false;
  };

  const second = await sendStudy(service, 912);
  const jobs = await Promise.all(
    [first, second].map((one) => jobIn(service.url, one, ['delivered'])),
  );
  scene.proxy.fault = undefined;

  expect(nextAt - askedAt).toBeGreaterThanOrEqual(1_990);
  expect(jobs.map((job) => job.records[0]?.deliveries[0]?.attempts)).toEqual([2, 1]);
});
