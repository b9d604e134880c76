import type { Response } from 'express';

/** Who a request is of: the user of basic access, the `sub` of a token, the name a proxy gives, or `anyone`. */
export function actorOf({ locals }: Pick<Response, 'locals'>): string {
  const actor: unknown = locals['actor'];
  return typeof actor === 'string' ? actor : ANYONE;
}

export function setActor({ locals }: Pick<Response, 'locals'>, actor: string): void {
  // It stands in log lines and pages: visible characters, and few of them.
  locals['actor'] = actor.replaceAll(/\p{C}/gu, '').slice(0, 200) || ANYONE;
}

/** Where access is open. */
const ANYONE = 'anyone';
