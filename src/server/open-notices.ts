import type { Config } from '../config/config.ts';
import { type Audited, writeAuditEvent } from '../deliver/audit-event.ts';
import type { OpenDestination } from '../deliver/destination.ts';
import type { RetryPolicy } from '../deliver/retry.ts';
import type { Log } from '../shared/logger.ts';
import { NoticeSender } from './notices.ts';
import { auditAddress, type Notice, type NoticeStore } from './store/notice-store.ts';

interface NoticeParts {
  readonly config: Pick<Config, 'notices'>;
  readonly log: Log;
  readonly options: { readonly noticePolicy?: RetryPolicy };
  readonly targets: readonly OpenDestination[];
}

/** Who is told what became of a trial: URLs, and destinations that keep AuditEvents. */
export function noticeAddresses({ config, targets }: NoticeParts): readonly string[] {
  const audited = targets.filter(({ destination }) => destination.auditEvents === true);
  return [
    ...config.notices.urls,
    ...audited.map(({ destination }) => auditAddress(destination.name)),
  ];
}

export function openNotices(
  { config, log, options, targets }: NoticeParts,
  store: NoticeStore,
): NoticeSender {
  const { noticePolicy: policy } = options;
  const { secrets } = config.notices;
  const audit = async (name: string, notice: Notice): Promise<void> => {
    const target = targets.find(({ destination }) => destination.name === name);
    // A destination that is configured no more keeps nothing more.
    if (target) await writeAuditEvent(target.client, target.destination.fhir, auditedOf(notice));
  };
  const parts = { store, secrets, log, audit, random: Math.random };
  return new NoticeSender({ ...parts, ...(policy && { policy }) });
}

function auditedOf({ id, createdAt, type, trialKey, jobId, ordinal }: Notice): Audited {
  const isDelivered = type === 'trial.delivered';
  return { id, recorded: createdAt, isDelivered, trialKey: trialKey ?? jobId, jobId, ordinal };
}
