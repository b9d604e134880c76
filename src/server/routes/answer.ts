import type { Response } from 'express';
import { FHIR_JSON } from '../error-handler.ts';

/** An answer of an operation, before it is sent: now, or to whoever asks for it later. */
export interface FhirAnswer {
  readonly status: number;
  /** JSON text of a resource; absent where the caller prefers nothing (`return=minimal`). */
  readonly body?: string;
  /** Value of `Preference-Applied`. */
  readonly applied?: string;
}

export function sendAnswer(response: Response, { status, body, applied }: FhirAnswer): void {
  if (applied !== undefined) response.set('Preference-Applied', applied);
  if (body === undefined) response.status(status === 200 ? 204 : status).end();
  else response.status(status).type(FHIR_JSON).send(body);
}
