import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from './terminal.ts';

const STUDIES = fileURLToPath(new URL('../corpus/studies/', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const [first = ''] = readdirSync(STUDIES).toSorted();
const record = JSON.parse(readFileSync(join(STUDIES, first), 'utf8')) as Record<string, unknown>;
const { resultsSection: _results, ...registered } = record;

async function converted(...args: string[]): Promise<string> {
  const { stdout } = await run(['convert', '-q', join(STUDIES, first), ...args]);
  return stdout;
}

describe('restore', () => {
  test.each([
    ['an R4 transaction', []],
    ['an R5 transaction', ['--fhir', 'r5']],
    ['a collection', ['--as', 'collection']],
    ['NDJSON, one resource a line', ['--as', 'ndjson', '--fhir', 'r5']],
  ])('gives the registry its JSON back from %s', async (_name, args) => {
    const { code, stdout, stderr } = await run(
      ['restore', '-', '--as', 'ctgov'],
      await converted(...args),
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(registered);
    expect(stderr).toContain('1 record, 1 resource: 0 errors');
    expect(stderr).toContain('without source documents');
  });

  test('prints the trial where nothing else is asked for', async () => {
    const { code, stdout } = await run(['restore', '-', '-q'], await converted());
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ registry: 'ctgov', language: 'en' });
  });

  test('reads a folder and writes a file for each study', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trialcast-restore-'));
    await run(['convert', '-q', EXAMPLES, '-o', join(folder, 'fhir')]);
    const { code, stdout } = await run([
      'restore',
      '-q',
      join(folder, 'fhir'),
      '-o',
      join(folder, 'out'),
    ]);
    expect([code, stdout]).toEqual([0, '']);
    expect(readdirSync(join(folder, 'out'))).toEqual(readdirSync(join(folder, 'fhir')));
  });

  test('restores resources of one study that lie in files of their own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trialcast-restore-'));
    const lines = (await converted('--as', 'ndjson')).trim().split('\n');
    for (const [index, line] of lines.entries()) writeFileSync(join(folder, `${index}.json`), line);
    const { code, stdout } = await run(['restore', folder, '--as', 'ctgov', '-q']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(registered);
  });

  test.each([
    ['a registry record', JSON.stringify(record), 'format-unknown', /already, not FHIR/],
    ['other JSON', '{"a":1}', 'format-unknown', /no FHIR resource/],
    ['no JSON', 'NCT01234567', 'record-unreadable', /not JSON/],
    [
      'a bundle without a study',
      '{"resourceType":"Patient"}',
      'restore-incomplete',
      /no ResearchStudy/,
    ],
    ['nothing', '', 'record-unreadable', /not JSON/],
  ])('says of %s why there is nothing to restore', async (_name, stdin, code, message) => {
    const result = await run(['restore', '-'], stdin);
    expect(result.code).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(message);
    expect(result.stderr).toContain(`[${code}]`);
  });

  test('notes a study of someone else, without failing', async () => {
    const study =
      '{"resourceType":"ResearchStudy","id":"x","status":"active","title":"T","objective":[]}';
    const { code, stdout, stderr } = await run(['restore', '-', '-v', '--as', 'ctgov'], study);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      protocolSection: { identificationModule: { briefTitle: 'T' } },
    });
    expect(stderr).toContain('[study-foreign]');
  });
});
