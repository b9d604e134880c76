import { isOrigin, isToken } from './checks.ts';
import type { Reader } from './reader.ts';

/** Limits on requests, and who but persons may send some. */
export interface WebSettings {
  /** TRIALCAST_WEBHOOKS_PER_MINUTE: requests one address may make to any route in a minute. @default 600 */
  readonly requestsPerMinute: number;
  /** TRIALCAST_MAX_BODY_BYTES: size a request body may have. @default 10485760 */
  readonly maxBodyBytes: number;
  /** TRIALCAST_REQUEST_MS: time a request may take to arrive. @default 60000 */
  readonly requestMs: number;
  /** TRIALCAST_METRICS_TOKEN: bearer token that /metrics demands. Secret. */
  readonly metricsToken?: string;
  /** TRIALCAST_SUBSCRIPTION_TOKEN: bearer token that FHIR subscription notifications must carry. Secret. @default they are not taken */
  readonly subscriptionToken?: string;
  /** TRIALCAST_CORS_ORIGINS: web origins whose pages may call the API, with credentials they bring along. @default none */
  readonly corsOrigins: readonly string[];
}

export function readWeb(read: Reader): WebSettings {
  const word = [isToken, 'one word of visible characters'] as const;
  const metricsToken = read.checked('TRIALCAST_METRICS_TOKEN', ...word);
  const subscriptionToken = read.checked('TRIALCAST_SUBSCRIPTION_TOKEN', ...word);
  const corsOrigins = (read.text('TRIALCAST_CORS_ORIGINS') ?? '').split(/[\s,]+/).filter(Boolean);
  if (!corsOrigins.every(isOrigin))
    read.fault('TRIALCAST_CORS_ORIGINS', 'has one that is no origin like https://host.example');
  const mib = 1024 * 1024;
  return {
    requestsPerMinute: read.integer('TRIALCAST_WEBHOOKS_PER_MINUTE', 600, 1, 1_000_000),
    maxBodyBytes: read.integer('TRIALCAST_MAX_BODY_BYTES', 10 * mib, 1_000, 100 * mib),
    requestMs: read.integer('TRIALCAST_REQUEST_MS', 60_000, 100, 3_600_000),
    ...(metricsToken !== undefined && { metricsToken }),
    ...(subscriptionToken !== undefined && { subscriptionToken }),
    corsOrigins,
  };
}
