import type { Request, Response } from 'express';
import type { Route } from '../routes/route.ts';
import { mappingPage } from './mapping-page.ts';
import { aboutOf, pagesOf, sendPage, shellOf, type DashboardParts } from './parts.ts';
import { settingsPage } from './settings-page.ts';

export function aboutRoutes(parts: DashboardParts): readonly Route[] {
  const page = pagesOf(parts);
  return [page('get', '/mapping', mapping), page('get', '/settings', settings)];
}

async function mapping(
  parts: DashboardParts,
  _request: Request,
  response: Response,
): Promise<void> {
  const coverage = await parts.views.coverage();
  sendPage(response, mappingPage(shellOf(parts, response), coverage, parts.definitions));
}

function settings(parts: DashboardParts, _request: Request, response: Response): void {
  const { config, definitions, profiles } = parts;
  const node = process.version.slice(1);
  const about = aboutOf(definitions);
  sendPage(response, settingsPage(shellOf(parts, response), { config, node, about, profiles }));
}
