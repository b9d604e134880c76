/** What the pages are made from, and how each is sent. */
import type { Request, Response } from 'express';
import type { Config } from '../../config/config.ts';
import type { Conversion } from '../../convert.ts';
import type { Definitions } from '../../definitions.ts';
import type { Knowledge } from '../../explain/knowledge.ts';
import type { ServerHealth } from '../../deliver/watch.ts';
import type { CodeHelp } from '../../source/load-code-help.ts';
import type { Received } from '../../shared/received.ts';
import { actorOf } from '../actor.ts';
import { csrfField, type Csrf } from '../csrf.ts';
import type { Route } from '../routes/route.ts';
import type { AuditObjects } from '../store/audit-objects.ts';
import type { AuditStore } from '../store/audit-store.ts';
import type { JobStore } from '../store/job-store.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { RetryFilter } from '../store/retry-store.ts';
import type { Views } from '../store/views.ts';
import type { Shell } from './layout.ts';
import type { SettingsView } from './settings-page.ts';

export interface DashboardParts {
  readonly views: Views;
  readonly jobs: JobStore;
  readonly records: RecordStore;
  readonly audits: Pick<AuditStore, 'list'>;
  readonly auditObjects: AuditObjects;
  readonly config: Config;
  readonly definitions: Definitions;
  readonly profiles: SettingsView['profiles'];
  /** What explains an element. */
  readonly knowledge: Knowledge;
  /** What explains a code. */
  readonly help: ReadonlyMap<string, CodeHelp>;
  readonly convert: (received: Received) => Conversion;
  /** Of each destination, in their order. */
  readonly health: readonly (() => ServerHealth)[];
  readonly csrf: Pick<Csrf, 'tokenFor'>;
  /** Sends records back to the start, or what was made of them on; how many. */
  readonly retry: (
    asked: RetryFilter & { readonly mapping: 'current' | 'stored' },
    response: Response,
  ) => Promise<number>;
}

export type Handler = (
  parts: DashboardParts,
  request: Request,
  response: Response,
) => Promise<void> | void;

/** Makes pages for the persons the configuration lets in. */
export const pagesOf =
  (parts: DashboardParts) =>
  (method: Route['method'], path: string, handler: Handler): Route => ({
    method,
    path,
    access: 'person',
    isPage: true,
    handler: (request, response) => handler(parts, request, response),
  });

export function shellOf(parts: DashboardParts, response: Response): Shell {
  const { config, definitions, health, csrf } = parts;
  return {
    basePath: config.basePath,
    version: definitions.version,
    destinations: config.destinations.map(({ name, baseUrl }, index) => ({
      name,
      baseUrl,
      health: health[index]?.() ?? { state: 'unknown' },
    })),
    csrfField: csrfField(csrf.tokenFor(actorOf(response))),
  };
}

export function sendPage(response: Response, text: string): void {
  response.type('html').send(text);
}

export function aboutOf({ validator }: Definitions): string {
  const { checkedAgainst, notChecked } = validator.describe();
  return `${checkedAgainst} ${notChecked}`;
}
