import type { Config } from '../../config.ts';
import type { Conversion } from '../../convert.ts';
import type { Definitions } from '../../definitions.ts';
import type { Received } from '../../shared/received.ts';
import type { Route } from '../routes/route.ts';
import type { ServerHealth } from '../server-watch.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Views } from '../store/views.ts';

export interface DashboardParts {
  readonly views: Views;
  readonly records: RecordStore;
  readonly config: Config;
  readonly definitions: Definitions;
  readonly convert: (received: Received) => Conversion;
  readonly serverHealth: () => ServerHealth;
}

export function dashboardRoutes(_parts: DashboardParts): readonly Route[] {
  return [];
}
