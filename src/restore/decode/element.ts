/**
 * Reads values out of FHIR JSON, R5-shaped. Whatever is not of the expected type is absent: a bundle may
 * come from anywhere.
 */
import { structureDefinition } from '../../shared/canonical.ts';
import type { Place } from '../../shared/issue.ts';
import { isJsonObject, objectsIn, type Json, type JsonObject } from '../../shared/json.ts';
import type {
  Code,
  Count,
  Derivation,
  DerivationMethod,
  Flag,
  Sourced,
  Text,
} from '../../trial/values.ts';
import { isAdded } from '../added.ts';

/** Registry codes that others' codes and words stand for; undefined where none or several do. */
export interface StandardCodes {
  ofCoding(table: string, system: string, code: string): string | undefined;
  /** The display of a registry code. */
  ofWords(table: string, words: string): string | undefined;
}

/** An element of a resource: its JSON, and the resource as place of everything read from it. */
export interface Element {
  readonly json: JsonObject;
  readonly place: Place;
  readonly standard: StandardCodes;
}

const NOTHING: JsonObject = {};

/** The complex element under a name; an empty one where there is none. */
export function at(element: Element, name: string): Element {
  const value = element.json[name];
  return { ...element, json: isJsonObject(value) ? value : NOTHING };
}

/** The complex elements under a name; one alone counts as a list of one. */
export function allAt(element: Element, name: string): readonly Element[] {
  const value = element.json[name];
  const list = isJsonObject(value) ? [value] : objectsIn(value);
  return list.map((json) => ({ ...element, json }));
}

export function isPresent(element: Element): boolean {
  return Object.keys(element.json).length > 0;
}

/** The extensions with this url, or parts of a complex extension with this name. */
export function extensionsAt(element: Element, url: string): readonly Element[] {
  return allAt(element, 'extension').filter(({ json }) => json['url'] === url);
}

/** The first extension of our own with this id; an empty element where there is none. */
export function ownExtension(element: Element, id: string): Element {
  const [first] = extensionsAt(element, structureDefinition(id));
  return first ?? { ...element, json: NOTHING };
}

const METHODS: ReadonlySet<string> = new Set<DerivationMethod>([
  'text-rule',
  'dictionary',
  'registry-derived',
  'normalized',
  'copied',
  'defaulted',
]);

const isMethod = (text: unknown): text is DerivationMethod =>
  typeof text === 'string' && METHODS.has(text);

/** How the element says it was obtained; undefined for a verbatim one. */
export function derivationOf(element: Element): Derivation | undefined {
  const mark = ownExtension(element, 'ext-derivation');
  const said = (name: string): Json | undefined => {
    const [part] = extensionsAt(mark, name);
    return part?.json['valueCode'] ?? part?.json['valueString'];
  };
  const method = said('method');
  if (!isMethod(method)) return undefined;
  const [rule, sourcePath, excerpt] = [said('rule'), said('sourcePath'), said('excerpt')];
  return {
    method,
    ...(typeof rule === 'string' && { rule }),
    ...(typeof sourcePath === 'string' && { sourcePath }),
    ...(typeof excerpt === 'string' && { excerpt }),
  };
}

/** A value with its place and derivation; undefined where a rule made it. */
export function sourced<T>(
  element: Element,
  value: T,
  derivation: Derivation | undefined,
): Sourced<T> | undefined {
  if (isAdded(derivation)) return undefined;
  return { value, place: element.place, ...(derivation && { derivation }) };
}

function primitive<T extends Json>(
  element: Element,
  name: string,
  isExpected: (value: Json) => value is T,
): Sourced<T> | undefined {
  const value = element.json[name];
  if (value === undefined || !isExpected(value)) return undefined;
  return sourced(element, value, derivationOf(at(element, `_${name}`)));
}

const isText = (value: Json): value is string => typeof value === 'string';
const isFlag = (value: Json): value is boolean => typeof value === 'boolean';
const isNumber = (value: Json): value is number => typeof value === 'number';

export const textAt = (element: Element, name: string): Text | undefined =>
  primitive(element, name, isText);
export const flagAt = (element: Element, name: string): Flag | undefined =>
  primitive(element, name, isFlag);
export const countAt = (element: Element, name: string): Count | undefined =>
  primitive(element, name, isNumber);

/** Name of the value of an extension: `valueString`. */
function valueName(extension: Element): string {
  return Object.keys(extension.json).find((name) => name.startsWith('value')) ?? 'value';
}

export function textParts(extension: Element, name: string): readonly Text[] {
  return extensionsAt(extension, name).flatMap((part) => textAt(part, valueName(part)) ?? []);
}

export const textPart = (extension: Element, name: string): Text | undefined =>
  textParts(extension, name)[0];

export function flagPart(extension: Element, name: string): Flag | undefined {
  const [part] = extensionsAt(extension, name);
  return part && flagAt(part, valueName(part));
}

export function countPart(extension: Element, name: string): Count | undefined {
  const [part] = extensionsAt(extension, name);
  return part && countAt(part, valueName(part));
}

export function codeParts(extension: Element, name: string, table: string): readonly Code[] {
  return textParts(extension, name).map((text) => ({ ...text, table }));
}

export const codePart = (extension: Element, name: string, table: string): Code | undefined =>
  codeParts(extension, name, table)[0];

/** The complex values of the parts with this name. */
export function valueParts(extension: Element, name: string): readonly Element[] {
  return extensionsAt(extension, name).map((part) => at(part, valueName(part)));
}
