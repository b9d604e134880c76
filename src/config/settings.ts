/**
 * Every setting there is: docs/configuration.md, `--help` and the names in a configuration file are made from this table.
 *
 * A setting has one name in three spellings: `TRIALCAST_FHIR_SERVER` in the environment, `--fhir-server` on the command
 * line, `fhirServer` in a file. A secret has no place on a command line, where every process can read it: there and in the
 * environment it may come from a file (`--password-file`, `TRIALCAST_PASSWORD_FILE`).
 */
export interface Setting {
  readonly kind: 'plain' | 'secret';
  /** How a configuration file may say it besides as text: a JSON array, an object of pairs, or any JSON. */
  readonly form: 'text' | 'list' | 'pairs' | 'json';
  readonly group: Group;
  /** What holds where nobody says anything, as text; empty where that is nothing. */
  readonly fallback: string;
  /** One sentence or two, in Markdown. */
  readonly meaning: string;
}

export const GROUPS = [
  'Service',
  'Store',
  'FHIR servers',
  'Webhooks and limits',
  'Access',
  'Notices',
  'Proxy',
] as const;
export type Group = (typeof GROUPS)[number];

type Rest = Partial<Pick<Setting, 'kind' | 'form' | 'fallback'>>;

const setting = (group: Group, meaning: string, rest: Rest = {}): Setting => ({
  kind: 'plain',
  form: 'text',
  fallback: '',
  group,
  meaning,
  ...rest,
});

export const SETTINGS = {
  TRIALCAST_CONFIG: setting(
    'Service',
    'A JSON file with settings. The environment and flags win over it.',
  ),
  TRIALCAST_HOST: setting(
    'Service',
    'Address to listen on. Any but a loopback address needs `TRIALCAST_ACCESS` set to something other than `open`.',
    { fallback: '127.0.0.1' },
  ),
  TRIALCAST_PORT: setting('Service', 'Port; `0` takes a free one.', { fallback: '8080' }),
  BASE_PATH: setting('Service', 'Path prefix under which everything is served, e.g. `/trials`.'),
  TRIALCAST_LOG_LEVEL: setting('Service', '`debug`, `info`, `warn`, `error`, `silent`.', {
    fallback: 'info',
  }),
  TRIALCAST_STOP_MS: setting(
    'Service',
    'Time a stop may take; unfinished work is left to the next start.',
    { fallback: '10000' },
  ),
  TRIALCAST_DATA: setting(
    'Store',
    'Folder of the embedded store, used where `DATABASE_URL` is absent.',
    { fallback: '.trialcast' },
  ),
  DATABASE_URL: setting(
    'Store',
    'PostgreSQL to keep jobs in, `postgres://...`. Needed for several replicas.',
    { kind: 'secret' },
  ),
  TRIALCAST_KEEP_DAYS: setting(
    'Store',
    'Days records of a state, and entries of the `audit` log, are kept ([operations.md](operations.md)); what is not named is kept for ever, `none` keeps all.',
    { form: 'pairs', fallback: 'delivered=365,superseded=90' },
  ),
  TRIALCAST_FHIR_SERVER: setting(
    'FHIR servers',
    'Base address of the FHIR server. Without it records are converted and stop there.',
  ),
  TRIALCAST_FHIR_VERSION: setting(
    'FHIR servers',
    'Version records are converted to, `r4` or `r5`; the FHIR server must speak it.',
    { fallback: 'r4' },
  ),
  TRIALCAST_FHIR_TOKEN: setting('FHIR servers', 'Bearer token for that server.', {
    kind: 'secret',
  }),
  TRIALCAST_FHIR_AUTH: setting(
    'FHIR servers',
    'Any other way to sign in there: the JSON of `auth` below.',
    { kind: 'secret', form: 'json' },
  ),
  TRIALCAST_FHIR_TIMEOUT_MS: setting(
    'FHIR servers',
    'Time one exchange with that server may take.',
    { fallback: '30000' },
  ),
  TRIALCAST_DESTINATIONS: setting(
    'FHIR servers',
    'Several FHIR servers, or what the settings above cannot say: a JSON array (below).',
    { kind: 'secret', form: 'json' },
  ),
  TRIALCAST_FAIL_ON: setting(
    'FHIR servers',
    'Issues at or above it hold a record back: `error`, `warning`, `never`.',
    { fallback: 'error' },
  ),
  TRIALCAST_ORPHANS: setting(
    'FHIR servers',
    'Parts on the server that a record no longer has: `retire`, `delete`, `keep` ([operations.md](operations.md)).',
    { fallback: 'retire' },
  ),
  TRIALCAST_WEBHOOK_SECRETS: setting(
    'Webhooks and limits',
    '`whsec_...` secrets shared with senders, or their `whpk_...` public keys (ed25519), comma separated. Two may be active, for a change of keys. `serve` needs one.',
    { kind: 'secret', form: 'list' },
  ),
  TRIALCAST_WEBHOOKS_PER_MINUTE: setting(
    'Webhooks and limits',
    'Requests one address may make in a minute; probes and metrics are not counted.',
    { fallback: '600' },
  ),
  TRIALCAST_MAX_BODY_BYTES: setting('Webhooks and limits', 'Size a request body may have.', {
    fallback: '10485760',
  }),
  TRIALCAST_REQUEST_MS: setting(
    'Webhooks and limits',
    'Time a request may take to arrive; its headers have 15 seconds of it.',
    { fallback: '60000' },
  ),
  TRIALCAST_SUBSCRIPTION_TOKEN: setting(
    'Webhooks and limits',
    'Bearer token that FHIR subscription notifications must carry; without it none are taken.',
    { kind: 'secret' },
  ),
  TRIALCAST_CORS_ORIGINS: setting(
    'Webhooks and limits',
    'Web origins whose pages may call the API, comma separated: `https://app.hospital.example`.',
    { form: 'list' },
  ),
  TRIALCAST_ACCESS: setting(
    'Access',
    'Who may use dashboard, jobs and `/fhir` operations: `open` (loopback only), `basic`, `bearer`, `proxy` ([operations.md](operations.md#who-may-use-it)).',
    { fallback: 'open' },
  ),
  TRIALCAST_USER: setting('Access', 'User name for `basic`.', { fallback: 'trialcast' }),
  TRIALCAST_PASSWORD: setting('Access', 'Password for `basic`.', { kind: 'secret' }),
  TRIALCAST_USER_HEADER: setting(
    'Access',
    'Header in which a proxy names the user, for `proxy`. The proxy must remove it from requests.',
    { fallback: 'x-forwarded-user' },
  ),
  TRIALCAST_PROXY_ADDRESSES: setting(
    'Access',
    'Addresses and networks (`10.0.0.0/8`) that header is believed from, comma separated.',
    { form: 'list', fallback: '127.0.0.0/8, ::1' },
  ),
  TRIALCAST_JWKS_URL: setting(
    'Access',
    'Where the public keys of the issuer of tokens are, for `bearer`: https, or http on this machine.',
  ),
  TRIALCAST_JWT_ISSUER: setting('Access', '`iss` that tokens must have.'),
  TRIALCAST_JWT_AUDIENCE: setting('Access', '`aud` that tokens must have.'),
  TRIALCAST_METRICS_TOKEN: setting('Access', 'Bearer token that `/metrics` demands.', {
    kind: 'secret',
  }),
  TRIALCAST_NOTICE_URLS: setting(
    'Notices',
    'Addresses that are told what became of trials ([operations.md](operations.md)), comma separated.',
    { form: 'list' },
  ),
  TRIALCAST_NOTICE_SECRETS: setting(
    'Notices',
    '`whsec_...` secrets or `whsk_...` private keys (ed25519) notices are signed with, comma separated; two for a change of keys.',
    { kind: 'secret', form: 'list' },
  ),
  HTTP_PROXY: setting(
    'Proxy',
    'Proxy for `http` addresses of FHIR servers, and for all where `HTTPS_PROXY` is absent.',
  ),
  HTTPS_PROXY: setting('Proxy', 'Proxy for `https` addresses of FHIR servers and token endpoints.'),
  NO_PROXY: setting(
    'Proxy',
    'Hosts asked directly, comma separated: `fhir.hospital.example`, `.hospital.example`, `10.0.0.7:8080`, `*`.',
    { form: 'list' },
  ),
} as const satisfies Record<string, Setting>;

export type Key = keyof typeof SETTINGS;

export const KEYS: readonly Key[] = Object.keys(SETTINGS) as Key[];

/** `fhir-server`: the name on a command line, without hyphens before it and without `-file` after a secret's. */
export function flagOf(key: Key): string {
  // A flag that begins with `no-` takes another one back, as command lines go.
  if (key === 'NO_PROXY') return 'proxy-except';
  return key
    .replace(/^TRIALCAST_/, '')
    .toLowerCase()
    .replaceAll('_', '-');
}

/** `fhirServer`: the name in a configuration file. */
export function memberOf(key: Key): string {
  return flagOf(key).replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
