import { Failure } from '../shared/failure.ts';
import { asText, type Json, type JsonObject, objectIn } from '../shared/json.ts';
import { outcomeTexts } from './exchange.ts';
import type { FhirClient, OnExchange } from './fhir-client.ts';
import { failureOfStatus } from './fhir-failures.ts';
import { isWrite, type Step } from './plan.ts';
import { statusOf } from './read-current.ts';

/** The version each written resource got, by reference. */
export type Written = readonly (readonly [string, string | undefined])[];

/** Sends every step that is one, all in one transaction. */
export async function writeAll(
  plan: readonly Step[],
  client: FhirClient,
  onExchange: OnExchange,
): Promise<Written> {
  const steps = plan.filter(isWrite);
  if (steps.length === 0) return [];
  const body: JsonObject = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: steps.map(toEntry),
  };
  const answer = await client.send({ method: 'POST', path: '', body }, onExchange);
  const entries = answer.body['entry'];
  if (!Array.isArray(entries) || entries.length !== steps.length) {
    throw new Failure(
      'fhir-server-broke',
      `The FHIR server answered a transaction of ${steps.length} entries with another number; what it did is unknown.`,
    );
  }
  return steps.map(
    (step, index) => [step.reference, versionWritten(step, entries[index] as Json)] as const,
  );
}

function toEntry({ action, reference, fullUrl, resource, stored }: Step): JsonObject {
  const ifMatch = stored?.version === undefined ? {} : { ifMatch: `W/"${stored.version}"` };
  return action === 'delete'
    ? { request: { method: 'DELETE', url: reference, ...ifMatch } }
    : { fullUrl, resource, request: { method: 'PUT', url: reference, ...ifMatch } };
}

/** A server that runs a transaction as a batch answers 200 in all and the failure in the entry. */
function versionWritten({ action, reference }: Step, entry: Json): string | undefined {
  const response = objectIn(objectIn(entry)['response']);
  const status = statusOf(response['status']);
  if (status >= 400) {
    const said = [`of ${reference}`, ...outcomeTexts(response['outcome'])];
    throw failureOfStatus(action === 'delete' ? 'DELETE' : 'PUT', status, said, null);
  }
  if (action === 'delete') return undefined;
  const fromTag = /"([^"]+)"/.exec(asText(response['etag']))?.[1];
  const fromLocation = /\/_history\/([^/]+)$/.exec(asText(response['location']))?.[1];
  const fromResource = asText(objectIn(objectIn(objectIn(entry)['resource'])['meta'])['versionId']);
  return fromTag ?? fromLocation ?? (fromResource === '' ? undefined : fromResource);
}
