import { Failure } from '../shared/failure.ts';
import { asText, isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import type { FhirClient, OnExchange } from './fhir-client.ts';
import { codeOfStatus } from './fhir-failures.ts';

/** A resource as the server has it now. */
export interface Stored {
  readonly resource: JsonObject;
  readonly version: string | undefined;
}

/** Medplum and others refuse larger batches. */
const BATCH_SIZE = 50;
/** A deleted resource (410) is as good as none: PUT brings it back under the same id. */
const ABSENT = [404, 410];

/**
 * Current state of each `Type/id`, on a server with our ids; what it does not have is not in the map.
 * `atOnce` is the number of entries a batch of reads may have: with 1 each is read by itself.
 */
export async function readCurrent(
  references: readonly string[],
  client: FhirClient,
  onExchange?: OnExchange,
  atOnce: number = BATCH_SIZE,
): Promise<ReadonlyMap<string, Stored>> {
  const found = new Map<string, Stored>();
  const size = Math.min(atOnce, BATCH_SIZE);
  for (let start = 0; start < references.length; start += size) {
    const chunk = references.slice(start, start + size);
    const answers =
      (size > 1 ? await readBatch(chunk, client, onExchange) : undefined) ??
      (await readSingly(chunk, client, onExchange));
    for (const [reference, resource] of answers) {
      if (resource) found.set(reference, toStored(resource));
    }
  }
  return found;
}

type Answers = readonly (readonly [string, JsonObject | undefined])[];

/** Undefined where the server cannot do a batch, or answers it with something that cannot be told apart. */
async function readBatch(
  references: readonly string[],
  client: FhirClient,
  onExchange?: OnExchange,
): Promise<Answers | undefined> {
  const body: JsonObject = {
    resourceType: 'Bundle',
    type: 'batch',
    entry: references.map((url) => ({ request: { method: 'GET', url } })),
  };
  let answer: JsonObject;
  try {
    answer = (await client.send({ method: 'POST', path: '', body }, onExchange)).body;
  } catch (error) {
    if (error instanceof Failure && error.code === 'fhir-server-rejected') return undefined;
    throw error;
  }
  const entries = answer['entry'];
  if (!Array.isArray(entries) || entries.length !== references.length) return undefined;
  return references.map(
    (reference, index) => [reference, resourceOf(reference, entries[index] as Json)] as const,
  );
}

function resourceOf(reference: string, entry: Json): JsonObject | undefined {
  const { response, resource } = isJsonObject(entry) ? entry : {};
  const status = statusOf(isJsonObject(response) ? response['status'] : undefined);
  if (ABSENT.includes(status)) return undefined;
  if (status >= 400) {
    throw new Failure(
      codeOfStatus(status),
      `The FHIR server answered the read of ${reference} with status ${status}.`,
    );
  }
  return checked(reference, resource);
}

/** A resource under another id would make an update of something else's content: that is no answer. */
function checked(reference: string, resource: Json | undefined): JsonObject {
  const isIt =
    isJsonObject(resource) &&
    `${asText(resource['resourceType'])}/${asText(resource['id'])}` === reference;
  if (isIt) return resource;
  throw new Failure(
    'fhir-server-broke',
    `The FHIR server answered the read of ${reference} with something else.`,
  );
}

async function readSingly(
  references: readonly string[],
  client: FhirClient,
  onExchange?: OnExchange,
): Promise<Answers> {
  const answers: [string, JsonObject | undefined][] = [];
  for (const reference of references) {
    const { status, body } = await client.send(
      { method: 'GET', path: reference, accept: ABSENT },
      onExchange,
    );
    answers.push([reference, ABSENT.includes(status) ? undefined : checked(reference, body)]);
  }
  return answers;
}

export function toStored(resource: JsonObject): Stored {
  const { meta } = resource;
  const version = isJsonObject(meta) ? meta['versionId'] : undefined;
  return { resource, version: typeof version === 'string' ? version : undefined };
}

/** `200 OK` is 200; an answer without a readable status counts as broken. */
export function statusOf(status: Json | undefined): number {
  const match = typeof status === 'string' ? /^(\d{3})\b/.exec(status) : null;
  return match?.[1] === undefined ? 500 : Number(match[1]);
}
