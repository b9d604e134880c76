import type { Request } from 'express';
import { Failure } from '../../shared/failure.ts';
import type { Issue } from '../../shared/issue.ts';
import { stretchesOf, type Stretch } from '../../shared/json-positions.ts';
import { asText, isJsonObject, objectsIn, type JsonObject } from '../../shared/json.ts';
import { toOperationOutcome } from '../../shared/operation-outcome.ts';
import { checkDocument, type JsonDocument } from '../../validate/document/check-document.ts';
import type { Validator } from '../../validate/validator.ts';
import { decodedBodyOf, jsonOf } from './body.ts';
import { indexOfParameter, parameterOf } from './parameters.ts';

/**
 * Gives the OperationOutcome of a resource, or of the resource in Parameters, with line and column in the body
 * (http://hl7.org/fhir/R4/resource-operation-validate.html). What was checked against comes first. `mode` says
 * what a server would do next; this one stores nothing, so it makes no difference. Throws Failure where the body
 * is no resource of the type in the address.
 */
export function verdictOn(request: Request, validator: Validator): () => JsonObject {
  const decoded = decodedBodyOf(request, ['application/json', 'application/fhir+json']);
  const body = jsonOf(decoded.text);
  const type = String(request.params['type']);
  const isParameters = body['resourceType'] === 'Parameters' && type !== 'Parameters';
  const resource = isParameters ? parameterOf(body, 'resource')?.['resource'] : body;
  if (!isJsonObject(resource) || resource['resourceType'] !== type) {
    throw new Failure(
      'request-malformed',
      `The body holds no resource of the type ${type.slice(0, 64)} in the address.`,
    );
  }
  const profiles = [
    ...(isParameters ? profilesIn(body) : []),
    ...[request.query['profile']].flat().map(asText).filter(Boolean),
  ];
  const document = isParameters ? { ...decoded, part: partOf(decoded.text, body) } : decoded;
  return () => outcomeOf(document, profiles, validator);
}

function outcomeOf(
  document: JsonDocument,
  profiles: readonly string[],
  validator: Validator,
): JsonObject {
  const unchecked = new Map<string, number>();
  const { issues } = checkDocument(document, validator, { profiles, unchecked });
  const { checkedAgainst, notChecked } = validator.describe(unchecked);
  return toOperationOutcome(
    [...issues.map(asAsked), note('not-checked', notChecked)],
    [note('checked-against', checkedAgainst)],
  );
}

// a profile of meta.profile that is not known is the author's wish, one that is asked for is the question
function asAsked(issue: Issue): Issue {
  const isAsked = issue.code === 'profile-unknown' && issue.expression?.includes('.') !== true;
  return isAsked ? { ...issue, severity: 'error' } : issue;
}

const note = (code: Issue['code'], message: string): Issue => ({
  severity: 'information',
  code,
  message,
});

function profilesIn(parameters: JsonObject): readonly string[] {
  return objectsIn(parameters['parameter'])
    .filter(({ name }) => name === 'profile')
    .map((profile) => asText(profile['valueCanonical'] ?? profile['valueUri']))
    .filter(Boolean);
}

/** Where the resource stands in the text of the Parameters. */
function partOf(text: string, parameters: JsonObject): Stretch {
  const expression = `Parameters.parameter[${indexOfParameter(parameters, 'resource')}].resource`;
  const member = stretchesOf(text, [expression]).get(expression) ?? { start: 0, end: text.length };
  // after the member's name
  return { start: text.indexOf('{', member.start), end: member.end };
}
