import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Config } from '../config/config.ts';
import { Failure } from '../shared/failure.ts';
import type { Log } from '../shared/logger.ts';
import { metricsOnly, personsOnly } from './access.ts';
import { errorHandler, unknownPath } from './error-handler.ts';
import type { Route } from './routes/route.ts';

/** The web side of the service: what every request passes through, around the routes. */
export function createApp(config: Config, routes: readonly Route[], log: Log): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('case sensitive routing', true);
  app.use(requestId, securityHeaders(), requestLog(log), limitRate(config));

  const service = express.Router({ caseSensitive: true });
  const body = express.raw({ type: () => true, limit: config.maxBodyBytes, inflate: false });
  for (const route of routes) {
    const guards = [guardOf(route, config), ...(route.method === 'post' ? [body] : [])];
    service[route.method](route.path, ...guards, route.handler);
  }
  for (const [path, methods] of methodsByPath(routes)) service.all(path, otherMethod(methods));

  app.use(config.basePath === '' ? '/' : config.basePath, service);
  app.use(unknownPath);
  app.use(errorHandler(log));
  return app;
}

const pass: RequestHandler = (_request, _response, next) => next();

function guardOf(route: Route, config: Config): RequestHandler {
  if (route.access === 'person') return personsOnly(config.access);
  return route.access === 'metrics' ? metricsOnly(config.metricsToken) : pass;
}

const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const id = given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
  response.locals['requestId'] = id;
  response.set('X-Request-Id', id);
  next();
};

/** Nothing from elsewhere, no inline script or style, no framing. */
function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Plain HTTP on loopback or behind a proxy that knows whether it speaks TLS.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
}

/** The route's pattern and never the address itself: an address may hold anything. */
function requestLog(log: Log): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.set('Cache-Control', 'no-store');
    response.on('finish', () => {
      const route: unknown = (request.route as { path?: unknown } | undefined)?.path;
      log.debug('request answered', {
        requestId: String(response.locals['requestId']),
        method: request.method,
        route: typeof route === 'string' ? route : 'unknown',
        status: response.statusCode,
        durationMs: Math.round(performance.now() - started),
      });
    });
    next();
  };
}

function limitRate(config: Config): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: config.requestsPerMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    validate: false,
    // Probes and monitors must get through when senders do not.
    skip: (request) => /\/(?:livez|readyz|metrics)$/.test(request.path),
    handler: (_request, _response, next) => {
      next(
        new Failure('too-many-requests', 'Too many requests from this address in one minute.', {
          retryAfterS: 60,
        }),
      );
    },
  });
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, readonly string[]>();
  for (const { path, method } of routes) {
    methods.set(path, [...(methods.get(path) ?? []), method === 'get' ? 'GET, HEAD' : 'POST']);
  }
  return methods;
}

function otherMethod(allowed: readonly string[]): RequestHandler {
  return (request, response, next) => {
    response.set('Allow', allowed.join(', '));
    next(
      new Failure(
        'method-not-allowed',
        `${request.method} is not possible here; ${allowed.join(', ')} is.`,
      ),
    );
  };
}
