import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemo, type RunningDemo } from '../../src/server/demo.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';
import { hasChromium, NO_CHROMIUM, startChromium, type Browser } from './chromium.ts';

describe.skipIf(!hasChromium)(`the pages in a real browser (${NO_CHROMIUM} if skipped)`, () => {
  let demo: RunningDemo;
  let browser: Browser;

  beforeAll(async () => {
    demo = await startDemo({
      env: { TRIALCAST_PORT: '0' },
      definitions: loadDefinitions(),
      write: () => undefined,
    });
    browser = await startChromium();
  });
  afterAll(async () => {
    browser.close();
    await demo.stop();
  });

  const texts = (selector: string): Promise<string[]> =>
    browser.evaluate(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent.trim())`,
    );

  test('list the five trials, and a number leads to its list', async () => {
    await browser.open(`${demo.url}/`);
    expect(await texts('tbody tr')).toHaveLength(5);
    await browser.open(`${demo.url}/?state=held`);
    expect(await texts('tbody tr a')).toEqual([]);
  });

  test('mark the source lines of a resource that is chosen, and the resources of a line', async () => {
    await browser.open(`${demo.url}/`);
    const [, page] = await browser.evaluate<string[]>(
      `[...document.querySelectorAll('tbody a')].filter((a) => a.textContent.includes('TACE')).flatMap((a) => [a.textContent, a.href])`,
    );
    await browser.open(page ?? '');
    expect(await texts('.marked')).toEqual([]);

    await browser.evaluate(`document.querySelector('.resource[id$="out-pri-1"] h3 a').click()`);
    const [line, ...others] = await texts('.source li.marked');
    expect(line).toMatch(/Objective response rate \(ORR\) by RECIST/);
    expect(others).toEqual([]);

    await browser.evaluate(`document.querySelectorAll('.source li')[3].querySelector('a').click()`);
    expect((await texts('.resource.marked h3')).join(' ')).toMatch(/ActivityDefinition/);
  });

  test('convert what is pasted and write nothing', async () => {
    await browser.open(`${demo.url}/try`);
    await browser.evaluate(
      `document.querySelector('textarea').value = ${JSON.stringify(JSON.stringify({ protocolSection: { identificationModule: { nctId: 'NCT00000001', briefTitle: 'A pasted study <b>' } } }))}`,
    );
    await browser.evaluate(`document.querySelector('form[method="post" i] button').click()`);
    await expect.poll(() => texts('body')).toEqual([expect.stringContaining('A pasted study <b>')]);
    await browser.open(`${demo.url}/`);
    expect(await texts('tbody tr')).toHaveLength(5);
  });

  test('break no security policy and log no error', () => {
    expect(browser.complaints).toEqual([]);
  });
});
