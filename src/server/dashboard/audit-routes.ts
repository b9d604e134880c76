import type { Request, Response } from 'express';
import type { Route } from '../routes/route.ts';
import { AUDIT_ACTIONS } from '../store/audit-store.ts';
import { auditPage, type AuditView } from './audit-page.ts';
import { pagesOf, sendPage, shellOf, type DashboardParts } from './parts.ts';

const PAGE_SIZE = 50;

/** `/audit` is the API's; a page has a name of its own, as `/trials` has beside `/jobs`. */
export function auditLogRoutes(parts: DashboardParts): readonly Route[] {
  const page = pagesOf(parts);
  return [page('get', '/audit-log', showAudit)];
}

async function showAudit(
  parts: DashboardParts,
  request: Request,
  response: Response,
): Promise<void> {
  const { audits, auditObjects } = parts;
  const filter = filterOf(request);
  // One more than is shown tells whether there are older ones.
  const found = await audits.list({ ...filter, limit: PAGE_SIZE + 1 });
  const entries = found.slice(0, PAGE_SIZE);
  const named = await auditObjects(entries.map(({ object }) => object));
  const view = {
    entries,
    named,
    filter,
    hasOlder: found.length > PAGE_SIZE,
    keptDays: parts.config.keepDays.audit,
  };
  sendPage(response, auditPage(shellOf(parts, response), view));
}

/** Whatever is no filter is passed over, as in the list of trials. */
function filterOf({ query }: Request): AuditView['filter'] {
  const { actor, action, before } = query;
  const known = AUDIT_ACTIONS.find((one) => one === action);
  const name = typeof actor === 'string' ? actor.replaceAll('\0', '').toWellFormed().trim() : '';
  return {
    ...(name !== '' && { actor: name.slice(0, 200) }),
    ...(known && { action: known }),
    ...(typeof before === 'string' && /^\d{1,15}$/.test(before) && { before: Number(before) }),
  };
}
