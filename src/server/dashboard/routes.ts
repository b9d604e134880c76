/** Pages for people: rendered here, whole without a script, with nothing from another host. */
import type { Request, Response } from 'express';
import { splitRecords } from '../../parse/split-records.ts';
import { Failure } from '../../shared/failure.ts';
import { bodyOf } from '../routes/body.ts';
import type { Route } from '../routes/route.ts';
import { listRoutes } from './list-routes.ts';
import { aboutOf, pagesOf, sendPage, shellOf, type DashboardParts } from './parts.ts';
import { recordRoutes } from './record-routes.ts';
import { retryRoutes } from './retry-routes.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { tryPage } from './try-page.ts';

export function dashboardRoutes(parts: DashboardParts): readonly Route[] {
  const page = pagesOf(parts);
  return [
    ...listRoutes(parts),
    ...recordRoutes(parts),
    ...retryRoutes(parts),
    page('get', '/try', showTry),
    page('post', '/try', doTry),
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

function showTry(parts: DashboardParts, _request: Request, response: Response): void {
  sendPage(response, tryPage(shellOf(parts, response), undefined, aboutOf(parts.definitions)));
}

function doTry(parts: DashboardParts, request: Request, response: Response): void {
  const text = (
    new URLSearchParams(bodyOf(request).toString('utf8')).get('record') ?? ''
  ).replaceAll('\r\n', '\n');
  const [received] = splitRecords('record', text).value;
  if (!received) throw new Failure('request-malformed', 'The form holds no record.');
  const conversion = parts.convert(received);
  sendPage(
    response,
    tryPage(
      shellOf(parts, response),
      { text: received.text, conversion },
      aboutOf(parts.definitions),
    ),
  );
}
