import { randomBytes } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Config } from '../config/config.ts';
import { Failure } from '../shared/failure.ts';
import type { Log } from '../shared/logger.ts';
import { personsOnly, tokenOnly } from './access.ts';
import { correlation, correlationOf } from './correlation.ts';
import { cors } from './cors.ts';
import { createCsrf, type Csrf } from './csrf.ts';
import { errorHandler, forPersons, unknownPath, type ErrorPage } from './error-handler.ts';
import type { Route } from './routes/route.ts';

export interface AppOptions {
  /** @default one of its own, that no page knows */
  readonly csrf?: Csrf;
  /** Passed by every request before all else: who measures and traces. @default nobody */
  readonly watchers?: readonly RequestHandler[];
  /** @default persons too are given the OperationOutcome */
  readonly errorPage?: ErrorPage;
}

/** The web side of the service: what every request passes through, around the routes. */
export function createApp(
  config: Config,
  routes: readonly Route[],
  log: Log,
  { csrf = createCsrf(randomBytes(32)), watchers = [], errorPage }: AppOptions = {},
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('case sensitive routing', true);
  app.use(...watchers, correlation, securityHeaders(), requestLog(log), limitRate(config));
  app.use(cors(config.corsOrigins));

  const service = express.Router({ caseSensitive: true });
  const guards = guardsOf(config);
  const body = express.raw({ type: () => true, limit: config.maxBodyBytes, inflate: false });
  for (const [path, own] of byPath(routes)) {
    for (const route of own) {
      const before = [...(route.isPage === true ? [forPersons] : []), guards[route.access]];
      if (route.method !== 'get') before.push(body);
      if (route.method !== 'get' && route.access === 'person') before.push(csrf.guard);
      service[route.method](path, ...before, route.handler);
    }
    const isPage = own.some((route) => route.isPage === true);
    // At once, so that a later path that fits as well is not taken for this one.
    service.all(path, ...(isPage ? [forPersons] : []), otherMethod(own));
  }

  app.use(config.basePath === '' ? '/' : config.basePath, service);
  app.use(forPersons, unknownPath);
  app.use(errorHandler(log, errorPage));
  return app;
}

const pass: RequestHandler = (_request, _response, next) => next();

const notTaken: RequestHandler = () => {
  throw new Failure(
    'not-found',
    'Notifications are taken once TRIALCAST_SUBSCRIPTION_TOKEN is set.',
  );
};

/** One of each kind: what it keeps, keys of an issuer for instance, is kept for all routes. */
function guardsOf(config: Config): Readonly<Record<Route['access'], RequestHandler>> {
  return {
    public: pass,
    signed: pass,
    person: personsOnly(config),
    metrics: tokenOnly(config.metricsToken),
    subscription:
      config.subscriptionToken === undefined ? notTaken : tokenOnly(config.subscriptionToken),
  };
}

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
        connectSrc: ["'self'"],
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
    response.set(
      'Permissions-Policy',
      'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    );
    response.on('finish', () => {
      const route: unknown = (request.route as { path?: unknown } | undefined)?.path;
      log.debug('request answered', {
        ...correlationOf(response),
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
    // Before anybody has looked whose address it is: a browser is told by a page.
    handler: (request, response, next) => {
      const failure = new Failure(
        'too-many-requests',
        'Too many requests from this address in one minute.',
        { retryAfterS: 60 },
      );
      forPersons(request, response, () => next(failure));
    },
  });
}

function byPath(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const paths = new Map<string, readonly Route[]>();
  for (const route of routes) paths.set(route.path, [...(paths.get(route.path) ?? []), route]);
  return paths;
}

function otherMethod(routes: readonly Route[]): RequestHandler {
  const allowed = routes
    .map(({ method }) => (method === 'get' ? 'GET, HEAD' : method.toUpperCase()))
    .join(', ');
  return (request, response, next) => {
    response.set('Allow', allowed);
    next(
      new Failure(
        'method-not-allowed',
        `${request.method} is not possible here; ${allowed} ${allowed.includes(',') ? 'are' : 'is'}.`,
      ),
    );
  };
}
