import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { requireHarmless } from '../../scripts/security/pages.ts';
import { PAYLOADS } from '../../scripts/security/payloads.ts';
import { PAGE, runSecurity, securityPage } from '../../scripts/security/run.ts';
import { escapeHtml } from '../../src/shared/html.ts';

test('every attempt on the real service is refused, as docs/security.md says', async () => {
  const results = await runSecurity(2);

  expect(results.filter(({ fault }) => fault !== undefined)).toEqual([]);
  const page = readFileSync(PAGE, 'utf8');
  expect(securityPage(page, results), 'run WRITE_DOCS=1 npm run security').toBe(page);
}, 600_000);

/** Of the payloads these are markup in a text or end an attribute; the others act elsewhere. */
const MARKUP = PAYLOADS.filter((payload) => /<(?!\/?(?:div|p|title|textarea))[a-z]/i.test(payload));

test('a payload that is not escaped would be seen', () => {
  expect(MARKUP.length).toBeGreaterThan(12);
  for (const payload of MARKUP) {
    expect(() => requireHarmless(`<p>${payload}</p>`, payload), payload).toThrow(payload);
    expect(() => requireHarmless(`<p>${escapeHtml(payload)}</p>`, payload)).not.toThrow();
  }
  for (const [attribute, payload] of [
    ['title', '" onmouseover="xssprobe()" x="'],
    ['href', 'javascript:xssprobe()'],
    ['href', ' java\tscript:xssprobe()'],
  ])
    expect(() => requireHarmless(`<a ${attribute}="${payload}">x</a>`, 'page')).toThrow('page');
});
