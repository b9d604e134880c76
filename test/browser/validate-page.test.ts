import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../cli/terminal.ts';
import { hasChromium, NO_CHROMIUM, startChromium, type Browser } from './chromium.ts';

const RESOURCES = [
  { resourceType: 'Patient', birthDate: '2024-02-30', name: [{ familly: 'x'.repeat(300) }] },
  {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: { reference: '#gone' },
  },
];

describe.skipIf(!hasChromium)(`the page of validate (${NO_CHROMIUM} otherwise)`, () => {
  let browser: Browser;

  beforeAll(async () => {
    const root = mkdtempSync(join(tmpdir(), 'trialcast-page-'));
    const input = join(root, 'export.ndjson');
    writeFileSync(input, RESOURCES.map((resource) => JSON.stringify(resource)).join('\n'));
    const page = join(root, 'report.html');
    await run(['validate', input, '--format', 'html', '-o', page]);
    browser = await startChromium();
    await browser.open(pathToFileURL(page).href);
  });
  afterAll(() => browser.close());

  const visible = (): Promise<string[]> =>
    browser.evaluate(
      `[...document.querySelectorAll('.rule')].filter((rule) => rule.offsetParent).map((rule) => rule.className)`,
    );

  test('loads without a complaint', () => {
    expect(browser.complaints).toEqual([]);
  });

  test.each([320, 390, 768, 1280])('fits a window of %i pixels', async (width) => {
    const widest = await browser.evaluate<number>(`(() => {
      const frame = document.createElement('iframe');
      frame.style.cssText = 'width:${width}px;height:800px;border:0';
      frame.srcdoc = document.documentElement.outerHTML;
      const loaded = new Promise((resolve) => { frame.onload = resolve; });
      document.body.append(frame);
      return loaded.then(() => {
        const wide = frame.contentDocument.documentElement.scrollWidth;
        frame.remove();
        return wide;
      });
    })()`);
    expect(widest).toBeLessThanOrEqual(width);
  });

  test('filters by its anchors', async () => {
    const all = await visible();
    expect(new Set(all)).toEqual(new Set(['rule error', 'rule warning']));
    await browser.evaluate(`location.hash = '#errors'`);
    expect(new Set(await visible())).toEqual(new Set(['rule error']));
    await browser.evaluate(`location.hash = '#warnings'`);
    expect(new Set(await visible())).toEqual(new Set(['rule warning']));
    await browser.evaluate(`location.hash = '#all'`);
    expect(await visible()).toEqual(all);
  });

  test('leads from a document to the place of its issue, which opens', async () => {
    await browser.evaluate(
      `document.querySelectorAll('details').forEach((each) => { each.open = false; })`,
    );
    await browser.evaluate(`document.querySelector('.resource a').click()`);
    expect(
      await browser.evaluate<boolean>(
        `new Promise((resolve) => requestAnimationFrame(() => resolve(document.querySelector('.issue:target').offsetParent !== null)))`,
      ),
    ).toBe(true);
  });
});
