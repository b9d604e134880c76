import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BATCH_CASES, FAULT_CASES } from '../faults/fault-cases.ts';
import { startFaultRun, type FaultRow, type FaultRun } from '../faults/fault-run.ts';
import { documentedTable, tableOf } from '../faults/fault-table.ts';
import { freePort } from '../free-port.ts';
import { hasJudge, NO_JUDGE, startHapi, type RunningServer } from './judge.ts';

describe.skipIf(!hasJudge)(`faults before a real HAPI server (${NO_JUDGE} if skipped)`, () => {
  let hapi: RunningServer;
  let faults: FaultRun;
  let batches: FaultRun;
  beforeAll(async () => {
    hapi = await startHapi(await freePort());
    // The first transaction of a fresh HAPI takes seconds, and more on a busy machine.
    faults = await startFaultRun(hapi.baseUrl, { timeoutMs: 15_000 });
    batches = await startFaultRun(hapi.baseUrl, {
      timeoutMs: 15_000,
      strategy: 'batch',
      first: 601,
    });
  });
  afterAll(async () => {
    await faults.stop();
    await batches.stop();
    await hapi.stop('SIGKILL');
  });

  test('end as the table of docs/delivery.md tells, and every record is there once', async () => {
    const rows: FaultRow[] = [];
    for (const fault of FAULT_CASES) rows.push(await faults.run(fault));
    for (const fault of BATCH_CASES) rows.push(await batches.run(fault));

    expect(tableOf(rows)).toBe(documentedTable());
    expect(faults.heardElsewhere).toEqual([]);
  });
});
