/**
 * Narrative.div (http://hl7.org/fhir/R4/narrative.html): well-formed XHTML in its namespace, only the
 * elements and attributes txt-1 allows, and some text or image (txt-2). A scanner of one pass: linear time.
 */
import { asText, isJsonObject } from '../../shared/json.ts';
import { report, shown } from './run.ts';
import type { Run } from '../plan/plan.ts';
import {
  isAttribute,
  isElement,
  isPlaced,
  isTextless,
  mayBeFaulty,
  placeFault,
  textFault,
  unescaped,
} from './xhtml.ts';

/** `<td>`, `</td>`: most tags have no attributes. */
const PLAIN_TAG = /<(\/?)([A-Za-z][A-Za-z0-9:]*)>/y;
/** Written so that no text, however long, makes the engine go back far: bounded repetition, and a comment taken whole. */
const TAG =
  /<(?:!--(?=([^]*?)--)\1--|!\[CDATA\[([^]*?)\]\]|\?[A-Za-z][^]*?\?|(\/?)([A-Za-z][A-Za-z0-9:]*)(?![A-Za-z0-9:])([^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*){0,500}(?<!\/))(\/?))>/y;
const ATTRIBUTE = /\s+([A-Za-z_][A-Za-z0-9_:.-]*)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const XHTML = 'http://www.w3.org/1999/xhtml';
// "SHALL NOT contain ... scripts": nor run one when somebody follows a link
const ACTIVE = /^\s*(?:javascript|vbscript)\s*:/i;

// characters that stand in no URI (RFC 3986), or none at all; data: is taken with whatever it holds
const NO_URI = /^$|^(?!data:)[^]*?[\s"<>\\^`{}]/;

interface Scan {
  readonly text: string;
  readonly open: string[];
  /** How many links and paragraphs are open. */
  readonly within: { a: number; p: number };
  at: number;
  hasContent: boolean;
  /** False where no text has anything that could be wrong. */
  readonly isSuspect: boolean;
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
    within: { a: 0, p: 0 },
    at: 0,
    hasContent: false,
    isSuspect: mayBeFaulty(trimmed),
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
  return noteText(text, scan) ?? (scan.isSuspect ? textFault(text) : undefined);
}

// white space as XML has it: a no-break space is content
function noteText(text: string, scan: Scan): string | undefined {
  const parent = scan.open.at(-1) ?? '';
  if (scan.hasContent && !isTextless(parent)) return undefined;
  if (!/[^ \t\r\n]/.test(text)) return undefined;
  scan.hasContent = true;
  return isTextless(parent) ? `text may not stand within <${parent}>` : undefined;
}

function scanTag(scan: Scan): string | undefined {
  PLAIN_TAG.lastIndex = scan.at;
  const plain = PLAIN_TAG.exec(scan.text);
  if (plain !== null && scan.open.length > 0) {
    scan.at = PLAIN_TAG.lastIndex;
    return plain[1] === '/' ? close(plain[2] ?? '', scan) : open(plain[2] ?? '', scan);
  }
  return scanMarkup(scan);
}

function scanMarkup(scan: Scan): string | undefined {
  TAG.lastIndex = scan.at;
  const match = TAG.exec(scan.text);
  if (match === null)
    return `the markup at ${shown(scan.text.slice(scan.at, scan.at + 20))} is not well-formed`;
  scan.at = TAG.lastIndex;
  const [, , data, closing, name, attributes = '', empty] = match;
  if (data !== undefined) return noteText(data, scan);
  if (name === undefined) return undefined;
  if (closing === '/') return close(name, scan);
  const isRoot = scan.open.length === 0;
  const fault = open(name, scan) ?? attributeFault(attributes, name, isRoot, scan);
  return fault ?? (empty === '/' ? close(name, scan) : undefined);
}

function open(name: string, scan: Scan): string | undefined {
  if (!isElement(name)) return `<${name}> is not allowed (txt-1)`;
  const parent = scan.open.at(-1);
  if (parent !== undefined && !isPlaced(name, parent, scan.within))
    return placeFault(name, parent, scan.within);
  if (name === 'img') scan.hasContent = true;
  scan.open.push(name);
  if (name === 'a' || name === 'p') scan.within[name] += 1;
  return undefined;
}

function close(name: string, scan: Scan): string | undefined {
  const expected = scan.open.pop();
  if (name === 'a' || name === 'p') scan.within[name] -= 1;
  return expected === name ? undefined : `</${name}> closes <${expected ?? ''}>`;
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
    const [, name = '', quoted = ''] = match;
    const value = quoted.slice(1, -1);
    if (!isAttribute(element, name))
      return `the attribute ${name} of <${element}> is not allowed (txt-1)`;
    if (seen.has(name)) return `the attribute ${name} of <${element}> is given twice`;
    const fault = scan.isSuspect ? textFault(value) : undefined;
    if (fault !== undefined) return fault;
    seen.set(name, scan.isSuspect ? unescaped(value) : value);
  }
  if (text.slice(end).trim() !== '') return `the attributes of <${element}> are not well-formed`;
  return namespaceFault(seen.get('xmlns'), element, isRoot) ?? noteLinks(seen, element, scan);
}

function namespaceFault(
  namespace: string | undefined,
  element: string,
  isRoot: boolean,
): string | undefined {
  if (namespace === XHTML || (namespace === undefined && !isRoot)) return undefined;
  return isRoot ? `<div> lacks xmlns="${XHTML}"` : `<${element}> is of another namespace`;
}

function noteLinks(
  attributes: ReadonlyMap<string, string>,
  element: string,
  scan: Scan,
): string | undefined {
  for (const name of ['id', 'name']) scan.names.add(attributes.get(name) ?? '');
  const target = attributes.get(element === 'img' ? 'src' : 'href');
  if (target === undefined) return undefined;
  if (ACTIVE.test(target)) return `the link ${shown(target)} runs a script`;
  if (NO_URI.test(target)) return `the link ${shown(target)} is no URI`;
  if (target.length > 1 && target.startsWith('#')) scan.links.add(target.slice(1));
  return undefined;
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
