/** Traces for OpenTelemetry. Its packages are loaded here, so that they cost nothing where nobody asks for them. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import {
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Span,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  RandomIdGenerator,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type IdGenerator,
} from '@opentelemetry/sdk-trace';
import type { Response } from 'express';
import type { TraceSettings } from '../../config/read-traces.ts';
import type { Http } from '../../deliver/transport/http.ts';
import { Failure } from '../../shared/failure.ts';
import type { Log } from '../../shared/logger.ts';
import { idsOfJob, parseTraceparent, toTraceparent } from './trace-context.ts';
import type { SpanFields, Tracing } from './tracing.ts';

/** Random ids, but for a span whose ids are laid down just before it is started. */
class Ids implements IdGenerator {
  readonly #random = new RandomIdGenerator();
  #next: ReturnType<typeof idsOfJob> | undefined;

  use<T>(ids: ReturnType<typeof idsOfJob>, start: () => T): T {
    this.#next = ids;
    try {
      return start();
    } finally {
      this.#next = undefined;
    }
  }

  generateTraceId = (): string => this.#next?.traceId ?? this.#random.generateTraceId();
  generateSpanId = (): string => this.#next?.spanId ?? this.#random.generateSpanId();
}

/** Time the last spans may take. */
const LAST_MS = 3_000;

export function openTracing(settings: TraceSettings, version: string, log: Log): Tracing {
  // What the packages complain of may quote an answer; that they do is enough.
  const complain = (): void => log.warn('traces could not be sent');
  const quiet = (): void => undefined;
  diag.setLogger(
    { error: complain, warn: quiet, info: quiet, debug: quiet, verbose: quiet },
    DiagLogLevel.ERROR,
  );
  const share = new TraceIdRatioBasedSampler(settings.ratio);
  const ids = new Ids();
  const provider = new TracerProvider({
    sampler: settings.isParentBased ? new ParentBasedSampler({ root: share }) : share,
    idGenerator: ids,
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'trialcast', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const isKept = (traceId: string): boolean =>
    share.shouldSample(ROOT_CONTEXT, traceId).decision === SamplingDecision.RECORD_AND_SAMPLED;
  return new Spans(provider.getTracer('trialcast', version), ids, isKept).tracing(async () => {
    const sent = provider.shutdown().catch(complain);
    // A collector that is away must not keep the process from ending.
    await Promise.race([sent, wait(LAST_MS, undefined, { ref: false })]);
  });
}

class Spans {
  readonly #tracer: Tracer;
  readonly #ids: Ids;
  readonly #isKept: (traceId: string) => boolean;
  readonly #now = new AsyncLocalStorage<Context>();

  constructor(tracer: Tracer, ids: Ids, isKept: (traceId: string) => boolean) {
    this.#tracer = tracer;
    this.#ids = ids;
    this.#isKept = isKept;
  }

  tracing(close: () => Promise<void>): Tracing {
    return {
      requests: (request, response, next) => {
        // Probes and scrapes come every few seconds and tell nothing.
        if (/\/(?:livez|readyz|metrics)$/.test(request.path)) next();
        else this.#request(request.method, request.get('traceparent'), response, next);
      },
      stored: (job, response, bytes) => this.#stored(job, response, bytes),
      ofJob: (job, name, fields, work) =>
        this.#run(name, this.#contextOf(job), optionsOf(fields), work),
      step: (name, fields, work) => this.#run(name, this.#context(), optionsOf(fields), work),
      failed: (code) => {
        const span = trace.getSpan(this.#context());
        span?.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', code);
      },
      around: (http) => this.#around(http),
      close,
    };
  }

  #context(): Context {
    return this.#now.getStore() ?? ROOT_CONTEXT;
  }

  #request(
    method: string,
    traceparent: string | undefined,
    response: Response,
    next: () => void,
  ): void {
    const caller = parseTraceparent(traceparent);
    const parent = caller ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT;
    const attributes = { 'http.request.method': method };
    const span = this.#tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
    starts.set(response, { span, startedMs: Date.now() });
    response.on('close', () => {
      const route: unknown = (response.req.route as { path?: unknown } | undefined)?.path;
      if (typeof route === 'string')
        span.updateName(`${method} ${route}`).setAttribute('http.route', route);
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    this.#now.run(trace.setSpan(parent, span), next);
  }

  #stored(job: string, response: Response, bytes: number): void {
    const request = starts.get(response);
    const options = {
      ...optionsOf({ 'trialcast.job': job, 'trialcast.bytes': bytes }),
      kind: SpanKind.CONSUMER,
      ...(request && {
        startTime: request.startedMs,
        links: [{ context: request.span.spanContext() }],
      }),
    };
    const start = (): Span => this.#tracer.startSpan('receive', options, ROOT_CONTEXT);
    this.#ids.use(idsOfJob(job), start).end();
  }

  #contextOf(job: string): Context {
    const ids = idsOfJob(job);
    const traceFlags = this.#isKept(ids.traceId) ? TraceFlags.SAMPLED : TraceFlags.NONE;
    return trace.setSpanContext(ROOT_CONTEXT, { ...ids, traceFlags, isRemote: true });
  }

  async #run<T>(
    name: string,
    parent: Context,
    options: SpanOptions,
    work: (span: Span) => Promise<T>,
  ): Promise<T> {
    const span = this.#tracer.startSpan(name, options, parent);
    try {
      return await this.#now.run(trace.setSpan(parent, span), () => work(span));
    } catch (error) {
      // Never the message: it may quote a record.
      const type = error instanceof Failure ? error.code : nameOf(error);
      span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', type);
      throw error;
    } finally {
      span.end();
    }
  }

  #around(http: Http): Http {
    return {
      ...http,
      send: (url, request) => {
        const { hostname, port, protocol } = new URL(url);
        const options = {
          kind: SpanKind.CLIENT,
          attributes: {
            'http.request.method': request.method,
            'server.address': hostname,
            'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
          },
        };
        return this.#run(request.method, this.#context(), options, async (span) => {
          const traceparent = toTraceparent(span.spanContext());
          const headers = { ...request.headers, traceparent };
          const response = await http.send(url, { ...request, headers });
          span.setAttribute('http.response.status_code', response.status);
          if (response.status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
          return response;
        });
      },
    };
  }
}

interface Started {
  readonly span: Span;
  readonly startedMs: number;
}

const starts = new WeakMap<Response, Started>();

const optionsOf = (attributes: SpanFields): SpanOptions => ({
  attributes,
  kind: SpanKind.INTERNAL,
});

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
