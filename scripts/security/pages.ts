/** Pages as a browser reads them: parsed, not searched. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { ask, require } from './attempt.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

function elementsOf(node: Node): readonly Element[] {
  const own = 'attrs' in node ? [node] : [];
  const inside = 'childNodes' in node ? node.childNodes : [];
  const template = 'content' in node ? elementsOf(node.content) : [];
  return [...own, ...inside.flatMap(elementsOf), ...template];
}

const FORBIDDEN = ['xssprobe', 'iframe', 'object', 'embed', 'base', 'frame', 'applet', 'math', 'noscript', 'style', 'img']; // prettier-ignore
const ADDRESSES = ['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'data', 'srcdoc'];

/** Throws where a page has an element, attribute or address that only a payload could have brought. */
export function requireHarmless(page: string, where: string): readonly Element[] {
  const elements = elementsOf(parse(page));
  for (const element of elements) {
    const { tagName, attrs } = element;
    require(!FORBIDDEN.includes(tagName), `${where} has an element ${tagName}`);
    if (tagName === 'script') requireOwnScript(element, where);
    if (tagName === 'meta')
      require(!attrs.some(({ name }) => name === 'http-equiv'), `${where}: meta`);
    for (const { name, value } of attrs) {
      require(!/^on|^style$|[<"']/.test(name), `${where} has an attribute ${name} on ${tagName}`);
      if (ADDRESSES.includes(name)) requireAddress(tagName, value, where);
    }
  }
  return elements;
}

function requireOwnScript(script: Element, where: string): void {
  const src = script.attrs.find(({ name }) => name === 'src')?.value ?? '';
  require(/^\/assets\/[\w.-]+(?:\?v=[\w.-]+)?$/.test(src), `${where} has a script ${src}`);
  require(script.childNodes.length === 0, `${where} has a script with a text`);
}

const SCHEMES = ['http', 'https', 'mailto', 'tel'];

function requireAddress(tagName: string, value: string, where: string): void {
  // A browser passes over white space and control characters in a scheme.
  const address = value.replaceAll(/[\s\p{Cc}]/gu, '').toLowerCase();
  if (tagName === 'link' && address === 'data:,') return;
  const scheme = /^([a-z][a-z\d+.-]*):/.exec(address)?.[1];
  require(scheme === undefined || SCHEMES.includes(scheme), `${where} has an address ${value.slice(0, 80)}`); // prettier-ignore
  const isOwn = /^(?:\/(?!\/)|\?|#|$)/.test(address);
  require(isOwn || tagName === 'a', `${where}: ${tagName} of another host`);
}

/** Follows every link of the service's own from the given pages; gives how many pages were read. */
export async function crawl(url: string, from: readonly string[], most: number): Promise<number> {
  const queue = [...from];
  const seen = new Set(queue);
  let pages = 0;
  for (let path = queue.shift(); path !== undefined && pages < most; path = queue.shift()) {
    const elements = await read(url, path);
    if (!elements) continue;
    pages += 1;
    for (const next of linksOf(elements, path, url)) {
      if (!seen.has(next)) queue.push(next);
      seen.add(next);
    }
  }
  return pages;
}

/** The elements of a page, held to be harmless; nothing for what is no page. */
async function read(url: string, path: string): Promise<readonly Element[] | undefined> {
  const { headers, text, status } = await ask(`${url}${path}`);
  const type = headers.get('content-type') ?? '';
  require(headers.get('x-content-type-options') === 'nosniff', `${path} may be sniffed`);
  if (!type.startsWith('text/html')) {
    require(/^(?:application|text)\/(?:fhir\+|x-nd)?(?:json|css|javascript|plain|ndjson)/.test(type) || text === '', `${path} is ${type}`); // prettier-ignore
    return undefined;
  }
  require(status === 200, `${path} is answered with ${status}`);
  require(headers.get('content-security-policy')?.includes("default-src 'none'") === true, path);
  return requireHarmless(text, path);
}

function linksOf(elements: readonly Element[], path: string, url: string): readonly string[] {
  return (
    elements
      .filter(({ tagName }) => tagName === 'a')
      .flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'href'))
      .flatMap(({ value }) => pathOf(value, path, url) ?? [])
      // One line of a source is like the next.
      .filter((next) => !/[?&](?:line|resource)=/.test(next))
  );
}

function pathOf(href: string, path: string, url: string): string | undefined {
  if (href === '' || !URL.canParse(href, `${url}${path}`)) return undefined;
  const { origin, pathname, search } = new URL(href, `${url}${path}`);
  return origin === url ? `${pathname}${search}` : undefined;
}
