import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { commandsFor } from '../../src/cli/commands.ts';
import { run } from './terminal.ts';

const SRC = new URL('../../src/', import.meta.url);
const IMPORT = /^(?:import|export) (?!type\b)(?:[\w\s{},*$]+ from )?'([^']+)';/gm;

/** Packages that a file loads before its first line runs, by itself and by what it imports; types load nothing. */
function packagesOf(file: URL, seen = new Set<string>()): string[] {
  if (seen.has(file.href)) return [];
  seen.add(file.href);
  const specifiers = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, name = '']) => name);
  const found = specifiers.flatMap((name) => {
    if (name.startsWith('.')) return packagesOf(new URL(name, file), seen);
    return name.startsWith('node:') ? [] : [name];
  });
  return [...new Set(found)];
}

const parts = {
  terminal: {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    env: {},
  },
  exit: () => undefined,
};
const ALL = [
  'convert',
  'validate',
  'push',
  'restore',
  'diff',
  'explain',
  'match',
  'serve',
  'doctor',
  'demo',
];

async function namesFor(...args: string[]): Promise<string[]> {
  return (await commandsFor(args, parts)).map((command) => command.name());
}

describe('commandsFor', () => {
  test.each(ALL)('makes %s alone where it is named', async (name) => {
    expect(await namesFor(name, '--help')).toEqual([name]);
  });

  test.each([[], ['--help'], ['help', 'validate'], ['validat'], ['--version', 'validate']])(
    'makes all where none is named first: %j',
    async (...args) => {
      expect(await namesFor(...args)).toEqual(ALL);
    },
  );

  test('keeps what the help says of all commands', async () => {
    const { stdout } = await run(['--help']);
    for (const name of ALL) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect((await run(['help', 'validate'])).stdout).toContain('--references');
    expect((await run(['validat'])).stderr).toContain('Did you mean validate?');
  });
});

// what `trialcast validate` waits for before it reads a byte: express alone takes longer than a whole verdict
test('the start and validate load no package but commander', () => {
  expect(packagesOf(new URL('cli/main.ts', SRC))).toEqual(['commander']);
  expect(packagesOf(new URL('cli/validate-command.ts', SRC))).toEqual(['commander']);
  expect(packagesOf(new URL('cli/serve-command.ts', SRC))).toContain('express');
});
