import { expect, test } from 'vitest';
import { startDemo } from '../../src/server/demo.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';

test('the demo delivers the five examples, says so, and stops', async () => {
  const lines: string[] = [];
  const demo = await startDemo({
    env: {},
    definitions: loadDefinitions(),
    write: (line) => lines.push(line),
  });

  const studies = (await (await fetch(`${demo.fhirUrl}/ResearchStudy`)).json()) as {
    total: number;
  };
  const page = await fetch(demo.url);
  await demo.stop();

  expect(lines.filter((line) => line.includes(' delivered ')).length).toBe(5);
  expect([studies.total, page.status]).toEqual([5, 200]);
  await expect(fetch(demo.url)).rejects.toThrow('fetch failed');
});
