/** Every page in Chromium: in light and dark, on a narrow screen, without a script, and with a record that attacks. */
import { describe, expect, test } from 'vitest';
import { CHROMIUM, openPage, seriousFaults, shoot } from './browser.ts';
import { FilledPages } from './filled-pages.ts';

describe.skipIf(CHROMIUM === undefined)('pages', () => {
  const pages = new FilledPages();

  const recordOf = (name: keyof FilledPages['service']['jobs'], ordinal = 1): string =>
    `/records/${pages.service.jobs[name].id}/${ordinal}`;
  const PAGES: readonly (readonly [name: string, path: () => string])[] = [
    ['overview', () => '/'],
    ['list', () => '/trials'],
    ['failed', () => '/trials?state=failed&destination=archive'],
    ['retry', () => '/retry?state=held'],
    ['try', () => '/try'],
    ['mapping', () => '/mapping'],
    ['audit', () => '/audit-log'],
    ['settings', () => '/settings'],
    ['readable', () => `${recordOf('second')}?tab=readable`],
    ['line', () => `${recordOf('second')}?tab=readable&line=120#L120`],
    ['json', () => `${recordOf('second')}?tab=json`],
    ['element', () => `${recordOf('second')}?tab=json&element=/title`],
    ['issue', () => `${recordOf('second')}?tab=json&issue=0#chosen`],
    ['issues', () => `${recordOf('hostile')}?tab=issues`],
    ['history', () => `${recordOf('second')}?tab=history`],
    ['delivery', () => `${recordOf('second')}?tab=delivery`],
    ['hostile', () => `${recordOf('hostile')}?tab=readable`],
    ['unreadable', () => recordOf('unreadable', 0)],
  ];

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    test.each(PAGES)('%s has no serious fault for assistive technology', async (name, path) => {
      const { page, complaints } = await openPage(pages.browser, { colorScheme });
      const response = await page.goto(`${pages.service.url}${path()}`);
      expect(response?.status()).toBe(200);
      await shoot(page, `${name}-${colorScheme}`);

      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await page.title()).not.toBe('owned');
      await page.context().close();
    });
  });

  test.each(PAGES)('%s fits a narrow screen', async (name, path) => {
    const { page } = await openPage(pages.browser, { viewport: { width: 360, height: 740 } });
    await page.goto(`${pages.service.url}${path()}`);
    await shoot(page, `${name}-narrow`);

    const wider = await page.evaluate(`document.documentElement.scrollWidth - window.innerWidth`);
    expect(wider).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test.each(PAGES)('%s says as much without a script', async (_name, path) => {
    const texts: string[] = [];
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await openPage(pages.browser, { javaScriptEnabled });
      await page.goto(`${pages.service.url}${path()}`);
      texts.push((await page.locator('main').innerText()).replaceAll(/\s+/g, ' '));
      await page.context().close();
    }
    const [withScript = '', without = ''] = texts;
    expect(without.length).toBeGreaterThan(60);
    expect(without.length).toBeGreaterThanOrEqual(withScript.length - 200);
  });

  test('of a list on a narrow screen title, state and issue are seen without scrolling', async () => {
    const { page } = await openPage(pages.browser, { viewport: { width: 360, height: 740 } });
    await page.goto(`${pages.service.url}/trials?state=failed`);
    const row = page.locator('.list tbody tr').first();
    const parts = await row.locator('th a, .badge, .severity, time').all();
    const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
    expect(boxes.length).toBe(4);
    for (const box of boxes) expect((box?.x ?? 999) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    expect(await page.getByRole('row').count()).toBeGreaterThan(1);
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)(
    'a dead link is answered by a page, in %s',
    async (colorScheme) => {
      const { page } = await openPage(pages.browser, { colorScheme });
      const response = await page.goto(`${pages.service.url}/records/${'0'.repeat(36)}/1`);
      expect(response?.status()).toBe(404);
      await shoot(page, `not-found-${colorScheme}`);
      expect(await page.locator('h1').innerText()).toBe('Not found');
      expect(await seriousFaults(page)).toEqual([]);
      await page.getByRole('link', { name: 'To the overview' }).click();
      expect(await page.locator('h1').innerText()).toBe('Overview');
      await page.context().close();
    },
  );
});
