import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { realStudies } from '../../bench/shared/studies.ts';
import { ACCESS } from './access.ts';
import { ADDRESSES } from './addresses.ts';
import { ask, requireNoLeak, type Attempt, type Setting } from './attempt.ts';
import { BOMBS } from './bombs.ts';
import { PAYLOADS } from './payloads.ts';
import { RECORD_TEXTS } from './record-texts.ts';
import { startCanary, startRedirecting, startService } from './service.ts';
import { SIGNATURES } from './signatures.ts';

export interface Result {
  readonly area: string;
  readonly what: string;
  readonly answer: string;
  /** Why the attempt counts as successful. */
  readonly fault?: string;
}

export const PAGE = fileURLToPath(new URL('../../docs/security.md', import.meta.url));

/** Makes every attempt, one after the other; `records`: how many real ones payloads are put into. */
export async function runSecurity(
  records: number,
  told: (result: Result) => void = () => undefined,
): Promise<readonly Result[]> {
  const { setting, stop } = await prepare(records);
  const results: Result[] = [];
  try {
    for (const one of [
      ...SIGNATURES,
      ...ACCESS,
      ...RECORD_TEXTS,
      ...ADDRESSES,
      ...BOMBS,
      ...AFTERWARDS,
    ]) {
      const result = await resultOf(one, setting);
      told(result);
      results.push(result);
    }
  } finally {
    await stop();
  }
  return results;
}

async function resultOf({ area, what, run }: Attempt, setting: Setting): Promise<Result> {
  try {
    return { area, what, answer: await run(setting) };
  } catch (error) {
    return { area, what, answer: '', fault: error instanceof Error ? error.message : 'thrown' };
  }
}

/** Held against the services once all is over. */
const AFTERWARDS: readonly Attempt[] = [
  {
    area: 'Afterwards',
    what: 'a crash, or a service that does not answer any more',
    run: async ({ open, guarded }) => {
      for (const service of [open, guarded]) {
        if (!service.isRunning()) throw new Error('a service has ended');
        const { status } = await ask(`${service.url}/readyz`);
        if (status !== 200) throw new Error(`readyz is answered with ${status}`);
      }
      return 'both processes are the first ones, and ready';
    },
  },
  {
    area: 'Afterwards',
    what: 'secrets, passwords, tokens, texts and stacks in the log',
    run: async ({ open, guarded, records }) => {
      const log = `${open.log()}\n${guarded.log()}`;
      if (log.split('\n').length < 500) throw new Error('the log is not there');
      requireNoLeak(log, 'the log');
      // What becomes of deliveries to FHIR servers that mean harm is told, as it should be.
      const isTold = (line: string): boolean => line.includes('"msg":"delivery stopped"');
      const broken = log.split('\n').find((line) => /"level":[56]0/.test(line) && !isTold(line));
      if (broken !== undefined) throw new Error(`the log has an error: ${broken.slice(0, 300)}`);
      const titles = records.map((record) => /"briefTitle"\s*:\s*"([^"]{10,40})/.exec(record)?.[1]);
      const told = [...titles, 'xssprobe', 'an attacker', 'evil.example', 'subscription-token-1'];
      const found = told.find((text) => text !== undefined && log.includes(text));
      if (found !== undefined) throw new Error(`the log tells ${found}`);
      return 'none; no error but deliveries that were stopped';
    },
  },
];

async function prepare(
  count: number,
): Promise<{ readonly setting: Setting; readonly stop: () => Promise<void> }> {
  const canary = await startCanary();
  const redirecting = await startRedirecting(canary.url);
  const hostile = await startHostile();
  const open = await startService({
    TRIALCAST_WEBHOOKS_PER_MINUTE: '1000000',
    TRIALCAST_FAIL_ON: 'never',
    TRIALCAST_SUBSCRIPTION_TOKEN: 'subscription-token-1',
    TRIALCAST_DESTINATIONS: JSON.stringify([
      { name: 'hostile', baseUrl: hostile.url },
      { name: 'redirecting', baseUrl: redirecting.url },
      { name: 'elsewhere', baseUrl: redirecting.url, auth: { kind: 'client-secret', clientId: 'a', clientSecret: 'hunter2-secret' } }, // prettier-ignore
    ]),
  });
  const guarded = await startService({
    TRIALCAST_ACCESS: 'basic',
    TRIALCAST_PASSWORD: 'hunter2-password',
    TRIALCAST_METRICS_TOKEN: 'metrics-token-1',
    TRIALCAST_REQUEST_MS: '3000',
    TRIALCAST_WEBHOOKS_PER_MINUTE: '300',
  });
  const { texts } = realStudies();
  const step = Math.max(1, Math.floor(texts.length / count));
  const records = texts.filter((_text, index) => index % step === 0).slice(0, count);
  return {
    setting: { open, guarded, canary, records },
    stop: async () => {
      await Promise.all([open.stop(), guarded.stop()]);
      for (const server of [canary, redirecting, hostile]) server.stop();
    },
  };
}

/** A FHIR server that answers every write with payloads. */
async function startHostile(): Promise<{ readonly url: string; stop(): void }> {
  const refusal = JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: PAYLOADS.map((diagnostics) => ({ severity: 'error', code: 'invalid', diagnostics: `${diagnostics} xssprobe` })), // prettier-ignore
  });
  const resource = ['ResearchStudy', 'PlanDefinition', 'EvidenceVariable', 'ActivityDefinition', 'Group', 'Organization', 'Location', 'DocumentReference', 'Provenance', 'Practitioner', 'PractitionerRole']; // prettier-ignore
  const statement = JSON.stringify({
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-01-01',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [{ mode: 'server', interaction: [{ code: 'transaction' }], resource: resource.map((type) => ({ type, updateCreate: true, interaction: ['read', 'create', 'update', 'search-type'].map((code) => ({ code })) })) }], // prettier-ignore
  });
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const isMetadata = request.url?.startsWith('/fhir/metadata') === true;
      response.writeHead(isMetadata ? 200 : 422, { 'content-type': 'application/fhir+json' });
      response.end(isMetadata ? statement : refusal);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  return { url, stop: () => server.close() };
}

const START = '<!-- attempts: written by WRITE_DOCS=1 npm run security -->';
const END = '<!-- end of attempts -->';

/** The page with these results between its marks. */
export function securityPage(page: string, results: readonly Result[]): string {
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error('docs/security.md has lost its marks');
  const rows = results.map(({ area, what, answer }) => `| ${area} | ${what} | ${answer} |`);
  return `${before}${START}\n\n| area | attempt | answer |\n| --- | --- | --- |\n${rows.join('\n')}\n\n${END}${after}`;
}
