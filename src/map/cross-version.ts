/** R5 elements as the extensions that R4 has for them, and back (cross-version-elements.ts is the table). */
import { CROSS_VERSION } from '../shared/canonical.ts';
import type { CrossVersionElement } from './cross-version-elements.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface ExtensionJson {
  readonly url: string;
  readonly extension?: readonly ExtensionJson[];
  readonly [value: string]: unknown;
}

/** The elements of an R5 object that the table names, as the extensions R4 has for them. */
export function lower(holder: object, elements: readonly CrossVersionElement[]): ExtensionJson[] {
  const extensions: ExtensionJson[] = [];
  for (const element of elements) lowerMember(holder as Fields, element, extensions);
  return extensions;
}

function lowerMember(holder: Fields, member: CrossVersionElement, into: ExtensionJson[]): void {
  const { name, url, holds } = member;
  if (holds === 'value[x]') return lowerChoice(holder, name, url, into);
  const given = holder[name];
  const extras = holder[member.extras];
  if (given === undefined && extras === undefined) return;
  const items: readonly unknown[] = Array.isArray(given) ? given : [given];
  for (const item of items) {
    into.push(
      typeof holds === 'string'
        ? lowerValue(url, holds, item, extras)
        : { url, extension: lowerParts(item as Fields, holds()) },
    );
  }
}

function lowerValue(url: string, key: string, value: unknown, extras: unknown): ExtensionJson {
  const extension: Record<string, unknown> & { url: string } = { url };
  if (value !== undefined) extension[key] = value;
  if (extras !== undefined) extension[`_${key}`] = extras;
  return extension;
}

/** The parts of an element, after what it has of extensions itself. */
function lowerParts(item: Fields, parts: readonly CrossVersionElement[]): ExtensionJson[] {
  const own = item['extension'];
  const extensions: ExtensionJson[] = Array.isArray(own)
    ? [...(own as readonly ExtensionJson[])]
    : [];
  for (const part of parts) lowerMember(item, part, extensions);
  return extensions;
}

function lowerChoice(holder: Fields, name: string, url: string, into: ExtensionJson[]): void {
  const key = Object.keys(holder).find((each) => isChoice(each, name));
  if (key !== undefined) into.push({ url, [key]: holder[key] });
}

const isChoice = (key: string, name: string): boolean =>
  key.startsWith(name) && /^[A-Z]/u.test(key.slice(name.length));

/** The inverse of lower: the R5 elements that these extensions carry. Extensions of other urls are not looked at. */
export function raise(
  extensions: readonly ExtensionJson[],
  elements: readonly CrossVersionElement[],
): Record<string, unknown> {
  const holder: Record<string, unknown> = {};
  for (const element of elements) raiseMember(holder, extensions, element);
  return holder;
}

/** True for the url of an extension that raise would read. */
export function isCrossVersion(url: string): boolean {
  return url.startsWith(CROSS_VERSION);
}

function raiseMember(
  holder: Record<string, unknown>,
  extensions: readonly ExtensionJson[],
  member: CrossVersionElement,
): void {
  const { name, url, holds, list } = member;
  const found = extensions.filter((extension) => extension.url === url);
  const [first] = found;
  if (!first) return;
  if (holds === 'value[x]') return raiseChoice(holder, first, name);
  if (typeof holds !== 'string') {
    const items = found.map((each) => raiseParts(each.extension ?? [], holds()));
    holder[name] = list ? items : items[0];
    return;
  }
  const values = found.flatMap((each) => (each[holds] === undefined ? [] : [each[holds]]));
  if (values.length > 0) holder[name] = list ? values : values[0];
  if (!list && first[`_${holds}`] !== undefined) holder[member.extras] = first[`_${holds}`];
}

function raiseParts(
  parts: readonly ExtensionJson[],
  members: readonly CrossVersionElement[],
): Fields {
  const item: Record<string, unknown> = {};
  for (const member of members) raiseMember(item, parts, member);
  // Names of parts are relative: a whole address that is no R5 element is an extension of the element itself.
  const own = parts.filter(({ url }) => url.includes(':') && !isCrossVersion(url));
  return own.length === 0 ? item : { extension: own, ...item };
}

function raiseChoice(
  holder: Record<string, unknown>,
  extension: ExtensionJson,
  name: string,
): void {
  const key = Object.keys(extension).find((each) => isChoice(each, 'value'));
  if (key !== undefined) holder[`${name}${key.slice('value'.length)}`] = extension[key];
}
