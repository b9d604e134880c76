import { toTransaction } from './bundle/transaction.ts';
import type { TransactionBundle } from './bundle/bundle.ts';
import type { Definitions } from './definitions.ts';
import { interpret } from './interpret/interpret.ts';
import { mapTrial } from './map/map-trial.ts';
import type { LineageEntry } from './map/resource.ts';
import { parse } from './parse/parse.ts';
import { bySeverity, type Issue } from './shared/issue.ts';
import type { Received } from './shared/received.ts';
import type { Trial } from './trial/trial.ts';

export interface Conversion {
  /** Absent only where no trial could be read at all; `issues` then says why. */
  readonly bundle?: TransactionBundle;
  readonly trial?: Trial;
  readonly issues: readonly Issue[];
  readonly lineage: readonly LineageEntry[];
}

/**
 * A record as received becomes a validated transaction Bundle.
 *
 * Pure: the same record and definitions give the same bytes. Clock, network and files stay with
 * the callers (cli/, server/). A defective record is no error: the defect is in `issues`, and
 * whether it stops the push is the caller's policy.
 */
export function convert(received: Received, definitions: Definitions): Conversion {
  const parsed = parse(received);
  if (!parsed.value) return { issues: bySeverity(parsed.issues), lineage: [] };

  const understood = interpret(parsed.value);
  const mapped = mapTrial(understood.value, received, definitions);
  const bundle = toTransaction(mapped.resources, definitions.fhir);
  const found = definitions.validator.validate(bundle);

  return {
    bundle,
    trial: understood.value,
    issues: bySeverity([...parsed.issues, ...understood.issues, ...mapped.issues, ...found]),
    lineage: mapped.lineage,
  };
}
