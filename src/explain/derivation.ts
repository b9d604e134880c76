/** What a bundle itself says about an element: how its value was obtained, or which raw value it keeps. */
import { structureDefinition } from '../shared/canonical.ts';
import type { Place } from '../shared/issue.ts';
import { asText, isJsonObject, objectsIn, type Json, type JsonObject } from '../shared/json.ts';
import type { Derivation, DerivationMethod } from '../trial/values.ts';
import type { ElementNode } from './element-tree.ts';
import { partOf } from './kinds.ts';
import { twinsOf } from './siblings.ts';

const DERIVATION = structureDefinition('ext-derivation');

/** The mark of an element or of the nearest element around it, never of the whole resource. */
export function derivationOf(node: ElementNode): Derivation | undefined {
  for (let each: ElementNode | undefined = node; each?.parent; each = each.parent) {
    // The extensions of a primitive element stand beside it, under the same expression.
    const twins = twinsOf(each);
    const found = twins.map(({ value }) => markIn(value)).find((mark) => mark !== undefined);
    if (found) return found;
  }
  return undefined;
}

function markIn(value: Json): Derivation | undefined {
  if (!isJsonObject(value)) return undefined;
  const mark = objectsIn(value['extension']).find(({ url }) => url === DERIVATION);
  return mark && readMark(mark);
}

function readMark(mark: JsonObject): Derivation {
  const part = (name: 'rule' | 'sourcePath' | 'excerpt') => {
    const text = asText(partOf(mark, name));
    return text === '' ? {} : { [name]: text };
  };
  const method = asText(partOf(mark, 'method')) as DerivationMethod;
  return { method, ...part('rule'), ...part('sourcePath'), ...part('excerpt') };
}

/** The value of the record that an ext-source-element keeps, where the node is in one. */
export function keptPlace(
  node: ElementNode,
): { readonly place: Place; readonly value: Json } | undefined {
  let kept: ElementNode | undefined = node;
  while (kept && !kept.pattern.endsWith('extension(ext-source-element)')) kept = kept.parent;
  if (!kept || !isJsonObject(kept.value)) return undefined;
  const path = asText(partOf(kept.value, 'path'));
  return { place: placeOf(path), value: parsed(asText(partOf(kept.value, 'value'))) };
}

function placeOf(path: string): Place {
  const lines = /^lines\/(\d+)-(\d+)$/u.exec(path);
  if (!lines) return { kind: 'pointer', pointer: path };
  return { kind: 'lines', first: Number(lines[1]), last: Number(lines[2]) };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
