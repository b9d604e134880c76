import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from './terminal.ts';

const RECORD = fileURLToPath(new URL('../explain/every-leaf.json', import.meta.url));
const SEED = fileURLToPath(new URL('../../examples/003_74237d5521536b96.txt', import.meta.url));

describe('explain', () => {
  test('tells by module where each value went, and the issues', async () => {
    const { code, stdout } = await run(['explain', RECORD]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\nstatusModule\n {2}\/protocolSection\/statusModule\/overallStatus {2}"TERMINATED"\n/,
    );
    expect(stdout).toContain('      ResearchStudy/ctgov-nct00000123.reasonStopped.text\n');
    expect(stdout.indexOf('\nidentificationModule\n')).toBeLessThan(
      stdout.indexOf('\nstatusModule\n'),
    );
    expect(stdout).toContain('\nIssues\n');
  });

  test('tells the source of an element, in lines for a text record', async () => {
    const { code, stdout } = await run(['explain', SEED, 'ResearchStudy.title']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ResearchStudy\/\S+\.title = "Evaluate the Safety/);
    expect(stdout).toContain('\n  from     line 1  "Evaluate the Safety');
    expect(stdout).toContain(
      '\n  row      protocolSection.identificationModule.briefTitle (verbatim): ',
    );
  });

  test('explains R5 elements and answers as JSON', async () => {
    const { code, stdout } = await run([
      'explain',
      RECORD,
      'ResearchStudy.whyStopped',
      '--fhir',
      'r5',
      '--format',
      'json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      fhir: 'r5',
      elements: [
        {
          value: 'Slow accrual of participants',
          answer: 'single',
          sources: [
            {
              place: { pointer: '/protocolSection/statusModule/whyStopped' },
              row: { kind: 'verbatim' },
            },
          ],
        },
      ],
    });
  });

  test('says that there is no such element', async () => {
    const { code, stdout, stderr } = await run(['explain', RECORD, 'ResearchStudy.nonsense']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('The bundle has no element ResearchStudy.nonsense.');
  });

  test('names what is wrong with a record that cannot be read', async () => {
    const { code, stdout } = await run(['explain', '-'], '{"protocolSection":');
    expect(code).toBe(1);
    expect(stdout).toContain('[record-unreadable]');
  });
});
