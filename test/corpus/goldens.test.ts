import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { placeText } from '../../src/shared/issue.ts';
import { conversionOf, seeds, studies } from './records.ts';

/** `npm run corpus -- -u` rewrites what is expected; the difference is read as part of the commit. */
describe('expected bundles', () => {
  test.each(seeds.map((record) => [record.name, record] as const))('%s', async (name, record) => {
    const { bundle, issues } = conversionOf(record);
    const stem = name.replace(/\.txt$/, '');
    const lines = issues.map(({ severity, code, message, place, expression }) =>
      [severity, code, place ? placeText(place) : '-', expression ?? '-', message].join(' | '),
    );
    await expect(`${JSON.stringify(bundle, null, 2)}\n`).toMatchFileSnapshot(`expected/${stem}.bundle.json`);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`expected/${stem}.issues.txt`);
    const r5 = JSON.stringify(conversionOf(record, 'r5').bundle, null, 2);
    await expect(`${r5}\n`).toMatchFileSnapshot(`expected/${stem}.r5.bundle.json`);
  });

  test('real studies: one line each', async () => {
    const lines = studies.map((record) => {
      const { bundle, issues } = conversionOf(record);
      const types = tally((bundle?.entry ?? []).map(({ resource }) => resource.resourceType));
      const codes = tally(issues.map(({ code }) => code));
      const hashes = [bundle, conversionOf(record, 'r5').bundle].map(hashOf).join(' ');
      return `${record.name} ${hashes} | ${types} | ${codes}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('expected/studies.txt');
  });
});

const hashOf = (bundle: unknown): string =>
  createHash('sha256').update(JSON.stringify(bundle)).digest('hex').slice(0, 12);

function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}
