import type { Reader } from './reader.ts';

/** States records may be deleted in; what is on its way never is. */
export const DELETABLE = [
  'delivered',
  'superseded',
  'converted',
  'held',
  'unreadable',
  'rejected',
  'failed',
] as const;

export type KeepDays = Readonly<Partial<Record<(typeof DELETABLE)[number], number>>>;

/** What a person may still have to look at is kept unless somebody says otherwise. */
const DEFAULT = 'delivered=365,superseded=90';

/** `delivered=365,superseded=90`; `none` deletes nothing. */
export function readKeepDays(read: Reader): KeepDays {
  const text = read.text('TRIALCAST_KEEP_DAYS') ?? DEFAULT;
  if (text === 'none') return {};
  const pairs = text.split(',').map((part) => {
    const [, state, days] = /^\s*([a-z]+)\s*=\s*(\d{1,5})\s*$/.exec(part) ?? [];
    const found = DELETABLE.find((one) => one === state);
    if (!found || Number(days) < 1) {
      read.fault(
        'TRIALCAST_KEEP_DAYS',
        `has "${part.trim()}", not STATE=DAYS with one of ${DELETABLE.join(', ')} and at least one day`,
      );
    }
    return [found ?? '', Number(days)] as const;
  });
  return Object.fromEntries(pairs.filter(([state]) => state !== ''));
}
