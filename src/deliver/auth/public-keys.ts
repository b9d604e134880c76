import { createPrivateKey, createPublicKey, type JsonWebKey } from 'node:crypto';
import type { PrivateKeyAuth } from '../../config/destination.ts';

export interface PublicKeySet {
  readonly keys: readonly (JsonWebKey & Readonly<Record<string, unknown>>)[];
}

/** What an operator of a login server registers for us: a JWK Set (RFC 7517) with the public key alone. */
export function publicKeysOf({ privateKey, algorithm, keyId }: PrivateKeyAuth): PublicKeySet {
  const key = privateKey.startsWith('{')
    ? createPrivateKey({ key: JSON.parse(privateKey) as JsonWebKey, format: 'jwk' })
    : createPrivateKey(privateKey);
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  return { keys: [{ ...jwk, kid: keyId, alg: algorithm, use: 'sig', key_ops: ['verify'] }] };
}
