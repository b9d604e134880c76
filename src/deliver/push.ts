/**
 * Brings a FHIR server to the state a bundle describes: reads what is there, and sends what is new or
 * different as one transaction of PUTs by id, with what becomes of parts the trial no longer has.
 *
 * Invariant: repeating a push, in whole or after any failure, ends in the same state and writes nothing
 * that is there already. An update carries the version it was compared with (ifMatch), so a writer in
 * between makes a conflict, which is transient, and never a lost change.
 */
import type { TransactionBundle } from '../bundle/bundle.ts';
import { fhirVersionOf } from '../compare/bundle/fhir-version-of.ts';
import { Failure } from '../shared/failure.ts';
import type { OrphanPolicy } from '../shared/orphan-policy.ts';
import type { Exchange } from './exchange.ts';
import type { FhirClient, OnExchange } from './fhir-client.ts';
import { planOf, referenceOf, type Action, type Step } from './plan.ts';
import { tellProvenance } from './provenance.ts';
import { readCurrent } from './read-current.ts';
import { readServerProfile, requireSuitable, type ServerProfile } from './suitability.ts';
import { aliasReferences, sweep } from './sweep.ts';
import { writeAll, type Written } from './write.ts';

export interface PushOptions {
  /** Compare with the real server and write nothing. @default false */
  readonly dryRun?: boolean;
  /** What becomes of parts on the server that the trial no longer has (ADR 8). @default 'retire' */
  readonly orphans?: OrphanPolicy;
  /** Called for each exchange as it ends, also on the way to a failure. */
  readonly onExchange?: OnExchange;
}

export interface Pushed {
  /** `ResearchStudy/ctgov-nct01234567`. */
  readonly reference: string;
  /** Version on the server after the push; absent for what a dry run would write and for what was deleted. */
  readonly version?: string;
}

export interface PushReport {
  readonly server: string;
  readonly dryRun: boolean;
  readonly created: readonly Pushed[];
  readonly updated: readonly Pushed[];
  readonly unchanged: readonly Pushed[];
  /** Parts the trial no longer has, set to retired (Group: inactive), and studies of numbers that now lead to it. */
  readonly retired: readonly Pushed[];
  /** Parts the trial no longer has, deleted. */
  readonly deleted: readonly Pushed[];
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
  const profile = await serverProfileOf(client, onExchange);
  requireSuitable(profile, typesIn(bundle), fhirVersionOf(bundle) ?? 'r4');

  const plan = await planPush(bundle, profile, client, { ...options, onExchange });
  const written = options.dryRun === true ? [] : await writeAll(plan, client, onExchange);
  const pushed = (action: Action): readonly Pushed[] => pushedOf(plan, action, written);
  return {
    server: client.baseUrl,
    dryRun: options.dryRun === true,
    created: pushed('create'),
    updated: pushed('update'),
    unchanged: pushed('none'),
    retired: pushed('retire'),
    deleted: pushed('delete'),
    exchanges,
  };
}

async function planPush(
  bundle: TransactionBundle,
  profile: ServerProfile,
  client: FhirClient,
  options: PushOptions & { readonly onExchange: OnExchange },
): Promise<readonly Step[]> {
  const { onExchange, orphans: policy = 'retire' } = options;
  const aliases = policy === 'keep' ? [] : aliasReferences(bundle);
  const references = [...bundle.entry.map(referenceOf), ...aliases];
  const current = await readCurrent(references, client, onExchange);
  const parts = { policy, types: profile.resourceTypes, client, onExchange };
  return tellProvenance(await sweep(bundle, planOf(bundle, current), current, parts));
}

const typesIn = (bundle: TransactionBundle): ReadonlySet<string> =>
  new Set(bundle.entry.map(({ resource }) => resource.resourceType));

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

function pushedOf(plan: readonly Step[], action: Action, written: Written): readonly Pushed[] {
  const versions = new Map(written);
  return plan
    .filter((step) => step.action === action)
    .map(({ reference, stored }) => {
      const version = action === 'none' ? stored?.version : versions.get(reference);
      return { reference, ...(version !== undefined && { version }) };
    });
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
