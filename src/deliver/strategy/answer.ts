import { Failure } from '../../shared/failure.ts';
import { asText, type Json, type JsonObject, objectIn } from '../../shared/json.ts';
import { outcomeTexts } from '../exchange.ts';
import type { FhirAnswer } from '../fhir-client.ts';
import { failureOfStatus } from '../fhir-failures.ts';
import { statusOf } from '../read-current.ts';
import type { Outgoing } from './entry.ts';

/** What the server says of one write. */
export interface Written {
  /** `ResearchStudy/1001`, where it says. */
  readonly address?: string;
  readonly version?: string;
}

export interface WriteAnswer {
  readonly status: number;
  readonly location: string;
  readonly etag: string;
  readonly body: JsonObject;
  readonly outcome: Json | undefined;
}

export function answerOfEntry(entry: Json): WriteAnswer {
  const response = objectIn(objectIn(entry)['response']);
  return {
    status: statusOf(response['status']),
    location: asText(response['location']),
    etag: asText(response['etag']),
    body: objectIn(objectIn(entry)['resource']),
    outcome: response['outcome'],
  };
}

export const answerOfRequest = (answer: FhirAnswer): WriteAnswer => ({
  status: answer.status,
  location: answer.location ?? '',
  etag: answer.etag ?? '',
  body: answer.body,
  outcome: undefined,
});

/** What is deleted already need not be deleted. */
const GONE = [404, 410];
export const acceptedOf = ({ request }: Outgoing): readonly number[] =>
  request.method === 'DELETE' ? GONE : [];

/** A server that runs a transaction as a batch answers 200 in all and the failure in the entry. */
export function readAnswer(
  reference: string,
  outgoing: Outgoing,
  answer: WriteAnswer,
): Written | Failure {
  const { method, ifNoneExist } = outgoing.request;
  const { status } = answer;
  if (status >= 400 && !acceptedOf(outgoing).includes(status)) {
    return failureOfStatus(`${method} of ${reference}`, status, outcomeTexts(answer.outcome));
  }
  if (method === 'DELETE') return {};
  if (ifNoneExist !== undefined && status === 200) {
    return new Failure(
      'fhir-server-conflict',
      `The FHIR server got ${reference} from somebody else while it was written; what it has is read again.`,
    );
  }
  return locate(answer);
}

/** `.../ResearchStudy/1001/_history/2`, absolute or not. */
const LOCATION = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]+)(?:\/_history\/([^/?]+))?$/;

function locate({ location, etag, body }: WriteAnswer): Written {
  const [, fromLocation, version] = LOCATION.exec(location) ?? [];
  const [type, id] = [asText(body['resourceType']), asText(body['id'])];
  const isResource = id !== '' && type !== 'OperationOutcome';
  const address = fromLocation ?? (isResource ? `${type}/${id}` : undefined);
  const fromTag = /"([^"]+)"/.exec(etag)?.[1];
  const fromMeta = asText(objectIn(body['meta'])['versionId']);
  const known = fromTag ?? version ?? (isResource && fromMeta !== '' ? fromMeta : undefined);
  return {
    ...(address !== undefined && { address }),
    ...(known !== undefined && { version: known }),
  };
}
