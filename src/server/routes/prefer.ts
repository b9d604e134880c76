import type { Request } from 'express';
import { Failure } from '../../shared/failure.ts';

/** What a caller would like to have back (RFC 7240; http://hl7.org/fhir/R4/http.html#ops). */
export interface Preference {
  readonly returns?: 'minimal' | 'representation' | 'OperationOutcome';
  /** `respond-async`: an address to ask later instead of the answer. */
  readonly isAsync: boolean;
  /** `handling=strict`: parameters that are not known are refused. */
  readonly isStrict: boolean;
}

const RETURNS = ['minimal', 'representation', 'OperationOutcome'] as const;

/** A preference that is not known is passed over, as the RFC says; `return` with another value is a mistake. */
export function preferenceOf(request: Request): Preference {
  const wishes = (request.get('prefer') ?? '').split(/[,;]/).map((one) => one.trim());
  const wished = wishes.find((one) => /^return=/i.test(one))?.slice('return='.length);
  const returns = RETURNS.find((one) => one.toLowerCase() === wished?.toLowerCase());
  if (wished !== undefined && !returns)
    throw new Failure('request-malformed', `Prefer: return must be one of ${RETURNS.join(', ')}.`);
  return {
    ...(returns && { returns }),
    isAsync: wishes.some((one) => one.toLowerCase() === 'respond-async'),
    isStrict: wishes.some((one) => one.toLowerCase() === 'handling=strict'),
  };
}
