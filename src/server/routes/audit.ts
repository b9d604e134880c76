import type { Request, Response } from 'express';
import { Failure } from '../../shared/failure.ts';
import { AUDIT_ACTIONS, type AuditFilter, type AuditStore } from '../store/audit-store.ts';
import { queryOf } from './job-query.ts';
import type { Route } from './route.ts';

export interface AuditParts {
  readonly audits: Pick<AuditStore, 'list'>;
  readonly basePath: string;
}

/** `GET /audit`: who did what, newest first; `actor`, `action`, `before` (a number) and `limit` narrow it down. */
export function auditRoutes(parts: AuditParts): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/audit',
      access: 'person',
      handler: (request, response) => list(parts, request, response),
    },
  ];
}

async function list(
  { audits, basePath }: AuditParts,
  request: Request,
  response: Response,
): Promise<void> {
  const filter = filterOf(request);
  const found = await audits.list({ ...filter, limit: filter.limit + 1 });
  const entries = found.slice(0, filter.limit);
  const query = new URLSearchParams(queryOf(request));
  query.set('before', String(entries.at(-1)?.number ?? 0));
  response.json({
    entries,
    ...(found.length > filter.limit && { next: `${basePath}/audit?${query.toString()}` }),
  });
}

function filterOf(request: Request): AuditFilter {
  const { actor, action, before, limit = '50' } = queryOf(request);
  const known = AUDIT_ACTIONS.find((one) => one === action);
  if (action !== undefined && !known)
    throw new Failure('request-malformed', `action must be of ${AUDIT_ACTIONS.join(', ')}.`);
  if (!/^[1-9]\d{0,2}$/.test(limit) || (before !== undefined && !/^\d{1,15}$/.test(before)))
    throw new Failure('request-malformed', 'limit must be 1 to 999, before a whole number.');
  return {
    limit: Number(limit),
    ...(actor !== undefined && { actor: actor.replaceAll('\0', '').toWellFormed() }),
    ...(known && { action: known }),
    ...(before !== undefined && { before: Number(before) }),
  };
}
