/**
 * An operation that cannot be done, thrown. A defect in a record is an Issue instead; any other
 * throw is a bug (HTTP 500, exit 70).
 *
 * `transient`: nothing happened, try again. `ambiguous`: the server may have acted, so only a request
 * that is safe to repeat is sent again. `permanent`: trying again cannot help.
 */
export type Retry = 'transient' | 'ambiguous' | 'permanent';

interface FailureClass {
  readonly retry: Retry;
  readonly status: number;
  readonly exit: 2 | 3;
}

export const FAILURE_CODES = {
  usage: { retry: 'permanent', status: 400, exit: 2 },
  'configuration-invalid': { retry: 'permanent', status: 500, exit: 2 },
  'file-unreadable': { retry: 'permanent', status: 400, exit: 2 },
  'store-locked': { retry: 'permanent', status: 503, exit: 2 },
  'store-unavailable': { retry: 'transient', status: 503, exit: 2 },
  'port-unavailable': { retry: 'permanent', status: 503, exit: 2 },
  'signature-missing': { retry: 'permanent', status: 401, exit: 2 },
  'signature-invalid': { retry: 'permanent', status: 401, exit: 2 },
  'signature-expired': { retry: 'permanent', status: 401, exit: 2 },
  'credentials-missing': { retry: 'permanent', status: 401, exit: 2 },
  'credentials-invalid': { retry: 'permanent', status: 401, exit: 2 },
  'credentials-unchecked': { retry: 'transient', status: 503, exit: 2 },
  'origin-refused': { retry: 'permanent', status: 403, exit: 2 },
  'webhook-id-reused': { retry: 'permanent', status: 409, exit: 2 },
  'request-too-large': { retry: 'permanent', status: 413, exit: 2 },
  'media-type-unsupported': { retry: 'permanent', status: 415, exit: 2 },
  'request-malformed': { retry: 'permanent', status: 400, exit: 2 },
  'method-not-allowed': { retry: 'permanent', status: 405, exit: 2 },
  'too-many-requests': { retry: 'transient', status: 429, exit: 2 },
  'not-found': { retry: 'permanent', status: 404, exit: 2 },
  'job-state': { retry: 'permanent', status: 409, exit: 2 },
  'fhir-server-unreachable': { retry: 'transient', status: 503, exit: 3 },
  'fhir-server-tls': { retry: 'transient', status: 503, exit: 3 },
  'fhir-server-paused': { retry: 'transient', status: 503, exit: 3 },
  'fhir-server-busy': { retry: 'transient', status: 503, exit: 3 },
  'fhir-server-conflict': { retry: 'transient', status: 503, exit: 3 },
  'fhir-server-timeout': { retry: 'ambiguous', status: 504, exit: 3 },
  'fhir-server-broke': { retry: 'ambiguous', status: 502, exit: 3 },
  'fhir-server-rejected': { retry: 'permanent', status: 502, exit: 3 },
  'fhir-server-unauthorized': { retry: 'permanent', status: 502, exit: 3 },
  'fhir-server-unsuitable': { retry: 'permanent', status: 502, exit: 3 },
  'fhir-resource-repeated': { retry: 'permanent', status: 502, exit: 3 },
  'fhir-resource-not-ours': { retry: 'permanent', status: 502, exit: 3 },
} as const satisfies Record<string, FailureClass>;

export type FailureCode = keyof typeof FAILURE_CODES;

export class Failure extends Error {
  override readonly name = 'Failure' as const;
  readonly code: FailureCode;
  /** Seconds the server asked to wait (`Retry-After`). */
  readonly retryAfterS: number | undefined;
  /** HTTP status with which the FHIR server itself answered: its OperationOutcome came along. */
  readonly httpStatus: number | undefined;

  constructor(
    code: FailureCode,
    message: string,
    options: {
      readonly cause?: unknown;
      readonly retryAfterS?: number | undefined;
      readonly httpStatus?: number | undefined;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAfterS = options.retryAfterS;
    this.httpStatus = options.httpStatus;
  }

  get retry(): Retry {
    return FAILURE_CODES[this.code].retry;
  }
}
