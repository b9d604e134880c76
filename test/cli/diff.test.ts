import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from './terminal.ts';

const STUDIES = fileURLToPath(new URL('../corpus/studies/', import.meta.url));
const SEED = fileURLToPath(new URL('../../examples/000_9a75afc2414ddea6.txt', import.meta.url));
const A = join(STUDIES, readdirSync(STUDIES).toSorted()[8] ?? '');
const text = readFileSync(A, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'trialcast-diff-'));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const B = file(
  'b.json',
  text.replace(/"overallStatus":\s*"[A-Z_]+"/, '"overallStatus": "WITHDRAWN"'),
);

interface Printed {
  readonly isSameTrial: boolean;
  readonly changes: readonly { readonly path: string; readonly words: string }[];
  readonly resources: Record<string, readonly unknown[]>;
}

describe('diff', () => {
  test('says in words what changed, in the trial and in FHIR', async () => {
    const { code, stdout } = await run(['diff', A, B]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nStatus\n {2}Status: .+ -> Withdrawn\n/);
    expect(stdout).toMatch(/FHIR R4 resources: 1 created, \d+ changed, 1 no longer in it/);
    expect(stdout).toMatch(/changed {4}ResearchStudy\/ctgov-nct\d+: .*status/);
    expect(stdout).toMatch(/stays {6}Provenance\//);
  });

  test('gives the same as JSON, and reads one side from standard input', async () => {
    const { stdout } = await run(
      ['diff', A, '-', '--format', 'json', '-q'],
      readFileSync(B, 'utf8'),
    );
    const printed = JSON.parse(stdout) as Printed;
    expect(printed.isSameTrial).toBe(true);
    expect(printed.changes.map(({ path }) => path)).toEqual(['status.overall']);
    expect(printed.resources['created']).toHaveLength(1);
  });

  test.each(['r4', 'r5'])('compares a record with the %s bundle it became', async (fhir) => {
    const { stdout: bundle } = await run(['convert', A, '--fhir', fhir, '-q']);
    const path = file(`${fhir}.bundle.json`, bundle);
    const { code, stdout } = await run(['diff', A, path, '--fhir', fhir, '-q']);
    expect(code).toBe(0);
    expect(stdout).toContain('No difference in the trial.');
    expect(stdout).toMatch(/: 0 created, 0 changed, 0 no longer in it, \d+ unchanged/);
  });

  test('compares text with JSON, and says that they are of two trials', async () => {
    const { code, stdout } = await run(['diff', SEED, A, '-q']);
    expect(code).toBe(0);
    expect(stdout).toContain('These are records of two trials.');
  });

  test('tells many unknown fields of one list in one line, and each of them as JSON', async () => {
    const { protocolSection } = JSON.parse(text) as { protocolSection: object };
    const news = Array.from({ length: 9 }, (_, at) => ({ headline: `News ${at}` }));
    const more = file(
      'more.json',
      JSON.stringify({ protocolSection: { ...protocolSection, news } }),
    );
    const less = file('less.json', JSON.stringify({ protocolSection }));
    const { stdout } = await run(['diff', less, more, '-q']);
    expect(stdout).toContain('  9 fields added in /protocolSection/news: see --format json\n');
    expect(stdout).not.toContain('News 3');
    const { stdout: json } = await run(['diff', less, more, '-q', '--format', 'json']);
    expect((JSON.parse(json) as Printed).changes).toHaveLength(9);
  });

  test('exits 1 where a record has issues at or above the limit', async () => {
    const odd = file(
      'odd.json',
      text.replace(/"overallStatus":\s*"[A-Z_]+"/, '"overallStatus": "ODD"'),
    );
    const { code, stderr } = await run(['diff', A, odd, '--fail-on', 'warning']);
    expect(code).toBe(1);
    expect(stderr).toContain('code-unknown');
  });

  test.each([
    ['both sides are standard input', ['-', '-'], /Only one of A and B/],
    ['a side is no record', [A, file('none.txt', 'x')], /cannot be compared|no record/],
    ['a side holds several', [A, file('two.ndjson', `${oneLine()}\n${oneLine()}\n`)], /several/],
    ['a file is absent', [A, join(folder, 'absent.json')], /no such file/],
  ])('exits 2 where %s', async (_name, args, message) => {
    const { code, stderr } = await run(['diff', ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('wants the FHIR version of a bundle to be named', async () => {
    const { stdout: bundle } = await run(['convert', A, '--fhir', 'r5', '-q']);
    const { code, stderr } = await run(['diff', A, file('other.json', bundle)]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('say --fhir r5')]);
  });

  test('says in its help that differences are no failure', async () => {
    expect((await run(['diff', '--help'])).stdout).toContain('Differences are no failure');
  });
});

function oneLine(): string {
  return JSON.stringify(JSON.parse(text));
}
