/**
 * A Trial as ClinicalTrials.gov v2 JSON: the inverse of parse/ctgov.
 *
 * Invariant: reading what is written here gives the trial back as the record had it, without what
 * interpret/ adds. The results section is not modelled, so it is not written.
 */
import type { JsonObject } from '../../shared/json.ts';
import type { Trial } from '../../trial/trial.ts';
import { writeLeftovers } from './leftovers.ts';
import { writeDerived } from './derived.ts';
import { writeDesign } from './design.ts';
import { writeDocuments, writeIpdSharing, writeReferences } from './documents.ts';
import { writeIdentification } from './identification.ts';
import { writeContactsLocations, writeOversight, writeSponsors } from './parties.ts';
import {
  writeArmsInterventions,
  writeConditions,
  writeDescription,
  writeEligibility,
  writeOutcomes,
} from './protocol.ts';
import { writeAnnotations } from './record-history.ts';
import { branch, registered } from './registered.ts';
import { writeStatus } from './status.ts';

export function writeStudy(trial: Trial): JsonObject {
  const study = branch({
    protocolSection: writeProtocol(trial) ?? {},
    annotationSection: writeAnnotations(trial),
    documentSection: writeDocuments(trial),
    derivedSection: writeDerived(trial),
    hasResults: registered(trial.hasResults),
  });
  return writeLeftovers(study ?? {}, trial.leftovers);
}

function writeProtocol(trial: Trial): JsonObject | undefined {
  return branch({
    identificationModule: writeIdentification(trial),
    statusModule: writeStatus(trial),
    sponsorCollaboratorsModule: writeSponsors(trial),
    oversightModule: writeOversight(trial),
    descriptionModule: writeDescription(trial),
    conditionsModule: writeConditions(trial),
    designModule: writeDesign(trial),
    armsInterventionsModule: writeArmsInterventions(trial),
    outcomesModule: writeOutcomes(trial),
    eligibilityModule: writeEligibility(trial),
    contactsLocationsModule: writeContactsLocations(trial),
    referencesModule: writeReferences(trial),
    ipdSharingStatementModule: writeIpdSharing(trial),
  });
}
