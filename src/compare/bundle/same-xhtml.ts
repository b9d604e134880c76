/**
 * A narrative in one notation. Servers parse and write xhtml anew: HAPI puts xml:lang before xmlns, and
 * character references, empty elements and white space may come back differently too.
 */
export function sameXhtml(div: string): string {
  return div
    .replaceAll(CHARACTER_REFERENCE, (reference, name: string) => characterOf(name) ?? reference)
    .replaceAll(START_TAG, (_tag, name: string, attributes: string, end: string) =>
      startTag(name, attributes, end),
    )
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const CHARACTER_REFERENCE = /&(quot|apos|nbsp|#\d{1,7}|#x[\da-f]{1,6});/gi;
const START_TAG = /<([a-zA-Z][\w:]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = { quot: '"', apos: "'", nbsp: '\u00A0' };
/** `<`, `>` and `&` stay references: as characters they would be markup. */
const MARKUP = new Set([0x26, 0x3c, 0x3e]);

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()];
  const isHex = name[1]?.toLowerCase() === 'x';
  const code = isHex ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0x10_ff_ff || MARKUP.has(code) ? undefined : String.fromCodePoint(code);
}

function startTag(name: string, attributes: string, end: string): string {
  const sorted = [...attributes.matchAll(ATTRIBUTE)]
    .map(([, key, double, single]) => ` ${key ?? ''}="${double ?? single ?? ''}"`)
    .toSorted()
    .join('');
  return `<${name}${sorted}>${end === '/' ? `</${name}>` : ''}`;
}
