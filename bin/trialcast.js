#!/usr/bin/env node
// Runs the command on Node 24 even where the system's Node is older: the npm package `node` brings it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED_MAJOR = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, 'dist', 'cli', 'main.js');
const main = existsSync(built) ? built : join(root, 'src', 'cli', 'main.ts');

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  const { runProcess } = await import(pathToFileURL(main).href);
  await runProcess();
} else {
  const home = dirname(createRequire(import.meta.url).resolve('node/package.json'));
  const node = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const run = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = run.status ?? 70;
}
