import type { RequestHandler } from 'express';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Issue } from '../shared/issue.ts';
import { processMetrics, requestMetrics, type Watched } from './process-metrics.ts';
import type { NoticeStore } from './store/notice-store.ts';
import type { State } from './store/states.ts';
import type { DeliveryCount } from './store/figures.ts';
import type { QueueFigures, Views } from './store/views.ts';

/** What /metrics tells. Labels are codes and states, never anything of a record. */
export interface Metrics {
  received(): void;
  converted(issues: readonly Issue[]): void;
  /** Milliseconds from receipt to delivery. */
  delivered(destination: string, latencyMs: number): void;
  deliveryFailed(destination: string, code: string, isRetried: boolean): void;
  /** Measures the conversion of one record. */
  timed<T>(conversion: () => Promise<T>): Promise<T>;
  /** Measures requests. */
  readonly requests: RequestHandler;
  /** The exposition text; queue figures are read now. */
  text(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsParts {
  readonly views: Views;
  readonly notices: Pick<NoticeStore, 'counts'>;
  readonly version: string;
  readonly destinations: readonly Watched[];
}

export function createMetrics({ views, notices, version, destinations }: MetricsParts): Metrics {
  const registry = new Registry();
  processMetrics(registry, version, destinations);
  const registers = [registry];
  const { received, converted, issues, delivered, failures, retries, latency, conversion } =
    measures(registers);
  const setGauges = gauges(registers, views, notices);

  return {
    contentType: registry.contentType,
    received: () => received.inc(),
    converted: (found) => {
      converted.inc();
      for (const { code, severity } of found) issues.inc({ code, severity });
    },
    delivered: (destination, latencyMs) => {
      delivered.inc({ destination });
      latency.observe(latencyMs / 1000);
    },
    deliveryFailed: (destination, code, isRetried) => {
      failures.inc({ code, destination });
      if (isRetried) retries.inc({ destination });
    },
    timed: async (convert) => {
      const stop = conversion.startTimer();
      try {
        return await convert();
      } finally {
        stop();
      }
    },
    requests: requestMetrics(registry),
    text: async () => {
      await setGauges();
      return registry.metrics();
    },
  };
}

/** What is counted and timed as it happens. */
function measures(registers: Registry[]) {
  const counter = (name: string, help: string, labelNames: readonly string[] = []): Counter =>
    new Counter({ name, help, labelNames: [...labelNames], registers });

  const received = counter('trialcast_webhooks_received_total', 'Webhooks stored.');
  const converted = counter('trialcast_records_converted_total', 'Records converted.');
  const issues = counter('trialcast_issues_total', 'Issues found, by code.', ['code', 'severity']);
  const delivered = counter(
    'trialcast_records_delivered_total',
    'Records delivered, by destination.',
    ['destination'],
  );
  const failures = counter(
    'trialcast_delivery_failures_total',
    'Failed attempts, by failure code and destination.',
    ['code', 'destination'],
  );
  const retries = counter('trialcast_delivery_retries_total', 'Attempts that will be made again.', [
    'destination',
  ]);
  const latency = new Histogram({
    name: 'trialcast_delivery_latency_seconds',
    help: 'Time from receipt to delivery.',
    buckets: [0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200],
    registers,
  });
  const conversion = new Histogram({
    name: 'trialcast_conversion_seconds',
    help: 'Time to convert one record to one FHIR version, waiting for the thread included.',
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers,
  });
  return { received, converted, issues, delivered, failures, retries, latency, conversion };
}

type SetFigures = (
  figures: QueueFigures,
  counts: Readonly<Record<State, number>>,
  deliveries: readonly DeliveryCount[],
) => void;

function figureGauges(registers: Registry[]): SetFigures {
  const depth = new Gauge({
    name: 'trialcast_queue_depth',
    help: 'Records not at an end.',
    registers,
  });
  const oldest = new Gauge({
    name: 'trialcast_queue_oldest_age_seconds',
    help: 'Age of the oldest record not at an end.',
    registers,
  });
  const states = new Gauge({
    name: 'trialcast_records',
    help: 'Records by state.',
    labelNames: ['state'],
    registers,
  });

  const deliveries = new Gauge({
    name: 'trialcast_deliveries',
    help: 'Deliveries by destination and state.',
    labelNames: ['destination', 'state'],
    registers,
  });

  return (figures, counts, byDestination) => {
    depth.set(figures.depth);
    oldest.set(figures.oldestAgeS);
    for (const [state, count] of Object.entries(counts)) states.set({ state }, count);
    deliveries.reset();
    for (const { destination, state, count } of byDestination)
      deliveries.set({ destination, state }, count);
  };
}

function gauges(
  registers: Registry[],
  views: Views,
  notices: Pick<NoticeStore, 'counts'>,
): () => Promise<void> {
  const setFigures = figureGauges(registers);
  const setNotices = noticeGauge(registers);
  return async () => {
    setFigures(await views.figures(), await views.counts(), await views.deliveries());
    setNotices(await notices.counts());
  };
}

function noticeGauge(
  registers: Registry[],
): (counts: Awaited<ReturnType<NoticeStore['counts']>>) => void {
  const notices = new Gauge({
    name: 'trialcast_notices',
    help: 'Notices that were not taken, by state.',
    labelNames: ['state'],
    registers,
  });
  return (counts) => {
    notices.reset();
    for (const { state, count } of counts) notices.set({ state }, count);
  };
}
