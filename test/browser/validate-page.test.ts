import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../cli/terminal.ts';
import { CHROMIUM, openBrowser, openPage } from './browser.ts';

const RESOURCES = [
  { resourceType: 'Patient', birthDate: '2024-02-30', name: [{ familly: 'x'.repeat(300) }] },
  {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: { reference: '#gone' },
  },
];

describe.skipIf(CHROMIUM === undefined)('the page of validate', () => {
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    const root = mkdtempSync(join(tmpdir(), 'trialcast-page-'));
    const input = join(root, 'export.ndjson');
    writeFileSync(input, RESOURCES.map((resource) => JSON.stringify(resource)).join('\n'));
    const report = join(root, 'report.html');
    await run(['validate', input, '--format', 'html', '-o', report]);
    browser = await openBrowser();
    ({ page, complaints } = await openPage(browser));
    await page.goto(pathToFileURL(report).href);
  });
  afterAll(() => browser.close());

  const visible = (): Promise<string[]> =>
    page.evaluate(
      `[...document.querySelectorAll('.rule')].filter((rule) => rule.offsetParent).map((rule) => rule.className)`,
    );

  test('loads without a complaint', () => {
    expect(complaints).toEqual([]);
  });

  test.each([320, 390, 768, 1280])('fits a window of %i pixels', async (width) => {
    const widest = await page.evaluate(`(() => {
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
    await page.evaluate(`location.hash = '#errors'`);
    expect(new Set(await visible())).toEqual(new Set(['rule error']));
    await page.evaluate(`location.hash = '#warnings'`);
    expect(new Set(await visible())).toEqual(new Set(['rule warning']));
    await page.evaluate(`location.hash = '#all'`);
    expect(await visible()).toEqual(all);
  });

  test('leads from a document to the place of its issue, which opens', async () => {
    await page.evaluate(
      `document.querySelectorAll('details').forEach((each) => { each.open = false; })`,
    );
    await page.evaluate(`document.querySelector('.resource a').click()`);
    expect(
      await page.evaluate(
        `new Promise((resolve) => requestAnimationFrame(() => resolve(document.querySelector('.issue:target').offsetParent !== null)))`,
      ),
    ).toBe(true);
  });
});
