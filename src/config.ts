/**
 * The configuration of the service, and the only reader of the environment.
 *
 * Read once, checked whole: every fault is reported in one Failure, so nobody starts the service five
 * times to find five of them. No secret has a default; a secret may come from a file (`KEY_FILE`).
 */
import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { Failure } from './shared/failure.ts';
import type { FailLimit } from './shared/issue.ts';
import { FHIR_VERSIONS, type FhirVersion } from './shared/fhir-version.ts';
import { ORPHAN_POLICIES, type OrphanPolicy } from './shared/orphan-policy.ts';

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
  /** TRIALCAST_FHIR_SERVER: base address of the FHIR server; without it jobs stop at `converted`. */
  readonly fhirServer?: string;
  /** TRIALCAST_FHIR_VERSION: version records are converted to, which that server must speak. @default 'r4' */
  readonly fhirVersion: FhirVersion;
  /** TRIALCAST_FHIR_TOKEN: bearer token for that server. Secret. */
  readonly fhirToken?: string;
  /** TRIALCAST_FHIR_TIMEOUT_MS: time one exchange with that server may take. @default 30000 */
  readonly fhirTimeoutMs: number;
  /** TRIALCAST_WEBHOOK_SECRETS: `whsec_...` keys, comma separated; two at a time allow a change of keys. Secret. */
  readonly webhookSecrets: readonly string[];
  /** TRIALCAST_WEBHOOKS_PER_MINUTE: requests one address may make to any route in a minute. @default 600 */
  readonly requestsPerMinute: number;
  /** TRIALCAST_MAX_BODY_BYTES: size a request body may have. @default 10485760 */
  readonly maxBodyBytes: number;
  /** TRIALCAST_FAIL_ON: issues at or above it hold a record back from delivery. @default 'error' */
  readonly failOn: FailLimit;
  /** TRIALCAST_ORPHANS: what becomes of parts on the server that a record no longer has. @default 'retire' */
  readonly orphans: OrphanPolicy;
  /** TRIALCAST_ACCESS (`open`, `basic`, `proxy`), TRIALCAST_USER, TRIALCAST_PASSWORD (secret), TRIALCAST_USER_HEADER. @default open */
  readonly access: Access;
  /** TRIALCAST_METRICS_TOKEN: bearer token that /metrics demands. Secret. */
  readonly metricsToken?: string;
  /** TRIALCAST_LOG_LEVEL: debug, info, warn, error or silent. @default 'info' */
  readonly logLevel: LogLevel;
  /** TRIALCAST_STOP_MS: time a stop may take before unfinished work is left to the next start. @default 10000 */
  readonly stopMs: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every key there is; docs/operations.md lists the same. `secret` keys have a `_FILE` twin. */
export const CONFIG_KEYS = {
  TRIALCAST_HOST: 'plain',
  TRIALCAST_PORT: 'plain',
  BASE_PATH: 'plain',
  TRIALCAST_DATA: 'plain',
  DATABASE_URL: 'secret',
  TRIALCAST_FHIR_SERVER: 'plain',
  TRIALCAST_FHIR_VERSION: 'plain',
  TRIALCAST_FHIR_TOKEN: 'secret',
  TRIALCAST_FHIR_TIMEOUT_MS: 'plain',
  TRIALCAST_WEBHOOK_SECRETS: 'secret',
  TRIALCAST_WEBHOOKS_PER_MINUTE: 'plain',
  TRIALCAST_MAX_BODY_BYTES: 'plain',
  TRIALCAST_FAIL_ON: 'plain',
  TRIALCAST_ORPHANS: 'plain',
  TRIALCAST_ACCESS: 'plain',
  TRIALCAST_USER: 'plain',
  TRIALCAST_PASSWORD: 'secret',
  TRIALCAST_USER_HEADER: 'plain',
  TRIALCAST_METRICS_TOKEN: 'secret',
  TRIALCAST_LOG_LEVEL: 'plain',
  TRIALCAST_STOP_MS: 'plain',
} as const satisfies Record<string, 'plain' | 'secret'>;

type Key = keyof typeof CONFIG_KEYS;

/** A frozen Config, or a Failure that names every fault. No message quotes a secret. */
export function loadConfig(env: Environment): Config {
  const read = new Reader(env);
  read.reportUnknown();
  const host = read.text('TRIALCAST_HOST') ?? '127.0.0.1';
  const access = readAccess(read, host);
  const databaseUrl = read.checked('DATABASE_URL', isPostgresUrl, 'a postgres:// address');
  const fhirServer = read.checked(
    'TRIALCAST_FHIR_SERVER',
    isHttpUrl,
    'an http or https address without query',
  );
  const fhirToken = read.checked('TRIALCAST_FHIR_TOKEN', isToken, 'one word of visible characters');
  const metricsToken = read.checked(
    'TRIALCAST_METRICS_TOKEN',
    isToken,
    'one word of visible characters',
  );
  const config: Config = {
    host,
    port: read.integer('TRIALCAST_PORT', 8080, 0, 65_535),
    basePath: read.checked('BASE_PATH', isBasePath, 'like /trials')?.replace(/\/$/, '') ?? '',
    dataFolder: read.text('TRIALCAST_DATA') ?? '.trialcast',
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(fhirServer !== undefined && { fhirServer: fhirServer.replace(/\/+$/, '') }),
    ...(fhirToken !== undefined && { fhirToken }),
    fhirVersion: read.oneOf('TRIALCAST_FHIR_VERSION', FHIR_VERSIONS, 'r4'),
    fhirTimeoutMs: read.integer('TRIALCAST_FHIR_TIMEOUT_MS', 30_000, 100, 600_000),
    webhookSecrets: readSecrets(read),
    requestsPerMinute: read.integer('TRIALCAST_WEBHOOKS_PER_MINUTE', 600, 1, 1_000_000),
    maxBodyBytes: read.integer(
      'TRIALCAST_MAX_BODY_BYTES',
      10 * 1024 * 1024,
      1_000,
      100 * 1024 * 1024,
    ),
    failOn: read.oneOf('TRIALCAST_FAIL_ON', ['error', 'warning', 'never'], 'error'),
    orphans: read.oneOf('TRIALCAST_ORPHANS', ORPHAN_POLICIES, 'retire'),
    access,
    ...(metricsToken !== undefined && { metricsToken }),
    logLevel: read.oneOf(
      'TRIALCAST_LOG_LEVEL',
      ['debug', 'info', 'warn', 'error', 'silent'],
      'info',
    ),
    stopMs: read.integer('TRIALCAST_STOP_MS', 10_000, 100, 300_000),
  };
  read.throwFaults();
  return Object.freeze(config);
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

/** Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. */
function readSecrets(read: Reader): readonly string[] {
  const secrets = (read.text('TRIALCAST_WEBHOOK_SECRETS') ?? '')
    .split(/[\s,]+/)
    .filter((one) => one !== '');
  const isGood = (secret: string): boolean => {
    const bytes = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
    const size = bytes === undefined ? 0 : Buffer.from(bytes, 'base64').length;
    return bytes !== undefined && bytes.length % 4 === 0 && size >= 24 && size <= 64;
  };
  if (!secrets.every(isGood)) {
    read.fault(
      'TRIALCAST_WEBHOOK_SECRETS',
      'has a key that is not whsec_ and base64 of 24 to 64 bytes',
    );
  }
  if (secrets.length > 2)
    read.fault('TRIALCAST_WEBHOOK_SECRETS', `has ${secrets.length} keys; two may be active`);
  return secrets;
}

class Reader {
  readonly #env: Environment;
  readonly #faults: string[] = [];

  constructor(env: Environment) {
    this.#env = env;
  }

  text(key: Key): string | undefined {
    const file = CONFIG_KEYS[key] === 'secret' ? this.#env[`${key}_FILE`] : undefined;
    const value = this.#env[key];
    if (file !== undefined && value !== undefined)
      this.fault(key, `is set twice, by itself and by ${key}_FILE`);
    const text = file === undefined ? value : this.#readFile(key, file);
    return text === undefined || text.trim() === '' ? undefined : text.trim();
  }

  checked(key: Key, isGood: (value: string) => boolean, what: string): string | undefined {
    const value = this.text(key);
    if (value === undefined || isGood(value)) return value;
    this.fault(key, `is not ${what}`);
    return undefined;
  }

  integer(key: Key, fallback: number, min: number, max: number): number {
    const value = this.text(key);
    if (value === undefined) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    this.fault(key, `is "${value}", not a whole number from ${min} to ${max}`);
    return fallback;
  }

  oneOf<const T extends string>(key: Key, allowed: readonly T[], fallback: T): T {
    const value = this.text(key);
    const found = allowed.find((one) => one === value);
    if (value !== undefined && !found)
      this.fault(key, `is "${value}", not one of ${allowed.join(', ')}`);
    return found ?? fallback;
  }

  /** A misspelt key would otherwise leave a default in force in silence. */
  reportUnknown(): void {
    const known = new Set<string>(
      Object.entries(CONFIG_KEYS).flatMap(([key, kind]) =>
        kind === 'secret' ? [key, `${key}_FILE`] : [key],
      ),
    );
    for (const key of Object.keys(this.#env)) {
      if (key.startsWith('TRIALCAST_') && !known.has(key))
        this.#faults.push(`${key} is no key of trialcast`);
    }
  }

  fault(key: Key, what: string): void {
    this.#faults.push(`${key} ${what}`);
  }

  throwFaults(): void {
    if (this.#faults.length === 0) return;
    throw new Failure(
      'configuration-invalid',
      `The configuration has faults: ${this.#faults.join('; ')}.`,
    );
  }

  #readFile(key: Key, file: string): string | undefined {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
      this.fault(key, `cannot be read from the file ${key}_FILE names (${reason})`);
      return undefined;
    }
  }
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  const family = isIP(host);
  return family !== 0 && LOOPBACK.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

function isHttpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, search, hash, username } = new URL(value);
  return ['http:', 'https:'].includes(protocol) && search === '' && hash === '' && username === '';
}

function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol);
}

const isToken = (value: string): boolean => /^[\x21-\x7e]+$/.test(value);
const isBasePath = (value: string): boolean => /^(?:\/[\w.~-]+)+\/?$|^\/$/.test(value);
