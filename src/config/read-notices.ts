import { isHttpUrl } from './checks.ts';
import { readSigningKeys } from './read-signing-keys.ts';
import type { Key } from './settings.ts';
import type { Reader } from './reader.ts';

export interface NoticeSettings {
  readonly urls: readonly string[];
  /** `whsec_...` or `whsk_...` keys notices are signed with, each by all of them: two allow a change of keys. */
  readonly secrets: readonly string[];
}

export function readNotices(read: Reader): NoticeSettings {
  const urls = wordsOf(read, 'TRIALCAST_NOTICE_URLS');
  if (!urls.every(isHttpUrl))
    read.fault('TRIALCAST_NOTICE_URLS', 'has one that is no http or https address without query');
  const secrets = readSigningKeys(read, 'TRIALCAST_NOTICE_SECRETS', 'whsk');
  if (urls.length > 0 && secrets.length === 0)
    read.fault('TRIALCAST_NOTICE_SECRETS', 'is missing; TRIALCAST_NOTICE_URLS needs it');
  return { urls: [...new Set(urls)], secrets };
}

function wordsOf(read: Reader, key: Key): readonly string[] {
  return (read.text(key) ?? '').split(/[\s,]+/).filter((one) => one !== '');
}
