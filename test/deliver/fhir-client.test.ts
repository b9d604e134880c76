import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/deliver/exchange.ts';
import { fixedAuthorizer } from '../../src/deliver/auth/authorizer.ts';
import { createFhirClient, type FhirClientOptions } from '../../src/deliver/fhir-client.ts';
import { Failure } from '../../src/shared/failure.ts';

const BASE = 'http://fhir.test/r4';

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
  nock.enableNetConnect();
});

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => new Error('no failure'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error;
  throw error;
}

const get = (options: Omit<FhirClientOptions, 'baseUrl'> = {}) =>
  createFhirClient({ baseUrl: `${BASE}/`, ...options }).send({ method: 'GET', path: 'Group/x' });

const authorizer = fixedAuthorizer({ kind: 'bearer', token: 's3cret' });

describe('send', () => {
  test('gives the resource of a good answer and asks for FHIR JSON with the token', async () => {
    nock(BASE, { reqheaders: { accept: 'application/fhir+json', authorization: 'Bearer s3cret' } })
      .get('/Group/x')
      .reply(200, { resourceType: 'Group', id: 'x' });

    expect(await get({ authorizer })).toEqual({
      status: 200,
      body: { resourceType: 'Group', id: 'x' },
    });
  });

  test('sends conditions as headers, and takes a write without a body for its headers', async () => {
    nock(BASE, { reqheaders: { 'if-match': 'W/"3"' } })
      .put('/Group/x')
      .reply(200, '', { etag: 'W/"4"' });
    nock(BASE, { reqheaders: { 'if-none-exist': 'identifier=a%7Cb' } })
      .post('/Group')
      .reply(201, '', { location: `${BASE}/Group/7/_history/1` });
    nock(BASE).delete('/Group/x').reply(204);
    const client = createFhirClient({ baseUrl: BASE });
    const body = { resourceType: 'Group' };

    expect(await client.send({ method: 'PUT', path: 'Group/x', body, ifMatch: 'W/"3"' })).toEqual({
      status: 200,
      body: {},
      etag: 'W/"4"',
    });
    expect(
      await client.send({ method: 'POST', path: 'Group', body, ifNoneExist: 'identifier=a%7Cb' }),
    ).toEqual({ status: 201, body: {}, location: `${BASE}/Group/7/_history/1` });
    expect(await client.send({ method: 'DELETE', path: 'Group/x' })).toEqual({
      status: 204,
      body: {},
    });
  });

  test('does not take an empty answer to a bundle or a read', async () => {
    nock(BASE).post('').reply(200, '').get('/Group/x').reply(200, '');
    const client = createFhirClient({ baseUrl: BASE });
    const bundle = { resourceType: 'Bundle' };

    expect((await failureOf(client.send({ method: 'POST', path: '', body: bundle }))).code).toBe(
      'fhir-server-broke',
    );
    expect((await failureOf(get())).code).toBe('fhir-server-broke');
  });

  test.each([
    [409, 'fhir-server-conflict', 'transient'],
    [412, 'fhir-server-conflict', 'transient'],
    [429, 'fhir-server-busy', 'transient'],
    [503, 'fhir-server-busy', 'transient'],
    [500, 'fhir-server-broke', 'ambiguous'],
    [502, 'fhir-server-broke', 'ambiguous'],
    [408, 'fhir-server-timeout', 'ambiguous'],
    [401, 'fhir-server-unauthorized', 'permanent'],
    [403, 'fhir-server-unauthorized', 'permanent'],
    [400, 'fhir-server-rejected', 'permanent'],
    [422, 'fhir-server-rejected', 'permanent'],
  ] as const)('makes status %i the failure %s (%s)', async (status, code, retry) => {
    nock(BASE).get('/Group/x').reply(status, '<html>no</html>', { 'content-type': 'text/html' });

    const failure = await failureOf(get());

    expect({ code: failure.code, retry: failure.retry }).toEqual({ code, retry });
    expect(failure.message).not.toContain('<html>');
  });

  test('passes Retry-After on, in seconds and as a date', async () => {
    nock(BASE).get('/Group/x').reply(503, {}, { 'retry-after': '17' });
    nock(BASE)
      .get('/Group/x')
      .reply(429, {}, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() });

    expect((await failureOf(get())).retryAfterS).toBe(17);
    const fromDate = (await failureOf(get())).retryAfterS ?? 0;
    expect(fromDate).toBeGreaterThan(50);
    expect(fromDate).toBeLessThanOrEqual(61);
  });

  test('quotes what the server said in its OperationOutcome', async () => {
    nock(BASE)
      .get('/Group/x')
      .reply(422, {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', diagnostics: 'Unknown code "x"', expression: ['Group.type'] }],
      });

    expect((await failureOf(get())).message).toBe(
      'The FHIR server answered GET with status 422. error: Unknown code "x" (Group.type)',
    );
  });

  test('conceals a token that an outcome quotes, also in a batch, and leaves resources alone', async () => {
    const outcome = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', diagnostics: 'no right for "Bearer s3cret"' }],
    };
    const resource = { resourceType: 'Group', id: 'x', name: 's3cret' };
    nock(BASE)
      .post('')
      .reply(200, {
        resourceType: 'Bundle',
        entry: [{ response: { status: '403', outcome } }, { resource }],
      });
    nock(BASE).get('/Group/x').reply(403, outcome);
    const client = createFhirClient({ baseUrl: BASE, authorizer });

    const { body } = await client.send({ method: 'POST', path: '', body: {} });

    expect(JSON.stringify(body)).toContain('no right for \\"Bearer [secret]\\"');
    expect(body).toMatchObject({ entry: [{}, { resource }] });
    expect((await failureOf(get({ authorizer }))).message).toContain('"Bearer [secret]"');
  });

  test('does not follow a redirect', async () => {
    nock(BASE).get('/Group/x').reply(302, '', { location: 'http://elsewhere.test/' });

    const failure = await failureOf(get({ authorizer }));

    expect(failure.code).toBe('fhir-server-rejected');
    expect(failure.message).toContain('a redirect, which is not followed');
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'])(
    'knows that nothing was sent where the connection fails with %s',
    async (code) => {
      nock(BASE)
        .get('/Group/x')
        .replyWithError(Object.assign(new Error('connect'), { code }));

      const failure = await failureOf(get());

      expect([failure.code, failure.retry]).toEqual(['fhir-server-unreachable', 'transient']);
      expect(failure.message).toContain(code);
    },
  );

  test.each([
    ['CERT_HAS_EXPIRED', 'its certificate has expired'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'no trusted authority vouches for its certificate'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'it does not accept our certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_WRONG_VERSION_NUMBER; nothing'],
  ])('says what is wrong with TLS at %s', async (code, told) => {
    nock(BASE)
      .get('/Group/x')
      .replyWithError(Object.assign(new Error('tls'), { code }));

    const failure = await failureOf(get());

    expect([failure.code, failure.retry]).toEqual(['fhir-server-tls', 'transient']);
    expect(failure.message).toContain(told);
  });

  test('measures a date of Retry-After by the clock of the server', async () => {
    const at = (ms: number): string => new Date(ms).toUTCString();
    nock(BASE)
      .get('/Group/x')
      .reply(503, {}, { 'retry-after': at(1_000_030_000), date: at(1_000_000_000) });

    expect((await failureOf(get())).retryAfterS).toBe(30);
  });

  test('does not know whether the server acted where it hung up after the request', async () => {
    nock(BASE)
      .get('/Group/x')
      .replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));

    const failure = await failureOf(get());

    expect([failure.code, failure.retry]).toEqual(['fhir-server-broke', 'ambiguous']);
  });

  test('gives up on a silent server after its time limit', async () => {
    nock.enableNetConnect('127.0.0.1');
    // A real socket: an intercepted one does not survive being aborted.
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const client = createFhirClient({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 50 });

    const failure = await failureOf(client.send({ method: 'GET', path: 'Group/x' }));
    silent.closeAllConnections();
    silent.close();

    expect([failure.code, failure.retry]).toEqual(['fhir-server-timeout', 'ambiguous']);
  });

  test('takes an HTML page under status 200 for a broken answer', async () => {
    nock(BASE).get('/Group/x').reply(200, '<html>Log in</html>', { 'content-type': 'text/html' });

    const failure = await failureOf(get());

    expect(failure.code).toBe('fhir-server-broke');
    expect(failure.message).toBe(
      'The FHIR server answered GET with 200 and "text/html", not FHIR JSON; the answer was not used.',
    );
  });

  test('stops reading an answer that is larger than the limit', async () => {
    nock(BASE)
      .get('/Group/x')
      .reply(200, { resourceType: 'Group', text: 'x'.repeat(10_000) });

    const failure = await failureOf(get({ maxResponseBytes: 1_000 }));

    expect(failure.message).toBe(
      "The FHIR server's answer is larger than 1000 bytes; it was not read to its end.",
    );
  });

  test('reports each exchange, failed ones too, without headers', async () => {
    nock(BASE)
      .get('/Group/x')
      .reply(404, { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] });
    nock(BASE)
      .get('/Group/x')
      .replyWithError(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    const client = createFhirClient({ baseUrl: BASE, authorizer });
    const exchanges: Exchange[] = [];

    for (let round = 0; round < 2; round += 1) {
      await failureOf(
        client.send({ method: 'GET', path: 'Group/x' }, (exchange) => exchanges.push(exchange)),
      );
    }

    expect(exchanges.map(({ durationMs: _durationMs, ...rest }) => rest)).toEqual([
      {
        method: 'GET',
        path: 'Group/x',
        status: 404,
        requestBytes: 0,
        responseBytes: 66,
        outcome: ['error: (no text)'],
      },
      { method: 'GET', path: 'Group/x', requestBytes: 0, responseBytes: 0, outcome: [] },
    ]);
  });
});
