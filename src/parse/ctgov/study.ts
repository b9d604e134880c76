/**
 * A ClinicalTrials.gov v2 study (https://clinicaltrials.gov/data-api/about-api) as a Trial.
 *
 * Invariant: every non-empty leaf is read into the model, or is in `leftovers`, or lies in
 * resultsSection, which one issue names (MAPPING D20, D21).
 */
import type { Noted } from '../../shared/issue.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import type { Trial } from '../../trial/trial.ts';
import { present } from '../present.ts';
import { at, flag, isEmpty, startReading, text, texts, type Cursor } from './cursor.ts';
import { readDerived } from './derived.ts';
import { readDesign } from './design.ts';
import { readIpdSharing, readLargeDocuments, readReferences } from './documents.ts';
import { readIdentification } from './identification.ts';
import { leftoversOf } from './leftovers.ts';
import { readContactsLocations, readOversight, readSponsors } from './parties.ts';
import { readArmsInterventions, readEligibility, readOutcomes } from './protocol.ts';
import { readAnnotations } from './record-history.ts';
import { readStatus } from './status.ts';

const RESULTS = '/resultsSection';

export function readStudy(document: Json): Noted<Trial> {
  const root = startReading(document);
  const read = {
    registry: 'ctgov',
    language: 'en',
    ...readProtocol(at(root, 'protocolSection')),
    ...readDerived(at(root, 'derivedSection')),
    ...readLargeDocuments(at(at(root, 'documentSection'), 'largeDocumentModule')),
    annotations: readAnnotations(at(at(root, 'annotationSection'), 'annotationModule')),
    hasResults: flag(root, 'hasResults'),
  };
  noteResults(root);
  const leftovers = leftoversOf(document, root.reading, RESULTS);
  return { value: present({ ...read, leftovers }), issues: root.reading.issues };
}

function readProtocol(protocol: Cursor): Omit<ProtocolPart, 'registry' | 'language'> {
  const description = at(protocol, 'descriptionModule');
  const conditions = at(protocol, 'conditionsModule');
  return present({
    ...readIdentification(at(protocol, 'identificationModule')),
    status: readStatus(at(protocol, 'statusModule')),
    ...readSponsors(at(protocol, 'sponsorCollaboratorsModule')),
    oversight: readOversight(at(protocol, 'oversightModule')),
    briefSummary: text(description, 'briefSummary'),
    detailedDescription: text(description, 'detailedDescription'),
    conditions: texts(conditions, 'conditions'),
    keywords: texts(conditions, 'keywords'),
    design: readDesign(at(protocol, 'designModule')),
    ...readArmsInterventions(at(protocol, 'armsInterventionsModule')),
    outcomes: readOutcomes(at(protocol, 'outcomesModule')),
    eligibility: readEligibility(at(protocol, 'eligibilityModule')),
    ...readContactsLocations(at(protocol, 'contactsLocationsModule')),
    ...readReferences(at(protocol, 'referencesModule')),
    ipdSharing: readIpdSharing(at(protocol, 'ipdSharingStatementModule')),
  });
}

type ProtocolPart = Omit<
  Trial,
  | 'conditionMeshes'
  | 'interventionMeshes'
  | 'browseTerms'
  | 'versionHolder'
  | 'removedCountries'
  | 'submissionHistory'
  | 'annotations'
  | 'largeDocuments'
  | 'noSap'
  | 'hasResults'
  | 'leftovers'
>;

const RESULTS_MODULES: Readonly<Record<string, string>> = {
  participantFlowModule: 'participant flow',
  baselineCharacteristicsModule: 'baseline characteristics',
  outcomeMeasuresModule: 'outcome measures',
  adverseEventsModule: 'adverse events',
  moreInfoModule: 'more information',
};

function noteResults(root: Cursor): void {
  const results = at(root, 'resultsSection');
  if (!isJsonObject(results.value) || isEmpty(results.value)) return;
  const modules = Object.entries(results.value)
    .filter(([, value]) => !isEmpty(value))
    .map(([key]) =>
      Object.hasOwn(RESULTS_MODULES, key) ? RESULTS_MODULES[key] : key.slice(0, 40),
    );
  root.reading.issues.push({
    severity: 'information',
    code: 'results-not-modelled',
    message: `The record has results (${modules.slice(0, 10).join(', ')}); they are not mapped: the DocumentReference of the source record holds or links them.`,
    place: { kind: 'pointer', pointer: RESULTS },
  });
}
