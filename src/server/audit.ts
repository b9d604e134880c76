import type { Response } from 'express';
import type { Log } from '../shared/logger.ts';
import { actorOf } from './actor.ts';
import { correlationOf } from './correlation.ts';
import type { AuditAction, AuditEntry, AuditStore } from './store/audit-store.ts';

/** Notes what a person did: a row in the store and a line in the log. */
export type Audit = (
  response: Pick<Response, 'locals'>,
  action: AuditAction,
  object: string,
  details: AuditEntry['details'],
) => Promise<void>;

export function createAudit(store: Pick<AuditStore, 'insert'>, log: Log): Audit {
  return async (response, action, object, details) => {
    const about = correlationOf(response);
    const actor = actorOf(response);
    log.info('audit', { actor, action, object, ...details, ...about });
    await store.insert({ actor, action, object, details, requestId: about.requestId });
  };
}
