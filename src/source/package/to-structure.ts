/**
 * A StructureDefinition as it comes from outside: what is not of the form the specification gives it is left out, so
 * that nobody has to doubt what is left.
 */
import { asText, isJsonObject, listIn, objectIn, objectsIn } from '../../shared/json.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { StructureDefinition } from '../../validate/structure-definition.ts';
import { withIds } from '../../validate/profile/snapshot/element-ids.ts';

type Member = (value: Json) => Json | undefined;

const text: Member = (value) => (typeof value === 'string' ? value : undefined);
const number: Member = (value) => (typeof value === 'number' ? value : undefined);
const flag: Member = (value) => (typeof value === 'boolean' ? value : undefined);
const texts: Member = (value) => listIn(value).filter((each) => typeof each === 'string');
const objects: Member = (value) => objectsIn(value);

/** An object with its named members in their form, without those that are of another. */
const members =
  (forms: Readonly<Record<string, Member>>, needed: readonly string[] = []): Member =>
  (value) => {
    if (!isJsonObject(value)) return undefined;
    const kept = Object.entries(value).flatMap(([name, each]) => {
      const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
      const formed = form === undefined || each === undefined ? each : form(each);
      return formed === undefined ? [] : [[name, formed] as const];
    });
    const result = Object.fromEntries(kept);
    return needed.every((name) => name in result) ? result : undefined;
  };

const list =
  (of: Member): Member =>
  (value) =>
    listIn(value).flatMap((each) => of(each) ?? []);

const ELEMENT = members({
  id: text,
  path: text,
  sliceName: text,
  min: number,
  max: text,
  maxLength: number,
  contentReference: text,
  base: members({}),
  type: list(members({ code: text, profile: texts, targetProfile: texts }, ['code'])),
  constraint: list(
    members({ key: text, severity: text, human: text, expression: text }, ['key', 'severity']),
  ),
  binding: members({ strength: text, valueSet: text, extension: objects, additional: objects }),
  slicing: members({
    discriminator: list(members({ type: text, path: text }, ['type', 'path'])),
    ordered: flag,
    rules: text,
  }),
});

/** Undefined where it is none: without a type it constrains nothing. */
export function toStructure(resource: JsonObject): StructureDefinition | undefined {
  const { type, url } = resource;
  if (asText(type) === '' || asText(url) === '') return undefined;
  const { snapshot, differential, ...formed } = objectIn(DEFINITION(resource));
  return {
    ...formed,
    ...elementsOf('snapshot', snapshot),
    ...elementsOf('differential', differential),
  } as unknown as StructureDefinition;
}

const DEFINITION = members({
  version: text,
  name: text,
  kind: text,
  derivation: text,
  baseDefinition: text,
  context: list(members({ type: text, expression: text }, ['type', 'expression'])),
  contextInvariant: texts,
});

function elementsOf(name: 'snapshot' | 'differential', view: Json | undefined): object {
  const elements = objectsIn(objectIn(view)['element'])
    .map((element) => objectIn(ELEMENT(element)))
    .map((element) => ({ ...element, path: asText(element['path']) || pathOf(element) }))
    .filter(({ path }) => path !== '');
  return elements.length === 0 ? {} : { [name]: { element: withIds(elements) } };
}

const pathOf = (element: JsonObject): string => asText(element['id']).replaceAll(/:[^.]*/g, '');
