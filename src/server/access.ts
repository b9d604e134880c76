import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { isLoopback } from '../config/checks.ts';
import type { Access } from '../config/config.ts';
import { Failure } from '../shared/failure.ts';

/** Lets in whom the configuration lets in to the dashboard, the jobs and the /fhir operations. */
export function personsOnly(access: Access): RequestHandler {
  return (request, response, next) => {
    requireOwnOrigin(request);
    if (access.kind === 'open') requireLoopbackName(request);
    if (access.kind === 'basic' && !hasPassword(request, access.user, access.password)) {
      response.set('WWW-Authenticate', 'Basic realm="trialcast", charset="UTF-8"');
      throw new Failure('credentials-missing', 'User name and password are needed here.');
    }
    if (access.kind === 'proxy' && (request.get(access.userHeader) ?? '') === '') {
      throw new Failure(
        'credentials-missing',
        'The proxy in front names no user for this request.',
      );
    }
    next();
  };
}

export function metricsOnly(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (token !== undefined && !isEqual(request.get('authorization') ?? '', `Bearer ${token}`)) {
      response.set('WWW-Authenticate', 'Bearer');
      throw new Failure('credentials-missing', 'A bearer token is needed here.');
    }
    next();
  };
}

/** A form on another web site must not make a signed-in person's browser retry jobs. */
function requireOwnOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
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
function isEqual(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
