import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config/config.ts';
import { run } from './cli/terminal.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const page = (name: string): string => readFileSync(join(ROOT, 'docs', name), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'trialcast-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Example {
  readonly command: string;
  /** Lines it must print, `…` standing for anything. */
  readonly expected: readonly string[];
}

/** Commands that are followed by what they print; they need no server. */
function examplesOf(name: string): readonly Example[] {
  return [...page(name).matchAll(/```sh\n([^\n]*)\n```\n\n```text\n([\s\S]*?)```/g)].map(
    ([, command = '', expected = '']) => ({ command, expected: expected.trimEnd().split('\n') }),
  );
}

describe.each([
  ['quick-start.md', 2],
  ['warnings.md', 2],
])('examples in docs/%s', (name, count) => {
  test('print what is shown, in this order', async () => {
    const examples = examplesOf(name);
    expect(examples.length).toBe(count);
    for (const { command, expected } of examples) {
      const [, words = ''] = /^npm run -s trialcast -- (.*)$/.exec(command) ?? [];
      const args = words.split(' ').map((word) => (word === 'out' ? join(folder, name) : word));
      const { code, stdout, stderr } = await run(args);
      const lines = `${stderr}\n${stdout}`.split('\n');
      const places = expected.map((line) => {
        const parts = line
          .split('…')
          .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
        return lines.findIndex((one) => new RegExp(`^${parts.join('.*')}`).test(one));
      });
      expect([command, code, places.filter((place) => place < 0).length]).toEqual([command, 0, 0]);
    }
  }, 120_000);
});

describe('docs/connect.md', () => {
  test('has destinations that are read', () => {
    const secret = { env: 'SECRET' };
    const blocks = [...page('connect.md').matchAll(/```json\n([\s\S]*?)```/g)].map(
      ([, text = '']) => text.replaceAll(/\{ "file": "[^"]*" \}/g, JSON.stringify(secret)),
    );
    const kinds = blocks.map((text) => {
      const { destinations } = loadConfig({ TRIALCAST_DESTINATIONS: text, SECRET: 'x' });
      return destinations[0]?.auth.kind;
    });
    expect(kinds).toEqual(['none', 'client-secret', 'client-secret']);
  });
});
