import type { Conversion } from '../convert.ts';
import type { Issue } from '../shared/issue.ts';
import { changedOn } from '../trial/changed-on.ts';
import { titleOf } from '../trial/title.ts';

/**
 * A conversion as it is stored. Its large parts are JSON text already: the thread that converts writes it, so that the
 * loop that acknowledges records has only to pass it on.
 */
export interface Converted {
  readonly issues: readonly Issue[];
  /** Absent only where no trial could be read at all. */
  readonly bundle?: string;
  readonly lineage: string;
  /** Id of the study; absent with the bundle. */
  readonly trialKey?: string;
  readonly title?: string;
  /** Day of the record's own last change, where it tells one. */
  readonly changedOn?: string;
}

export function toConverted({ bundle, trial, issues, lineage }: Conversion): Converted {
  const study = bundle?.entry.find((entry) => entry.resource.resourceType === 'ResearchStudy');
  const trialKey = study?.resource.id ?? bundle?.id;
  const title = trial && titleOf(trial);
  const day = trial && changedOn(trial);
  return {
    issues,
    lineage: JSON.stringify(lineage),
    ...(bundle && { bundle: JSON.stringify(bundle) }),
    ...(trialKey !== undefined && { trialKey }),
    ...(title !== undefined && { title }),
    ...(day !== undefined && { changedOn: day }),
  };
}
