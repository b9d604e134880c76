import { CROSS_VERSION } from '../../shared/canonical.ts';
import { derivationExtension, derivationOf, valueExtension } from '../emit/build.ts';
import { STUDY_STATUS } from '../emit/status.ts';
import { knownRow, type Scope } from '../scope.ts';
import type { PrimitiveExtras, ResearchStudy } from './types.ts';

/** The only status that no registry status maps to: it never claims that a trial is open (MAPPING D12). */
const SENTINEL = 'in-review';

interface StatusElements {
  status: ResearchStudy['status'];
  _status?: PrimitiveExtras;
}

/** R4 demands a status; a record without one gets a sentinel that says so. */
export function statusOf(scope: Scope): StatusElements {
  const { overall } = scope.trial.status;
  if (overall === undefined || overall.value.trim() === '')
    return sentinel(scope, 'status-not-stated');
  const target = knownRow(scope, overall)?.targets.find(
    ({ system }) => system === STUDY_STATUS,
  )?.code;
  if (target === undefined || target === SENTINEL) return sentinel(scope, 'status-without-code');
  const extension = derivationOf(overall);
  return {
    status: target as ResearchStudy['status'],
    ...(extension.length > 0 && { _status: { extension } }),
  };
}

function sentinel(scope: Scope, rule: string): StatusElements {
  return {
    status: SENTINEL,
    _status: {
      extension: [
        valueExtension(
          `${CROSS_VERSION}ResearchStudy.status`,
          'valueCode',
          // What is withheld is a draft in both versions; otherwise the record says nothing of it.
          scope.publicationStatus === 'draft' ? 'draft' : 'unknown',
        ),
        derivationExtension({ method: 'defaulted', sourcePath: 'status.overall', rule }),
      ],
    },
  };
}
