import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** A stage may import itself and the stages before it. `cli` and `server` stand side by side. */
const STAGES = [
  ['shared'],
  ['config'],
  ['trial'],
  ['parse'],
  ['interpret'],
  ['map'],
  ['bundle'],
  ['restore'],
  ['validate'],
  ['definitions.ts'],
  ['convert.ts'],
  ['compare'],
  ['explain'],
  ['match'],
  ['source', 'deliver'],
  ['server'],
  ['cli', 'index.ts'],
] as const;
/** `serve` starts the server and `doctor` looks at what it would start with: the files of cli/ that may know of it. */
const KNOW_SERVER = ['cli/serve-command.ts', 'cli/doctor-command.ts', 'cli/doctor-text.ts'];
const PURE = [
  'shared',
  'trial',
  'parse',
  'interpret',
  'map',
  'bundle',
  'restore',
  'validate',
  'convert.ts',
  'compare',
  'explain',
  'match',
];
const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\b|\bfetch\(|node:fs|\bprocess\.|node:https?\b/;
/** Two edges that live in shared/ because every stage above needs them. */
const EDGES_IN_SHARED = ['shared/logger.ts', 'shared/clock.ts'];

type Files = ReadonlyMap<string, string>;

function sources(): Files {
  const names = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join(SRC, name), 'utf8')]),
  );
}

function importsOf(name: string, text: string): string[] {
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)].map(
    (match) => match[1],
  );
  return specifiers.map((specifier) =>
    relative(SRC, join(SRC, dirname(name), specifier ?? '')).replaceAll('\\', '/'),
  );
}

function stageOf(name: string): number {
  const top = name.split('/')[0] ?? name;
  return STAGES.findIndex((stage) => (stage as readonly string[]).includes(top));
}

/** Imports that run against the flow, as `a.ts -> b.ts`. */
function wrongWay(files: Files): string[] {
  return [...files].flatMap(([name, text]) =>
    importsOf(name, text)
      .filter((target) => isWrong(name, target))
      .map((target) => `${name} -> ${target}`),
  );
}

function isWrong(name: string, target: string): boolean {
  const [from, to] = [name.split('/')[0], target.split('/')[0]];
  if (from === to) return false;
  if (from === 'cli' && to === 'server') return !KNOW_SERVER.includes(name);
  return stageOf(name) < 0 || stageOf(target) < 0 || stageOf(target) >= stageOf(name);
}

/** One cycle of files, or undefined. */
function cycle(files: Files): string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const target of importsOf(name, files.get(name) ?? '')) {
      const found = visit(target, [...path, name]);
      if (found) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of files.keys()) {
    const found = visit(name, []);
    if (found) return found;
  }
  return undefined;
}

describe('architecture', () => {
  const files = sources();

  test('imports go one way through the stages', () => {
    expect(wrongWay(files)).toEqual([]);
  });

  test('an import against the flow is seen', () => {
    const bad: Files = new Map([
      ['parse/parse.ts', "import { x } from '../map/tables.ts';"],
      ['server/app.ts', "import { y } from '../cli/main.ts';"],
      ['cli/main.ts', "import { z } from '../server/app.ts';"],
    ]);
    expect(wrongWay(bad)).toEqual([
      'parse/parse.ts -> map/tables.ts',
      'server/app.ts -> cli/main.ts',
      'cli/main.ts -> server/app.ts',
    ]);
  });

  test('no file imports itself by way of others', () => {
    expect(cycle(files)).toBeUndefined();
  });

  test('a cycle is seen', () => {
    const bad: Files = new Map([
      ['map/a.ts', "import { b } from './b.ts';"],
      ['map/b.ts', "import type { a } from './a.ts';"],
    ]);
    expect(cycle(bad)).toEqual(['map/a.ts', 'map/b.ts', 'map/a.ts']);
  });

  test('the pure stages read no clock, chance, file, network or environment', () => {
    const impure = [...files]
      .filter(
        ([name]) => PURE.includes(name.split('/')[0] ?? '') && !EDGES_IN_SHARED.includes(name),
      )
      .filter(([, text]) => IMPURE.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
      .map(([name]) => name);
    expect(impure).toEqual([]);
  });

  test('only config and the command line see the environment', () => {
    const readers = [...files]
      .filter(([, text]) => /\bprocess\.env\b|\benv\s*}\s*=\s*process\b/.test(text))
      .map(([name]) => name);
    expect(
      readers.filter((name) => !name.startsWith('config/') && !name.startsWith('cli/')),
    ).toEqual([]);
  });
});
