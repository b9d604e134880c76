/**
 * What a narrative may be made of: elements and attributes by the lists that R4 writes out for txt-1, most attributes only
 * where HTML 4 has them; lists and tables as HTML 4 builds them; the entities of XML, "no support for HTML entities like
 * &nbsp;" (http://hl7.org/fhir/R4/narrative.html).
 */
const words = (text: string): readonly string[] => text.split(' ');

/** The list of txt-1, and what its text names besides: chapters 7 to 9 have address, bdo and kbd, images have maps. */
const ELEMENTS: ReadonlySet<string> = new Set(
  words(
    'a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 ' +
      'h5 h6 hr i img kbd li map ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var',
  ),
);

/** Taken of any element, though HTML 4 has some of them in tables only: they change no more than how it looks. */
const ATTRIBUTES: ReadonlySet<string> = new Set(
  words(
    'abbr accesskey align axis char charoff class colspan dir headers id lang rowspan scope span style tabindex title ' +
      'valign width xml:lang xml:space xmlns',
  ),
);

/** Of one element alone. */
const ATTRIBUTES_OF: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    ['a', 'charset coords href hreflang name rel rev shape type'],
    ['area', 'alt coords href nohref shape'],
    ['blockquote', 'cite'],
    ['dl', 'compact'],
    ['img', 'alt border height hspace ismap longdesc name src usemap vspace'],
    ['li', 'type value'],
    ['map', 'name'],
    ['ol', 'compact start type'],
    ['q', 'cite'],
    ['table', 'bgcolor border cellpadding cellspacing frame rules summary'],
    ['td', 'bgcolor height nowrap'],
    ['th', 'bgcolor height nowrap'],
    ['tr', 'bgcolor'],
    ['ul', 'compact type'],
  ].map(([element = '', names = '']) => [element, new Set(words(names))]),
);

export function isElement(name: string): boolean {
  return ELEMENTS.has(name);
}

export function isAttribute(element: string, name: string): boolean {
  return (
    ATTRIBUTES.has(name) ||
    ATTRIBUTES_OF.get(element)?.has(name) === true ||
    name.startsWith('xmlns:')
  );
}

const EMPTY: ReadonlySet<string> = new Set(['area', 'br', 'col', 'hr', 'img']);

/** What these hold, and nothing else: no text either. */
const PARTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    ['dl', 'dt dd'],
    ['ol', 'li'],
    ['ul', 'li'],
    ['table', 'caption col colgroup tbody tfoot thead tr'],
    ['tbody', 'tr'],
    ['tfoot', 'tr'],
    ['thead', 'tr'],
    ['tr', 'td th'],
  ].map(([element = '', names = '']) => [element, new Set(words(names))]),
);

/** Parts, by the elements that hold them. */
const HOLDERS: ReadonlyMap<string, ReadonlySet<string>> = holdersOf();

function holdersOf(): Map<string, Set<string>> {
  const holders = new Map([['col', new Set(['colgroup'])]]);
  for (const [holder, parts] of PARTS) {
    for (const part of parts) holders.set(part, (holders.get(part) ?? new Set()).add(holder));
  }
  return holders;
}

/** Of the blocks of HTML 4 those that nobody lets stand within text. */
const BLOCKS: ReadonlySet<string> = new Set(['div', 'ol', 'pre', 'table', 'ul']);
const NOT_IN_PARAGRAPH: ReadonlySet<string> = new Set([...BLOCKS, 'blockquote', 'p']);

/** Elements that hold text and elements within text, and no block. */
const OF_TEXT: ReadonlySet<string> = new Set(
  words(
    'a abbr acronym address b bdo big caption cite code dfn dt em h1 h2 h3 h4 h5 h6 i kbd p pre q samp small span strong ' +
      'sub sup tt var',
  ),
);

/** For each element those that may stand directly within it. */
const FITTING: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...ELEMENTS].map((parent) => [
    parent,
    new Set([...ELEMENTS].filter((name) => isFit(name, parent))),
  ]),
);

function isFit(name: string, parent: string): boolean {
  if (EMPTY.has(parent) || PARTS.get(parent)?.has(name) === false) return false;
  if (HOLDERS.get(name)?.has(parent) === false) return false;
  return !BLOCKS.has(name) || !OF_TEXT.has(parent);
}

/** How many links and paragraphs an element stands within, at any depth. */
interface Within {
  readonly a: number;
  readonly p: number;
}

/** True of an element that may stand within `parent`. */
export function isPlaced(name: string, parent: string, within: Within): boolean {
  if (FITTING.get(parent)?.has(name) === false) return false;
  return !(within.a > 0 && name === 'a') && !(within.p > 0 && NOT_IN_PARAGRAPH.has(name));
}

/** Why an element may not stand within `parent`. */
export function placeFault(name: string, parent: string, { p }: Within): string {
  const holders = HOLDERS.get(name);
  if (holders?.has(parent) === false)
    return `<${name}> belongs into <${[...holders].join('> or <')}>, not into <${parent}>`;
  const isInParagraph = p > 0 && NOT_IN_PARAGRAPH.has(name);
  return `<${name}> may not stand within <${isInParagraph ? 'p' : parent}>`;
}

const TEXTLESS: ReadonlySet<string> = new Set([...PARTS.keys(), ...EMPTY]);

/** True of an element that holds no text of its own. */
export function isTextless(name: string): boolean {
  return TEXTLESS.has(name);
}

const REFERENCE = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));/g;
const CHARACTERS: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};
// https://www.w3.org/TR/xml/#charsets
const NO_CHARACTER =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

// oxlint-disable-next-line no-control-regex
const SUSPECT = /[&\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

/** False of a narrative no text of which `textFault` finds a fault in. */
export function mayBeFaulty(narrative: string): boolean {
  return SUSPECT.test(narrative);
}

/** Why text between tags or in an attribute is no XML. */
export function textFault(text: string): string | undefined {
  const rest = text.replaceAll(REFERENCE, (_whole, _name, decimal?: string, hex?: string) => {
    const code = decimal === undefined ? Number.parseInt(hex ?? '20', 16) : Number(decimal);
    return isCharacter(code) ? '' : '\u0000';
  });
  if (NO_CHARACTER.test(rest)) return 'it has a control character';
  const at = rest.indexOf('&');
  if (at === -1) return undefined;
  const name = /^&([A-Za-z][A-Za-z0-9]*);/.exec(rest.slice(at, at + 40))?.[1];
  return name === undefined
    ? `"&" is not escaped in ${JSON.stringify(rest.slice(at, at + 12))}`
    : `the entity &${name}; is none that XML has`;
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return (
    code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code > 0xffff && code <= 0x10ffff)
  );
}

/** Text of an attribute as its reader sees it; `textFault` has found none in it. */
export function unescaped(text: string): string {
  return text.replaceAll(
    REFERENCE,
    (_whole, name?: string, decimal?: string, hex?: string) =>
      CHARACTERS[name ?? ''] ??
      String.fromCodePoint(
        decimal === undefined ? Number.parseInt(hex ?? '20', 16) : Number(decimal),
      ),
  );
}
