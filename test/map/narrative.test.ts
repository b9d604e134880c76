import { expect, test } from 'vitest';

import { div, heading, line, list, paragraphs, section } from '../../src/map/narrative.ts';

test('escapes what came from a record, and only once', () => {
  expect(div('en', line('Age', '<b> & "x" \u0000\\>= 18 &lt;'))).toBe(
    '<div xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en"><p><b>Age</b>: &lt;b&gt; &amp; &quot;x&quot; &gt;= 18 &lt;</p></div>',
  );
});

test('keeps paragraphs and line breaks of free text', () => {
  expect(paragraphs('One\ntwo\n\n\nthree\r\n')).toEqual(['<p>One<br/>two</p>', '<p>three</p>']);
});

test('shows bulleted lines as a list', () => {
  expect(paragraphs('Endpoints:\n* ORR\n* DCR\n\n1-2 years')).toEqual([
    '<p>Endpoints:</p>',
    '<ul><li>ORR</li><li>DCR</li></ul>',
    '<p>1-2 years</p>',
  ]);
});

test('leaves out blocks that would be empty', () => {
  expect([...section('Arms', list([])), ...line('Phase', ' '), ...paragraphs(undefined)]).toEqual(
    [],
  );
});

test('numbers a list where order matters', () => {
  expect(list(['a', 'b'], 'ol')).toEqual(['<ol><li>a</li><li>b</li></ol>']);
  expect(heading(2, 'A & B')).toBe('<h2>A &amp; B</h2>');
});
