import { loadConfig } from '../../src/config/config.ts';
import { Failure } from '../../src/shared/failure.ts';
import { ask, refused, require, type Attempt, type Setting } from './attempt.ts';
import { raw, sendAndWait } from './service.ts';

const attempt = (area: string, what: string, run: (setting: Setting) => Promise<string>): Attempt => ({ area, what, run }); // prettier-ignore

async function isAskedNothing({ canary }: Setting, work: () => Promise<unknown>): Promise<string> {
  const before = canary.hits.length;
  await work();
  require(canary.hits.length === before, `asked ${canary.hits.slice(before).join(', ')}`);
  return 'no address of it is asked';
}

/** The record with an address in every text. */
function withAddresses(record: string, url: string): string {
  const forms = [url, `${url}/a?b=c`, 'file:///etc/passwd', 'http://169.254.169.254/latest/meta-data', url.replace('127.0.0.1', '[::1]'), url.replace('127.0.0.1', 'localhost'), '//evil.example', '\\\\evil.example\\share']; // prettier-ignore
  let count = 0;
  const filled = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => filled(one, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, name)])); // prettier-ignore
    if (typeof value !== 'string' || key === 'nctId' || /^[A-Z_\d-]+$/.test(value)) return value;
    count += 1;
    return /ur[li]|link/i.test(key) ? forms[count % forms.length] : `${value} ${forms[count % forms.length] ?? ''}`; // prettier-ignore
  };
  return JSON.stringify(filled(JSON.parse(record), ''));
}

/** What a configuration refuses; none is quoted, since it may hold a password. */
const NO_DESTINATION = ['file:///etc/passwd', 'gopher://127.0.0.1:25/', 'ftp://host/fhir', 'http://user:hunter2-password@host/fhir', 'http://host/fhir?x=1', 'javascript:x', '//host/fhir', 'data:,x']; // prettier-ignore
/** Names and numbers that look like this machine, or lead to it, and are not it by their address. */
const NOT_LOOPBACK = ['localtest.me', '127.0.0.1.nip.io', 'localhost.evil.example', '[::ffff:8.8.8.8]', '[::]', '0.0.0.0', '[fe80::1]', '[fd00::1]', '169.254.169.254', '10.0.0.1', '[64:ff9b::7f00:1]']; // prettier-ignore

function isRefused(env: Readonly<Record<string, string>>): boolean {
  try {
    loadConfig(env);
    return false;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    require(!error.message.includes('hunter2'), 'the fault quotes a password');
    return true;
  }
}

const PATHS = ['/assets/..%2f..%2fpackage.json', '/assets/../../../etc/passwd', '/../../../../etc/passwd', '/fhir/ConceptMap/..%2f..%2f..%2fpackage', '/fhir/..%2f..%2f/package.json', '/fhir/StructureDefinition/%2e%2e%2f%2e%2e%2fpackage', '/jobs/..%5c..%5cwindows', '/records/..%2f..%2fetc%2fpasswd/1', '/trials/%00../../etc/passwd', '/records/x/1/..%2fbundle.json', '/async/..%2f..%2fjobs', '/assets/%252e%252e%252fpackage.json', '/%c0%ae%c0%ae/etc/passwd']; // prettier-ignore

export const ADDRESSES: readonly Attempt[] = [
  attempt(
    'Paths',
    'ways out of a folder, encoded once and twice (path traversal)',
    async ({ open }) => {
      const statuses = new Set<number>();
      for (const path of PATHS) {
        const answer = await raw(open, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`); // prettier-ignore
        require(!/root:|"dependencies"/.test(answer.text), path);
        refused(answer, answer.status);
        statuses.add(answer.status);
      }
      require([...statuses].every((status) => status === 404 || status === 400), [
        ...statuses,
      ].join());
      return '404 not-found, or 400 request-malformed where it is no address';
    },
  ),
  attempt('SSRF', 'addresses of other hosts in every text of a record', (setting) =>
    isAskedNothing(setting, async () => {
      for (const record of setting.records) await sendAndWait(setting.open, withAddresses(record, setting.canary.url)); // prettier-ignore
    }),
  ),
  attempt('SSRF', 'profile, schema and reference of another host in `$validate`', (setting) =>
    isAskedNothing(setting, async () => {
      const { url } = setting.canary;
      const body = JSON.stringify({ resourceType: 'Group', meta: { profile: [`${url}/profile`] }, type: 'person', actual: false, managingEntity: { reference: `${url}/Organization/1` }, characteristic: [{ code: { coding: [{ system: `${url}/system`, code: 'x' }] }, valueBoolean: true, exclude: false }] }); // prettier-ignore
      await ask(`${setting.open.url}/fhir/Group/$validate?profile=${encodeURIComponent(`${url}/other`)}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } }); // prettier-ignore
    }),
  ),
  attempt('SSRF', 'focus of another host in a subscription notification', (setting) =>
    isAskedNothing(setting, async () => {
      const { url } = setting.canary;
      const status = { resourceType: 'SubscriptionStatus', type: 'event-notification', subscription: { reference: `${url}/Subscription/1` }, notificationEvent: [{ focus: { reference: `${url}/ResearchStudy/ctgov-nct00000001` } }] }; // prettier-ignore
      const bundle = { resourceType: 'Bundle', type: 'subscription-notification', entry: [{ fullUrl: `${url}/x/y`, resource: status }] }; // prettier-ignore
      const answer = await ask(`${setting.open.url}/webhooks/subscription`, { method: 'POST', body: JSON.stringify(bundle), headers: { authorization: 'Bearer subscription-token-1', 'content-type': 'application/fhir+json' } }); // prettier-ignore
      require(answer.status === 200, `answered ${answer.status}`);
    }),
  ),
  attempt('SSRF', 'FHIR server that redirects to another host', (setting) =>
    isAskedNothing(setting, async () => {
      const [record = ''] = setting.records;
      const job = JSON.parse(await sendAndWait(setting.open, record)) as { records: { deliveries: { destination: string; state: string }[] }[] }; // prettier-ignore
      const delivery = job.records[0]?.deliveries.find(({ destination }) => destination === 'redirecting'); // prettier-ignore
      require(delivery?.state === 'rejected', `the delivery is ${delivery?.state ?? 'not there'}`);
    }),
  ),
  attempt('SSRF', 'FHIR server that names a token endpoint on another host', (setting) =>
    isAskedNothing(setting, async () => {
      const { text } = await ask(`${setting.open.url}/jobs?destination=elsewhere&state=rejected`);
      require(text.includes('fhir-server-unauthorized'), 'the delivery is not refused');
    }),
  ),
  attempt(
    'SSRF',
    'destinations and receivers that are no web address, or hold a password',
    async () => {
      for (const url of NO_DESTINATION)
        require(isRefused({ TRIALCAST_FHIR_SERVER: url }), `${url} is taken`);
      require(isRefused({ TRIALCAST_NOTICE_URLS: 'file:///etc/passwd' }), 'a file is told');
      return 'configuration-invalid at the start';
    },
  ),
  attempt(
    'SSRF',
    'hosts that lead to this machine, or look like it, to get secrets without TLS',
    async () => {
      const jwks = (host: string): boolean => isRefused({ TRIALCAST_ACCESS: 'bearer', TRIALCAST_JWT_ISSUER: 'a', TRIALCAST_JWT_AUDIENCE: 'b', TRIALCAST_JWKS_URL: `http://${host}/keys` }); // prettier-ignore
      const token = (host: string): boolean => isRefused({ TRIALCAST_FHIR_SERVER: 'https://host/fhir', TRIALCAST_FHIR_AUTH: JSON.stringify({ kind: 'client-secret', clientId: 'a', clientSecret: 'hunter2-secret', tokenUrl: `http://${host}/token` }) }); // prettier-ignore
      for (const host of NOT_LOOPBACK) {
        require(jwks(host), `keys are asked of ${host}`);
        require(token(host), `a secret is sent to ${host}`);
      }
      return 'configuration-invalid: https is needed but for loopback addresses themselves';
    },
  ),
];
