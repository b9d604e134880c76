import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, describe, expect, test } from 'vitest';
import { configurationPage } from '../../scripts/configuration-doc.ts';
import { settingFlags, withSettings } from '../../src/cli/setting-options.ts';
import { loadConfig, type Environment, type Flags } from '../../src/config/config.ts';
import { KEYS, memberOf, SETTINGS } from '../../src/config/settings.ts';
import { Failure } from '../../src/shared/failure.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const folder = mkdtempSync(join(tmpdir(), 'trialcast-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileWith(content: unknown): string {
  const path = join(folder, `${(files += 1)}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function faultOf(env: Environment, flags: Flags = {}): string {
  try {
    loadConfig(env, { flags });
    return 'no fault';
  } catch (error) {
    if (error instanceof Failure && error.code === 'configuration-invalid') return error.message;
    throw error;
  }
}

describe('a configuration file', () => {
  test('says what the environment says, in its own forms', () => {
    const inFile = {
      port: 9000,
      basePath: '/trials',
      failOn: 'warning',
      webhookSecrets: [SECRET, SECRET],
      keepDays: { delivered: 30, failed: 90 },
      noticeUrls: ['https://a.example/x', 'https://b.example/y'],
      noticeSecrets: SECRET,
      destinations: [{ name: 'one', baseUrl: 'https://fhir.example/r4' }],
      fhirServer: 'https://other.example',
      fhirAuth: { kind: 'basic', user: 'u', password: 'p' },
    };
    const inVariables = {
      TRIALCAST_PORT: '9000',
      BASE_PATH: '/trials',
      TRIALCAST_FAIL_ON: 'warning',
      TRIALCAST_WEBHOOK_SECRETS: `${SECRET},${SECRET}`,
      TRIALCAST_KEEP_DAYS: 'delivered=30,failed=90',
      TRIALCAST_NOTICE_URLS: 'https://a.example/x https://b.example/y',
      TRIALCAST_NOTICE_SECRETS: SECRET,
      TRIALCAST_DESTINATIONS: JSON.stringify(inFile.destinations),
      TRIALCAST_FHIR_SERVER: 'https://other.example',
      TRIALCAST_FHIR_AUTH: JSON.stringify(inFile.fhirAuth),
    };

    const { settings: _one, ...config } = loadConfig({ TRIALCAST_CONFIG: fileWith(inFile) });
    const { settings: _other, ...expected } = loadConfig(inVariables);
    expect(config).toEqual(expected);
  });

  test('names the file or the variable a secret is in', () => {
    const secret = fileWith(`${SECRET}\n`);
    const path = fileWith({ webhookSecrets: { file: secret }, metricsToken: { env: 'TOKEN' } });

    const config = loadConfig({ TRIALCAST_CONFIG: path, TOKEN: 'abc' });
    expect([config.webhookSecrets, config.metricsToken]).toEqual([[SECRET], 'abc']);
    expect(faultOf({ TRIALCAST_CONFIG: path })).toContain(
      `"metricsToken" in ${path} names the variable TOKEN, which is not set`,
    );
  });

  test('has all its faults told at once, with the nearest names, and no secret', () => {
    const path = fileWith({
      portt: 80,
      port: 'eighty',
      failOn: ['error'],
      keepDays: { delivered: 'hunter2' },
      password: { path: 'hunter2' },
      webhookSecrets: ['hunter2'],
      config: 'x',
    });
    const message = faultOf({ TRIALCAST_CONFIG: path, TRIALCAST_PROT: '1' });

    expect(message).toContain(`"portt" in ${path} is no setting; the nearest is "port"`);
    expect(message).toContain(`"port" in ${path} is "eighty", not a whole number`);
    expect(message).toContain(
      'TRIALCAST_PROT is no key of trialcast; the nearest is TRIALCAST_PORT',
    );
    for (const member of ['failOn', 'keepDays', 'password', 'webhookSecrets', 'config'])
      expect(message).toContain(`"${member}" in ${path} `);
    expect(message).not.toContain('hunter2');
  });

  test.each([
    ['{"port": 80,,}', 'is no JSON (line 1, column 13)'],
    ['{"password": "hunter2', 'is no JSON'],
    ['[1]', 'is no JSON object'],
    ['', 'is no JSON'],
  ])('that is %s is refused', (text, expected) => {
    const message = faultOf({ TRIALCAST_CONFIG: fileWith(text) });
    expect(message).toContain(expected);
    expect(message).not.toContain('hunter2');
  });

  test('that is not there is a fault', () => {
    expect(faultOf({ TRIALCAST_CONFIG: join(folder, 'none') })).toContain(
      'cannot be read (ENOENT)',
    );
  });
});

describe('layers', () => {
  const path = fileWith({ port: 1001, stopMs: 1001, password: 'from-file', user: 'file' });
  const env = {
    TRIALCAST_CONFIG: path,
    TRIALCAST_PORT: '1002',
    TRIALCAST_STOP_MS: '',
    TRIALCAST_USER: 'variable',
    https_proxy: 'http://u:hunter2@proxy:3128',
  };
  const flags = { TRIALCAST_PORT: '1003', TRIALCAST_PASSWORD_FILE: fileWith('from-flag') };

  test('a flag wins over the environment, and that over the file; empty text says nothing', () => {
    const config = loadConfig(env, { flags: { ...flags, TRIALCAST_ACCESS: 'basic' } });

    expect([config.port, config.stopMs, config.access]).toEqual([
      1003,
      1001,
      { kind: 'basic', user: 'variable', password: 'from-flag' },
    ]);
  });

  test('each value is told with who says it, and no secret', () => {
    const { settings } = loadConfig(env, { flags });
    const told = Object.fromEntries(
      settings.map(({ key, shown, origin }) => [key, [shown, origin?.name]]),
    );

    expect(told).toMatchObject({
      TRIALCAST_PORT: ['1003', '--port'],
      TRIALCAST_STOP_MS: ['1001', `"stopMs" in ${path}`],
      TRIALCAST_USER: ['variable', 'TRIALCAST_USER'],
      TRIALCAST_PASSWORD: [`(hidden, from ${flags.TRIALCAST_PASSWORD_FILE})`, '--password-file'],
      TRIALCAST_FAIL_ON: ['error', undefined],
      HTTPS_PROXY: ['http://(hidden)@proxy:3128', 'HTTPS_PROXY'],
    });
    expect(JSON.stringify(settings)).not.toMatch(/hunter2|from-f/);
  });

  test('faults name a flag as it was typed', () => {
    expect(faultOf({}, { TRIALCAST_PORT: '-1' })).toContain('--port is "-1"');
    expect(
      faultOf({}, { TRIALCAST_PASSWORD_FILE: join(folder, 'none'), TRIALCAST_ACCESS: 'basic' }),
    ).toContain('--password-file names a file that cannot be read (ENOENT)');
  });

  test('the service needs a secret, told with all other faults', () => {
    expect(() => loadConfig({ TRIALCAST_PORT: 'x' }, { isService: true })).toThrow(
      /TRIALCAST_PORT is .*TRIALCAST_WEBHOOK_SECRETS is missing/,
    );
  });
});

describe('flags', () => {
  test('there is one for each setting, and each arrives', () => {
    const command = withSettings(new Command('serve'));
    const args = command.options.flatMap(({ long }) => [long ?? '', `value of ${long ?? ''}`]);
    command.parse(args, { from: 'user' });

    const said = settingFlags(command);
    expect(Object.keys(said).map((name) => name.replace(/_FILE$/, ''))).toEqual([...KEYS]);
    expect(new Set(Object.values(said)).size).toBe(KEYS.length);
    expect(Object.values(said).every((value) => value?.startsWith('value of --'))).toBe(true);
  });

  test('none takes the text of a secret', () => {
    const said = Object.keys(settingFlags(withSettings(new Command('serve'))));
    const secrets = KEYS.filter((key) => SETTINGS[key].kind === 'secret');
    expect(said.filter((name) => (secrets as readonly string[]).includes(name))).toEqual([]);
  });
});

describe('docs/configuration.md', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

  test('is what scripts/configuration-doc.ts writes', () => {
    expect(page).toBe(configurationPage(page));
  });

  test('has an example file that is read', () => {
    const [, example = ''] = /```json\n(\{[\s\S]*?\n\})\n```/.exec(page) ?? [];
    const text = example.replace('/run/secrets/webhooks', fileWith(SECRET));
    const config = loadConfig({ TRIALCAST_CONFIG: fileWith(text) }, { isService: true });
    expect(Object.keys(JSON.parse(example) as object).length).toBeGreaterThan(4);
    expect([config.port, config.keepDays, config.destinations[0]?.name]).toEqual([
      8081,
      { delivered: 365, superseded: 30 },
      'registry',
    ]);
  });

  test('names members no two settings share', () => {
    expect(new Set(KEYS.map(memberOf)).size).toBe(KEYS.length);
  });
});
