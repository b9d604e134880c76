import { FHIR_VERSIONS, type FhirVersion } from '../shared/fhir-version.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import { ORPHAN_POLICIES, type OrphanPolicy } from '../shared/orphan-policy.ts';
import { isHttpUrl } from './checks.ts';
import { STRATEGIES, type Auth, type Breaker, type Destination } from './destination.ts';
import { Members, type MembersContext } from './members.ts';
import { readAuth } from './read-auth.ts';
import { readTls } from './read-tls.ts';
import type { Environment, Reader } from './reader.ts';

/** What TRIALCAST_FHIR_* and TRIALCAST_ORPHANS say; a destination that says nothing itself follows them. */
interface Common {
  readonly fhir: FhirVersion;
  readonly orphans: OrphanPolicy;
  readonly timeoutMs: number;
}

export interface Destinations {
  readonly destinations: readonly Destination[];
  /** The destination `default` but for its address: what `push --server` uses. */
  readonly fhirDefaults: Omit<Destination, 'baseUrl'>;
}

const HOUR_MS = 3_600_000;
/** Three days: a server that is down from Friday evening is back before its records are given up. */
const DEADLINE_MS = 72 * HOUR_MS;
const CONCURRENCY = 4;
const BREAKER: Breaker = { failures: 5, openMs: 30_000 };

const NAME = [
  (name: string) => /^[a-z0-9-]{1,40}$/.test(name),
  '1 to 40 of a-z, 0-9 and hyphen',
] as const;
const BASE_URL = [isHttpUrl, 'an http or https address without query'] as const;

export function readDestinations(read: Reader, env: Environment): Destinations {
  const common: Common = {
    fhir: read.oneOf('TRIALCAST_FHIR_VERSION', FHIR_VERSIONS, 'r4'),
    orphans: read.oneOf('TRIALCAST_ORPHANS', ORPHAN_POLICIES, 'retire'),
    timeoutMs: read.integer('TRIALCAST_FHIR_TIMEOUT_MS', 30_000, 100, 600_000),
  };
  const context: MembersContext = {
    env,
    fault: (text) => read.faultText(text),
    useVariable: (name) => read.know(name),
  };
  const fhirDefaults: Destinations['fhirDefaults'] = {
    name: 'default',
    ...common,
    auth: defaultAuth(read, context),
    strategy: 'auto',
    concurrency: CONCURRENCY,
    deadlineMs: DEADLINE_MS,
    breaker: BREAKER,
  };
  const baseUrl = read.checked('TRIALCAST_FHIR_SERVER', ...BASE_URL);
  const destinations = [
    ...(baseUrl === undefined ? [] : [{ ...fhirDefaults, baseUrl: withoutSlash(baseUrl) }]),
    ...listed(read, common, context),
  ];
  const names = destinations.map(({ name }) => name);
  for (const name of new Set(
    names.filter((one, index) => one !== '' && names.indexOf(one) < index),
  ))
    read.fault('TRIALCAST_DESTINATIONS', `has "${name}" twice`);
  return { destinations, fhirDefaults };
}

function defaultAuth(read: Reader, context: MembersContext): Auth {
  const token = read.checked(
    'TRIALCAST_FHIR_TOKEN',
    (text) => /^[\x21-\x7e]+$/.test(text),
    'one word of visible characters',
  );
  const auth = parsed(read, 'TRIALCAST_FHIR_AUTH');
  if (auth === undefined) return token === undefined ? { kind: 'none' } : { kind: 'bearer', token };
  if (token !== undefined)
    read.fault('TRIALCAST_FHIR_AUTH', 'and TRIALCAST_FHIR_TOKEN exclude each other');
  if (isJsonObject(auth)) return readAuth(new Members(auth, 'TRIALCAST_FHIR_AUTH', context));
  read.fault('TRIALCAST_FHIR_AUTH', 'is no JSON object');
  return { kind: 'none' };
}

function listed(read: Reader, common: Common, context: MembersContext): readonly Destination[] {
  const list = parsed(read, 'TRIALCAST_DESTINATIONS');
  if (list === undefined) return [];
  if (!Array.isArray(list) || !list.every(isJsonObject)) {
    read.fault('TRIALCAST_DESTINATIONS', 'is no JSON array of objects');
    return [];
  }
  return list.map((one, index) =>
    destinationOf(new Members(one, `TRIALCAST_DESTINATIONS[${index}]`, context), common),
  );
}

function destinationOf(members: Members, common: Common): Destination {
  const auth = members.members('auth');
  const tls = members.members('tls');
  const maxEntries = members.number('maxEntries', { min: 1, max: 100_000 });
  const ratePerSecond = members.number('ratePerSecond', { min: 0.01, max: 10_000, isWhole: false });
  const destination: Destination = {
    name: members.required('name', NAME),
    baseUrl: withoutSlash(members.required('baseUrl', BASE_URL)),
    fhir: members.oneOf('fhir', FHIR_VERSIONS) ?? common.fhir,
    auth: auth ? readAuth(auth) : { kind: 'none' },
    ...(tls && { tls: readTls(tls) }),
    strategy: members.oneOf('strategy', STRATEGIES) ?? 'auto',
    ...(maxEntries !== undefined && { maxEntries }),
    orphans: members.oneOf('orphans', ORPHAN_POLICIES) ?? common.orphans,
    ...(ratePerSecond !== undefined && { ratePerSecond }),
    concurrency: members.number('concurrency', { min: 1, max: 64 }) ?? CONCURRENCY,
    timeoutMs: members.number('timeoutMs', { min: 100, max: 600_000 }) ?? common.timeoutMs,
    deadlineMs: members.number('deadlineMs', { min: 1_000, max: 90 * 24 * HOUR_MS }) ?? DEADLINE_MS,
    breaker: breakerOf(members.members('breaker')),
    ...(members.flag('auditEvents') && { auditEvents: true }),
  };
  members.finish();
  return destination;
}

function breakerOf(members: Members | undefined): Breaker {
  if (!members) return BREAKER;
  const breaker: Breaker = {
    failures: members.number('failures', { min: 1, max: 1_000 }) ?? BREAKER.failures,
    openMs: members.number('openMs', { min: 10, max: HOUR_MS }) ?? BREAKER.openMs,
  };
  members.finish();
  return breaker;
}

/** The JSON a key holds; undefined where it is absent or none. The text may hold secrets, so no parser message is passed on. */
function parsed(
  read: Reader,
  key: 'TRIALCAST_DESTINATIONS' | 'TRIALCAST_FHIR_AUTH',
): Json | undefined {
  const text = read.text(key);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    read.fault(key, 'is no JSON');
    return undefined;
  }
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
