import { describe, expect, it } from 'vitest';
import { narrativeFault } from '../../../src/validate/check/narrative.ts';

const NS = 'xmlns="http://www.w3.org/1999/xhtml"';
const div = (inner: string): string => `<div ${NS}>${inner}</div>`;

describe('narrativeFault', () => {
  it.each([
    div('text'),
    div('<p>a &lt; b &amp; c &#160; &#xA0; &quot; &apos; &gt;</p>'),
    div('<br/><hr />text'),
    div('<img src="https://a.invalid/pic.png" alt="a"/>'),
    div('<img src="#pic" alt="a"/><p id="pic">x</p>'),
    div('<table class="grid"><tbody><tr><td colspan="2">x</td></tr></tbody></table>'),
    div('<!-- note --><p>x</p>'),
    div('<a href="https://a.invalid/?x=1&amp;y=2" title="a > b">x</a>'),
    `  <div ${NS} lang="en" xml:lang="en">x</div>\n`,
    `<div ${NS} xmlns:h="https://a.invalid/">x</div>`,
    div('<![CDATA[a < b & c]]><?page break?>'),
    div('\u00A0'),
    div('<ol start="3" type="a"><li value="7">x</li></ol><ul compact="compact"><li>y</li></ul>'),
    div('<address>x</address><bdo dir="rtl">y</bdo><kbd>z</kbd>'),
    div('<dl> <dt>a</dt><dd>b</dd> </dl>'),
    div('<table><caption>x</caption><colgroup><col/></colgroup><tr><th>y</th></tr></table>'),
    div('<p>x<span>y<b>z<i>a</i></b></span></p><p>b</p><blockquote><p>c</p></blockquote>'),
    div('<a name="x">y</a><a href="#x">z</a>'),
    div('<a href="mailto:a@b.invalid">x</a>'),
    div('<img src="data:image/svg+xml,%3Csvg a/&gt;" alt="x"/>'),
    div('<a href="https://a.invalid/é?x=[1|2]">x</a>'),
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
    [div('a &nbsp; b'), 'the entity &nbsp; is none that XML has'],
    [div('<p title="&foo;">x</p>'), 'the entity &foo; is none that XML has'],
    [div('<a href="https://a.invalid/?x=1&y=2">x</a>'), '"&" is not escaped in "&y=2"'],
    [div('a &#0; b'), 'it has a control character'],
    [div('a &#xFFFFFF; b'), 'it has a control character'],
    [div('<!-- a -- b -->x'), 'the markup at "<!-- a -- b -->x</di" is not well-formed'],
    [div('<!-- x -->'), 'it has neither text nor an image (txt-2)'],
    [div('<p href="#x">y</p>'), 'the attribute href of <p> is not allowed (txt-1)'],
    [div('<ul start="2"><li>y</li></ul>'), 'the attribute start of <ul> is not allowed (txt-1)'],
    [div('<u>x</u>'), '<u> is not allowed (txt-1)'],
    [div('<P>x</P>'), '<P> is not allowed (txt-1)'],
    [div('<p xmlns="http://www.w3.org/2000/svg">x</p>'), '<p> is of another namespace'],
    [div('<a href=" JavaScript:x()">y</a>'), 'the link " JavaScript:x()" runs a script'],
    [div('<a href="java&#115;cript:x()">y</a>'), 'the link "javascript:x()" runs a script'],
    [div('<a href="">y</a>'), 'the link "" is no URI'],
    [div('<a href="https://a.invalid/b c">y</a>'), 'the link "https://a.invalid/b c" is no URI'],
    [div('<img src="{x}" alt="y"/>'), 'the link "{x}" is no URI'],
    [div('<li>x</li>'), '<li> belongs into <ol> or <ul>, not into <div>'],
    [div('<ul><p>x</p></ul>'), '<p> may not stand within <ul>'],
    [div('<ul>x</ul>'), 'text may not stand within <ul>'],
    [div('<table><tr>x</tr></table>'), 'text may not stand within <tr>'],
    [div('<table><td>x</td></table>'), '<td> belongs into <tr>, not into <table>'],
    [div('<br>x</br>'), 'text may not stand within <br>'],
    [div('<hr><b>x</b></hr>'), '<b> may not stand within <hr>'],
    [div('<span>x<div>y</div></span>'), '<div> may not stand within <span>'],
    [div('<p>x<b>y<p>z</p></b></p>'), '<p> may not stand within <p>'],
    [div('<a href="#x">x<b><a name="x">y</a></b></a>'), '<a> may not stand within <b>'],
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
    expect(
      narrativeFault(div('<blockquote>'.repeat(100_000) + '<a/>'.repeat(100_000))),
    ).toBeDefined();
    expect(narrativeFault(div(`<!--${'-'.repeat(200_000)}`))).toBeDefined();
    expect(narrativeFault(div('&#1'.repeat(100_000)))).toBeDefined();
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
