import type { Request, Response } from 'express';
import type { Conversion } from '../../convert.ts';
import type { Definitions } from '../../definitions.ts';
import { splitRecords } from '../../parse/split-records.ts';
import { Failure } from '../../shared/failure.ts';
import type { Issue } from '../../shared/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { toOperationOutcome } from '../../shared/operation-outcome.ts';
import type { Received } from '../../shared/received.ts';
import type { DefinitionIndex } from '../definition-index.ts';
import { FHIR_JSON, sendOutcome } from '../error-handler.ts';
import { capabilityStatement } from '../capability-statement.ts';
import { bodyOf, contentTypeOf, jsonOf } from './body.ts';
import type { Route } from './route.ts';

export interface FhirParts {
  readonly definitions: Definitions;
  readonly index: DefinitionIndex;
  readonly convert: (received: Received) => Conversion;
}

export function fhirRoutes(parts: FhirParts): readonly Route[] {
  const statement = capabilityStatement(parts.definitions, parts.index.types);
  return [
    {
      method: 'get',
      path: '/fhir/metadata',
      access: 'public',
      handler: (_request, response) => sendFhir(response, 200, statement),
    },
    {
      method: 'post',
      path: '/fhir/$convert-trial',
      access: 'person',
      handler: (request, response) => convertTrial(parts, request, response),
    },
    {
      method: 'post',
      path: '/fhir/:type/$validate',
      access: 'person',
      handler: (request, response) => validateResource(parts, request, response),
    },
    {
      method: 'get',
      path: '/fhir/:type/:id',
      access: 'public',
      handler: (request, response) => readDefinition(parts, request, response),
    },
  ];
}

function sendFhir(response: Response, status: number, resource: unknown): void {
  response.status(status).type(FHIR_JSON).send(JSON.stringify(resource));
}

const CONVERTIBLE = ['text/plain', 'application/json', 'application/fhir+json'];

/** Text or registry JSON gives the Bundle; Parameters give Parameters with `bundle` and `outcome`. Writes nothing. */
function convertTrial({ convert }: FhirParts, request: Request, response: Response): void {
  const text = textOf(request, CONVERTIBLE);
  const given = recordOf(text);
  const { value } = splitRecords(
    'record',
    given.text,
    given.key === undefined ? {} : { recordKey: given.key },
  );
  const [received] = value;
  if (!received || value.length > 1) {
    throw new Failure(
      'request-malformed',
      `The body holds ${value.length} records; send one at a time.`,
    );
  }
  const { bundle, issues } = convert(received);
  const outcome = toOperationOutcome(issues);
  if (!bundle) sendOutcome(response, 422, outcome);
  else if (given.isParameters) sendFhir(response, 200, parametersOf(bundle, outcome));
  else if (/return=OperationOutcome/i.test(request.get('prefer') ?? ''))
    sendFhir(response, 200, outcome);
  else sendFhir(response, 200, bundle);
}

interface GivenRecord {
  readonly text: string;
  readonly key?: string;
  readonly isParameters: boolean;
}

function recordOf(text: string): GivenRecord {
  if (!/^\s*\{[^{}]*"resourceType"\s*:\s*"Parameters"/.test(text))
    return { text, isParameters: false };
  const parameters = jsonOf(text);
  const record = parameterOf(parameters, 'record')?.['valueString'];
  const key = parameterOf(parameters, 'recordKey')?.['valueString'];
  if (typeof record !== 'string') {
    throw new Failure(
      'request-malformed',
      'The Parameters have no parameter "record" with a valueString.',
    );
  }
  return { text: record, isParameters: true, ...(typeof key === 'string' && { key }) };
}

function parametersOf(bundle: unknown, outcome: JsonObject): unknown {
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'bundle', resource: bundle },
      { name: 'outcome', resource: outcome },
    ],
  };
}

/** 200 whatever the verdict: the operation succeeded in finding out (operation-resource-validate). */
function validateResource({ definitions }: FhirParts, request: Request, response: Response): void {
  const body = jsonOf(textOf(request, ['application/json', 'application/fhir+json']));
  const type = String(request.params['type']);
  const isParameters = body['resourceType'] === 'Parameters' && type !== 'Parameters';
  const resource = isParameters ? parameterOf(body, 'resource')?.['resource'] : body;
  if (!isJsonObject(resource) || resource['resourceType'] !== type) {
    throw new Failure(
      'request-malformed',
      `The body holds no resource of the type ${type.slice(0, 64)} in the address.`,
    );
  }
  const profiles = [...profilesOf(body, isParameters), ...listOf(request.query['profile'])];
  const { checkedAgainst, notChecked } = definitions.validator.describe();
  const found = definitions.validator.validate(resource, { profiles });
  sendFhir(
    response,
    200,
    toOperationOutcome(
      [...found, note('not-checked', notChecked)],
      [note('checked-against', checkedAgainst)],
    ),
  );
}

const note = (code: Issue['code'], message: string): Issue => ({
  severity: 'information',
  code,
  message,
});

function profilesOf(parameters: JsonObject, isParameters: boolean): readonly string[] {
  const profile = isParameters ? parameterOf(parameters, 'profile') : undefined;
  return listOf(profile?.['valueCanonical'] ?? profile?.['valueUri']);
}

const listOf = (value: unknown): readonly string[] =>
  typeof value === 'string' && value !== '' ? [value] : [];

function readDefinition({ index }: FhirParts, request: Request, response: Response): void {
  const resource = index.read(String(request.params['type']), String(request.params['id']));
  if (resource === undefined) throw new Failure('not-found', 'There is no such definition here.');
  response.status(200).type(FHIR_JSON).send(resource);
}

function textOf(request: Request, accepted: readonly string[]): string {
  const type = contentTypeOf(request);
  if (type === undefined || !accepted.includes(type)) {
    throw new Failure(
      'media-type-unsupported',
      `The content type must be one of ${accepted.join(', ')}.`,
    );
  }
  return bodyOf(request).toString('utf8');
}

function parameterOf(parameters: JsonObject, name: string): JsonObject | undefined {
  const list = parameters['parameter'];
  if (!Array.isArray(list)) return undefined;
  return list.find((one: Json): one is JsonObject => isJsonObject(one) && one['name'] === name);
}
