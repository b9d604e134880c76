/** Pages for people: rendered here, whole without a script, with nothing from another host. */
import type { Route } from '../routes/route.ts';
import { aboutRoutes } from './about-routes.ts';
import { listRoutes } from './list-routes.ts';
import { auditLogRoutes } from './audit-routes.ts';
import type { DashboardParts } from './parts.ts';
import { recordRoutes } from './record-routes.ts';
import { retryRoutes } from './retry-routes.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { tryRoutes } from './try-routes.ts';

export function dashboardRoutes(parts: DashboardParts): readonly Route[] {
  return [
    ...listRoutes(parts),
    ...recordRoutes(parts),
    ...retryRoutes(parts),
    ...tryRoutes(parts),
    ...aboutRoutes(parts),
    ...auditLogRoutes(parts),
    asset('/assets/style.css', 'text/css', STYLE),
    asset('/assets/script.js', 'text/javascript', SCRIPT),
  ];
}

const asset = (path: string, type: string, text: string): Route => ({
  method: 'get',
  path,
  access: 'public',
  isPage: true,
  handler: (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').type(type).send(text);
  },
});
