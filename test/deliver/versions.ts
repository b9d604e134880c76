import type { TransactionBundle } from '../../src/bundle/bundle.ts';
import { convert } from '../../src/convert.ts';
import { toReceived } from '../../src/shared/received.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';

export const definitions = loadDefinitions();

/** What a version of one trial's record says; everything has a default. */
export interface Version {
  readonly nctId?: string;
  readonly aliases?: readonly string[];
  readonly date?: string;
  readonly status?: string;
  readonly outcomes?: readonly string[];
  readonly drugs?: readonly string[];
  readonly facility?: string;
}

/** A version of a ClinicalTrials.gov record. */
export function recordOf(version: Version): unknown {
  const { nctId = 'NCT00000301', aliases = [], date = '2026-01-02' } = version;
  const { status = 'RECRUITING', outcomes = [], drugs = [], facility } = version;
  return {
    protocolSection: {
      identificationModule: { nctId, nctIdAliases: aliases, briefTitle: 'A study in versions' },
      statusModule: {
        overallStatus: status,
        lastUpdatePostDateStruct: { date, type: 'ACTUAL' },
      },
      sponsorCollaboratorsModule: { leadSponsor: { name: 'A sponsor', class: 'OTHER' } },
      conditionsModule: { conditions: ['Asthma'] },
      ...(drugs.length > 0 && {
        designModule: {
          studyType: 'INTERVENTIONAL',
          enrollmentInfo: { count: 10, type: 'ESTIMATED' },
        },
        armsInterventionsModule: {
          interventions: drugs.map((name) => ({ type: 'DRUG', name })),
        },
      }),
      outcomesModule: {
        primaryOutcomes: outcomes.map((measure) => ({ measure, timeFrame: '1 year' })),
      },
      ...(facility !== undefined && {
        contactsLocationsModule: { locations: [{ facility, city: 'Basel' }] },
      }),
    },
  };
}

/** A version as the bundle a push takes. */
export function bundleOf(version: Version): TransactionBundle {
  const received = toReceived('version', JSON.stringify(recordOf(version)));
  const { bundle } = convert(received, definitions);
  if (!bundle) throw new Error('the version did not convert');
  return bundle;
}
