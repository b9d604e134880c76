/**
 * How well prose is read: flattened records against the studies they were made from, facts told only in words, and
 * comparisons with values against the annotations of the Chia corpus, and criteria and time frames against labels by hand; each with its 95 % interval.
 *
 *   npm run bench:prose                      all of it; needs the real records and python3
 *   npm run bench:prose -- --chia FOLDER     the corpus alone, unpacked [misses|extra]
 *   npm run bench:prose -- --labels [develop|measure] [--draw N] [--misses items|nesting|typed|time-frames]
 *                                            the trials labelled by hand alone; needs nothing but this checkout
 *   npm run bench:prose -- --labels --table  the table of docs/eligibility.md
 *
 * What --chia lists was looked at while rules were made, so the corpus is no held-out set; its annotators and its
 * texts are not ours. Of the flattened records the odd numbers are held out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { measureChia } from './chia.ts';
import { measureLabels } from './labels/labels.ts';

const DATA = '../shared/data';
const STUDIES = `${DATA}/ctgov-json/studies.ndjson.gz`;
const BUILD = 'build/prose';

function run(command: string, parts: readonly string[]): void {
  const { status, error } = spawnSync(command, parts, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${parts.join(' ')}: ${error?.message ?? status}`);
}

function prepare(): void {
  mkdirSync(`${BUILD}/chia`, { recursive: true });
  run('tar', ['xzf', `${DATA}/chia/chia-400.tar.gz`, '-C', `${BUILD}/chia`]);
  run('python3', [`${DATA}/flatten.py`, STUDIES, `${BUILD}/flat`]);
}

function main(options: readonly string[]): void {
  const [option, folder, show] = options;
  if (option === '--chia' && folder !== undefined) return console.log(measureChia(folder, show));
  measureLabels(option === '--labels' ? options.slice(1) : []);
  if (option === '--labels') return undefined;
  if (!existsSync(STUDIES))
    return console.log('Nothing measured: no real records beside the project.');
  prepare();
  console.log('\nFlattened records');
  run(process.execPath, ['bench/prose/flat-text.ts', `${BUILD}/flat`]);
  console.log('\nFlattened records as other senders write them');
  run(process.execPath, ['bench/prose/variants.ts', `${BUILD}/flat`]);
  console.log('\nFacts told in words');
  run(process.execPath, ['bench/prose/facts.ts', `${BUILD}/flat`, STUDIES]);
  console.log('\nComparisons with values, beside the annotations of Chia');
  console.log(measureChia(`${BUILD}/chia`));
}

main(process.argv.slice(2));
