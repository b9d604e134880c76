/** Texts that become markup or script where a page does not escape them. `xssprobe` marks what a parsed page must not have. */
export const PAYLOADS = [
  '"><xssprobe onx=1>',
  '<script>xssprobe()</script>',
  `'><img src=x onerror=xssprobe()>`,
  '</textarea><xssprobe>',
  '</title><xssprobe>',
  '--><xssprobe>',
  '</pre></script><xssprobe>',
  '<svg/onload=xssprobe()>',
  'javascript:xssprobe()',
  '" onmouseover="xssprobe()" x="',
  `' autofocus onfocus='xssprobe()`,
  '&lt;xssprobe&gt;&#60;xssprobe&#62;',
  '<a href="javascript:xssprobe()">x</a>',
  '<a href=" java\tscript:xssprobe()">x</a>',
  '[x](javascript:xssprobe())',
  '<iframe srcdoc="<script>xssprobe()</script>"></iframe>',
  '<math><mtext><table><mglyph><style><xssprobe>',
  '<noscript><p title="</noscript><xssprobe>">',
  '<div style="background:url(javascript:xssprobe())">',
  '<form action="https://evil.example"><button formaction=javascript:xssprobe()>',
  '<meta http-equiv=refresh content="0;url=javascript:xssprobe()">',
  '<base href="https://evil.example/">',
  ']]><xssprobe>',
  `{{constructor.constructor('xssprobe()')()}}\${xssprobe()}`,
  '\u2028<xssprobe>\u0000\ud800',
  '+ADw-xssprobe+AD4-',
] as const;

/** The record with a payload in every text, in place of it or after it; the next one each time. Its number stays. */
export function withPayloads(record: string, how: 'instead' | 'after', first = 0): string {
  let count = first;
  const next = (): string => PAYLOADS[count++ % PAYLOADS.length] ?? '';
  const filled = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => filled(one, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, name)])); // prettier-ignore
    if (typeof value !== 'string' || key === 'nctId') return value;
    if (how === 'instead') return next();
    // A code or a date with something after it is none any more: those that are read keep the record whole.
    return /\s/.test(value) ? `${value} ${next()}` : value;
  };
  const whole = filled(JSON.parse(record), '') as Record<string, unknown>;
  return JSON.stringify({ ...whole, [`a${next()}`]: next() });
}
