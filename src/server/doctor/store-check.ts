import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../../config/config.ts';
import { Failure } from '../../shared/failure.ts';
import { inspectStore, type InspectedStore } from '../store/inspect.ts';
import type { Check } from './check.ts';

/** A database whose clock is further off than this makes ages and retries look odd. */
const MAX_SKEW_MS = 5_000;

export async function checkStore(config: Config): Promise<readonly Check[]> {
  const where =
    config.databaseUrl === undefined
      ? `the embedded store in ${config.dataFolder}`
      : 'the store in PostgreSQL';
  try {
    const store = await inspectStore(config);
    return store.state === 'absent'
      ? [absent(config.dataFolder)]
      : [migrationCheck(where, store), ...clockCheck(store)];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const isInUse = error.code === 'store-locked';
    const text = isInUse ? `${error.message} It was not opened.` : error.message;
    return [{ area: 'store', state: isInUse ? 'ok' : 'failed', text, code: error.code }];
  }
}

function absent(dataFolder: string): Check {
  const parent = nearestFolder(resolve(dataFolder));
  try {
    // A folder is searched as well as written; a file is not.
    accessSync(`${parent}/`, constants.W_OK | constants.X_OK);
    return {
      area: 'store',
      state: 'ok',
      text: `There is no embedded store in ${dataFolder} yet; the service makes one.`,
    };
  } catch {
    return {
      area: 'store',
      state: 'failed',
      text: `There is no embedded store in ${dataFolder}, and ${parent} cannot be written.`,
    };
  }
}

const nearestFolder = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));

type Open = Extract<InspectedStore, { state: 'open' }>;

function migrationCheck(where: string, store: Open): Check {
  const { software, reached, known, records, unfinished } = store;
  const details = { software, reached, known, records, unfinished };
  const is = `${where[0]?.toUpperCase()}${where.slice(1)} (${software})`;
  if (reached > known) {
    const text = `${is} was written by a newer version: step ${reached}, this one knows ${known}.`;
    return { area: 'store', state: 'failed', text, details };
  }
  if (reached < known) {
    const text = `${is} is at step ${reached} of ${known}; the service brings it up to date when it starts. Back it up before.`;
    return { area: 'store', state: reached === 0 ? 'ok' : 'warning', text, details };
  }
  const text = `${is} is up to date (step ${known}): ${records} records, ${unfinished} on their way or waiting for a person.`;
  return { area: 'store', state: 'ok', text, details };
}

function clockCheck({ skewMs }: Open): readonly Check[] {
  if (Math.abs(skewMs) <= MAX_SKEW_MS) return [];
  const text = `The clock of the database is ${secondsText(skewMs)} ours.`;
  return [{ area: 'store', state: 'warning', text, details: { skewMs } }];
}

/** `42 s ahead of`. */
export function secondsText(skewMs: number): string {
  return `${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? 'ahead of' : 'behind'}`;
}
