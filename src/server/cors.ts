import type { RequestHandler } from 'express';

const EXPOSED = 'Content-Location, Link, Location, Preference-Applied, Retry-After, X-Progress, X-Request-Id'; // prettier-ignore
const ALLOWED_HEADERS =
  'Authorization, Content-Type, Accept, Prefer, X-Request-Id, traceparent, webhook-id, webhook-timestamp, webhook-signature, trialcast-record-key';

/**
 * Lets pages of the configured origins read answers; of no others, which is the default. Cookies and passwords that a
 * browser keeps are not for them (no Access-Control-Allow-Credentials): they bring a bearer token of their own.
 */
export function cors(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (origins.length > 0) response.vary('Origin');
    const origin = request.get('origin');
    if (origin === undefined || !origins.includes(origin)) {
      next();
      return;
    }
    response.set('Access-Control-Allow-Origin', origin);
    response.set('Access-Control-Expose-Headers', EXPOSED);
    // Helmet's default would keep the answer from the page that may have it.
    response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.method !== 'OPTIONS' || !request.get('access-control-request-method')) {
      next();
      return;
    }
    response.set('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, DELETE');
    response.set('Access-Control-Allow-Headers', ALLOWED_HEADERS);
    response.set('Access-Control-Max-Age', '600').status(204).end();
  };
}
