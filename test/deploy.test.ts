import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../src/config/config.ts';
import { KEYS, SETTINGS } from '../src/config/settings.ts';

const text = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const manifest = text('deploy/kubernetes/trialcast.yaml');

test('the configuration in the Kubernetes manifest is read, with the secrets of the example', () => {
  const [, block = ''] = /trialcast\.json: \|\n([\s\S]*?)\n---/.exec(manifest) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-deploy-'));
  const secrets = [
    ...text('deploy/kubernetes/secret.example.yaml').matchAll(/^ {2}([a-z-]+): (.*)$/gm),
  ]
    .map(([, name = '', value = '']) => [name, value] as const)
    .filter(([name]) => name !== 'name' && name !== 'labels');
  for (const [name, value] of secrets) {
    const random = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(join(folder, name), value.replace('whsec_CHANGE-ME', `whsec_${random}`));
  }
  const file = join(folder, 'trialcast.json');
  writeFileSync(file, block.replaceAll('/run/secrets/trialcast', folder));

  const config = loadConfig({}, { flags: { TRIALCAST_CONFIG: file }, isService: true });
  rmSync(folder, { recursive: true });

  expect(secrets.length).toBe(4);
  expect([config.host, config.port, config.webhookSecrets.length]).toEqual(['0.0.0.0', 8080, 1]);
  expect(config.destinations[0]?.auth).toEqual({ kind: 'bearer', token: 'CHANGE-ME' });
  expect(manifest).toContain(`containerPort: ${config.port}`);
  const graceS = Number(/terminationGracePeriodSeconds: (\d+)/.exec(manifest)?.[1]);
  expect(graceS * 1000).toBeGreaterThan(config.stopMs);
});

test.each(['compose.yaml', 'Dockerfile'])('%s sets only variables there are', (path) => {
  const known = new Set<string>(
    KEYS.flatMap((key) => (SETTINGS[key].kind === 'secret' ? [key, `${key}_FILE`] : [key])),
  );
  const named = [...text(path).matchAll(/\b(?:TRIALCAST_[A-Z_]+|DATABASE_URL|BASE_PATH)\b/g)].map(
    ([name]) => name,
  );
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('compose sets what an address that others can reach needs', () => {
  const compose = text('compose.yaml');
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const env = Object.fromEntries(
    [
      ...(/ {2}trialcast:\n[\s\S]*?\n\n/.exec(compose)?.[0] ?? '').matchAll(
        /^ {6}([A-Z_]+): (.*)$/gm,
      ),
    ].map(([, name = '', value = '']) => [
      name,
      name === 'TRIALCAST_WEBHOOK_SECRETS' ? secret : value.replace(/\$\{(\w+):\?[^}]*\}/, 'given'),
    ]),
  );
  const inImage = { TRIALCAST_HOST: '0.0.0.0', TRIALCAST_PORT: '8080', TRIALCAST_DATA: '/data' };
  expect(text('Dockerfile')).toContain(
    'ENV NODE_ENV=production TRIALCAST_HOST=0.0.0.0 TRIALCAST_PORT=8080 TRIALCAST_DATA=/data',
  );

  const config = loadConfig({ ...inImage, ...env }, { isService: true });
  expect([config.access.kind, config.databaseUrl, config.fhirServer]).toEqual([
    'basic',
    'postgres://trialcast:given@store:5432/trialcast',
    'http://fhir:8080/fhir',
  ]);
});
