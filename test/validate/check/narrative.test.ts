import { describe, expect, it } from 'vitest';
import { narrativeFault } from '../../../src/validate/check/narrative.ts';

const NS = 'xmlns="http://www.w3.org/1999/xhtml"';
const div = (inner: string): string => `<div ${NS}>${inner}</div>`;

describe('narrativeFault', () => {
  it.each([
    div('text'),
    div('<p>a &lt; b &amp; c &#160; &#xA0; &nbsp;</p>'),
    div('<br/><hr />text'),
    div('<img src="https://a.invalid/pic.png" alt="a"/>'),
    div('<img src="#pic" alt="a"/><p id="pic">x</p>'),
    div('<table class="grid"><tbody><tr><td colspan="2">x</td></tr></tbody></table>'),
    div('<!-- note --><p>x</p>'),
    div('<a href="https://a.invalid/?x=1&amp;y=2" title="a > b">x</a>'),
    `  <div ${NS} lang="en" xml:lang="en">x</div>\n`,
  ])('finds none in %s', (text) => {
    expect(narrativeFault(text)).toBeUndefined();
  });

  it.each([
    ['text', 'it does not start with <div'],
    ['<p>x</p>', 'it does not start with <div'],
    ['<div>x</div>', '<div> lacks xmlns="http://www.w3.org/1999/xhtml"'],
    [div(' '), 'it has neither text nor an image (txt-2)'],
    [`<div ${NS}><p>x`, '<p> is not closed'],
    [div('<b><i>x</b></i>'), '</b> closes <i>'],
    [div('<script>x</script>'), '<script> is not allowed (txt-1)'],
    [div('<iframe/>'), '<iframe> is not allowed (txt-1)'],
    [div('<p onclick="x">y</p>'), 'the attribute onclick of <p> is not allowed (txt-1)'],
    [div('<p class="a" class="b">y</p>'), 'the attribute class of <p> is given twice'],
    [div('<p class=a>y</p>'), 'the attributes of <p> are not well-formed'],
    [div('<img src="#pic" alt="a"/>'), 'the link "#pic" leads nowhere'],
    [div('<a href="#pic">x</a>'), 'the link "#pic" leads nowhere'],
    [div('a & b'), '"&" is not escaped in "& b"'],
    [div('a\u0001b'), 'it has a control character'],
    [div('a < b'), 'the markup at "< b</div>" is not well-formed'],
    [`${div('x')}<p>y</p>`, 'something follows the closing </div>'],
  ])('finds the fault of %s', (text, fault) => {
    expect(narrativeFault(text)).toBe(fault);
  });

  it('lets an image lead to what is contained', () => {
    expect(narrativeFault(div('<img src="#pic" alt="a"/>'), ['pic'])).toBeUndefined();
  });

  it('takes linear time on markup that never closes', () => {
    const started = performance.now();
    expect(narrativeFault(div(`<p ${'a="b" '.repeat(100_000)}`))).toBeDefined();
    expect(narrativeFault(div('<b>'.repeat(200_000)))).toBeDefined();
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
