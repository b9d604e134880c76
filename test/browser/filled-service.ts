/** The real service with records in every state a person may meet, for the tests that look at its pages. */
import { readdirSync, readFileSync } from 'node:fs';
import {
  jobIn,
  send,
  startTestService,
  type JobView,
  type TestService,
} from '../service/harness.ts';
import { changedStudy, hostileStudy, largeStudy, study } from './studies.ts';

export interface FilledService extends TestService {
  readonly jobs: Readonly<Record<'first' | 'second' | 'hostile' | 'unreadable' | 'large', JobView>>;
}

export const SUBSCRIPTION_TOKEN = 'token-of-the-subscription';

const EXAMPLES = new URL('../../examples/', import.meta.url);
const ENDS = ['delivered', 'held', 'unreadable', 'failed', 'rejected', 'queued'];

/** Two destinations, one of which nobody answers at; warnings hold a record back. */
export async function startFilledService(): Promise<FilledService> {
  const service = await startTestService({
    env: {
      TRIALCAST_FAIL_ON: 'warning',
      TRIALCAST_SUBSCRIPTION_TOKEN: SUBSCRIPTION_TOKEN,
      TRIALCAST_FHIR_TOKEN: 'secret-token-of-the-server',
      TRIALCAST_DESTINATIONS: JSON.stringify([
        { name: 'archive', baseUrl: 'http://127.0.0.1:59999/fhir', breaker: { failures: 1000 } },
      ]),
    },
    retryPolicy: { maxAttempts: 2, firstDelayMs: 20, maxDelayMs: 50 },
  });
  for (const name of readdirSync(EXAMPLES).filter((one) => one.endsWith('.txt')))
    await post(service, readFileSync(new URL(name, EXAMPLES), 'utf8'), 'text/plain');
  const jobs = {
    first: await post(service, study),
    second: await post(service, changedStudy),
    hostile: await post(service, hostileStudy),
    unreadable: await post(service, '{"half":'),
    large: await post(service, largeStudy),
  };
  return { ...service, jobs };
}

async function post(
  service: TestService,
  body: string,
  type = 'application/json',
): Promise<JobView> {
  const response = await send(service.url, { body, headers: { 'content-type': type } });
  return jobIn(service.url, response, ENDS);
}
