import { isIP } from 'node:net';
import { isLoopback, isSecretsUrl } from './checks.ts';
import type { Reader } from './reader.ts';

/** Who may use the dashboard, the jobs and the /fhir operations. Webhooks are signed instead. */
export type Access =
  /** Anyone who reaches the port: loopback addresses only. */
  | { readonly kind: 'open' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | BearerAccess
  | ProxyAccess;

/** Signed tokens (RFC 9068, RFC 7519) of one issuer, made for us. */
export interface BearerAccess {
  readonly kind: 'bearer';
  /** Where the issuer's public keys are (RFC 7517). */
  readonly jwksUrl: string;
  /** `iss` a token must have. */
  readonly issuer: string;
  /** `aud` a token must have, alone or among others. */
  readonly audience: string;
}

/** A proxy in front signs people in and names them in this header, which it removes from requests. */
export interface ProxyAccess {
  readonly kind: 'proxy';
  readonly userHeader: string;
  /** Addresses and networks (`10.0.0.0/8`) the header is believed from. */
  readonly addresses: readonly string[];
}

const KINDS = ['open', 'basic', 'bearer', 'proxy'] as const;
const LOOPBACK = ['127.0.0.0/8', '::1'];

export function readAccess(read: Reader, host: string): Access {
  const kind = read.oneOf('TRIALCAST_ACCESS', KINDS, 'open');
  if (kind === 'proxy') return readProxyAccess(read);
  if (kind === 'bearer') return readBearer(read);
  if (kind === 'basic') {
    const password = read.text('TRIALCAST_PASSWORD');
    if (password === undefined)
      read.fault('TRIALCAST_PASSWORD', 'is missing; TRIALCAST_ACCESS=basic needs it');
    return { kind, user: read.text('TRIALCAST_USER') ?? 'trialcast', password: password ?? '' };
  }
  if (!isLoopback(host)) {
    read.fault(
      'TRIALCAST_HOST',
      `"${host}" is reachable from other machines; set TRIALCAST_ACCESS to basic, bearer or proxy, or listen on 127.0.0.1`,
    );
  }
  return { kind };
}

function readBearer(read: Reader): BearerAccess {
  const needed = (
    key: 'TRIALCAST_JWKS_URL' | 'TRIALCAST_JWT_ISSUER' | 'TRIALCAST_JWT_AUDIENCE',
  ): string => {
    const value = read.text(key);
    if (value === undefined) read.fault(key, 'is missing; TRIALCAST_ACCESS=bearer needs it');
    return value ?? '';
  };
  const jwksUrl = needed('TRIALCAST_JWKS_URL');
  if (jwksUrl !== '' && !isSecretsUrl(jwksUrl))
    read.fault('TRIALCAST_JWKS_URL', 'is no https address (or http on this machine)');
  return {
    kind: 'bearer',
    jwksUrl,
    issuer: needed('TRIALCAST_JWT_ISSUER'),
    audience: needed('TRIALCAST_JWT_AUDIENCE'),
  };
}

function readProxyAccess(read: Reader): ProxyAccess {
  const given = (read.text('TRIALCAST_PROXY_ADDRESSES') ?? '').split(/[\s,]+/).filter(Boolean);
  if (!given.every(isAddressOrNetwork))
    read.fault(
      'TRIALCAST_PROXY_ADDRESSES',
      'has one that is no address or network like 10.0.0.0/8',
    );
  return {
    kind: 'proxy',
    userHeader: read.text('TRIALCAST_USER_HEADER')?.toLowerCase() ?? 'x-forwarded-user',
    addresses: given.length > 0 ? given : LOOPBACK,
  };
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}
