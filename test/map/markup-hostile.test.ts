import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { div, fact, facts, line, list, paragraphs, table } from '../../src/map/narrative.ts';
import { link, textHtml } from '../../src/map/xhtml.ts';
import { narrativeFault } from '../../src/validate/check/narrative.ts';

// The characters XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Every way a text of a record gets into a narrative. */
function narrativeOf(text: string): string {
  return div('en', [
    ...paragraphs(text),
    ...line('Label', text),
    ...list([text, text], 'ol'),
    ...facts([...fact('Label', text), ...fact(text, 'value')]),
    ...table(
      ['A', text],
      [[textHtml(text), link(`https://example.org/?q=${text}`, textHtml(text))]],
    ),
    ...line('End', 'of the narrative'),
  ]);
}

function faultOf(narrative: string): string | undefined {
  if (NOT_XML.test(narrative)) return 'a character XML cannot hold';
  if (!narrative.isWellFormed()) return 'a lone surrogate';
  // XML knows five named references; the others are HTML's.
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(narrative)) return 'a reference XML does not know';
  return narrative.includes(']]>') ? ']]> in text' : narrativeFault(narrative);
}

const SNIPPETS = [
  ['<script>alert(1)</script>', '<b', '</div>', '<!--', '-->', '<![CDATA[', ']]>', '<?xml?>'],
  ['&', '&amp;', '&lt;script&gt;', '&#60;', '&#0;', '&#xD800;', '&#x1F600;', '&bogus;', '&#x'],
  ['\\', '\\<', '\\&', '\\\\', '"', "'", '\u0000', '\uD800', '\uDC00', '\uFFFE', '\u0085'],
  ['* ', '\n', '\n\n', '1. ', '7) ', '    ', '\t', '\r\n', '\r', 'javascript:', '•', 'words'],
].flat();

describe('a hostile text', () => {
  test('never makes a narrative that is no XHTML', () => {
    const pieces = fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        expect(faultOf(narrativeOf(parts.join('')))).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it.each(SNIPPETS)('is only text: %j', (snippet) => {
    const narrative = narrativeOf(`before ${snippet} after`);
    expect(faultOf(narrative)).toBeUndefined();
    expect(narrative).not.toMatch(/<(?:script|b[^>r\w]|!|\?)/);
  });

  it.each([
    ['plain words', 'word '],
    ['ampersands', '&'],
    ['tags', '<b>'],
    ['escapes', '\\<'],
    ['backslashes', '\\'],
    ['bullets', '* x\n'],
    ['numbers', '1. x\n'],
    ['markers in one line', '* '],
    ['empty lines', '\n'],
    ['lone surrogates', '\uD800'],
    ['comments', '<!-- -->\n'],
    ['open comments', '<!-- '],
    ['references', '&#60;'],
    ['letters with colons', 'A:\n'],
  ])('of 1 MB of %s costs linear time and a bounded narrative', (_, unit) => {
    const text = unit.repeat(Math.ceil((1024 * 1024) / unit.length));
    const started = performance.now();
    const narrative = narrativeOf(text);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(narrative.length).toBeLessThan(2_000_000);
    expect(faultOf(narrative)).toBeUndefined();
  });

  test('of ever deeper lists stays shallow', () => {
    const text = Array.from({ length: 1200 }, (_, depth) => `${' '.repeat(depth)}* x`).join('\n');
    const narrative = div('en', paragraphs(text));
    expect(faultOf(narrative)).toBeUndefined();
    expect(deepest(narrative)).toBeLessThan(10);
  });
});

/** How many lists stand inside each other. */
function deepest(narrative: string): number {
  let [depth, most] = [0, 0];
  for (const [tag] of narrative.matchAll(/<\/?ul>/g)) {
    depth += tag === '<ul>' ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
}
