/**
 * The configuration of the service, and the only reader of the environment.
 *
 * Read once, checked whole: every fault is reported in one Failure, so nobody starts the service five
 * times to find five of them. Flags win over the environment, and the environment over a file (settings.ts has
 * the table). No secret has a default; a secret may come from a file (`KEY_FILE`).
 */
import type { FailLimit } from '../shared/issue.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { isBasePath, isPostgresUrl } from './checks.ts';
import type { Destination, ProxySettings } from './destination.ts';
import { readAccess, type Access } from './read-access.ts';
import { readDestinations } from './read-destinations.ts';
import { readKeepDays, type KeepDays } from './read-keep-days.ts';
import { readNotices, type NoticeSettings } from './read-notices.ts';
import { readTraces, type TraceSettings } from './read-traces.ts';
import { readProxy } from './read-proxy.ts';
import type { EffectiveSetting } from './effective.ts';
import type { Environment, Flags } from './given.ts';
import { readSigningKeys } from './read-signing-keys.ts';
import { readWeb, type WebSettings } from './read-web.ts';
import { Reader } from './reader.ts';

export type { EffectiveSetting, Environment, Flags };

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export interface Config extends WebSettings {
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
  /** TRIALCAST_WEBHOOK_SECRETS: `whsec_...` secrets or `whpk_...` public keys, comma separated; two at a time allow a change of keys. Secret. */
  readonly webhookSecrets: readonly string[];
  /** TRIALCAST_FAIL_ON: issues at or above it hold a record back from delivery. @default 'error' */
  readonly failOn: FailLimit;
  /** TRIALCAST_ACCESS (`open`, `basic`, `bearer`, `proxy`) and its keys, see read-access.ts. @default open */
  readonly access: Access;
  /** TRIALCAST_LOG_LEVEL: debug, info, warn, error or silent. @default 'info' */
  readonly logLevel: LogLevel;
  /** TRIALCAST_STOP_MS: time a stop may take before unfinished work is left to the next start. @default 10000 */
  readonly stopMs: number;
  /** TRIALCAST_KEEP_DAYS: days records of a state, and `audit` entries, are kept, `superseded=30`; what is not named for ever. */
  readonly keepDays: KeepDays;
  /** TRIALCAST_NOTICE_URLS, TRIALCAST_NOTICE_SECRETS (secret): who is told what became of trials. @default nobody */
  readonly notices: NoticeSettings;
  /** The standard variables of OpenTelemetry, `OTEL_*`. @default no traces */
  readonly traces?: TraceSettings;
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
export function loadConfig(env: Environment, options: LoadOptions = {}): Config {
  const read = new Reader({ env, flags: options.flags ?? {} });
  const config = readChecked(read, options);
  read.throwFaults();
  return config;
}

export interface InspectedConfig {
  /** Absent where there are faults. */
  readonly config?: Config;
  readonly faults: readonly string[];
  readonly settings: readonly EffectiveSetting[];
}

/** The same for whoever wants to see what was said even where it is wrong. */
export function inspectConfig(env: Environment, options: LoadOptions = {}): InspectedConfig {
  const read = new Reader({ env, flags: options.flags ?? {} });
  const config = readChecked(read, options);
  const { faults } = read;
  return { faults, settings: config.settings, ...(faults.length === 0 && { config }) };
}

function readChecked(read: Reader, { isService = false }: LoadOptions): Config {
  const config = readAll(read);
  if (isService && config.webhookSecrets.length === 0)
    read.fault('TRIALCAST_WEBHOOK_SECRETS', 'is missing; without one no webhook could be accepted');
  read.reportUnknown();
  return Object.freeze(config);
}

function readAll(read: Reader): Config {
  const host = read.text('TRIALCAST_HOST') ?? '127.0.0.1';
  const access = readAccess(read, host);
  const databaseUrl = read.checked('DATABASE_URL', isPostgresUrl, 'a postgres:// address');
  const { destinations, fhirDefaults } = readDestinations(read, read.env);
  const [fhirServer] = destinations.map(({ baseUrl }) => baseUrl);
  const traces = readTraces(read.env, (text) => read.faultText(text));
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
    webhookSecrets: readSigningKeys(read, 'TRIALCAST_WEBHOOK_SECRETS', 'whpk'),
    failOn: read.oneOf('TRIALCAST_FAIL_ON', ['error', 'warning', 'never'], 'error'),
    access,
    ...readWeb(read),
    logLevel: read.oneOf(
      'TRIALCAST_LOG_LEVEL',
      ['debug', 'info', 'warn', 'error', 'silent'],
      'info',
    ),
    stopMs: read.integer('TRIALCAST_STOP_MS', 10_000, 100, 300_000),
    keepDays: readKeepDays(read),
    notices: readNotices(read),
    ...(traces && { traces }),
    settings: read.effective(),
  };
}
