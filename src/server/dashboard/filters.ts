/** What the list shows, as its address says it: shared, kept as a bookmark, and linked to by every figure. */
import type { Request } from 'express';
import { isState, isVerdict } from '../store/states.ts';
import { CODE, type ListFilter } from '../store/views.ts';

/** Whatever is no filter is passed over: an address somebody typed still shows a list. */
export function filterOf({ query }: Request): ListFilter {
  const { state, verdict, text, offset } = query;
  const states = typeof state === 'string' ? state.split(',').filter(isState) : [];
  const code = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && CODE.test(value) ? value : undefined;
  };
  const [destination, issue, failure] = [code('destination'), code('issue'), code('failure')];
  return {
    ...(states.length > 0 && { states }),
    ...(destination !== undefined && { destination }),
    ...(isVerdict(verdict) && { verdict }),
    ...(issue !== undefined && { issue }),
    ...(failure !== undefined && { failure }),
    ...(typeof text === 'string' && text.trim() !== '' && { text: text.trim().slice(0, 200) }),
    ...(typeof offset === 'string' && /^\d{1,7}$/.test(offset) && { offset: Number(offset) }),
  };
}

/** `/trials?state=failed&destination=main` */
export function listAddress(basePath: string, filter: ListFilter): string {
  const query = queryOf(filter).toString();
  return `${basePath}/trials${query === '' ? '' : `?${query}`}`;
}

export function queryOf(filter: ListFilter): URLSearchParams {
  const { states, offset = 0, limit: _limit, ...words } = filter;
  const query = new URLSearchParams(words);
  if (states) query.set('state', states.join(','));
  if (offset > 0) query.set('offset', String(offset));
  return query;
}
