import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Match } from '../../src/match/match.ts';
import { run } from './terminal.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const LIVER = path('test/match/patients/liver-r4.json');
const SEARCHSET = path('test/match/patients/searchset-r5.json');
const RECORD = path('examples/001_d21ade92f4d85067.txt');
const DOC = readFileSync(path('docs/matching.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'trialcast-match-'));
const ON = ['--on', '2026-11-21'];

function file(name: string, content: string): string {
  const written = join(folder, name);
  writeFileSync(written, content);
  return written;
}

const jsonOf = async (args: readonly string[], stdin = ''): Promise<Match> =>
  JSON.parse((await run(['match', ...args, ...ON, '--json', '-q'], stdin)).stdout) as Match;

describe('match', () => {
  test('prints what docs/matching.md shows', async () => {
    const [, command = '', shown = ''] =
      /```sh\n(trialcast match.*)\n```\n\n```\n([\s\S]*?)```/.exec(DOC) ?? [];
    const args = command
      .split(' ')
      .slice(1)
      .map((each) =>
        each === 'patient.json' ? LIVER : each.replace(/^examples\//, path('examples/')),
      );
    const { code, stdout } = await run(args);
    expect(code).toBe(0);
    expect(stdout).toBe(shown);
  });

  test.each(['r4', 'r5'])('reads the %s bundle of a record as the record', async (fhir) => {
    const { stdout } = await run(['convert', RECORD, '--fhir', fhir, '-q']);
    const converted = await jsonOf([file(`${fhir}.json`, stdout), LIVER]);
    expect(converted).toEqual(await jsonOf([RECORD, LIVER]));
    expect(converted.criteria.map(({ result }) => result)).toContain('met');
  });

  test('reads an EvidenceVariable alone, and a patient from standard input', async () => {
    const { stdout } = await run(['convert', RECORD, '--as', 'ndjson', '-q']);
    const variable = stdout
      .split('\n')
      .find((line) => line.includes('"EvidenceVariable"') && line.includes('"inc-01"'));
    const match = await jsonOf([file('ev.json', variable ?? ''), '-'], readFileSync(LIVER, 'utf8'));
    expect(match.criteria).toEqual((await jsonOf([RECORD, LIVER])).criteria);
  });

  test('matches each line of NDJSON', async () => {
    const lines = [LIVER, SEARCHSET].map((each) =>
      JSON.stringify(JSON.parse(readFileSync(each, 'utf8'))),
    );
    const { stdout } = await run([
      'match',
      RECORD,
      file('patients.ndjson', lines.join('\n')),
      '--json',
      '-q',
    ]);
    const patients = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as Match).patient);
    expect(patients).toEqual(['Patient/6f1d2a34-90b1-4c1d-8a55-1e0f7c3b2d10', 'Patient/p2']);
  });

  test('colours the verdict on a terminal, and not with NO_COLOR', async () => {
    const args = ['match', RECORD, SEARCHSET, ...ON];
    const colored = await run(args, '', {}, { isTTY: true });
    const plain = await run(args, '', { NO_COLOR: '1' }, { isTTY: true });
    expect(colored.stdout).toContain('\u001B[31mexcluded\u001B[0m');
    expect(plain.stdout).not.toContain('\u001B');
  });

  test('tells nothing of a person but what it looked at', async () => {
    const { stdout, stderr } = await run(['match', RECORD, LIVER, ...ON, '-v']);
    expect(stdout + stderr).not.toMatch(/Hermann103|Aurelio227|Worcester|1964/);
    expect(stderr).not.toMatch(/Observation\/|6f1d2a34/);
  });

  test.each([
    ['no day', [RECORD, LIVER, '--on', '2026-02-30'], /^--on 2026-02-30 is no day/],
    ['both from standard input', ['-', '-'], /^Only one/],
    ['a record as patient', [RECORD, RECORD], /not JSON/],
    ['no resource as patient', [RECORD, file('list.json', '[1]')], /is no FHIR Bundle in JSON/],
    ['broken JSON', [RECORD, file('cut.json', '{"resourceType": "Bund')], /at line 1, column/],
    ['no patient', [RECORD, file('no.json', '{"resourceType":"Bundle"}')], /There is no Patient/],
    ['another patient', [RECORD, LIVER, '--patient', 'x'], /no Patient with this id/],
    ['no trial', [LIVER, LIVER], /no EvidenceVariable/],
    [
      'an empty file',
      [RECORD, file('empty.json', '')],
      /ends too early at line 1.*complete FHIR Bundle/,
    ],
    ['a file that is not there', [join(folder, 'none'), LIVER], /^Cannot read/],
    ['two trials', [path('examples'), LIVER], /several trials/],
  ])('refuses %s with a sentence', async (_, args, message) => {
    const { code, stdout, stderr } = await run(['match', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
