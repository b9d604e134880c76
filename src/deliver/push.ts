/**
 * Brings a FHIR server to the state a bundle describes: reads what is there, and sends what is new or
 * different as one transaction of PUTs by id.
 *
 * Invariant: repeating a push, in whole or after any failure, ends in the same state and writes nothing
 * that is there already. An update carries the version it was compared with (ifMatch), so a writer in
 * between makes a conflict, which is transient, and never a lost change.
 */
import type { BundleEntry, TransactionBundle } from '../bundle/bundle.ts';
import { Failure } from '../shared/failure.ts';
import { asText, type Json, type JsonObject, objectIn } from '../shared/json.ts';
import { outcomeTexts, type Exchange } from './exchange.ts';
import type { FhirClient, OnExchange } from './fhir-client.ts';
import { failureOfStatus } from './fhir-failures.ts';
import { readCurrent, statusOf, type Stored } from './read-current.ts';
import { isSameContent } from './same-content.ts';
import { readServerProfile, requireSuitable, type ServerProfile } from './suitability.ts';

export interface PushOptions {
  /** Compare with the real server and write nothing. @default false */
  readonly dryRun?: boolean;
  /** Called for each exchange as it ends, also on the way to a failure. */
  readonly onExchange?: OnExchange;
}

export interface Pushed {
  /** `ResearchStudy/ctgov-nct01234567`. */
  readonly reference: string;
  /** Version on the server after the push; absent for what a dry run would create or update. */
  readonly version?: string;
}

export interface PushReport {
  readonly server: string;
  readonly dryRun: boolean;
  readonly created: readonly Pushed[];
  readonly updated: readonly Pushed[];
  readonly unchanged: readonly Pushed[];
  readonly exchanges: readonly Exchange[];
}

/** Throws a Failure whose retry class says what may follow. */
export async function pushBundle(
  bundle: TransactionBundle,
  client: FhirClient,
  options: PushOptions = {},
): Promise<PushReport> {
  const exchanges: Exchange[] = [];
  const onExchange: OnExchange = (exchange) => {
    exchanges.push(exchange);
    options.onExchange?.(exchange);
  };

  requireDistinct(bundle);
  const types = new Set(bundle.entry.map((entry) => entry.resource.resourceType));
  requireSuitable(await serverProfileOf(client, onExchange), types);

  const plan = planOf(bundle, await readCurrent(bundle.entry.map(referenceOf), client, onExchange));
  const written = options.dryRun === true ? [] : await writeAll(plan, client, onExchange);
  return {
    server: client.baseUrl,
    dryRun: options.dryRun === true,
    created: pushedOf(plan, 'create', written),
    updated: pushedOf(plan, 'update', written),
    unchanged: pushedOf(plan, 'none', written),
    exchanges,
  };
}

/** The server's statement is read once for each client; a failed read is tried again by the next push. */
const PROFILES = new WeakMap<FhirClient, Promise<ServerProfile>>();

function serverProfileOf(client: FhirClient, onExchange: OnExchange): Promise<ServerProfile> {
  const known = PROFILES.get(client);
  if (known) return known;
  const reading = readServerProfile(client, onExchange);
  PROFILES.set(client, reading);
  reading.catch(() => PROFILES.delete(client));
  return reading;
}

interface Step {
  readonly entry: BundleEntry;
  readonly action: 'create' | 'update' | 'none';
  readonly stored: Stored | undefined;
}

function planOf(bundle: TransactionBundle, current: ReadonlyMap<string, Stored>): readonly Step[] {
  return bundle.entry.map((entry) => {
    const stored = current.get(referenceOf(entry));
    if (!stored) return { entry, action: 'create', stored };
    const isSame = isSameContent(entry.resource as unknown as JsonObject, stored.resource);
    return { entry, action: isSame ? 'none' : 'update', stored };
  });
}

/** The version each written resource got, by reference. */
type Written = readonly (readonly [string, string | undefined])[];

async function writeAll(
  plan: readonly Step[],
  client: FhirClient,
  onExchange: OnExchange,
): Promise<Written> {
  const steps = plan.filter((step) => step.action !== 'none');
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
    (step, index) =>
      [referenceOf(step.entry), versionWritten(step, entries[index] as Json)] as const,
  );
}

function toEntry({ entry, stored }: Step): JsonObject {
  const ifMatch = stored?.version === undefined ? {} : { ifMatch: `W/"${stored.version}"` };
  return {
    fullUrl: entry.fullUrl,
    resource: entry.resource as unknown as JsonObject,
    request: { ...entry.request, ...ifMatch },
  };
}

/** A server that runs a transaction as a batch answers 200 in all and the failure in the entry. */
function versionWritten(step: Step, entry: Json): string | undefined {
  const response = objectIn(objectIn(entry)['response']);
  const status = statusOf(response['status']);
  if (status >= 400) {
    const said = [`of ${referenceOf(step.entry)}`, ...outcomeTexts(response['outcome'])];
    throw failureOfStatus('PUT', status, said, null);
  }
  const fromTag = /"([^"]+)"/.exec(asText(response['etag']))?.[1];
  const fromLocation = /\/_history\/([^/]+)$/.exec(asText(response['location']))?.[1];
  const fromResource = asText(objectIn(objectIn(objectIn(entry)['resource'])['meta'])['versionId']);
  return fromTag ?? fromLocation ?? (fromResource === '' ? undefined : fromResource);
}

function pushedOf(
  plan: readonly Step[],
  action: Step['action'],
  written: Written,
): readonly Pushed[] {
  const versions = new Map(written);
  return plan
    .filter((step) => step.action === action)
    .map(({ entry, stored }) => {
      const reference = referenceOf(entry);
      const version = action === 'none' ? stored?.version : versions.get(reference);
      return { reference, ...(version !== undefined && { version }) };
    });
}

function referenceOf(entry: BundleEntry): string {
  return `${entry.resource.resourceType}/${entry.resource.id}`;
}

/** HAPI drops the second of two entries with one identity in silence (its issue 8183). */
function requireDistinct(bundle: TransactionBundle): void {
  const references = bundle.entry.map(referenceOf);
  const repeated = references.find((reference, index) => references.indexOf(reference) !== index);
  if (repeated === undefined) return;
  throw new Failure(
    'fhir-server-unsuitable',
    `The bundle has ${repeated} twice; nothing was sent.`,
  );
}
