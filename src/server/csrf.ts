/**
 * Forms of the dashboard carry a token that only its own pages show. A browser sends a person's password or the
 * name a proxy gives along with a form of any web site; the token it does not know (OWASP: HMAC-based token pattern).
 */
import { createHmac } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { Failure } from '../shared/failure.ts';
import { html, type Html } from '../shared/html.ts';
import { isEqual } from './access.ts';
import { actorOf } from './actor.ts';

const FIELD = '_csrf';
const HEADER = 'x-csrf-token';
const LIFE_S = 12 * 3600;

export interface Csrf {
  /** For the forms of a page that is made for this person: good for half a day, on every replica. */
  tokenFor(actor: string): string;
  /** Refuses what a form of another site could have sent. Goes after the parser of the body. */
  readonly guard: RequestHandler;
}

/** The hidden field each form with method="post" needs. */
export function csrfField(token: string): Html {
  return html`<input type="hidden" name="${FIELD}" value="${token}" />`;
}

export function createCsrf(key: string | Buffer, now: () => number = Date.now): Csrf {
  const sign = (actor: string, until: string): string =>
    createHmac('sha256', key).update(`${until}.${actor}`).digest('base64url');
  const isGood = (token: string, actor: string): boolean => {
    const [, until, signature] = /^(\d{1,12})\.([\w-]{43})$/.exec(token) ?? [];
    if (until === undefined || signature === undefined) return false;
    return isEqual(signature, sign(actor, until)) && Number(until) >= now() / 1000;
  };
  return {
    tokenFor: (actor) => {
      const until = String(Math.floor(now() / 1000) + LIFE_S);
      return `${until}.${sign(actor, until)}`;
    },
    guard: (request, response, next) => {
      if (needsToken(request) && !isGood(tokenOf(request), actorOf(response))) {
        throw new Failure(
          'origin-refused',
          'The form has no valid token; open the page again and send it from there. Nothing was done.',
        );
      }
      next();
    },
  };
}

/**
 * What a page of another site can make a browser send without being asked first (fetch.spec.whatwg.org,
 * "CORS-safelisted request-header"): forms always, other simple requests where they come from a browser. Programs
 * that name no origin are no browsers: those send one with every POST.
 */
function needsToken(request: Request): boolean {
  const type = request.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data') return true;
  const isSimple = type === undefined || type === 'text/plain';
  const isBrowser =
    request.get('origin') !== undefined || request.get('sec-fetch-site') !== undefined;
  return isSimple && isBrowser && request.get('authorization')?.startsWith('Bearer ') !== true;
}

function tokenOf(request: Request): string {
  const header = request.get(HEADER);
  if (header !== undefined) return header;
  const body: unknown = request.body;
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  return new URLSearchParams(text).get(FIELD) ?? '';
}
