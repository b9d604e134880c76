import { isJsonObject, objectsIn, type JsonObject } from '../../shared/json.ts';

/** The first parameter of a name. */
export function parameterOf(parameters: JsonObject, name: string): JsonObject | undefined {
  return objectsIn(parameters['parameter']).find((one) => one['name'] === name);
}

/** Place of the first parameter of a name in the list. */
export function indexOfParameter(parameters: JsonObject, name: string): number {
  const list = parameters['parameter'];
  return Array.isArray(list)
    ? list.findIndex((one: unknown) => isJsonObject(one) && one['name'] === name)
    : -1;
}
