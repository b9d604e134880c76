import { isUtf8 } from 'node:buffer';
import { Failure } from '../shared/failure.ts';
import { verifierOf } from './signing-keys.ts';

/** Standard Webhooks 1.0: five minutes either way. */
const TOLERANCE_S = 5 * 60;

export interface SignedHeaders {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

export type VerifySignature = (headers: SignedHeaders, body: Buffer) => string;

/** Gives the webhook id of a request that one of the keys signed; throws a Failure for any other. */
export function signatureVerifier(
  secrets: readonly string[],
  now: () => number = Date.now,
): VerifySignature {
  const verifiers = secrets.map(verifierOf);
  return ({ id, timestamp, signature }, body) => {
    if (!id || !timestamp || !signature) {
      throw new Failure(
        'signature-missing',
        'The headers webhook-id, webhook-timestamp and webhook-signature are needed.',
      );
    }
    requireReadable(id, timestamp, body);
    const age = Math.abs(now() / 1000 - Number(timestamp));
    if (age > TOLERANCE_S) {
      throw new Failure(
        'signature-expired',
        'The webhook-timestamp is more than five minutes off; nothing was stored.',
      );
    }
    if (!verifiers.some((verify) => verify({ id, timestamp, body }, signature))) {
      throw new Failure(
        'signature-invalid',
        'No active secret made this signature over this body; nothing was stored.',
      );
    }
    return id;
  };
}

function requireReadable(id: string, timestamp: string, body: Buffer): void {
  if (!/^[\x21-\x7e]{1,256}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) {
    throw new Failure(
      'signature-invalid',
      'webhook-id or webhook-timestamp is not of the agreed form; nothing was stored.',
    );
  }
  if (!isUtf8(body))
    throw new Failure('request-malformed', 'The body is not UTF-8; nothing was stored.');
}
