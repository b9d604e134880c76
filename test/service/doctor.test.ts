import { generateKeyPairSync } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convert } from '../../src/convert.ts';
import { publicKeysOf } from '../../src/deliver/auth/public-keys.ts';
import { doctorJson } from '../../src/cli/doctor-text.ts';
import type { LoadDefinitions } from '../../src/definitions.ts';
import { exitCodeOf } from '../../src/server/doctor/check.ts';
import { examine } from '../../src/server/doctor/examine.ts';
import { WRITTEN_TYPES } from '../../src/server/doctor/destination-check.ts';
import { startEmbeddedFhirServer } from '../../src/server/embedded-fhir-server.ts';
import type { EmbeddedOptions } from '../../src/server/embedded-fhir-server.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { run } from '../cli/terminal.ts';
import { freePort } from '../free-port.ts';
import { jobIn, SECRET, send, startTestService, type TestService } from './harness.ts';

const STUDY = new URL('../corpus/studies/NCT00078195.json', import.meta.url);
const EXAMPLES = new URL('../../examples/', import.meta.url);
const example = (name: string): string => readFileSync(new URL(name, EXAMPLES), 'utf8');
const texts = readdirSync(EXAMPLES).filter((name) => name.endsWith('.txt'));

interface Found {
  readonly settings: readonly {
    readonly key: string;
    readonly value: string;
    readonly origin: object;
  }[];
  readonly checks: readonly {
    readonly area: string;
    readonly state: string;
    readonly text: string;
    readonly code?: string;
    readonly details?: Readonly<Record<string, unknown>>;
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'trialcast-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));

const BASE = {
  TRIALCAST_DATA: join(folder, 'none'),
  TRIALCAST_PORT: '1',
  TRIALCAST_WEBHOOK_SECRETS: SECRET,
};

const definitions = loadDefinitions();
/** Loaded once for all runs; another version is loaded where it is asked for. */
const load: LoadDefinitions = (fhir = 'r4') =>
  fhir === 'r4' ? definitions : loadDefinitions(fhir);

async function doctor(
  env: NodeJS.ProcessEnv,
): Promise<Found & { readonly code: number; readonly out: string }> {
  const found = await examine({ ...BASE, ...env }, {}, load);
  const code = exitCodeOf(found.checks);
  const out = doctorJson(found, code);
  return { ...(JSON.parse(out) as Found), code, out };
}

const of = ({ checks }: Found, area: string): Found['checks'] =>
  checks.filter((check) => check.area === area);

describe('doctor and the store', () => {
  let service: TestService;
  const copy = join(folder, 'copy');
  beforeAll(async () => {
    service = await startTestService();
    const answer = await send(service.url, { body: example(texts[0] ?? '') });
    await jobIn(service.url, answer, ['delivered']);
  });
  afterAll(() => service.stop());

  test('leaves the store of a running service alone, and tells how that is', async () => {
    const found = await doctor({
      TRIALCAST_DATA: service.folder,
      TRIALCAST_PORT: new URL(service.url).port,
      TRIALCAST_FHIR_SERVER: service.fhir.url,
    });

    expect(found.code).toBe(0);
    expect(of(found, 'service')).toMatchObject([{ state: 'ok', details: { status: 'ready' } }]);
    expect(of(found, 'destination').map(({ state }) => state)).toEqual(['ok', 'ok', 'ok']);
    expect(of(found, 'destination')[1]?.details).toEqual({ auth: 'none', studies: 1 });
    if (process.env['DATABASE_URL'] === undefined)
      expect(of(found, 'store')).toMatchObject([{ state: 'ok', code: 'store-locked' }]);
    expect(found.out).not.toContain(SECRET);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  });

  test.skipIf(process.env['DATABASE_URL'] !== undefined)(
    'tells what is in a store nobody uses, of this version, an older and a newer one',
    async () => {
      cpSync(join(service.folder, 'store'), join(copy, 'store'), { recursive: true });
      const env = { TRIALCAST_DATA: copy };
      const [current] = of(await doctor(env), 'store');
      await inStore('DELETE FROM trialcast.migration WHERE number > 2');
      const older = await doctor(env);
      await inStore('INSERT INTO trialcast.migration (number) VALUES (900)');
      const newer = await doctor(env);

      expect(current).toMatchObject({ state: 'ok', details: { records: 1, unfinished: 0 } });
      expect(current?.details?.['reached']).toBe(current?.details?.['known']);
      expect(of(older, 'store')).toMatchObject([{ state: 'warning', details: { reached: 2 } }]);
      expect([of(newer, 'store')[0]?.state, newer.code]).toEqual(['failed', 2]);
    },
  );

  async function inStore(sql: string): Promise<void> {
    const pglite = await PGlite.create(join(copy, 'store'));
    await pglite.exec(sql);
    await pglite.close();
  }

  test('makes no store, and says where none can be', async () => {
    const found = await doctor({});
    writeFileSync(join(folder, 'file'), '');
    const bad = await doctor({ TRIALCAST_DATA: join(folder, 'file', 'store') });
    const postgres = await doctor({ DATABASE_URL: 'postgres://nobody:hunter2@127.0.0.1:1/none' });

    expect(of(found, 'store')).toMatchObject([{ state: 'ok' }]);
    expect(existsSync(BASE.TRIALCAST_DATA)).toBe(false);
    expect(of(postgres, 'store')).toMatchObject([{ state: 'failed', code: 'store-unavailable' }]);
    expect([postgres.code, postgres.out.includes('hunter2')]).toEqual([2, false]);
    expect([of(bad, 'store')[0]?.state, bad.code]).toEqual(['failed', 2]);
  });
});

describe('doctor and a FHIR server', () => {
  const asked = async (
    options: EmbeddedOptions,
    env: NodeJS.ProcessEnv = {},
  ): ReturnType<typeof doctor> => {
    const fhir = await startEmbeddedFhirServer(options);
    try {
      return await doctor({ TRIALCAST_FHIR_SERVER: fhir.url, ...env });
    } finally {
      await fhir.stop();
    }
  };

  test('tries to sign in', async () => {
    const found = await asked(
      {
        intercept: (request, response, next) => {
          if (request.path === '/fhir/metadata' || request.get('authorization') === 'Bearer right')
            next();
          else response.status(401).json({ resourceType: 'OperationOutcome', issue: [] });
        },
      },
      { TRIALCAST_FHIR_TOKEN: 'wrong-token' },
    );

    expect(found.code).toBe(3);
    expect(of(found, 'destination')).toMatchObject([
      { state: 'ok' },
      { state: 'failed', code: 'fhir-server-unauthorized' },
      { state: 'ok' },
    ]);
    expect(found.out).not.toContain('wrong-token');
  });

  test('compares clocks by the Date header', async () => {
    const found = await asked({
      intercept: (_request, response, next) => {
        response.set('Date', new Date(Date.now() + 90_000).toUTCString());
        next();
      },
    });

    const clock = of(found, 'destination').find(({ text }) => text.includes('clock'));
    expect(clock).toMatchObject({ state: 'warning' });
    expect(clock?.text).toMatch(/^Its clock is (?:89|90|91) s ahead of ours/);
    expect(found.code).toBe(0);
  });

  test('names what a server lacks, and one that is none', async () => {
    const wrongVersion = await asked({}, { TRIALCAST_FHIR_VERSION: 'r5' });
    const closed = await doctor({
      TRIALCAST_FHIR_SERVER: `http://127.0.0.1:${await freePort()}/fhir`,
    });

    expect(of(wrongVersion, 'destination')[0]).toMatchObject({
      state: 'failed',
      code: 'fhir-server-unsuitable',
    });
    expect(of(closed, 'destination')).toMatchObject([
      { state: 'failed', code: 'fhir-server-unreachable' },
    ]);
    expect([wrongVersion.code, closed.code]).toEqual([3, 3]);
  });

  test('knows every type a delivery writes', () => {
    const { bundle } = convert(
      { name: 'x', text: readFileSync(STUDY, 'utf8'), sha256: 'x' },
      definitions,
    );
    const types = (bundle?.entry ?? []).map(({ resource }) => resource?.resourceType ?? '');
    expect(new Set(types)).toEqual(WRITTEN_TYPES);
  });
});

describe('doctor and the configuration', () => {
  test('tells all faults and every setting with who says it', async () => {
    const { code, stdout } = await run(['doctor', '--stop-ms', 'x'], '', {
      TRIALCAST_PORT: 'y',
      TRIALCAST_PASSWORD: 'hunter2',
    });

    expect(code).toBe(2);
    expect(stdout).toMatch(/failed\s+configuration\s+--stop-ms is "x"/);
    expect(stdout).toMatch(/failed\s+configuration\s+TRIALCAST_PORT is "y"/);
    expect(stdout).toMatch(/failed\s+configuration\s+TRIALCAST_WEBHOOK_SECRETS is missing/);
    expect(stdout).toMatch(/TRIALCAST_PASSWORD\s+\(hidden\)\s+TRIALCAST_PASSWORD\n/);
    expect(stdout).not.toContain('hunter2');
    expect(stdout).toMatch(/\n0 ok, 0 warning, 3 failed\. {2}exit 2\n$/);
  });

  test('prints JSON where it is asked to', async () => {
    const { code, stdout } = await run(['doctor', '--json', '--port', 'x'], '', {});
    const found = JSON.parse(stdout) as Found & { readonly exit: number };
    expect([code, found.exit]).toEqual([2, 2]);
    expect(of(found, 'configuration').map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect(found.settings.find(({ key }) => key === 'TRIALCAST_PORT')).toMatchObject({
      value: 'x',
      origin: { layer: 'flag', name: '--port' },
    });
  });

  test('tells the public key of SMART Backend Services and never the private one', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const auth = {
      kind: 'private-key-jwt',
      algorithm: 'ES384',
      keyId: '2026',
      clientId: 'x',
    } as const;
    const asPem = publicKeysOf({
      ...auth,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    });
    const asJwk = publicKeysOf({
      ...auth,
      privateKey: JSON.stringify(privateKey.export({ format: 'jwk' })),
    });

    expect(asPem).toEqual(asJwk);
    expect(asPem.keys[0]).toMatchObject({ kty: 'EC', crv: 'P-384', kid: '2026', alg: 'ES384' });
    expect(asPem.keys[0]).not.toHaveProperty('d');
  });
});
