/**
 * Two versions of a trial's record compared: what changed in the trial, and what that changes in FHIR.
 *
 * Pure. The two need not be of one trial; `isSameTrial` says whether they are.
 */
import type { TransactionBundle } from '../bundle/bundle.ts';
import type { CodeTables } from '../map/tables.ts';
import type { Trial } from '../trial/trial.ts';
import { diffBundles, type BundleChanges } from './bundle/diff-bundles.ts';
import type { Change } from './trial/change.ts';
import { diffTrials } from './trial/diff-trials.ts';

export interface Version {
  readonly trial: Trial;
  readonly bundle: TransactionBundle;
}

export interface Comparison {
  /** True where both become the same ResearchStudy. */
  readonly isSameTrial: boolean;
  /** Most important first; empty where both say the same. */
  readonly changes: readonly Change[];
  readonly resources: BundleChanges;
}

export function compareVersions(before: Version, after: Version, tables: CodeTables): Comparison {
  return {
    isSameTrial: keyOf(before.bundle) === keyOf(after.bundle),
    changes: diffTrials(before.trial, after.trial, tables),
    resources: diffBundles(before.bundle, after.bundle),
  };
}

const keyOf = ({ entry }: TransactionBundle): string | undefined =>
  entry.find(({ resource }) => resource.resourceType === 'ResearchStudy')?.resource.id;
