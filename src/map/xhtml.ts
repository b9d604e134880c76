/**
 * XHTML that may stand in a narrative (http://hl7.org/fhir/R4/narrative.html, txt-1). Everything that came
 * from a record is escaped here and nowhere else, in one pass; no markup of a record ever gets through.
 */
import { isUrl } from './clean.ts';
import { own } from '../shared/own.ts';

/** XHTML that is safe to put into a div: only the functions here make it. */
export type Html = string & { readonly html: unique symbol };

/** The elements our narratives use; all are allowed by txt-1. */
type ElementName =
  'b' | 'h2' | 'h3' | 'h4' | 'li' | 'ol' | 'p' | 'table' | 'td' | 'th' | 'thead' | 'tr' | 'ul';

/** More than any registry takes for one text; a hostile record must not swell every copy of its words. */
export const MAX_TEXT = 40_000;
/** Longer addresses work in no browser. */
const MAX_ADDRESS = 2000;

// Escapes of CommonMark, character references, line ends of old, what XHTML reserves, what XML 1.0 cannot carry.
const SPECIAL =
  // oxlint-disable-next-line no-control-regex
  /\\[!-/:-@[-`{-~]|&(?:[A-Za-z]{2,6}|#\d{1,7}|#[xX][\da-fA-F]{1,6});|\r\n?|[&<>\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
// The characters these begin with, and surrogates, of which a lone one is no character: most texts have none.
// oxlint-disable-next-line no-control-regex
const SUSPECT = /[\\&\r<>\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  ge: '≥',
  le: '≤',
  plusmn: '±',
  micro: 'µ',
  deg: '°',
  times: '×',
};
const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A text of a record as the content of an element. ClinicalTrials.gov v2 writes CommonMark escapes
 * (`\>=`, `\*`) and a few character references into its text; a reader sees what they mean.
 */
export function textHtml(text: string): Html {
  const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return (SUSPECT.test(short) ? short.toWellFormed().replace(SPECIAL, resolved) : short) as Html;
}

function resolved(special: string): string {
  const character = characterOf(special);
  return ESCAPED[character] ?? character;
}

/** The character an escape or a reference means; nothing for one that XML cannot hold. */
function characterOf(special: string): string {
  if (special.startsWith('\\')) return special.slice(1);
  if (special.startsWith('\r')) return '\n';
  if (!special.startsWith('&') || special.length === 1) return isMarkup(special) ? special : '';
  const name = special.slice(1, -1);
  if (name.startsWith('#')) return referenced(name);
  // `&foo;` is no reference we know: it stays the words it is.
  return own(ENTITIES, name.toLowerCase()) ?? `&amp;${name};`;
}

const isMarkup = (character: string): boolean => ESCAPED[character] !== undefined;

function referenced(name: string): string {
  const isHex = name[1] === 'x' || name[1] === 'X';
  const code = isHex ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isCharacter =
    code === 9 || code === 10 || (code >= 32 && code <= 0x10_ff_ff && (code & 0xff_fe) !== 0xff_fe);
  return isCharacter && !(code >= 0xd8_00 && code <= 0xdf_ff) ? String.fromCodePoint(code) : '';
}

/** An element around what is Html already; no end tag is ever forgotten. */
export function element(name: ElementName, content: string): Html {
  return `<${name}>${content}</${name}>` as Html;
}

/** Several pieces as one. */
export const joined = (parts: readonly Html[], between = ''): Html =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : (parts.join(between) as Html);

/** Pieces under each other; empty ones take no line. */
export const lines = (parts: readonly Html[]): Html =>
  joined(
    parts.filter((part) => part !== ''),
    '<br/>',
  );

/** A link to the web; any other address (`javascript:`, `ftp:`) stays words. */
export function link(url: string, words: Html): Html {
  // Some records hold an address that was escaped for HTML before it was registered.
  const address = url.trim().replaceAll('&amp;', '&');
  const isLink = address.length <= MAX_ADDRESS && /^https?:/iu.test(address) && isUrl(address);
  if (!isLink) return words;
  return `<a href="${attribute(address.replaceAll(IN_NO_URI, encodeURIComponent))}">${words}</a>` as Html;
}

/** Signs that people put into addresses and that stand in no URI (RFC 3986). */
const IN_NO_URI = /[\s"<>\\^`{}|]/g;

/** The value of an attribute: nothing of it is resolved, only escaped. */
export function attribute(value: string): string {
  if (/^[\w:/.#?=-]*$/.test(value)) return value;
  return value
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
