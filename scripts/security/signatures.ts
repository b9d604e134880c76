import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { refused, require, type Attempt } from './attempt.ts';
import { raw, SECRET, send, type Sent } from './service.ts';

const BODY = 'Trial of an attacker';
const OTHER = `whsec_${Buffer.alloc(32, 22).toString('base64')}`;
const at = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

/** What is tried, how it is sent, and the status it must get. */
const refusedWebhooks = (): readonly (readonly [string, Sent])[] => [
  ['no signature', { body: BODY, headers: { 'webhook-signature': '' } }],
  ['signature with another secret', { body: BODY, secret: OTHER }],
  ['signature of another body', { body: BODY, headers: { 'webhook-signature': signatureOf('other') } }], // prettier-ignore
  ['signature under another webhook-id', { body: BODY, headers: { 'webhook-id': 'msg_other' } }],
  ['signature with another timestamp', { body: BODY, headers: { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 60) } }], // prettier-ignore
  ['ed25519 mark on a signature by shared secret', { body: BODY, headers: { 'webhook-signature': signatureOf(BODY).replace('v1,', 'v1a,') } }], // prettier-ignore
  ['many guesses in one header', { body: BODY, headers: { 'webhook-signature': Array.from({ length: 180 }, (_, index) => `v1,${createHmac('sha256', 'x').update(String(index)).digest('base64')}`).join(' ').slice(0, 8_000) } }], // prettier-ignore
  ['timestamp that is no number', { body: BODY, headers: { 'webhook-timestamp': '1e9' } }],
  ['captured webhook, sent again after five minutes', { body: BODY, at: at(-310) }],
  ['webhook of the future', { body: BODY, at: at(310) }],
];

function signatureOf(body: string): string {
  const key = Buffer.from(SECRET.slice(6), 'base64');
  return `v1,${createHmac('sha256', key)
    .update(`msg_x.${Math.floor(Date.now() / 1000)}.${body}`)
    .digest('base64')}`;
}

export const SIGNATURES: readonly Attempt[] = [
  ...refusedWebhooks().map(([what], index): Attempt => ({
    area: 'Signature and replay',
    what,
    run: async ({ open }) => {
      // Made anew: its times are of this moment.
      const [, sent] = refusedWebhooks()[index] ?? ['', { body: '' }];
      return refused(await send(open, sent), 401);
    },
  })),
  {
    area: 'Signature and replay',
    what: 'captured webhook, sent again at once',
    run: async ({ open }) => {
      const id = `msg_${randomUUID()}`;
      const first = await send(open, { id, body: BODY });
      const again = await send(open, { id, body: BODY });
      require(first.text === again.text && again.status === 202, 'made another job');
      return '202, the same job; nothing is done again';
    },
  },
  {
    area: 'Signature and replay',
    what: 'webhook-id of another webhook, with another body',
    run: async ({ open }) => {
      const id = `msg_${randomUUID()}`;
      await send(open, { id, body: BODY });
      return refused(await send(open, { id, body: `${BODY}!` }), 409);
    },
  },
  {
    area: 'Signature and replay',
    what: 'secrets guessed by the time a comparison takes',
    run: async () => {
      const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
      const access = text('../../src/server/access.ts');
      require(/timingSafeEqual\(hash\(given\), hash\(expected\)\)/.test(
        access,
      ), 'not constant time');
      const compared =
        /(?:authorization|token|password|signature)\w*\s*[!=]==?(?![=\s]*(?:undefined|''))/i;
      for (const name of ['access', 'csrf', 'signing-keys'])
        require(!compared.test(
          text(`../../src/server/${name}.ts`),
        ), `${name}.ts compares a secret`);
      require(/timingSafeEqual\(given, expected\)/.test(
        text('../../src/server/signing-keys.ts'),
      ), 'signatures are not compared in constant time');
      return 'all compared with `timingSafeEqual` over digests';
    },
  },
  {
    area: 'Signature and replay',
    what: 'two content lengths, or length and chunks (request smuggling)',
    run: async ({ open }) => {
      const head = 'POST /webhooks/trials HTTP/1.1\r\nHost: localhost\r\n';
      const both = await raw(open, `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`); // prettier-ignore
      refused(both, 400);
      return refused(await raw(open, `${head}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd`), 400); // prettier-ignore
    },
  },
];
