/** Debian's Chromium for the tests of the dashboard; nothing is downloaded. */
import { setTimeout as wait } from 'node:timers/promises';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Undefined where there is none: the suite is then skipped, and says so. */
export const CHROMIUM = [process.env['CHROMIUM'], ...PLACES].find(
  (path) => path !== undefined && existsSync(path),
);
if (CHROMIUM === undefined)
  process.stderr.write(
    'Browser tests are skipped: they need Chromium (Debian: apt install chromium).\n',
  );

const SHOTS = fileURLToPath(new URL('../../build/screenshots/', import.meta.url));

export function openBrowser(): Promise<Browser> {
  mkdirSync(SHOTS, { recursive: true });
  // Chromium's own sandbox refuses to run as root, as which containers of CI run.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: CHROMIUM ?? '', args });
}

/** A page of its own, and what the browser complained of on it: scripts that failed, refused inline code, lost files. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A page that is left ends what it was still asking for.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
  });
  return { page, complaints };
}

export async function shoot(page: Page, name: string, isWhole = false): Promise<Buffer> {
  const options = { path: `${SHOTS}${name}.png`, fullPage: isWhole };
  // While a page gives way to the next Chromium has at times nothing to show; a moment later it has.
  for (let left = 3; ; left -= 1) {
    try {
      await page.waitForLoadState('load');
      return await page.screenshot(options);
    } catch (error) {
      if (left === 0 || !/Unable to capture screenshot/.test(String(error))) throw error;
      await wait(500);
    }
  }
}

interface Violation {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core calls serious or critical, each with its first place. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const violations: readonly Violation[] = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations)`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id} (${nodes.length}): ${nodes[0]?.html} ${nodes[0]?.failureSummary ?? ''}`,
    );
}
