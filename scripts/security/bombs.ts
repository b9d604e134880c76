import { deflateSync, gzipSync, brotliCompressSync } from 'node:zlib';
import { connect } from 'node:net';
import { ask, refused, require, type Answered, type Attempt, type Setting } from './attempt.ts';
import { raw, send, sendAndWait } from './service.ts';

const attempt = (area: string, what: string, run: (setting: Setting) => Promise<string>): Attempt => ({ area, what, run }); // prettier-ignore

const convert = ({ open }: Setting, body: string, type = 'text/plain'): Promise<Answered> =>
  ask(`${open.url}/fhir/$convert-trial`, { method: 'POST', body, headers: { 'content-type': type } }); // prettier-ignore

/** Longest an answer to a small body may take, on a machine that does other work too. */
const SOON_MS = 60_000;

async function soon(work: Promise<Answered>): Promise<Answered> {
  const started = performance.now();
  const answer = await work;
  require(performance.now() - started < SOON_MS, 'took too long');
  require(answer.status < 500, `answered ${answer.status}`);
  return answer;
}

const XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><clinical_study><brief_title>&x;</brief_title><id_info><nct_id>NCT00000001</nct_id></id_info></clinical_study>'; // prettier-ignore
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`).join('')}]><clinical_study><brief_title>&a30;</brief_title></clinical_study>`; // prettier-ignore
const deep = (open: string, close: string, levels: number): string =>
  `{"protocolSection":${open.repeat(levels)}1${close.repeat(levels)}}`;

const BODIES: readonly (readonly [area: string, what: string, body: () => string])[] = [
  ['XML', 'external entity in XML that is sent as text', () => XXE],
  ['XML', 'entities within entities (billion laughs)', () => LAUGHS],
  ['JSON', 'a hundred thousand levels of objects', () => deep('{"a":', '}', 100_000)],
  ['JSON', 'a million levels of lists', () => deep('[', ']', 1_000_000)],
  ['JSON', 'a hundred thousand keys', () => `{"protocolSection":{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join(',')}}}`], // prettier-ignore
  ['JSON', 'numbers without end', () => `{"protocolSection":{"designModule":{"enrollmentInfo":{"count":1${'0'.repeat(100_000)}}},"a":1e999999}}`], // prettier-ignore
  ['JSON', 'one text of five million characters', () => `{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"${'a '.repeat(2_500_000)}"}}}`], // prettier-ignore
  ['JSON', 'criteria that make patterns go back (ReDoS)', () => JSON.stringify({ protocolSection: { identificationModule: { nctId: 'NCT00000001' }, eligibilityModule: { eligibilityCriteria: `Inclusion Criteria:\n${'* 1 to 2 to >= <= ( , ; - '.repeat(20_000)}` } } })], // prettier-ignore
];

const POLLUTION = `{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"protocolSection":{"__proto__":{"polluted":"yes"},"identificationModule":{"nctId":"NCT00000009","briefTitle":"A","__proto__":{"acronym":"polluted"}},"toString":"x","hasOwnProperty":1}}`; // prettier-ignore

export const BOMBS: readonly Attempt[] = [
  attempt('XML', 'XML as its own content type', async ({ open }) =>
    refused(await send(open, { body: XXE, type: 'application/xml' }), 415),
  ),
  ...BODIES.map(([area, what, body]) =>
    attempt(area, what, async (setting) => {
      const { status, text } = await soon(convert(setting, body()));
      require([200, 400, 422].includes(status), `answered ${status}`);
      return status === 200
        ? `200 in limited time, ${text.length < 60_000_000 ? 'of limited size' : 'large'}`
        : refused({ status, text }, status);
    }),
  ),
  attempt('JSON', 'keys of prototypes (`__proto__`, `constructor`)', async (setting) => {
    const plain =
      '{"protocolSection":{"identificationModule":{"nctId":"NCT00000008","briefTitle":"B"}}}';
    const before = (await convert(setting, plain)).text;
    await soon(convert(setting, POLLUTION));
    await sendAndWait(setting.open, POLLUTION);
    await ask(`${setting.open.url}/jobs?__proto__[limit]=1&constructor[prototype][limit]=1`);
    await ask(`${setting.open.url}/fhir/Group/$validate`, { method: 'POST', body: `{"resourceType":"Group",${POLLUTION.slice(1)}`, headers: { 'content-type': 'application/json' } }); // prettier-ignore
    for (const path of [
      '/fhir/__proto__',
      '/fhir/constructor/prototype',
      '/fhir/toString/x',
      '/records/__proto__/1',
    ])
      refused(await ask(`${setting.open.url}${path}`), 404);
    require((await convert(setting, plain)).text ===
      before, 'another record is converted otherwise');
    require(!before.includes('polluted'), 'polluted');
    return 'read as plain keys; the next record is converted as before';
  }),
  attempt(
    'Compression',
    'gzip, deflate and Brotli bombs, and one within another',
    async ({ open }) => {
      const zeros = Buffer.alloc(20_000_000);
      const codes = new Set<string>();
      for (const [encoding, body] of [
        ['gzip', gzipSync(gzipSync(zeros))],
        ['gzip', gzipSync(zeros)],
        ['deflate', deflateSync(zeros)],
        ['br', brotliCompressSync(zeros.subarray(0, 1_000_000))],
        ['identity, gzip', Buffer.from('x')],
      ] as const)
        // prettier-ignore
        codes.add(refused(await send(open, { body, headers: { 'content-encoding': encoding } }), 415));
      return [...codes].join(', ');
    },
  ),
  attempt('Compression', 'gzip without saying so', async ({ open }) =>
    refused(await send(open, { body: gzipSync(Buffer.alloc(100_000)) }), 400),
  ),
  attempt('Size', 'body over the limit, with and without a length', async ({ open }) => {
    const large = 'x'.repeat(11_000_000);
    const first = refused(await send(open, { body: large }), 413);
    const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;
    const chunked = await raw(open, `POST /fhir/$convert-trial HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk.repeat(170)}0\r\n\r\n`); // prettier-ignore
    // The connection may be cut before the answer is read.
    require(chunked.status === 413 || chunked.status === 0, `answered ${chunked.status}`);
    return first;
  }),
  attempt('Size', 'headers, addresses and parameters without end', async ({ open }) => {
    const codes = [
      refused(await raw(open, `GET /livez HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`), 431), // prettier-ignore
      refused(await raw(open, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`), 431), // prettier-ignore
    ];
    const many = Array.from({ length: 2_000 }, (_, index) => `a${index}=1`).join('&');
    require((await ask(`${open.url}/jobs?${many}`)).status < 500, 'many parameters');
    return [...new Set(codes)].join(', ');
  }),
  attempt('Time', 'headers that come one by one (Slowloris)', async ({ guarded }) =>
    refused(await raw(guarded, 'GET /livez HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n'), 408),
  ),
  attempt('Time', 'body that never ends', async ({ guarded }) =>
    refused(await raw(guarded, 'POST /webhooks/trials HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nabc'), 408)), // prettier-ignore
  attempt('Time', 'three hundred connections that say nothing', async ({ guarded }) => {
    const sockets = Array.from({ length: 300 }, () => connect(guarded.port, '127.0.0.1'));
    for (const socket of sockets) socket.on('error', () => undefined);
    const { status } = await ask(`${guarded.url}/livez`);
    for (const socket of sockets) socket.destroy();
    require(status === 200, `answered ${status}`);
    return '200 for others meanwhile';
  }),
  attempt('Time', 'more requests than a minute allows', async ({ guarded }) => {
    // Many at a time: one after the other they might take more than the minute.
    for (let round = 0; round < 10; round += 1) {
      const asked = Array.from({ length: 60 }, () => ask(`${guarded.url}/fhir/metadata`));
      const limited = (await Promise.all(asked)).find(({ status }) => status !== 200);
      if (!limited) continue;
      require(limited.headers.get('retry-after') !== null, 'no Retry-After');
      return refused(limited, 429);
    }
    throw new Error('all were answered');
  }),
];
