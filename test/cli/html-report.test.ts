import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { headline, ruleOf } from '../../src/cli/report/html/rule.ts';
import { run } from './terminal.ts';

const EVIL = '<script>alert(1)</script>';
const DOCUMENT = `{
  "resourceType": "Patient",
  "id": "${EVIL}",
  "birthDate": "2024-02-30",
  "name": [
    { "family": "A & B", "use": "nick" },
    { "fa<b>milly": "B" }
  ]
}`;

const CLEAN = JSON.stringify({
  resourceType: 'Patient',
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
});

async function pageOf(
  files: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'trialcast-page-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  const { stdout } = await run(['validate', root, '--format', 'html', ...more]);
  return stdout;
}

/** Text between tags, with its references resolved. */
const textOf = (page: string): string =>
  page
    .replaceAll(/<style>[^]*?<\/style>|<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

describe('the page', () => {
  test('is one file that loads nothing and runs nothing, whatever the document holds', async () => {
    const page = await pageOf({ 'a.json': DOCUMENT, 'b"><img src=x>.json': DOCUMENT });
    expect(page).toMatch(/^<!doctype html>/);
    const tags = [...page.matchAll(/<([a-z]+)([^>]*)>/g)];
    expect(
      tags.filter(([, name]) => ['script', 'img', 'link', 'iframe', 'b>'].includes(name ?? '')),
    ).toEqual([]);
    const addresses = tags.flatMap(([, , attributes]) => [
      ...(attributes ?? '').matchAll(/\b(?:href|src|on\w+)="([^"]*)"/g),
    ]);
    expect(addresses.filter(([, address]) => !address?.startsWith('#'))).toEqual([]);
    expect(page).not.toMatch(/url\(|@import/);
    expect(textOf(page)).toContain(EVIL);
  });

  test('has an anchor for every link', async () => {
    const page = await pageOf({ 'a.json': DOCUMENT });
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(6);
    expect(links.filter((id) => id !== 'all' && !ids.has(id))).toEqual([]);
  });

  test('shows the lines around each place, the place marked', async () => {
    const page = await pageOf({ 'a.json': DOCUMENT });
    expect(page).toContain(
      '<b>4</b><mark>&quot;birthDate&quot;: &quot;2024-02-30&quot;</mark>,</span>',
    );
    expect(textOf(page)).toMatch(/a\.json:4:3 · Patient\.birthDate/);
  });

  test('shows one long line as the indented resource, and a line that is no JSON as it is', async () => {
    const long = JSON.stringify({
      ...(JSON.parse(DOCUMENT) as object),
      text: { div: 'x'.repeat(600) },
    });
    const page = await pageOf({ 'a.ndjson': `${long}\n${'x'.repeat(500)}}${'y'.repeat(500)}\n` });
    expect(page).toContain('<mark>&quot;birthDate&quot;: &quot;2024-02-30&quot;</mark>,</span>');
    expect(page).toMatch(/<b>2<\/b><mark>x<\/mark>x{70,}…<\/span>/);
  });

  test('groups issues of one rule, the worst and most frequent first', async () => {
    const faulty = (id: number): string =>
      JSON.stringify({
        resourceType: 'Patient',
        id: String(id),
        birthDate: `x${id}`,
        ...(id === 7 && { gender: 'y' }),
      });
    const lines = Array.from({ length: 30 }, (_, id) => faulty(id)).join('\n');
    const page = await pageOf({ 'a.ndjson': lines });
    const groups = [
      ...page.matchAll(
        /<span class="severity (\w+)">[^]*?<span title="[^"]*">([^<]*)<\/span>\s*<span class="quiet">(\d+) times? /g,
      ),
    ];
    expect(groups.map(([, severity, , times]) => [severity, times])).toEqual([
      ['error', '30'],
      ['error', '1'],
      ['warning', '30'],
    ]);
    expect(textOf(page)).toMatch(/31 errors in 30 documents/);
    expect(textOf(page)).toMatch(/10 more/);
  });

  test('names what is clean, after what is not', async () => {
    const page = await pageOf({ 'a.json': DOCUMENT, 'b.json': CLEAN, 'c.json': CLEAN });
    expect(textOf(page)).toMatch(
      /By document .*a\.json .* Without an issue OK 2 documents .*b\.json 1 Patient .*c\.json/,
    );
    expect(textOf(await pageOf({ 'a.json': DOCUMENT }))).not.toContain('Without an issue');
    expect(textOf(await pageOf({ 'b.json': CLEAN }))).toMatch(/OK 1 document .*b\.json 1 Patient/);
  });

  test('says of notes how they are seen', async () => {
    const noted = JSON.stringify({
      ...(JSON.parse(CLEAN) as object),
      maritalStatus: { coding: [{ system: 'http://snomed.info/sct', code: '125681006' }] },
    });
    expect(textOf(await pageOf({ 'a.json': noted }))).toMatch(/1 note can be seen with --verbose/);
    expect(textOf(await pageOf({ 'a.json': noted }, ['-v']))).not.toMatch(/can be seen/);
  });

  test('says that there is nothing to show, and how much it does not show', async () => {
    expect(textOf(await pageOf({ 'a.json': CLEAN }))).toMatch(
      /No errors in 1 document .* There is no issue to show/,
    );
    expect(textOf(await pageOf({ 'a.json': DOCUMENT }, ['--max-issues', '2']))).toMatch(
      /2 not shown here|3 not shown here/,
    );
  });
});

describe('ruleOf', () => {
  test.each([
    [
      '"x; y" is no date; Patient.birthDate allows a date: YYYY.',
      'Patient.birthDate allows a date: YYYY.',
    ],
    ['Found "a"; Patient.x fixes it to "b".', 'Patient.x fixes it to "b".'],
    [
      'Patient has no property "foo" in FHIR R4; the nearest is "photo".',
      '"foo" is no property here in FHIR R4.',
    ],
    [
      'dom-6: A resource should have narrative (rule of Patient)',
      'dom-6: A resource should have narrative (rule of Patient)',
    ],
    [
      '"Patient/1" points to nothing that is in the bundle.',
      '"…" points to nothing that is in the bundle.',
    ],
    [
      'The text is no JSON: found "x" where a value belongs; not checked.',
      'The text is no JSON: found "…" where a value belongs; not checked.',
    ],
  ])('%s', (message, text) => {
    expect(ruleOf({ severity: 'error', code: 'value-format', message }).text).toBe(text);
  });
});

describe('headline', () => {
  test('has the name of a definition for its address, and no other address less', () => {
    expect(
      headline(
        'Patient.name:a of http://a.invalid/StructureDefinition/my-patient|1.0 needs at least 1.',
      ),
    ).toBe('Patient.name:a of my-patient|1.0 needs at least 1.');
    expect(headline('takes its code from http://a.invalid/ValueSet/v (x, y).')).toBe(
      'takes its code from v (x, y).',
    );
    expect(headline('"x" of http://loinc.org is none.')).toBe('"x" of http://loinc.org is none.');
  });
});
