/**
 * Brings a FHIR server to the state a bundle describes: reads what is there, and sends what is new or
 * different, with what becomes of parts the trial no longer has. How it is written (one transaction of PUTs by our
 * ids, if nothing else is asked for) is a strategy (ADR 10); what it comes to is the same with each.
 *
 * Invariant: repeating a push, in whole or after any failure, ends in the same state and writes nothing
 * that is there already. An update carries the version it was compared with (ifMatch), so a writer in
 * between makes a conflict, after which the push reads again, and never a lost change.
 */
import type { BundleEntry, TransactionBundle } from '../bundle/bundle.ts';
import { fhirVersionOf } from '../compare/bundle/fhir-version-of.ts';
import type { Strategy } from '../config/destination.ts';
import { Failure } from '../shared/failure.ts';
import type { JsonObject } from '../shared/json.ts';
import type { OrphanPolicy } from '../shared/orphan-policy.ts';
import type { Exchange } from './exchange.ts';
import type { FhirClient, OnExchange } from './fhir-client.ts';
import { planOf, referenceOf, type Action, type Step } from './plan.ts';
import { tellProvenance } from './provenance.ts';
import { chooseStrategy, type ChosenStrategy } from './strategy/choose.ts';
import { throughConflicts } from './strategy/conflicts.ts';
import { identityOf, queryOf, withIdentityTags } from './strategy/identity.ts';
import { hasOtherIds, hasRefusedOurIds, learnRefusal, learnTaking } from './strategy/our-ids.ts';
import { requireOurs } from './strategy/ours.ts';
import { readServerProfile, type ServerProfile } from './strategy/server-profile.ts';
import { openSession, readWanted, type Session } from './strategy/session.ts';
import { requireSuitable } from './suitability.ts';
import { sweep, wantedAliases } from './sweep.ts';
import { writeAll, type Done } from './write.ts';

export interface PushOptions {
  /** Compare with the real server and write nothing. @default false */
  readonly dryRun?: boolean;
  /** What becomes of parts on the server that the trial no longer has (ADR 8). @default 'retire' */
  readonly orphans?: OrphanPolicy;
  /** How it is written; `auto` chooses by the server's CapabilityStatement. @default 'transaction' */
  readonly strategy?: Strategy;
  /** Entries one bundle sent to the server may have. @default no limit but those known of its software */
  readonly maxEntries?: number;
  /** Called for each exchange as it ends, also on the way to a failure. */
  readonly onExchange?: OnExchange;
}

export interface Pushed {
  /** Under our id: `ResearchStudy/ctgov-nct01234567`. */
  readonly reference: string;
  /** Where the server gives ids: `ResearchStudy/1001`; absent for what is not there yet. */
  readonly address?: string;
  /** Version on the server after the push; absent for what a dry run would write and for what was deleted. */
  readonly version?: string;
}

export interface PushReport {
  readonly server: string;
  readonly dryRun: boolean;
  /** How it was written, and why so. */
  readonly strategy: ChosenStrategy;
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

  requireDistinct(bundle.entry, referenceOf);
  const profile = await serverProfileOf(client, onExchange);
  const types = typesIn(bundle);
  for (;;) {
    const { strategy: asked = 'transaction', maxEntries } = options;
    const hasRefused = hasRefusedOurIds(client);
    const strategy = chooseStrategy(asked, profile, types, { maxEntries, hasRefused });
    requireSuitable(profile, types, fhirVersionOf(bundle) ?? 'r4', strategy);
    const report = await pushAs(strategy, bundle, profile, client, { ...options, onExchange });
    // Without a report it has just been learned that the server refuses our ids.
    if (report) return { ...report, exchanges };
  }
}

/** With one strategy, as often as somebody else writes in between. Undefined where that turns out to be another one. */
async function pushAs(
  strategy: ChosenStrategy,
  bundle: TransactionBundle,
  profile: ServerProfile,
  client: FhirClient,
  options: PushOptions & { readonly onExchange: OnExchange },
): Promise<Omit<PushReport, 'exchanges'> | undefined> {
  const { onExchange, orphans = 'retire', dryRun = false } = options;
  const sent = strategy.ids === 'client' ? bundle : withIdentityTags(bundle);
  if (strategy.ids !== 'client') requireDistinct(sent.entry, identityText);
  const done = new Map<string, Done>();
  return throughConflicts(async () => {
    const session = openSession(client, onExchange, strategy);
    const planned = await planPush(sent, profile, session, orphans);
    const before = [...done.values()].map(({ step }) => step);
    const plan = tellProvenance(planned, before);
    if (await hasOtherIds(plan, session)) return undefined;
    if (!dryRun && (await isRefused(plan, session, done))) return undefined;
    return { server: client.baseUrl, dryRun, strategy, ...pushedOf(plan, done, session) };
  });
}

/** Writes; true where our ids were refused, which was only a guess. */
async function isRefused(
  plan: readonly Step[],
  session: Session,
  done: Map<string, Done>,
): Promise<boolean> {
  try {
    await writeAll(plan, session, done);
    learnTaking(plan, session);
    return false;
  } catch (error) {
    if (done.size > 0) throw error;
    return learnRefusal(error, plan, session);
  }
}

async function planPush(
  bundle: TransactionBundle,
  { resourceTypes: types }: ServerProfile,
  session: Session,
  policy: OrphanPolicy,
): Promise<readonly Step[]> {
  const aliases = policy === 'keep' ? [] : wantedAliases(bundle);
  const wanted = bundle.entry.map((entry) => ({
    reference: referenceOf(entry),
    identity: identityOf(resourceOf(entry)),
  }));
  const current = await readWanted([...wanted, ...aliases], session);
  const plan = planOf(bundle, current);
  requireOurs(plan, session.addresses);
  return sweep(bundle, plan, current, { policy, types, session });
}

const typesIn = (bundle: TransactionBundle): ReadonlySet<string> =>
  new Set(bundle.entry.map(({ resource }) => resource.resourceType));

/** The server's statement is read once for each client; a failed read is tried again by the next push. */
const PROFILES = new WeakMap<object, Promise<ServerProfile>>();

function serverProfileOf(client: FhirClient, onExchange: OnExchange): Promise<ServerProfile> {
  const server = client.server ?? client;
  const known = PROFILES.get(server);
  if (known) return known;
  const reading = readServerProfile(client, onExchange);
  PROFILES.set(server, reading);
  reading.catch(() => PROFILES.delete(server));
  return reading;
}

type PushedLists = Pick<PushReport, 'created' | 'updated' | 'unchanged' | 'retired' | 'deleted'>;

/** What an earlier attempt of this push has done is done, though the plan of the last one finds it unchanged. */
function pushedOf(
  plan: readonly Step[],
  done: ReadonlyMap<string, Done>,
  { addresses, strategy }: Session,
): PushedLists {
  const planned = new Map(
    plan.map((step): [string, Done] => {
      const { action, reference, stored } = step;
      const version = action === 'none' ? stored?.version : undefined;
      return [reference, { action, step, ...(version !== undefined && { version }) }];
    }),
  );
  const all = [...new Map([...planned, ...done])];
  const pushed = (wanted: Action): readonly Pushed[] =>
    all
      .filter(([, { action }]) => action === wanted)
      .map(([reference, { version }]) => {
        const address = strategy.ids === 'client' ? undefined : addresses.serverOf(reference);
        return {
          reference,
          ...(version !== undefined && { version }),
          ...(address !== undefined && { address }),
        };
      });
  return {
    created: pushed('create'),
    updated: pushed('update'),
    unchanged: pushed('none'),
    retired: pushed('retire'),
    deleted: pushed('delete'),
  };
}

/** HAPI drops the second of two entries with one identity in silence (its issue 8183). */
function requireDistinct(
  entries: readonly BundleEntry[],
  nameOf: (entry: BundleEntry) => string,
): void {
  const names = new Set<string>();
  for (const entry of entries) {
    if (names.has(nameOf(entry))) {
      throw new Failure(
        'fhir-server-unsuitable',
        `The bundle has ${referenceOf(entry)} twice; nothing was sent.`,
      );
    }
    names.add(nameOf(entry));
  }
}

const resourceOf = ({ resource }: BundleEntry): JsonObject => resource as unknown as JsonObject;

const identityText = (entry: BundleEntry): string =>
  `${entry.resource.resourceType}?${queryOf([identityOf(resourceOf(entry))])}`;
