import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  const family = isIP(host);
  return family !== 0 && LOOPBACK.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

export function isHttpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, search, hash, username } = new URL(value);
  return ['http:', 'https:'].includes(protocol) && search === '' && hash === '' && username === '';
}

/** Where secrets may be sent in a request of their own: over TLS, or inside this machine (RFC 6749 section 3.2). */
export function isSecretsUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, hash, username } = new URL(value);
  const isPrivate = protocol === 'https:' || isLoopback(hostname.replace(/^\[|\]$/g, ''));
  return isPrivate && ['http:', 'https:'].includes(protocol) && hash === '' && username === '';
}

export function isProxyUrl(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}

export function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol);
}

export const isToken = (value: string): boolean => /^[\x21-\x7e]+$/.test(value);
export const isBasePath = (value: string): boolean => /^(?:\/[\w.~-]+)+\/?$|^\/$/.test(value);

/** Scheme, host and port as a browser sends them in `Origin`. */
export const isOrigin = (value: string): boolean =>
  isHttpUrl(value) && new URL(value).origin === value;
