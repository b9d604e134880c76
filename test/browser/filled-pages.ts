import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { startFilledService, type FilledService } from './filled-service.ts';

/** The filled service and a browser for all tests of the group this is called in; there from its first test on. */
export class FilledPages {
  service!: FilledService;
  browser!: Browser;

  constructor() {
    beforeAll(async () => {
      [this.service, this.browser] = [await startFilledService(), await openBrowser()];
    });
    afterAll(async () => {
      await this.browser.close();
      await this.service.stop();
    });
  }

  /** Uses a page of its own, of which the browser may complain of nothing. */
  async at(
    path: string,
    use: (page: Page) => Promise<void>,
    options: Parameters<typeof openPage>[1] = {},
  ): Promise<void> {
    const { page, complaints } = await openPage(this.browser, options);
    await page.goto(`${this.service.url}${path}`);
    await use(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
}
