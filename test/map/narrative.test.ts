import { describe, expect, it, test } from 'vitest';
import {
  cellText,
  div,
  fact,
  facts,
  heading,
  line,
  list,
  paragraphs,
  section,
  table,
} from '../../src/map/narrative.ts';
import { link, textHtml } from '../../src/map/xhtml.ts';

test('escapes what came from a record, and only once', () => {
  expect(div('en', line('Age', '<b> & "x" \u0000\\>= 18 &lt;'))).toBe(
    '<div xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en"><p><b>Age</b>: &lt;b&gt; &amp; "x" &gt;= 18 &lt;</p></div>',
  );
});

describe('language', () => {
  it.each(['ar', 'he', 'fa-IR', 'ur', 'AR'])('%s is written from right to left', (language) => {
    const lang = `lang="${language}" xml:lang="${language}"`;
    expect(div(language, [])).toContain(`${lang} dir="rtl">`);
  });

  it.each(['en', 'zh-CN', 'de', 'arn', 'hebe'])('%s is not', (language) => {
    expect(div(language, [])).not.toContain('dir=');
  });
});

describe('escapes of the registry', () => {
  it.each([
    ['ECOG \\>= 2 \\[at screening\\], p \\< 0.05\\*', 'ECOG &gt;= 2 [at screening], p &lt; 0.05*'],
    ['10\\^9/L', '10^9/L'],
    ['a\\\\b', 'a\\b'],
    ['AUC\\<sub\\>0-28d\\</sub\\>', 'AUC&lt;sub&gt;0-28d&lt;/sub&gt;'],
    ['\\&lt;', '&amp;lt;'],
    ['A &amp; B &Amp; C &#39;x&#39; &#x3BC;g', "A &amp; B &amp; C 'x' μg"],
    ['AT&T; R&D &bogus; &;', 'AT&amp;T; R&amp;D &amp;bogus; &amp;;'],
    ['&amp;lt;', '&amp;lt;'],
    ['C:\\temp\\new', 'C:\\temp\\new'],
    ['&#0;&#xD800;&#xFFFF;x', 'x'],
    ['a\r\nb\rc', 'a\nb\nc'],
  ])('%j is shown as what it means', (text, html) => {
    expect(textHtml(text)).toBe(html);
  });
});

describe('links', () => {
  const words = textHtml('here');

  test('lead to the web, also where the address was escaped for HTML already', () => {
    expect(link(' https://example.org/?a="1"&b=2 ', words)).toBe(
      '<a href="https://example.org/?a=%221%22&amp;b=2">here</a>',
    );
    expect(link('https://example.org/a?b=1&amp;c=2&d=3', words)).toBe(
      '<a href="https://example.org/a?b=1&amp;c=2&amp;d=3">here</a>',
    );
  });

  it.each([
    'javascript:alert(1)',
    'ftp://example.org',
    'www.example.org',
    '/relative',
    'https://',
    'https://a b',
    `https://example.org/${'a'.repeat(2000)}`,
  ])('%j is none', (url) => {
    expect(link(url, words)).toBe(words);
  });
});

describe('free text', () => {
  test('keeps its paragraphs and line breaks', () => {
    expect(paragraphs('One\ntwo\n\n\nthree\r\n')).toEqual(['<p>One<br/>two</p>', '<p>three</p>']);
  });

  test('shows bulleted lines as a list, nested as the text nests them', () => {
    expect(paragraphs('Endpoints:\n* ORR\n  1. by scan\n* DCR\n\n1-2 years')).toEqual([
      '<p>Endpoints:</p>',
      '<ul><li>ORR<ol><li>by scan</li></ol></li><li>DCR</li></ul>',
      '<p>1-2 years</p>',
    ]);
  });

  test('says the numbers of a list that does not begin with 1, for <ol start> is not allowed', () => {
    expect(paragraphs('3. c\n4. d')).toEqual([
      '<ul style="list-style-type:none"><li>3. c</li><li>4. d</li></ul>',
    ]);
  });

  test('in a cell opens without a paragraph of its own', () => {
    expect(cellText('One\n\n* two')).toBe('One<ul><li>two</li></ul>');
    expect(cellText('* two')).toBe('<ul><li>two</li></ul>');
    expect(cellText(undefined)).toBe('');
  });

  test('of a hostile record is cut, which it says; of a registry never', () => {
    const longest = 'x'.repeat(40_000);
    expect(paragraphs(longest)).toEqual([`<p>${longest}</p>`]);
    expect(paragraphs(`${longest}yz`)).toEqual([
      `<p>${longest}</p>`,
      '<p>… (2 more characters in the record)</p>',
    ]);
  });
});

test('leaves out blocks that would be empty', () => {
  const blocks = [
    section('Arms', list([])),
    line('Phase', ' '),
    paragraphs(undefined),
    facts(fact('Phase', '')),
    facts(fact('Phase', '\u0000')),
    table(['Arm', 'Interventions'], []),
  ];
  expect(blocks.flat()).toEqual([]);
});

test('numbers a list where order matters', () => {
  expect(list(['a', 'b'], 'ol')).toEqual(['<ol><li>a</li><li>b</li></ol>']);
  expect(heading(2, 'A & B')).toBe('<h2>A &amp; B</h2>');
});

test('puts facts side by side', () => {
  expect(facts([...fact('Phase', 'Phase 2'), ...fact('Start', undefined)])).toEqual([
    '<table><tbody valign="top"><tr><td><b>Phase</b></td><td>Phase 2</td></tr></tbody></table>',
  ]);
});

test('drops columns of a table in which nothing stands, and makes one column a list', () => {
  const cells = (...words: string[]) => words.map(textHtml);
  expect(table(['A', 'B', 'C'], [cells('a', '', 'c'), cells('d', '', '')])).toEqual([
    '<table><thead><tr><th>A</th><th>C</th></tr></thead><tbody valign="top"><tr><td>a</td><td>c</td></tr><tr><td>d</td><td></td></tr></tbody></table>',
  ]);
  expect(table(['A', 'B'], [cells('a', ''), cells('b', '')])).toEqual([
    '<ul><li>a</li><li>b</li></ul>',
  ]);
});
