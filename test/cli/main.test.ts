import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { run } from './terminal.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const STUDIES = fileURLToPath(new URL('../corpus/studies/', import.meta.url));
const SEED = join(EXAMPLES, '000_9a75afc2414ddea6.txt');
const study = (at: number): string => {
  const name = readdirSync(STUDIES).toSorted()[at] ?? '';
  return JSON.stringify(JSON.parse(readFileSync(join(STUDIES, name), 'utf8')));
};
const temporary = (): string => mkdtempSync(join(tmpdir(), 'trialcast-cli-'));

describe('convert', () => {
  test('prints one record as one bundle to be read', async () => {
    const { code, stdout, stderr } = await run(['convert', SEED]);
    const bundle = JSON.parse(stdout) as { type: string; entry: unknown[] };
    expect(code).toBe(0);
    expect(bundle.type).toBe('transaction');
    expect(stdout).toContain('\n  "type"');
    expect(stderr).toMatch(/1 record, \d+ resources: 0 errors/);
  });

  test('prints a folder as one bundle a line', async () => {
    const { code, stdout } = await run(['convert', EXAMPLES, '--fhir', 'r4']);
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id);
    expect(code).toBe(0);
    expect(new Set(ids).size).toBe(5);
  });

  test.each([
    ['an array', `[${study(0)},${study(1)}]`],
    ['an API page', `{"studies":[${study(0)},${study(1)}],"nextPageToken":"x"}`],
    ['NDJSON', `${study(0)}\n${study(1)}\n`],
    [
      'NDJSON with CRLF, a byte order mark and blank lines',
      `\uFEFF${study(0)}\r\n\r\n${study(1)}\r\n`,
    ],
  ])('reads %s from standard input', async (_name, stdin) => {
    const { code, stdout } = await run(['convert', '-'], stdin);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(2);
  });

  test('reads gzip and writes a file for each record', async () => {
    const folder = temporary();
    writeFileSync(join(folder, 'all.ndjson.gz'), gzipSync(`${study(0)}\n${study(1)}\n`));
    const { code } = await run([
      'convert',
      join(folder, 'all.ndjson.gz'),
      '-o',
      join(folder, 'out'),
    ]);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'out')).every((name) => /^NCT\d{8}\.json$/.test(name))).toBe(
      true,
    );
    expect(readdirSync(join(folder, 'out'))).toHaveLength(2);
  });

  test('names the output of a record without identifier after its file', async () => {
    const folder = temporary();
    await run(['convert', SEED, '-o', folder]);
    expect(readdirSync(folder)).toEqual(['000_9a75afc2414ddea6.json']);
  });

  test('prints resources as NDJSON when asked', async () => {
    const { stdout } = await run(['convert', SEED, '--as', 'ndjson']);
    const types = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { resourceType: string }).resourceType);
    expect(types).toContain('ResearchStudy');
    expect(types).not.toContain('Bundle');
  });

  test('keeps the good records beside a bad one and exits 1', async () => {
    const { code, stdout, stderr } = await run(
      ['convert', '-'],
      `${study(0)}\n{"protocolSection": tru\n${study(1)}\n`,
    );
    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stderr).toMatch(/record-unreadable/);
  });

  test('says that an empty input holds nothing', async () => {
    const { code, stdout, stderr } = await run(['convert', '-'], '');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/record-empty/);
  });
});

describe('validate', () => {
  test('passes what convert made', async () => {
    const folder = temporary();
    await run(['convert', EXAMPLES, '-o', folder]);
    const { code, stdout } = await run(['validate', folder]);
    expect(stdout).toMatch(/5 records, \d+ resources: 0 errors/);
    expect(stdout).toMatch(/Not checked: /);
    expect(code).toBe(0);
  });

  test('finds a fault in each line of an export and goes on', async () => {
    const lines = [
      '{"resourceType":"Patient","birthDate":"2024-02-30"}',
      '{"resourceType":"Patient"',
      '{"resourceType":"Patient","gender":"x"}',
    ];
    const { code, stdout } = await run(
      ['validate', '-', '--format', 'json'],
      `${lines.join('\n')}\n`,
    );
    const report = JSON.parse(stdout) as {
      files: { name: string; outcome: { issue: { severity: string }[] } }[];
    };
    expect(code).toBe(1);
    expect(report.files.map(({ name }) => name)).toEqual(['stdin:1', 'stdin:2', 'stdin:3']);
    expect(
      report.files.every(({ outcome }) =>
        outcome.issue.some(({ severity }) => severity !== 'information'),
      ),
    ).toBe(true);
  });

  test('prints one line an issue for editors', async () => {
    const { stdout } = await run(
      ['validate', '-', '--format', 'compact'],
      '{"resourceType":"Patient","birthDate":"2024-02-30"}',
    );
    expect(stdout).toMatch(/^stdin:1:27: error: Patient\.birthDate: .* \[value-format\]$/m);
  });

  test('tells a registry record from a resource', async () => {
    const { code, stdout } = await run(['validate', '-'], study(0));
    expect(code).toBe(1);
    expect(stdout).toMatch(/trialcast convert/);
  });

  test('does not fail below the limit it was given', async () => {
    const broken = '{"resourceType":"Patient","birthDate":"2024-02-30"}';
    expect((await run(['validate', '-', '--fail-on', 'never'], broken)).code).toBe(0);
  });
});

describe('exit codes', () => {
  test.each([
    ['no such file', ['convert', '/no/such/file'], 2],
    ['unknown command', ['konvert', 'x'], 2],
    ['unknown option', ['convert', '--nope', 'x'], 2],
    ['a FHIR version that is not there', ['convert', '--fhir', 'r7', SEED], 2],
    ['a server that is no address', ['push', SEED, '--server', 'nowhere'], 2],
    ['a password in the address', ['push', SEED, '--server', 'http://a:b@127.0.0.1:1/fhir'], 2],
    ['a server that is not there', ['push', SEED, '--server', 'http://127.0.0.1:9/fhir'], 3],
    ['help', ['--help'], 0],
    ['version', ['--version'], 0],
  ])('%s', async (_name, args, expected) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(expected);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('an unknown command suggests the nearest', async () => {
    expect((await run(['konvert', 'x'])).stderr).toMatch(/Did you mean convert/);
  });
});
