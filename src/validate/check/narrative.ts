/**
 * Narrative.div (http://hl7.org/fhir/R4/narrative.html): well-formed XHTML in its namespace, only the
 * elements and attributes txt-1 allows, and some text or image (txt-2). A scanner of one pass: linear time.
 */
import { asText, isJsonObject } from '../../shared/json.ts';
import { report, shown } from './run.ts';
import type { Run } from '../plan/plan.ts';

const ELEMENTS = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 ' +
    'hr i img li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);
const ATTRIBUTES = new Set(
  (
    'abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset ' +
    'cite class colspan compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap ' +
    'rel rev rowspan rules scope shape span src start style summary tabindex title type valign value vspace width xml:lang xmlns'
  ).split(' '),
);
// a loose "&", or a control character, which XML knows none of (https://www.w3.org/TR/xml/#charsets)
const LOOSE =
  // oxlint-disable-next-line no-control-regex
  /&(?!(?:[A-Za-z][A-Za-z0-9]*|#\d+|#x[0-9A-Fa-f]+);)|[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;
// most narratives have nothing of what LOOSE looks for more closely
// oxlint-disable-next-line no-control-regex
const MAYBE_LOOSE = /[&\u0000-\u0008\u000B\u000C\u000E-\u001F]/;
/** `<td>`, `</td>`: most tags have no attributes. */
const PLAIN_TAG = /<(\/?)([A-Za-z][A-Za-z0-9:]*)>/y;
const TAG =
  /<(?:!--([^]*?)--|(\/?)([A-Za-z][A-Za-z0-9:]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?))>/y;
const ATTRIBUTE = /\s+([A-Za-z_][A-Za-z0-9_:.-]*)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const XHTML = 'http://www.w3.org/1999/xhtml';

interface Scan {
  readonly text: string;
  readonly open: string[];
  at: number;
  hasContent: boolean;
  readonly mayBeLoose: boolean;
  /** Names that a link may lead to, and where links of the narrative lead. */
  readonly names: Set<string>;
  readonly links: Set<string>;
}

/** The first fault, or undefined. `names`: what a link may lead to besides the narrative's own ids. */
export function narrativeFault(text: string, names: readonly string[] = []): string | undefined {
  const trimmed = text.trim();
  if (!/^<div[\s>/]/.test(trimmed)) return 'it does not start with <div';
  const scan: Scan = {
    text: trimmed,
    open: [],
    at: 0,
    hasContent: false,
    mayBeLoose: MAYBE_LOOSE.test(trimmed),
    names: new Set(names),
    links: new Set(),
  };
  while (scan.at < trimmed.length) {
    const fault = trimmed[scan.at] === '<' ? scanTag(scan) : scanText(scan);
    if (fault !== undefined) return fault;
    if (scan.open.length === 0 && scan.at < trimmed.length)
      return 'something follows the closing </div>';
  }
  if (scan.open.length > 0) return `<${scan.open.at(-1) ?? ''}> is not closed`;
  if (!scan.hasContent) return 'it has neither text nor an image (txt-2)';
  const loose = [...scan.links].find((link) => !scan.names.has(link));
  return loose === undefined ? undefined : `the link ${shown(`#${loose}`)} leads nowhere`;
}

function scanText(scan: Scan): string | undefined {
  const next = scan.text.indexOf('<', scan.at);
  const end = next === -1 ? scan.text.length : next;
  const text = scan.text.slice(scan.at, end);
  scan.at = end;
  if (!scan.hasContent && /\S/.test(text)) scan.hasContent = true;
  if (!scan.mayBeLoose) return undefined;
  const loose = LOOSE.exec(text);
  if (loose === null) return undefined;
  const found = shown(text.slice(loose.index, loose.index + 12));
  return loose[0] === '&' ? `"&" is not escaped in ${found}` : 'it has a control character';
}

function scanTag(scan: Scan): string | undefined {
  PLAIN_TAG.lastIndex = scan.at;
  const plain = PLAIN_TAG.exec(scan.text);
  if (plain !== null && scan.open.length > 0) {
    scan.at = PLAIN_TAG.lastIndex;
    return plain[1] === '/' ? close(plain[2], scan) : open(plain[2] ?? '', scan);
  }
  TAG.lastIndex = scan.at;
  const match = TAG.exec(scan.text);
  if (match === null)
    return `the markup at ${shown(scan.text.slice(scan.at, scan.at + 20))} is not well-formed`;
  scan.at = TAG.lastIndex;
  const [, comment, closing, name, attributes, empty] = match;
  if (comment !== undefined || name === undefined) return undefined;
  if (closing === '/') return close(name, scan);
  const isRoot = scan.open.length === 0;
  const fault = open(name, scan);
  if (fault !== undefined) return fault;
  if (empty === '/') scan.open.pop();
  return attributeFault(attributes ?? '', name, isRoot, scan);
}

function open(name: string, scan: Scan): string | undefined {
  if (!ELEMENTS.has(name)) return `<${name}> is not allowed (txt-1)`;
  if (name === 'img') scan.hasContent = true;
  scan.open.push(name);
  return undefined;
}

function close(name: string | undefined, scan: Scan): string | undefined {
  const expected = scan.open.pop();
  return expected === name ? undefined : `</${name ?? ''}> closes <${expected ?? ''}>`;
}

function attributeFault(
  text: string,
  element: string,
  isRoot: boolean,
  scan: Scan,
): string | undefined {
  const seen = new Map<string, string>();
  ATTRIBUTE.lastIndex = 0;
  let end = 0;
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text)) {
    end = ATTRIBUTE.lastIndex;
    const [, name = '', value = ''] = match;
    if (!ATTRIBUTES.has(name))
      return `the attribute ${name} of <${element}> is not allowed (txt-1)`;
    if (seen.has(name)) return `the attribute ${name} of <${element}> is given twice`;
    seen.set(name, value.slice(1, -1));
  }
  noteLinks(seen, element, scan);
  if (text.slice(end).trim() !== '') return `the attributes of <${element}> are not well-formed`;
  if (isRoot && seen.get('xmlns') !== XHTML) return `<div> lacks xmlns="${XHTML}"`;
  return undefined;
}

function noteLinks(attributes: ReadonlyMap<string, string>, element: string, scan: Scan): void {
  for (const name of ['id', 'name']) scan.names.add(attributes.get(name) ?? '');
  const target = element === 'a' ? 'href' : 'src';
  const href = element === 'a' || element === 'img' ? (attributes.get(target) ?? '') : '';
  if (href.length > 1 && href.startsWith('#')) scan.links.add(href.slice(1));
}

export function narrativeRule(value: string, _property: unknown, run: Run): void {
  const contained = run.resource?.value['contained'];
  const resources = Array.isArray(contained) ? contained.filter(isJsonObject) : [];
  const fault = narrativeFault(
    value,
    resources.map((resource) => asText(resource['id'])),
  );
  if (fault === undefined) return;
  report(run, 'narrative-invalid', `The narrative is not valid XHTML: ${fault}.`);
}
