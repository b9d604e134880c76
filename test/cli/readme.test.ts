import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from './terminal.ts';

const ROOT = new URL('../../', import.meta.url);
const README = readFileSync(new URL('README.md', ROOT), 'utf8');
const example = (name: string): string => fileURLToPath(new URL(`examples/${name}`, ROOT));

describe('README.md', () => {
  test('quotes a line that the command really prints', async () => {
    const quoted = /## Reading the report[\s\S]*?```\n([\s\S]*?)```/.exec(README)?.[1] ?? '';
    const { stderr } = await run(['convert', example('003_74237d5521536b96.txt')]);
    expect(quoted).toMatch(/\S/);
    expect(stderr).toContain(quoted);
  });

  test('shows an outcome as it is converted', async () => {
    const shown = JSON.parse(
      (/```json\n([\s\S]*?)```/.exec(README)?.[1] ?? '{}').replaceAll('…timeFrom', 'timeFrom'),
    ) as Shown;
    const { stdout } = await run([
      'convert',
      example('000_9a75afc2414ddea6.txt'),
      '--as',
      'ndjson',
    ]);
    const real = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Shown)
      .find(({ id }) => id === shown.id);
    expect([real?.resourceType, real?.title]).toEqual([shown.resourceType, shown.title]);
    expect(real?.description.startsWith(shown.description.replace('…', '').trim())).toBe(true);
    const [shownFrame, shownRange] = shown.characteristic[0]?.timeFromStart.extension ?? [];
    const realTiming = real?.characteristic[0]?.timeFromStart.extension ?? [];
    const realOf = (part: Timing | undefined): Timing | undefined =>
      realTiming.find(({ url }) => part !== undefined && url.endsWith(part.url));
    const frame = shownFrame?.valueMarkdown?.replace('…', '').trim() ?? '?';
    expect(realOf(shownFrame)?.valueMarkdown?.startsWith(frame)).toBe(true);
    expect(realOf(shownRange)?.valueRange).toMatchObject(
      shownRange?.valueRange ?? { missing: true },
    );
  });
});

interface Timing {
  readonly url: string;
  readonly valueMarkdown?: string;
  readonly valueRange?: object;
}

interface Shown {
  readonly resourceType: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly characteristic: readonly {
    readonly timeFromStart: { readonly extension: readonly Timing[] };
  }[];
}
