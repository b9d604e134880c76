import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { isJsonObject } from '../shared/json.ts';
import { isSecretsUrl, isToken } from './checks.ts';
import type { Auth, ClientSecretAuth, PrivateKeyAuth } from './destination.ts';
import type { Members } from './members.ts';

const KINDS = ['none', 'basic', 'bearer', 'client-secret', 'private-key-jwt'] as const;
const TOKEN = [isToken, 'one word of visible characters'] as const;
const SECRETS_URL = [isSecretsUrl, 'an https address (or http on this machine)'] as const;

export function readAuth(members: Members): Auth {
  const kind = members.oneOf('kind', KINDS) ?? members.required('kind');
  const auth = authOf(kind as Auth['kind'], members);
  members.finish();
  return auth;
}

function authOf(kind: Auth['kind'], members: Members): Auth {
  switch (kind) {
    case 'basic':
      return {
        kind,
        // RFC 7617 section 2: the first colon ends the name.
        user: members.required('user', [(user) => !user.includes(':'), 'a name without colon']),
        password: members.requiredSecret('password'),
      };
    case 'bearer':
      return { kind, token: members.requiredSecret('token', TOKEN) };
    case 'client-secret':
      return clientSecret(members);
    case 'private-key-jwt':
      return signedAssertion(members);
    case 'none':
      return { kind };
    default:
      // An unknown kind: the fault is noted.
      return { kind: 'none' };
  }
}

function clientSecret(members: Members): ClientSecretAuth {
  return {
    kind: 'client-secret',
    ...tokenAuth(members),
    clientSecret: members.requiredSecret('clientSecret'),
    method: members.oneOf('method', ['basic', 'post']) ?? 'basic',
  };
}

function tokenAuth(members: Members): Pick<ClientSecretAuth, 'clientId' | 'tokenUrl' | 'scope'> {
  const tokenUrl = members.text('tokenUrl', SECRETS_URL);
  const scope = members.text('scope');
  return {
    clientId: members.required('clientId'),
    ...(tokenUrl !== undefined && { tokenUrl }),
    ...(scope !== undefined && { scope }),
  };
}

function signedAssertion(members: Members): PrivateKeyAuth {
  const algorithm = members.oneOf('algorithm', ['RS384', 'ES384']);
  if (algorithm === undefined) members.fault('algorithm', 'is missing: RS384 or ES384');
  const privateKey = members.requiredSecret('privateKey');
  const jwk = jwkIn(privateKey);
  const keyId = members.text('keyId') ?? (typeof jwk?.['kid'] === 'string' ? jwk['kid'] : '');
  if (keyId === '') members.fault('keyId', 'is missing, and the key has no kid');
  const jwksUrl = members.text('jwksUrl', SECRETS_URL);
  if (privateKey !== '' && !isKeyFor(algorithm, keyOf(privateKey, jwk))) {
    members.fault('privateKey', `is not a PKCS #8 PEM or private JWK for ${algorithm ?? 'it'}`);
  }
  return {
    kind: 'private-key-jwt',
    ...tokenAuth(members),
    privateKey,
    algorithm: algorithm ?? 'RS384',
    keyId,
    ...(jwksUrl !== undefined && { jwksUrl }),
  };
}

function jwkIn(text: string): JsonWebKey | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(text: string, jwk: JsonWebKey | undefined): KeyObject | undefined {
  try {
    return createPrivateKey(jwk ? { key: jwk, format: 'jwk' } : text);
  } catch {
    return undefined;
  }
}

/** RFC 7518 sections 3.3 and 3.4: RS384 needs 2048 bits or more, ES384 the curve P-384. */
function isKeyFor(algorithm: 'RS384' | 'ES384' | undefined, key: KeyObject | undefined): boolean {
  const { modulusLength = 0, namedCurve } = key?.asymmetricKeyDetails ?? {};
  if (algorithm === 'ES384') return namedCurve === 'secp384r1';
  return key?.asymmetricKeyType === 'rsa' && modulusLength >= 2048;
}
