import type { Request, Response } from 'express';
import { filterOf, listAddress } from './filters.ts';
import { listPage } from './list.ts';
import { overviewPage } from './overview.ts';
import { pagesOf, sendPage, shellOf, type DashboardParts } from './parts.ts';
import type { Route } from '../routes/route.ts';

const PAGE_SIZE = 50;
const LAST = 8;

export function listRoutes(parts: DashboardParts): readonly Route[] {
  const page = pagesOf(parts);
  return [page('get', '/', overview), page('get', '/trials', list)];
}

async function overview(
  parts: DashboardParts,
  request: Request,
  response: Response,
): Promise<void> {
  const { config, views } = parts;
  const filter = filterOf(request);
  // Before there was an overview the list stood here.
  if (Object.keys(filter).length > 0) {
    response.redirect(302, listAddress(config.basePath, filter));
    return;
  }
  const [figures, entries] = [await views.overview(), await views.list({ limit: LAST })];
  sendPage(
    response,
    overviewPage(shellOf(parts, response), { figures, entries, now: new Date(), help: parts.help }),
  );
}

async function list(parts: DashboardParts, request: Request, response: Response): Promise<void> {
  const filter = filterOf(request);
  const [entries, total] = [
    await parts.views.list({ ...filter, limit: PAGE_SIZE }),
    await parts.views.count(filter),
  ];
  const { restarted } = request.query;
  const view = {
    entries,
    total,
    filter,
    pageSize: PAGE_SIZE,
    ...(typeof restarted === 'string' &&
      /^\d{1,7}$/.test(restarted) && { restarted: Number(restarted) }),
  };
  sendPage(response, listPage(shellOf(parts, response), view));
}
