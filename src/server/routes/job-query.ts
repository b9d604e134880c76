/** What requests about jobs ask for, from their query parameters. */
import type { Request } from 'express';
import { Failure } from '../../shared/failure.ts';
import type { RetryFilter } from '../store/retry-store.ts';
import {
  isState,
  isVerdict,
  RETRYABLE,
  STATE_NAMES,
  VERDICTS,
  type State,
} from '../store/states.ts';
import { CODE, type ListFilter } from '../store/views.ts';

export interface Retry extends RetryFilter {
  /** From the raw record, or sent as converted then. */
  readonly mapping: 'current' | 'stored';
}

/** `?state=`, `?destination=`, `?release=true` for held records, `?mapping=stored` for what was converted then. */
export function retryOf(request: Request): Retry {
  const { release, mapping = 'current' } = queryOf(request);
  if (mapping !== 'current' && mapping !== 'stored')
    throw new Failure('request-malformed', 'mapping must be current or stored.');
  const states = statesOf(request);
  const strange = states?.find((state) => !RETRYABLE.includes(state));
  if (strange !== undefined)
    throw new Failure('request-malformed', `A record that is ${strange} cannot be tried again.`);
  return {
    ...destinationOf(request),
    ...(states && { states }),
    isReleased: release === 'true',
    mapping,
  };
}

export function listOf(request: Request): {
  readonly filter: ListFilter;
  readonly limit: number;
  readonly offset: number;
} {
  const { verdict, text, limit = '50', offset = '0' } = queryOf(request);
  if (!/^\d{1,7}$/.test(offset) || !/^[1-9]\d{0,2}$/.test(limit))
    throw new Failure('request-malformed', 'limit must be 1 to 999, offset a whole number.');
  if (verdict !== undefined && !isVerdict(verdict))
    throw new Failure('request-malformed', `verdict must be of ${VERDICTS.join(', ')}.`);
  const states = statesOf(request);
  const [issue, failure] = [codeOf(request, 'issue'), codeOf(request, 'failure')];
  const filter = {
    ...destinationOf(request),
    ...(states && { states }),
    ...(verdict !== undefined && { verdict }),
    ...(issue !== undefined && { issue }),
    ...(failure !== undefined && { failure }),
    ...(text !== undefined && { text: text.slice(0, 200) }),
  };
  return { filter, limit: Number(limit), offset: Number(offset) };
}

function statesOf(request: Request): readonly State[] | undefined {
  const names = queryOf(request)['state']?.split(',');
  if (!names?.every(isState)) {
    if (!names) return undefined;
    throw new Failure('request-malformed', `state must be of ${STATE_NAMES.join(', ')}.`);
  }
  return names;
}

function destinationOf(request: Request): { readonly destination?: string } {
  const { destination } = queryOf(request);
  if (destination === undefined) return {};
  if (/^[a-z0-9-]{1,40}$/.test(destination)) return { destination };
  throw new Failure('request-malformed', 'destination must be the name of a destination.');
}

/** A code that nobody has given yet narrows a list to nothing, as any other that is not there. */
function codeOf(request: Request, name: 'issue' | 'failure'): string | undefined {
  const code = queryOf(request)[name];
  if (code === undefined || CODE.test(code)) return code;
  throw new Failure('request-malformed', `${name} must be a code of docs/issues.md.`);
}

/** Each parameter once; one that comes twice is refused, since which counts would be anybody's guess. */
export function queryOf({ query }: Request): Readonly<Record<string, string>> {
  const entries = Object.entries(query).map(([name, value]) => {
    if (typeof value !== 'string')
      throw new Failure('request-malformed', `${name.slice(0, 40)} may be given once, as text.`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

export function ordinalOf(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^\d{1,6}$/.test(value)) return Number(value);
  throw new Failure('request-malformed', 'record must be the number of a record within the job.');
}
