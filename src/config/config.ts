/**
 * The configuration of the service, and the only reader of the environment.
 *
 * Read once, checked whole: every fault is reported in one Failure, so nobody starts the service five
 * times to find five of them. Flags win over the environment, and the environment over a file (settings.ts has
 * the table). No secret has a default; a secret may come from a file (`KEY_FILE`).
 */
import type { FailLimit } from '../shared/issue.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { isBasePath, isLoopback, isPostgresUrl, isToken } from './checks.ts';
import type { Destination, ProxySettings } from './destination.ts';
import { readDestinations } from './read-destinations.ts';
import { readKeepDays, type KeepDays } from './read-keep-days.ts';
import { readNotices, readSecrets, type NoticeSettings } from './read-notices.ts';
import { readProxy } from './read-proxy.ts';
import type { EffectiveSetting } from './effective.ts';
import type { Environment, Flags } from './given.ts';
import { Reader } from './reader.ts';

export type { EffectiveSetting, Environment, Flags };

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Who may use the dashboard, the jobs and the /fhir operations. Webhooks are signed instead. */
export type Access =
  /** Anyone who reaches the port: loopback addresses only. */
  | { readonly kind: 'open' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  /** A proxy in front signs people in and names them in this header, which it removes from requests. */
  | { readonly kind: 'proxy'; readonly userHeader: string };

export interface Config {
  /** TRIALCAST_HOST: address to listen on. @default '127.0.0.1' */
  readonly host: string;
  /** TRIALCAST_PORT: port to listen on; 0 takes a free one. @default 8080 */
  readonly port: number;
  /** BASE_PATH: path prefix under which a proxy serves everything. @default '' */
  readonly basePath: string;
  /** TRIALCAST_DATA: folder of the embedded store, used where DATABASE_URL is absent. @default '.trialcast' */
  readonly dataFolder: string;
  /** DATABASE_URL: a PostgreSQL to keep jobs in instead of the embedded store. Secret. */
  readonly databaseUrl?: string;
  /** Base address of the first destination; without one jobs stop at `converted`. */
  readonly fhirServer?: string;
  /** TRIALCAST_FHIR_VERSION: version records are converted to where a destination says nothing else. @default 'r4' */
  readonly fhirVersion: FhirVersion;
  /** TRIALCAST_DESTINATIONS (secret), and `default` of TRIALCAST_FHIR_SERVER with _AUTH, _TOKEN (secret), _TIMEOUT_MS and TRIALCAST_ORPHANS. @default none */
  readonly destinations: readonly Destination[];
  /** The destination `default` but for its address: what `push --server` uses. */
  readonly fhirDefaults: Omit<Destination, 'baseUrl'>;
  /** HTTP_PROXY, HTTPS_PROXY, NO_PROXY (small letters too). @default none */
  readonly proxy: ProxySettings;
  /** TRIALCAST_WEBHOOK_SECRETS: `whsec_...` keys, comma separated; two at a time allow a change of keys. Secret. */
  readonly webhookSecrets: readonly string[];
  /** TRIALCAST_WEBHOOKS_PER_MINUTE: requests one address may make to any route in a minute. @default 600 */
  readonly requestsPerMinute: number;
  /** TRIALCAST_MAX_BODY_BYTES: size a request body may have. @default 10485760 */
  readonly maxBodyBytes: number;
  /** TRIALCAST_FAIL_ON: issues at or above it hold a record back from delivery. @default 'error' */
  readonly failOn: FailLimit;
  /** TRIALCAST_ACCESS (`open`, `basic`, `proxy`), TRIALCAST_USER, TRIALCAST_PASSWORD (secret), TRIALCAST_USER_HEADER. @default open */
  readonly access: Access;
  /** TRIALCAST_METRICS_TOKEN: bearer token that /metrics demands. Secret. */
  readonly metricsToken?: string;
  /** TRIALCAST_LOG_LEVEL: debug, info, warn, error or silent. @default 'info' */
  readonly logLevel: LogLevel;
  /** TRIALCAST_STOP_MS: time a stop may take before unfinished work is left to the next start. @default 10000 */
  readonly stopMs: number;
  /** TRIALCAST_KEEP_DAYS: days records of a state are kept, `superseded=30`; states that are not named for ever. */
  readonly keepDays: KeepDays;
  /** TRIALCAST_NOTICE_URLS, TRIALCAST_NOTICE_SECRETS (secret): who is told what became of trials. @default nobody */
  readonly notices: NoticeSettings;
  /** Every setting as it holds and who says it, to be shown: secrets are hidden. */
  readonly settings: readonly EffectiveSetting[];
}

export interface LoadOptions {
  /** What a command line says; wins over all else. @default nothing */
  readonly flags?: Flags;
  /** What only the service needs is asked for as well. @default false */
  readonly isService?: boolean;
}

/** A frozen Config, or a Failure that names every fault. No message quotes a secret. */
export function loadConfig(
  env: Environment,
  { flags = {}, isService = false }: LoadOptions = {},
): Config {
  const read = new Reader({ env, flags });
  const config = readAll(read);
  if (isService && config.webhookSecrets.length === 0)
    read.fault('TRIALCAST_WEBHOOK_SECRETS', 'is missing; without one no webhook could be accepted');
  read.reportUnknown();
  read.throwFaults();
  return Object.freeze(config);
}

function readAll(read: Reader): Config {
  const host = read.text('TRIALCAST_HOST') ?? '127.0.0.1';
  const access = readAccess(read, host);
  const databaseUrl = read.checked('DATABASE_URL', isPostgresUrl, 'a postgres:// address');
  const { destinations, fhirDefaults } = readDestinations(read, read.env);
  const [fhirServer] = destinations.map(({ baseUrl }) => baseUrl);
  const metricsToken = read.checked(
    'TRIALCAST_METRICS_TOKEN',
    isToken,
    'one word of visible characters',
  );
  return {
    host,
    port: read.integer('TRIALCAST_PORT', 8080, 0, 65_535),
    basePath: read.checked('BASE_PATH', isBasePath, 'like /trials')?.replace(/\/$/, '') ?? '',
    dataFolder: read.text('TRIALCAST_DATA') ?? '.trialcast',
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(fhirServer !== undefined && { fhirServer }),
    fhirVersion: fhirDefaults.fhir,
    destinations,
    fhirDefaults,
    proxy: readProxy(read),
    webhookSecrets: readSecrets(read, 'TRIALCAST_WEBHOOK_SECRETS'),
    requestsPerMinute: read.integer('TRIALCAST_WEBHOOKS_PER_MINUTE', 600, 1, 1_000_000),
    maxBodyBytes: read.integer(
      'TRIALCAST_MAX_BODY_BYTES',
      10 * 1024 * 1024,
      1_000,
      100 * 1024 * 1024,
    ),
    failOn: read.oneOf('TRIALCAST_FAIL_ON', ['error', 'warning', 'never'], 'error'),
    access,
    ...(metricsToken !== undefined && { metricsToken }),
    logLevel: read.oneOf(
      'TRIALCAST_LOG_LEVEL',
      ['debug', 'info', 'warn', 'error', 'silent'],
      'info',
    ),
    stopMs: read.integer('TRIALCAST_STOP_MS', 10_000, 100, 300_000),
    keepDays: readKeepDays(read),
    notices: readNotices(read),
    settings: read.effective(),
  };
}

function readAccess(read: Reader, host: string): Access {
  const kind = read.oneOf('TRIALCAST_ACCESS', ['open', 'basic', 'proxy'], 'open');
  if (kind === 'proxy') {
    return {
      kind,
      userHeader: read.text('TRIALCAST_USER_HEADER')?.toLowerCase() ?? 'x-forwarded-user',
    };
  }
  if (kind === 'basic') {
    const password = read.text('TRIALCAST_PASSWORD');
    if (password === undefined)
      read.fault('TRIALCAST_PASSWORD', 'is missing; TRIALCAST_ACCESS=basic needs it');
    return { kind, user: read.text('TRIALCAST_USER') ?? 'trialcast', password: password ?? '' };
  }
  if (!isLoopback(host)) {
    read.fault(
      'TRIALCAST_HOST',
      `"${host}" is reachable from other machines; set TRIALCAST_ACCESS to basic or proxy, or listen on 127.0.0.1`,
    );
  }
  return { kind };
}
