/** Trials for tests: only what a test is about is written out, everything else is empty. */
import type { MapContext } from '../src/map/scope.ts';
import type { Place } from '../src/shared/issue.ts';
import { toReceived, type Received } from '../src/shared/received.ts';
import { loadTables } from '../src/source/load-tables.ts';
import { EMPTY_TRIAL } from '../src/trial/empty-trial.ts';
import type { Arm, Intervention, Outcome, Site, Trial } from '../src/trial/trial.ts';
import type { Code, Count, Derivation, Flag, Text } from '../src/trial/values.ts';
import type { Criterion } from '../src/trial/understood.ts';

export const at = (pointer: string): Place => ({ kind: 'pointer', pointer });

export function text(value: string, pointer = '/text', derivation?: Derivation): Text {
  return { value, place: at(pointer), ...(derivation && { derivation }) };
}

export const code = (table: string, value: string, pointer = `/${table}`): Code => ({
  ...text(value, pointer),
  table,
});

export const flag = (value: boolean, pointer = '/flag'): Flag => ({ value, place: at(pointer) });

export const count = (value: number, pointer = '/count'): Count => ({ value, place: at(pointer) });

export const trialWith = (parts: Partial<Trial>): Trial => ({ ...EMPTY_TRIAL, ...parts });

/** A trial as ClinicalTrials.gov publishes it, with its number and nothing else. */
export const registeredTrial = (parts: Partial<Trial> = {}): Trial =>
  trialWith({
    registry: 'ctgov',
    page: 'https://clinicaltrials.gov/study/NCT01234567',
    identifiers: [{ kind: 'registry', id: text('NCT01234567', '/nctId'), registry: 'ctgov' }],
    titles: { brief: text('A Trial', '/briefTitle') },
    ...parts,
  });

export const armWith = (parts: Partial<Arm>): Arm => ({
  label: text('Arm', '/arm'),
  interventionNames: [],
  interventions: [],
  ...parts,
});

export const interventionWith = (parts: Partial<Intervention>): Intervention => ({
  name: text('Sorafenib', '/intervention'),
  armGroupLabels: [],
  otherNames: [],
  ...parts,
});

export const outcomeWith = (parts: Partial<Outcome>): Outcome => ({
  kind: 'primary',
  measure: text('Overall survival', '/measure'),
  ...parts,
});

export const criterionWith = (parts: Partial<Criterion>): Criterion => ({
  exclude: false,
  text: text('Adults', '/criterion'),
  category: 'other',
  coverage: 'none',
  statements: [],
  items: [],
  ...parts,
});

export const siteWith = (parts: Partial<Site>): Site => ({ contacts: [], ...parts });

export const receivedWith = (
  record = 'record',
  options: Parameters<typeof toReceived>[2] = {},
): Received => toReceived('record.txt', record, options);

export const context: MapContext = {
  fhir: 'r4',
  version: '0.1.0',
  releasedAt: '2026-11-21T00:00:00Z',
  tables: loadTables(),
};
