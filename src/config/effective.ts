import type { Given, Origin } from './given.ts';
import { flagOf, memberOf, SETTINGS, type Group, type Key } from './settings.ts';

/** A setting as it holds, to be shown: the value of a secret is never in it. */
export interface EffectiveSetting {
  readonly key: Key;
  readonly flag: string;
  readonly member: string;
  readonly group: Group;
  readonly isSecret: boolean;
  /** The text that holds; `(hidden)` for a secret, `(hidden, from FILE)` for one of a file, empty where nothing is set. */
  readonly shown: string;
  /** Undefined where nobody says anything and the default holds. */
  readonly origin?: Origin;
}

export function effectiveSetting(key: Key, given: Given | undefined): EffectiveSetting {
  const { kind, fallback, group } = SETTINGS[key];
  const isSecret = kind === 'secret';
  return {
    key,
    flag: isSecret ? `--${flagOf(key)}-file` : `--${flagOf(key)}`,
    member: memberOf(key),
    group,
    isSecret,
    shown: given ? shownOf(given, key) : fallback,
    ...(given && { origin: given.origin }),
  };
}

function shownOf({ text = '', file }: Given, key: Key): string {
  const { kind, group } = SETTINGS[key];
  if (kind === 'plain') return withoutCredentials(text, group === 'Proxy');
  return file === undefined ? '(hidden)' : `(hidden, from ${file})`;
}

/** Of an address with a user in it; a proxy's may be without scheme: `user:password@proxy:3128`. */
function withoutCredentials(text: string, isProxy: boolean): string {
  return text.replaceAll(isProxy ? /(^|\/\/|,)[^/,@\s]+@/g : /(\/\/)[^/,@\s]+@/g, '$1(hidden)@');
}
