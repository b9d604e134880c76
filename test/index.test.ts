import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as api from '../src/index.ts';

const documented = readFileSync(new URL('../docs/library.md', import.meta.url), 'utf8');
const table = documented.split('\n').filter((line) => line.startsWith('| `'));

describe('the library', () => {
  const studies = new URL('corpus/studies/', import.meta.url);
  const name = readdirSync(studies).toSorted()[0] ?? '';
  const definitions = api.loadDefinitions('r4');
  const [record] = api.splitRecords(name, readFileSync(new URL(name, studies), 'utf8')).value;
  if (record === undefined) throw new Error(`${name} has no record`);
  const conversion = api.convert(record, definitions);
  const { bundle } = conversion;

  test('exports what docs/library.md lists and nothing else that can be called or read', () => {
    const listed = table.flatMap((line) =>
      [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1] ?? ''),
    );
    expect(listed.toSorted()).toEqual(Object.keys(api).toSorted());
  });

  test('tells where an element of a bundle comes from', () => {
    const knowledge: api.Knowledge = { rows: api.loadElementRows(), tables: definitions.tables };
    const [status] = api.explain(conversion, knowledge, 'ResearchStudy.status');
    expect(status).toMatchObject({
      element: 'ResearchStudy.status',
      answer: expect.stringMatching(/^(?:single|several|ambiguous|made)$/),
    });
    expect(status?.sources.length).toBeGreaterThan(0);
  });

  test('brings a bundle back to the trial', () => {
    const json: unknown = JSON.parse(JSON.stringify(bundle));
    const restored = api.restoreBundle(json as Parameters<typeof api.restoreBundle>[0]);
    expect(conversion.trial?.titles).toBeDefined();
    expect(restored.trial?.titles).toEqual(conversion.trial?.titles);
  });

  test('takes from the caller what lies outside a resource', () => {
    const known = (reference: string): api.Target =>
      reference === 'Patient/1' ? { type: 'Patient' } : { absent: true };
    const observation = (subject: string) => ({
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: subject },
    });
    const codes = (subject: string) =>
      definitions.validator
        .validate(observation(subject), { resolve: known })
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code);
    expect([codes('Patient/1'), codes('Patient/2')]).toEqual([[], ['reference-dangling']]);
  });
});
