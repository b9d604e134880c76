import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { isLoopback } from '../config/checks.ts';
import type { ProxySettings } from '../config/destination.ts';
import type { Access, ProxyAccess } from '../config/read-access.ts';
import { Failure } from '../shared/failure.ts';
import { setActor } from './actor.ts';
import { tokenVerifier, type VerifyToken } from './bearer.ts';

export interface AccessOptions {
  readonly access: Access;
  /** Web origins besides our own whose pages may call. */
  readonly corsOrigins: readonly string[];
  readonly proxy: ProxySettings;
}

/** Who asks; throws a Failure for one who is not let in. */
type Identify = (request: Request, response: Response) => string | Promise<string>;

/** Lets in whom the configuration lets in to the dashboard, the jobs and the /fhir operations. */
export function personsOnly(options: AccessOptions): RequestHandler {
  const identify = identifier(options);
  return async (request, response, next) => {
    requireOwnOrigin(request, options.corsOrigins);
    setActor(response, await identify(request, response));
    next();
  };
}

function identifier({ access, proxy }: AccessOptions): Identify {
  if (access.kind === 'basic') return basicIdentifier(access);
  if (access.kind === 'bearer') return bearerIdentifier(tokenVerifier(access, proxy));
  if (access.kind === 'proxy') return proxyIdentifier(access);
  return (request) => {
    requireLoopbackName(request);
    return '';
  };
}

function basicIdentifier({ user, password }: Extract<Access, { kind: 'basic' }>): Identify {
  return (request, response) => {
    if (hasPassword(request, user, password)) return user;
    response.set('WWW-Authenticate', 'Basic realm="trialcast", charset="UTF-8"');
    throw new Failure('credentials-missing', 'User name and password are needed here.');
  };
}

function bearerIdentifier(verify: VerifyToken): Identify {
  return async (request, response) => {
    const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(request.get('authorization') ?? '') ?? [];
    response.set('WWW-Authenticate', 'Bearer realm="trialcast"');
    if (token === undefined)
      throw new Failure('credentials-missing', 'A bearer token is needed here.');
    const subject = await verify(token);
    response.removeHeader('WWW-Authenticate');
    return subject;
  };
}

function proxyIdentifier({ userHeader, addresses }: ProxyAccess): Identify {
  const trusted = blockList(addresses);
  return (request) => {
    const from = request.socket.remoteAddress ?? '';
    if (!trusted.check(from, isIP(from) === 6 ? 'ipv6' : 'ipv4')) {
      throw new Failure(
        'credentials-missing',
        'The request did not come through the proxy that signs people in.',
      );
    }
    const user = request.get(userHeader) ?? '';
    if (user !== '') return user;
    throw new Failure('credentials-missing', 'The proxy in front names no user for this request.');
  };
}

function blockList(addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const one of addresses) {
    const [address = '', prefix] = one.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** Only who has the token, where one is configured. */
export function tokenOnly(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (token !== undefined && !isEqual(request.get('authorization') ?? '', `Bearer ${token}`)) {
      response.set('WWW-Authenticate', 'Bearer');
      throw new Failure('credentials-missing', 'A bearer token is needed here.');
    }
    next();
  };
}

/** A form on another web site must not make a signed-in person's browser retry jobs. */
function requireOwnOrigin(request: Request, corsOrigins: readonly string[]): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  if (origin !== undefined && corsOrigins.includes(origin)) return;
  const isOwn =
    site === undefined
      ? isOwnOrigin(origin, request.get('host'))
      : site === 'same-origin' || site === 'none';
  if (!isOwn)
    throw new Failure(
      'origin-refused',
      'The request came from another web site; nothing was done.',
    );
}

function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** Without sign-in, a name that a foreign site points at 127.0.0.1 would let it read everything (DNS rebinding). */
function requireLoopbackName(request: Request): void {
  const host = request.get('host') ?? '';
  const name = URL.canParse(`http://${host}`)
    ? new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '')
    : '';
  if (!isLoopback(name)) {
    throw new Failure(
      'origin-refused',
      'Without TRIALCAST_ACCESS this is answered under localhost or 127.0.0.1 only.',
    );
  }
}

function hasPassword(request: Request, user: string, password: string): boolean {
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return isEqual(request.get('authorization') ?? '', expected);
}

/** Constant time also for different lengths. */
export function isEqual(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
