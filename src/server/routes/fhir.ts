import type { Request } from 'express';
import type { Conversion } from '../../convert.ts';
import type { Definitions } from '../../definitions.ts';
import { splitRecords } from '../../parse/split-records.ts';
import { Failure } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import { toOperationOutcome } from '../../shared/operation-outcome.ts';
import type { Received } from '../../shared/received.ts';
import { capabilityStatement } from '../capability-statement.ts';
import { sendAnswer, type FhirAnswer } from './answer.ts';
import type { AnswerLater } from './async.ts';
import { decodedBodyOf, jsonOf } from './body.ts';
import { definitionRoutes, type DefinitionParts } from './definitions.ts';
import { parameterOf } from './parameters.ts';
import { preferenceOf } from './prefer.ts';
import type { Route } from './route.ts';
import { verdictOn } from './validate.ts';

export interface FhirParts extends DefinitionParts {
  readonly answerLater: AnswerLater;
  readonly definitions: Definitions;
  readonly convert: (received: Received) => Conversion;
}

export function fhirRoutes(parts: FhirParts): readonly Route[] {
  const { definitions } = parts;
  const statement = JSON.stringify(capabilityStatement(definitions, parts.index.types));
  return [
    {
      method: 'get',
      path: '/fhir/metadata',
      access: 'public',
      handler: (_request, response) => sendAnswer(response, { status: 200, body: statement }),
    },
    operation(parts, '/fhir/$convert-trial', convertTrial),
    operation(parts, '/fhir/:type/$validate', validate),
    ...definitionRoutes(parts),
  ];
}

/** What is wrong with a request is said at once; what takes time may be left for later. */
type Operation = (parts: FhirParts, request: Request) => () => FhirAnswer;

function operation(parts: FhirParts, path: string, prepare: Operation): Route {
  return {
    method: 'post',
    path,
    access: 'person',
    handler: async (request, response) => {
      const { isAsync } = preferenceOf(request);
      const work = prepare(parts, request);
      if (isAsync) await parts.answerLater(response, work);
      else sendAnswer(response, work());
    },
  };
}

const validate: Operation = ({ definitions }, request) => {
  const judge = verdictOn(request, definitions.validator);
  return () => ({ status: 200, body: JSON.stringify(judge()) });
};

const CONVERTIBLE = ['text/plain', 'application/json', 'application/fhir+json'];

/** Text or registry JSON gives the Bundle; Parameters give Parameters with `bundle` and `outcome`. Writes nothing. */
const convertTrial: Operation = ({ convert }, request) => {
  const given = recordOf(decodedBodyOf(request, CONVERTIBLE).text);
  const { returns } = preferenceOf(request);
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
  return () => {
    const { bundle, issues } = convert(received);
    const outcome = toOperationOutcome(issues);
    if (!bundle) return { status: 422, body: JSON.stringify(outcome) };
    const applied = returns === undefined ? {} : { applied: `return=${returns}` };
    if (returns === 'minimal') return { status: 200, ...applied };
    const whole = given.isParameters ? parametersOf(bundle, outcome) : bundle;
    const body = JSON.stringify(returns === 'OperationOutcome' ? outcome : whole);
    return { status: 200, body, ...applied };
  };
};

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
