/** What a person does on the pages, with mouse and keyboard, and what becomes of it in the service. */
import { describe, expect, test } from 'vitest';
import { send } from '../service/harness.ts';
import { CHROMIUM, shoot } from './browser.ts';
import { FilledPages } from './filled-pages.ts';
import { otherStudy } from './studies.ts';

describe.skipIf(CHROMIUM === undefined)('actions', () => {
  const pages = new FilledPages();

  test('every figure of the overview opens a list of that length', async () => {
    await pages.at('/', async (page) => {
      const figures = page.locator('.counts a, .figures td.number a, .headline a, .links a');
      const all = await Promise.all(
        (await figures.all()).map(
          async (link) =>
            [(await link.getAttribute('href')) ?? '', await link.innerText()] as const,
        ),
      );
      expect(all.length).toBeGreaterThan(20);

      for (const [href, text] of all) {
        await page.goto(new URL(href, pages.service.url).href);
        const rows = await page.locator('.list tbody tr').count();
        expect([href, rows]).toEqual([href, Number(/\d+/.exec(text)?.[0])]);
      }
    });
  });

  test('filters stand in the address', async () => {
    await pages.at('/trials', async (page) => {
      await page.getByLabel('Title or id').fill('nct00000401');
      await page.getByLabel('Destination').selectOption('archive');
      await page.getByRole('button', { name: 'Filter' }).click();

      expect(new URL(page.url()).searchParams.get('text')).toBe('nct00000401');
      expect(await page.locator('.list tbody th small').allInnerTexts()).toEqual([
        'ctgov-nct00000401 · version of 2026-03-11',
        'ctgov-nct00000401 · version of 2026-01-10',
      ]);
      await page.reload();
      expect(await page.getByLabel('Destination').inputValue()).toBe('archive');
    });
  });

  test('chosen records are tried again once a person has said so', async () => {
    await pages.at('/trials?state=held', async (page) => {
      const held = await page.locator('.list tbody tr').count();
      expect(held).toBeGreaterThan(1);
      await page.getByRole('checkbox').first().check();
      await page.getByRole('button', { name: 'Try the chosen' }).click();
      expect(await page.locator('h1').textContent()).toBe('Try 1 record again?');
      expect(await page.locator('.list tbody tr').count()).toBe(0);

      await page.getByLabel('Send them in spite').check();
      await page.getByLabel('As it was converted').check();
      await page.getByRole('button', { name: 'Try again' }).click();

      expect(await page.getByRole('status').first().textContent()).toContain('1 record is');
      await page.goto(`${pages.service.url}/trials?state=held`);
      expect(await page.locator('.list tbody tr').count()).toBe(held - 1);
    });
  });

  test('a record is tried again for one FHIR server only', async () => {
    const { url, jobs } = pages.service;
    await pages.at(`/records/${jobs.second.id}/1?tab=delivery`, async (page) => {
      await page.getByRole('link', { name: 'Try again' }).click();
      await page.getByLabel('FHIR server').selectOption('default');
      await page.getByRole('button', { name: 'Try again' }).click();
      expect(await page.getByRole('status').first().textContent()).toContain('0 records are');

      await page.goto(`${url}/retry?record=${jobs.second.id}%2F1`);
      await page.getByLabel('FHIR server').selectOption('archive');
      await page.getByRole('button', { name: 'Try again' }).click();
      expect(await page.getByRole('status').first().textContent()).toContain('1 record is');
      await page.goto(`${url}/audit-log`);
      expect(await page.locator('tbody tr').first().innerText()).toContain('to archive only');
    });
  });

  test('the overview shows a record that comes in, without a reload and without losing the place', async () => {
    await pages.at('/', async (page) => {
      const before = await page.locator('.headline a').first().textContent();
      const card = page.locator('a.count.state-held');
      await card.focus();
      const address = await card.getAttribute('href');
      await send(pages.service.url, {
        body: otherStudy,
        headers: { 'content-type': 'application/json' },
      });

      await expect
        .poll(() => page.locator('.headline a').first().textContent(), { timeout: 15_000 })
        .not.toBe(before);
      const focused = await page.evaluate(`document.activeElement.getAttribute('href')`);
      expect(focused).toBe(address);
      await shoot(page, 'overview-live');
    });
  });

  test('the mapping page counts values without a code, and leads to where one is', async () => {
    await pages.at('/mapping', async (page) => {
      const row = page.locator('tr', { hasText: '"PHASE9' });
      expect(await row.locator('td').first().innerText()).toBe('1');
      await row.getByRole('link').click();
      expect(await page.getByRole('note').innerText()).toContain('code-unknown');

      await page.goto(`${pages.service.url}/mapping`);
      const href = await page.getByRole('link', { name: 'ctgov-phase' }).getAttribute('href');
      const table = await page.request.get(new URL(href ?? '', pages.service.url).href);
      expect(await table.json()).toMatchObject({ resourceType: 'ConceptMap' });
    });
  });

  test('the settings page says who says what, and no secret', async () => {
    await pages.at('/settings', async (page) => {
      const row = page.locator('tr', { hasText: 'TRIALCAST_FAIL_ON' });
      expect(await row.innerText()).toMatch(/warning\s+environment/);
      expect(await page.locator('tr', { hasText: 'TRIALCAST_FHIR_TOKEN' }).innerText()).toContain(
        '(hidden)',
      );
      expect(await page.content()).not.toMatch(/secret-token|whsec_[A-Za-z0-9]/);
      expect(await page.locator('tr', { hasText: 'archive' }).first().innerText()).toContain(
        '59999',
      );
    });
  });

  test('the way to the content is the first stop of the keyboard', async () => {
    await pages.at('/', async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(`document.activeElement.id`)).toBe('main');
    });
  });
});
