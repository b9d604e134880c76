import { isHttpUrl } from './checks.ts';
import type { Key } from './settings.ts';
import type { Reader } from './reader.ts';

export interface NoticeSettings {
  readonly urls: readonly string[];
  /** `whsec_...` keys notices are signed with, each by all of them: two allow a change of keys. */
  readonly secrets: readonly string[];
}

export function readNotices(read: Reader): NoticeSettings {
  const urls = wordsOf(read, 'TRIALCAST_NOTICE_URLS');
  if (!urls.every(isHttpUrl))
    read.fault('TRIALCAST_NOTICE_URLS', 'has one that is no http or https address without query');
  const secrets = readSecrets(read, 'TRIALCAST_NOTICE_SECRETS');
  if (urls.length > 0 && secrets.length === 0)
    read.fault('TRIALCAST_NOTICE_SECRETS', 'is missing; TRIALCAST_NOTICE_URLS needs it');
  return { urls: [...new Set(urls)], secrets };
}

/** Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. */
export function readSecrets(read: Reader, key: Key): readonly string[] {
  const secrets = wordsOf(read, key);
  const isGood = (secret: string): boolean => {
    const bytes = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
    const size = bytes === undefined ? 0 : Buffer.from(bytes, 'base64').length;
    return bytes !== undefined && bytes.length % 4 === 0 && size >= 24 && size <= 64;
  };
  if (!secrets.every(isGood))
    read.fault(key, 'has a key that is not whsec_ and base64 of 24 to 64 bytes');
  if (secrets.length > 2) read.fault(key, `has ${secrets.length} keys; two may be active`);
  return secrets;
}

function wordsOf(read: Reader, key: Key): readonly string[] {
  return (read.text(key) ?? '').split(/[\s,]+/).filter((one) => one !== '');
}
