import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Auth, Destination, ProxySettings, Tls } from '../../src/config/destination.ts';
import { openDestination, type OpenDestination } from '../../src/deliver/destination.ts';
import { Failure } from '../../src/shared/failure.ts';
import { makeCertificates, type Certificates, type Pair } from '../faults/certificates.ts';
import { startLoginServer } from '../faults/login-server.ts';

const NONE: Auth = { kind: 'none' };
const opened: OpenDestination[] = [];
const stops: (() => void)[] = [];
let certificates: Certificates;

beforeAll(() => void (certificates = makeCertificates()));
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});
afterAll(() => stops.forEach((stop) => stop()));

interface Target extends Pick<Partial<Destination>, 'ratePerSecond' | 'concurrency'> {
  readonly auth?: Auth;
  readonly tls?: Tls;
  readonly proxy?: ProxySettings;
}

function open(
  baseUrl: string,
  { auth = NONE, tls, proxy = {}, ...pace }: Target = {},
): OpenDestination {
  const destination: Destination = {
    name: 'one',
    baseUrl,
    fhir: 'r4',
    auth,
    ...(tls && { tls }),
    strategy: 'auto',
    orphans: 'retire',
    concurrency: 4,
    timeoutMs: 3_000,
    deadlineMs: 60_000,
    breaker: { failures: 5, openMs: 100 },
    ...pace,
  };
  const target = openDestination(destination, { proxy });
  opened.push(target);
  return target;
}

const ask = ({ client }: OpenDestination) => client.send({ method: 'GET', path: 'metadata' });

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof Failure) return error;
  throw new Error('no failure', { cause: error });
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const STATEMENT = '{"resourceType":"CapabilityStatement"}';

/** An address that answers anything over TLS, to whoever shows a certificate where it wants one. */
async function tlsServer(pair: Pair, clientCa?: string): Promise<string> {
  const options = clientCa === undefined ? {} : { ca: clientCa, requestCert: true };
  const server = createTlsServer({ ...pair, ...options }, (_request, response) =>
    response.end(STATEMENT),
  );
  return `https://localhost:${await listen(server)}/fhir`;
}

describe('TLS', () => {
  test('trusts the authority the destination names', async () => {
    const { ca, server } = certificates;
    const url = await tlsServer(server);

    expect((await ask(open(url, { tls: { ca } }))).status).toBe(200);
    expect((await failureOf(ask(open(url)))).message).toBe(
      'No TLS connection to the FHIR server: no trusted authority vouches for its certificate: see tls.ca (UNABLE_TO_VERIFY_LEAF_SIGNATURE); nothing was sent.',
    );
  });

  test.each([
    ['wrongAuthority', 'no trusted authority vouches for its certificate'],
    ['expired', 'its certificate has expired (CERT_HAS_EXPIRED)'],
    ['wrongHost', 'its certificate is for another host name (ERR_TLS_CERT_ALTNAME_INVALID)'],
  ] as const)('does not talk to a server with the certificate "%s"', async (which, told) => {
    const url = await tlsServer(certificates[which]);

    const failure = await failureOf(ask(open(url, { tls: { ca: certificates.ca } })));

    expect([failure.code, failure.retry]).toEqual(['fhir-server-tls', 'transient']);
    expect(failure.message).toContain(told);
  });

  test('shows our certificate where the server wants one', async () => {
    const { ca, server, client } = certificates;
    const url = await tlsServer(server, ca);

    expect((await ask(open(url, { tls: { ca, ...client } }))).status).toBe(200);
    // Node's server hangs up without a word; others send an alert (fhir-client.test.ts).
    expect((await failureOf(ask(open(url, { tls: { ca } })))).code).toBe('fhir-server-broke');
  });
});

/** A proxy that opens tunnels, or refuses to, and remembers where to. */
async function tunnels(isOpen = true): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, socket: Socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? '-'}`);
    if (!isOpen) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const port = Number(request.url?.split(':')[1]);
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    stops.push(() => onward.destroy());
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return { url: `http://user:hunter2@127.0.0.1:${await listen(server)}`, asked };
}

describe('a proxy', () => {
  test('carries the connection, which is still checked to its end', async () => {
    const { ca, server, client, wrongHost } = certificates;
    const { url: httpsProxy, asked } = await tunnels();
    const good = await tlsServer(server, ca);
    const bad = await tlsServer(wrongHost);
    const through = { tls: { ca, ...client }, proxy: { httpsProxy } };

    expect((await ask(open(good, through))).status).toBe(200);
    expect(asked).toEqual([
      `${new URL(good).host} Basic ${Buffer.from('user:hunter2').toString('base64')}`,
    ]);
    expect((await failureOf(ask(open(bad, through)))).code).toBe('fhir-server-tls');
  });

  test('is passed by for the hosts NO_PROXY names', async () => {
    const { ca, server } = certificates;
    const { url: httpsProxy, asked } = await tunnels();
    const url = await tlsServer(server);

    const target = open(url, {
      tls: { ca },
      proxy: { httpsProxy, noProxy: 'x.example,localhost' },
    });

    expect([(await ask(target)).status, asked]).toEqual([200, []]);
  });

  test('that refuses is told, without its password', async () => {
    const { ca, server } = certificates;
    const { url: httpsProxy } = await tunnels(false);

    const failure = await failureOf(
      ask(open(await tlsServer(server), { tls: { ca }, proxy: { httpsProxy } })),
    );

    expect(failure.message).toBe(
      'The FHIR server cannot be reached (the proxy refused); nothing was sent.',
    );
    expect(failure.retry).toBe('transient');
  });

  test('that is down is told as such', async () => {
    const { ca, server } = certificates;
    const proxy = { httpsProxy: 'http://127.0.0.1:1' };

    const failure = await failureOf(ask(open(await tlsServer(server), { tls: { ca }, proxy })));

    expect([failure.code, failure.message.includes('ECONNREFUSED')]).toEqual([
      'fhir-server-unreachable',
      true,
    ]);
  });
});

describe('a token', () => {
  test('goes to the FHIR server and nowhere a redirect points', async () => {
    const login = await startLoginServer('trialcast', 's3cret');
    stops.push(() => login.stop());
    const trapped: string[] = [];
    const trap = createServer((request, response) => {
      trapped.push(request.headers.authorization ?? 'none');
      response.end(STATEMENT);
    });
    const trapUrl = `http://127.0.0.1:${await listen(trap)}/`;
    const fhir = createServer((_request, response) =>
      response.writeHead(307, { location: trapUrl }).end(),
    );
    const baseUrl = `http://127.0.0.1:${await listen(fhir)}/fhir`;
    const { tokenUrl } = login;
    const auth = {
      kind: 'client-secret',
      clientId: 'trialcast',
      clientSecret: 's3cret',
      method: 'basic',
      tokenUrl,
    } as const;

    const failure = await failureOf(ask(open(baseUrl, { auth })));

    expect([failure.code, trapped, login.tokens.length]).toEqual(['fhir-server-rejected', [], 1]);
    const elsewhere = { ...auth, tokenUrl: baseUrl };
    const refused = await failureOf(ask(open(trapUrl, { auth: elsewhere })));
    expect([refused.code, trapped]).toEqual(['fhir-server-unauthorized', []]);
  });

  test('that the server takes no more is renewed once, and then it is us who are refused', async () => {
    const login = await startLoginServer('trialcast', 's3cret');
    stops.push(() => login.stop());
    let isLocked = false;
    const quoted: string[] = [];
    const fhir = createServer((request, response) => {
      const { authorization } = request.headers;
      if (!isLocked && login.accepts(authorization)) return response.end(STATEMENT);
      quoted.push(authorization ?? '');
      const issue = [{ severity: 'error', diagnostics: `no right for ${authorization}` }];
      return response
        .writeHead(401)
        .end(JSON.stringify({ resourceType: 'OperationOutcome', issue }));
    });
    const { tokenUrl } = login;
    const target = open(`http://127.0.0.1:${await listen(fhir)}`, {
      auth: {
        kind: 'client-secret',
        clientId: 'trialcast',
        clientSecret: 's3cret',
        method: 'basic',
        tokenUrl,
      },
    });
    await ask(target);
    login.revoke();

    expect((await ask(target)).status).toBe(200);
    expect(login.tokens.length).toBe(2);

    isLocked = true;
    const failure = await failureOf(ask(target));
    expect(failure.code).toBe('fhir-server-unauthorized');
    expect(failure.message).toContain('no right for Bearer [secret]');
    expect([login.tokens.length, quoted.length]).toEqual([3, 3]);
  });
});

test('a server that is gone is left alone after some attempts, and found again', async () => {
  const server = createServer((_request, response) => response.end(STATEMENT));
  const port = await listen(server);
  const target = open(`http://127.0.0.1:${port}`);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');

  const codes: string[] = [];
  for (let round = 0; round < 7; round += 1) codes.push((await failureOf(ask(target))).code);
  expect(codes).toEqual([
    ...Array.from({ length: 5 }, () => 'fhir-server-unreachable'),
    'fhir-server-paused',
    'fhir-server-paused',
  ]);
  expect(target.health()).toMatchObject({ state: 'not-answering', pausedForS: 1 });

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  await new Promise((resolve) => setTimeout(resolve, target.waitMs() + 5));
  expect((await ask(target)).status).toBe(200);
  expect(target.health().state).toBe('answering');
});

test('a destination is asked at its own rate, and so many at once', async () => {
  let running = 0;
  let most = 0;
  const server = createServer((_request, response) => {
    running += 1;
    most = Math.max(most, running);
    setTimeout(() => {
      running -= 1;
      response.end(STATEMENT);
    }, 30);
  });
  const baseUrl = `http://127.0.0.1:${await listen(server)}`;
  const target = open(baseUrl, { ratePerSecond: 10, concurrency: 3 });
  const started = performance.now();

  await Promise.all(Array.from({ length: 16 }, () => ask(target)));

  // Ten at once, and the other six one each tenth of a second.
  expect(performance.now() - started).toBeGreaterThanOrEqual(590);
  expect(most).toBe(3);
});
