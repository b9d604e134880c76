import { createPrivateKey, randomUUID, type JsonWebKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { ClientSecretAuth, PrivateKeyAuth } from '../../config/destination.ts';

export interface TokenRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request for client credentials (RFC 6749 section 4.4.2). `nowMs` is the login server's clock as far as it is known. */
export async function tokenRequest(
  auth: ClientSecretAuth | PrivateKeyAuth,
  tokenUrl: string,
  nowMs: number,
): Promise<TokenRequest> {
  const isSecret = auth.kind === 'client-secret';
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  // SMART Backend Services requires a scope; plain OAuth leaves it to the login server.
  const scope = auth.scope ?? (isSecret ? undefined : 'system/*.cruds');
  if (scope !== undefined) form.set('scope', scope);
  if (isSecret && auth.method === 'basic') return { ...post(form), headers: basicHeaders(auth) };
  for (const [name, value] of isSecret
    ? secretFields(auth)
    : await assertionFields(auth, tokenUrl, nowMs))
    form.set(name, value);
  return post(form);
}

const HEADERS = {
  accept: 'application/json',
  'content-type': 'application/x-www-form-urlencoded',
  'user-agent': 'trialcast',
};

const post = (form: URLSearchParams): TokenRequest => ({ headers: HEADERS, body: form.toString() });

/** Both halves are form-encoded before they are joined (RFC 6749 section 2.3.1). */
function basicHeaders({ clientId, clientSecret }: ClientSecretAuth): TokenRequest['headers'] {
  const encoded = [clientId, clientSecret].map((part) =>
    new URLSearchParams([['', part]]).toString().slice(1),
  );
  return {
    ...HEADERS,
    authorization: `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`,
  };
}

function secretFields({ clientId, clientSecret }: ClientSecretAuth): [string, string][] {
  return [
    ['client_id', clientId],
    ['client_secret', clientSecret],
  ];
}

/** An assertion may live five minutes at most; two and a half bear a clock that differs by as much either way. */
const ASSERTION_S = 150;

/** SMART App Launch 2.2, "Asymmetric Authentication": claims and header of the signed assertion. */
async function assertionFields(
  auth: PrivateKeyAuth,
  tokenUrl: string,
  nowMs: number,
): Promise<[string, string][]> {
  const assertion = await new SignJWT({ iss: auth.clientId, sub: auth.clientId, aud: tokenUrl })
    .setProtectedHeader({
      alg: auth.algorithm,
      kid: auth.keyId,
      typ: 'JWT',
      ...(auth.jwksUrl !== undefined && { jku: auth.jwksUrl }),
    })
    .setExpirationTime(Math.floor(nowMs / 1000) + ASSERTION_S)
    .setJti(randomUUID())
    .sign(signingKey(auth.privateKey));
  return [
    ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
    ['client_assertion', assertion],
  ];
}

function signingKey(text: string): KeyObject {
  return text.startsWith('{')
    ? createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' })
    : createPrivateKey(text);
}
