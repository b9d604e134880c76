import { sid } from '../../shared/canonical.ts';
import { isJsonObject, type Json, type JsonObject, objectIn } from '../../shared/json.ts';

/**
 * True of a study that stands as a push left it which broke off before all its parts were there: some of them it
 * names by identifier alone, which a study in full never does.
 */
export function isFirstForm(study: JsonObject): boolean {
  return isPart(study) || Object.values(study).some(hasFirstForm);
}

function hasFirstForm(value: Json | undefined): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(hasFirstForm);
  return isJsonObject(value) && isFirstForm(value);
}

function isPart(value: JsonObject): boolean {
  return (
    value['reference'] === undefined &&
    objectIn(value['identifier'])['system'] === sid('trial-element')
  );
}
