import type { Strategy } from '../../config/destination.ts';

import { limitsOf } from './limits.ts';
import type { ServerProfile } from './server-profile.ts';

/** Who gives a new resource its id, and how a second creation of the same is prevented. */
export type Ids = 'client' | 'conditional-create' | 'conditional-update';
/** What is sent at once, and succeeds or fails at once. */
export type Unit = 'transaction' | 'batch' | 'single';

/** How a push writes. */
export interface ChosenStrategy {
  /** What was asked for. */
  readonly asked: Strategy;
  readonly ids: Ids;
  readonly unit: Unit;
  /** Entries one bundle may have; absent where no limit is known. */
  readonly maxEntries?: number;
  /** Neither the operator nor the server says whether it takes ids of ours: they are tried. */
  readonly isGuess?: true;
  /** Why it is this one, in sentences. */
  readonly reasons: readonly string[];
}

interface Choice<T> {
  readonly choice: T;
  readonly reason: string;
  readonly isGuess?: true;
}

/**
 * The strategy for a bundle of these types, by what was asked for and what the server says of itself. What it does
 * not say it may have shown: `hasRefused` is whether it refused ids of ours.
 */
export function chooseStrategy(
  asked: Strategy,
  profile: ServerProfile,
  types: ReadonlySet<string>,
  options: { readonly maxEntries?: number | undefined; readonly hasRefused?: boolean } = {},
): ChosenStrategy {
  const { maxEntries, hasRefused = false } = options;
  const ids = idsFor(asked, profile, types, hasRefused);
  const unit = unitFor(asked, profile);
  const limit = limitFor(profile, ids.choice, unit.choice, maxEntries);
  return {
    asked,
    ids: ids.choice,
    unit: unit.choice,
    ...(limit && { maxEntries: limit.choice }),
    ...(ids.isGuess && { isGuess: true }),
    reasons: [ids.reason, unit.reason, ...(limit ? [limit.reason] : [])],
  };
}

function idsFor(
  asked: Strategy,
  profile: ServerProfile,
  types: ReadonlySet<string>,
  hasRefused: boolean,
): Choice<Ids> {
  if (asked === 'transaction') return asAsked('client', 'ids of ours');
  if (asked === 'conditional-create' || asked === 'conditional-update') {
    return asAsked(asked, 'ids of the server');
  }
  const refusing = [...types].filter((type) => refusesOurIds(profile, type, hasRefused));
  if (refusing.length === 0) return oursOf(profile, types);
  const which = refusing.length === types.size ? '' : ` for ${refusing.toSorted().join(', ')}`;
  const why = hasRefused
    ? 'The server refused ids of ours'
    : `The server says that it takes no ids of ours${which} (updateCreate)`;
  const cannotCreate = [...types].some((type) => profile.conditionalCreate.get(type) === false);
  const canUpdate = [...types].every((type) => profile.conditionalUpdate.get(type) === true);
  return cannotCreate && canUpdate
    ? { choice: 'conditional-update', reason: `${why}, and has no conditional create.` }
    : { choice: 'conditional-create', reason: `${why}.` };
}

const refusesOurIds = (
  { updateCreate }: ServerProfile,
  type: string,
  hasRefused: boolean,
): boolean => !(updateCreate.get(type) ?? !hasRefused);

/** HAPI says nothing of it, whether it takes them or not. */
function oursOf({ updateCreate }: ServerProfile, types: ReadonlySet<string>): Choice<Ids> {
  if ([...types].every((type) => updateCreate.has(type))) {
    return { choice: 'client', reason: 'The server takes ids of ours (updateCreate).' };
  }
  const reason = 'The server does not say whether it takes ids of ours; it has not refused them.';
  return { choice: 'client', reason, isGuess: true };
}

function unitFor(asked: Strategy, { interactions }: ServerProfile): Choice<Unit> {
  if (asked === 'transaction' || asked === 'batch' || asked === 'single') {
    return asAsked(asked, `${asked} writes`);
  }
  if (!interactions || interactions.has('transaction')) {
    const reason = interactions
      ? 'The server states the transaction interaction.'
      : 'The server states no interactions at all; transactions are tried.';
    return { choice: 'transaction', reason };
  }
  return interactions.has('batch')
    ? { choice: 'batch', reason: 'The server states batch and no transaction.' }
    : { choice: 'single', reason: 'The server states neither transaction nor batch.' };
}

const asAsked = <T>(choice: T, what: string): Choice<T> => ({
  choice,
  reason: `Asked for: ${what}.`,
});

function limitFor(
  { software }: ServerProfile,
  ids: Ids,
  unit: Unit,
  maxEntries: number = Infinity,
): Choice<number> | undefined {
  if (unit === 'single') return undefined;
  const known = limitsOf(software);
  const inTransaction = ids === 'client' ? 'transaction' : 'conditional';
  const limit = known?.[unit === 'batch' ? 'batch' : inTransaction] ?? Infinity;
  if (Math.min(maxEntries, limit) === Infinity) return undefined;
  if (maxEntries <= limit) {
    return asAsked(maxEntries, `at most ${maxEntries} entries in a bundle`);
  }
  return {
    choice: limit,
    reason: `${known?.reason} ${limit} entries.`,
  };
}
