import type { Reader } from './reader.ts';

/** States records may be deleted in; what is on its way never is. */
const DELETABLE = [
  'delivered',
  'superseded',
  'converted',
  'held',
  'unreadable',
  'rejected',
  'failed',
] as const;
/** Records of these states, and entries of the audit log. */
const KEPT = [...DELETABLE, 'audit'] as const;

export type KeepDays = Readonly<Partial<Record<(typeof KEPT)[number], number>>>;

/** What a person may still have to look at, and who did what, is kept unless somebody says otherwise. */
const DEFAULT = 'delivered=365,superseded=90';

/** `delivered=365,superseded=90,audit=730`; `none` deletes nothing. */
export function readKeepDays(read: Reader): KeepDays {
  const text = read.text('TRIALCAST_KEEP_DAYS') ?? DEFAULT;
  if (text === 'none') return {};
  const pairs = text.split(',').map((part) => {
    const [, name, days] = /^\s*([a-z]+)\s*=\s*(\d{1,5})\s*$/.exec(part) ?? [];
    const found = KEPT.find((one) => one === name);
    if (!found || Number(days) < 1) {
      read.fault(
        'TRIALCAST_KEEP_DAYS',
        `has "${part.trim()}", not NAME=DAYS with one of ${KEPT.join(', ')} and at least one day`,
      );
    }
    return [found ?? '', Number(days)] as const;
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}
