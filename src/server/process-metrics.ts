import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client';
import type { ServerHealth } from '../deliver/watch.ts';

/** A FHIR server and how it answered last. */
export interface Watched {
  readonly name: string;
  readonly health: () => ServerHealth;
}

/** Requests by method, route and status. The route is its pattern: an address may hold anything. */
export function requestMetrics(registry: Registry): RequestHandler {
  const times = new Histogram({
    name: 'trialcast_http_request_seconds',
    help: 'Time to answer a request, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return (request, response, next) => {
    const stop = times.startTimer();
    response.on('finish', () => {
      const route: unknown = (request.route as { path?: unknown } | undefined)?.path;
      stop({
        // A method is whatever a caller sends; those there are make few series.
        method: METHODS.has(request.method) ? request.method : 'other',
        route: typeof route === 'string' ? route : 'unknown',
        status: response.statusCode,
      });
    });
    next();
  };
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

/** The process, its version, and whether the FHIR servers answer; the last is read when it is asked for. */
export function processMetrics(
  registry: Registry,
  version: string,
  destinations: readonly Watched[],
): void {
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const build = new Gauge({
    name: 'trialcast_build_info',
    help: 'Always 1; the version is its label.',
    labelNames: ['version'],
    registers,
  });
  build.set({ version }, 1);
  const up = new Gauge({
    name: 'trialcast_destination_up',
    help: 'Whether a FHIR server answered last (1) or not (0); absent until it was asked.',
    labelNames: ['destination'],
    registers,
    collect: () => {
      for (const { name, health } of destinations) {
        const { state } = health();
        if (state !== 'unknown') up.set({ destination: name }, state === 'answering' ? 1 : 0);
      }
    },
  });
}
