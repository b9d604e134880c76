import type { Request, Response } from 'express';
import type { Conversion } from '../../convert.ts';
import type { Definitions } from '../../definitions.ts';
import { splitRecords } from '../../parse/split-records.ts';
import { Failure } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import { toOperationOutcome } from '../../shared/operation-outcome.ts';
import type { Received } from '../../shared/received.ts';
import type { DefinitionIndex } from '../definition-index.ts';
import { FHIR_JSON, sendOutcome } from '../error-handler.ts';
import { capabilityStatement } from '../capability-statement.ts';
import { decodedBodyOf, jsonOf } from './body.ts';
import { parameterOf } from './parameters.ts';
import type { Route } from './route.ts';
import { verdictOn } from './validate.ts';

export interface FhirParts {
  readonly definitions: Definitions;
  readonly index: DefinitionIndex;
  readonly convert: (received: Received) => Conversion;
}

export function fhirRoutes(parts: FhirParts): readonly Route[] {
  const { definitions } = parts;
  const statement = capabilityStatement(definitions, parts.index.types);
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
      handler: (request, response) => {
        sendFhir(response, 200, verdictOn(request, definitions.validator));
      },
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
  const text = decodedBodyOf(request, CONVERTIBLE).text;
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

function readDefinition({ index }: FhirParts, request: Request, response: Response): void {
  const resource = index.read(String(request.params['type']), String(request.params['id']));
  if (resource === undefined) throw new Failure('not-found', 'There is no such definition here.');
  response.status(200).type(FHIR_JSON).send(resource);
}
