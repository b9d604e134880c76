/** The audit log as a page: who did what, to which record, found again by name, action and age. */
import { beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, seriousFaults, shoot } from './browser.ts';
import { FilledPages } from './filled-pages.ts';
import { SUBSCRIPTION_TOKEN } from './filled-service.ts';

describe.skipIf(CHROMIUM === undefined)('audit log', () => {
  const pages = new FilledPages();

  const post = async (path: string, headers: Record<string, string> = {}): Promise<void> => {
    const answer = await fetch(`${pages.service.url}${path}`, { method: 'POST', headers });
    expect([path, answer.ok]).toEqual([path, true]);
  };
  beforeAll(async () => {
    const { jobs } = pages.service;
    await post(`/jobs/${jobs.unreadable.id}/retry`, { 'x-request-id': 'morning-round' });
    await post(`/jobs/${jobs.hostile.id}/retry?record=1&release=true&mapping=stored`);
    await post('/webhooks/subscription/ResearchStudy/ctgov-nct00000401', {
      authorization: `Bearer ${SUBSCRIPTION_TOKEN}`,
    });
    await post('/jobs/retry?state=failed,rejected&destination=archive');
  });

  const rowOf = (words: string) => ({ hasText: words });

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    test('has no serious fault, and is linked in the navigation', async () => {
      await pages.at(
        '/',
        async (page) => {
          await page.getByRole('link', { name: 'Audit log' }).click();
          expect(new URL(page.url()).pathname).toBe('/audit-log');
          expect(await page.locator('nav a[aria-current=page]').innerText()).toBe('Audit log');
          await shoot(page, `audit-filled-${colorScheme}`);
          expect(await seriousFaults(page)).toEqual([]);
          expect(await page.title()).not.toBe('owned');
        },
        { colorScheme },
      );
    });
  });

  test('says who did what, and each object leads to its page', async () => {
    await pages.at('/audit-log', async (page) => {
      const rows = page.locator('tbody tr');
      expect(await rows.count()).toBe(4);
      expect(await rows.first().innerText()).toContain('All that were failed or rejected');
      expect(await page.locator('tr', rowOf('resynchronised')).innerText()).toMatch(
        /FHIR subscription[\s\S]*Sorafenib[\s\S]*ctgov-nct00000401/,
      );
      expect(await page.locator('tr', rowOf('morning-round')).innerText()).toMatch(
        /anyone[\s\S]*tried again[\s\S]*1 record/,
      );
      expect(await page.locator('tr', rowOf('released')).innerText()).toMatch(
        /<script>[\s\S]*record 1 of job[\s\S]*as converted then/,
      );

      const links = await page.locator('tbody th a').all();
      const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')));
      expect(hrefs.length).toBe(4);
      for (const href of hrefs) {
        const answer = await page.request.get(new URL(href ?? '', pages.service.url).href);
        expect([href, answer.status()]).toEqual([href, 200]);
      }
    });
  });

  test.each([true, false])('filters stand in the address (script: %s)', async (isScript) => {
    await pages.at(
      '/audit-log',
      async (page) => {
        await page.getByLabel('What').selectOption({ label: 'tried again' });
        await page.getByRole('button', { name: 'Filter' }).click();
        expect(new URL(page.url()).searchParams.get('action')).toBe('retry');
        expect(await page.locator('tbody tr').count()).toBe(2);

        await page.getByRole('link', { name: 'Show all' }).click();
        await page.getByRole('link', { name: 'FHIR subscription' }).click();
        expect(new URL(page.url()).searchParams.get('actor')).toBe('FHIR subscription');
        expect(await page.locator('tbody tr').count()).toBe(1);
        expect(await page.getByLabel('Who').inputValue()).toBe('FHIR subscription');
      },
      { javaScriptEnabled: isScript },
    );
  });

  test('older entries follow by their number, and an end is said', async () => {
    const { url } = pages.service;
    const all = (await (await fetch(`${url}/audit`)).json()) as { entries: { number: number }[] };
    const [newest, oldest] = [all.entries.at(1)?.number, all.entries.at(-1)?.number];
    await pages.at(`/audit-log?before=${newest}`, async (page) => {
      expect(await page.locator('tbody tr').count()).toBe(2);
      await page.getByRole('link', { name: '← newest' }).click();
      expect(await page.locator('tbody tr').count()).toBe(4);
      await page.goto(`${url}/audit-log?before=${oldest}&action=nothing`);
      expect(await page.locator('main').innerText()).toContain('There is nothing older');
    });
  });

  test('a long log is cut into pages', async () => {
    for (let round = 0; round < 50; round += 1) await post('/jobs/retry?state=failed');
    await pages.at('/audit-log', async (page) => {
      expect(await page.locator('tbody tr').count()).toBe(50);
      await page.getByRole('link', { name: 'older →' }).press('Enter');
      await page.waitForURL(/before=/);
      expect(await page.locator('tbody tr').count()).toBe(4);
      expect(await page.getByRole('link', { name: 'older →' }).count()).toBe(0);
    });
  });
});
