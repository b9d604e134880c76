/** What a searchset says of its entries (http://hl7.org/fhir/R4/search.html#response). */
import { type JsonObject, asText, isJsonObject, objectsIn } from '../../shared/json.ts';
import type { Plans } from '../plan/plan.ts';

/** Why the entry is no result of this search; undefined where it is one. */
export type SearchFault = (entry: JsonObject) => string | undefined;

/** For one searchset: its self link tells which type was searched for. */
export function searchFaults(bundle: JsonObject, plans: Plans): SearchFault {
  const searched = searchedType(bundle, plans);
  return ({ resource, search }) => {
    const mode = isJsonObject(search) ? search['mode'] : undefined;
    if (!isJsonObject(resource) || mode === undefined) return undefined;
    const type = asText(resource['resourceType']);
    const isOutcome = type === 'OperationOutcome';
    if (mode === 'outcome')
      return isOutcome ? undefined : `mode is outcome, the resource a ${type}.`;
    if (resource['id'] === undefined)
      return `What a search finds has an id; this ${type} has none.`;
    if (mode !== 'match' || searched === undefined || type === searched) return undefined;
    return `mode is match, but the search was for ${searched}; the resource is a ${type}.`;
  };
}

/** `Patient` where the self link is `https://server/fhir/Patient?name=x`. */
function searchedType({ link }: JsonObject, { resourceTypes }: Plans): string | undefined {
  const self = objectsIn(link).find(({ relation }) => relation === 'self');
  const last = /^[^?]*\/([A-Za-z]+)(?:\/_search)?\?/.exec(asText(self?.['url']))?.[1];
  return last !== undefined && resourceTypes.has(last) ? last : undefined;
}
