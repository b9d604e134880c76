import { createHash } from 'node:crypto';
import type { SpanContext } from '@opentelemetry/api';

/** https://www.w3.org/TR/trace-context/#traceparent-header; ids of zeros are none, version ff is none. */
const TRACEPARENT =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-[\w-]{1,64})?$/;

/** The caller's span, undefined where the header is none. */
export function parseTraceparent(header: string | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(header ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}

export function toTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags === 1 ? '01' : '00'}`;
}

/** Ids of a job's trace and of its first span: a job's id is a UUID, which has as many bits as the id of a trace. */
export function idsOfJob(job: string): { readonly traceId: string; readonly spanId: string } {
  const hash = createHash('sha256').update(job).digest('hex');
  const hex = job.replaceAll('-', '');
  return {
    traceId: /^(?!0{32})[\da-f]{32}$/.test(hex) ? hex : hash.slice(0, 32),
    spanId: hash.slice(32, 48),
  };
}
