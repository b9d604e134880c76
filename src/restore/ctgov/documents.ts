import type { JsonObject } from '../../shared/json.ts';
import type { AvailableIpd, LargeDocument, Reference, SeeAlso } from '../../trial/artifacts.ts';
import type { Trial } from '../../trial/trial.ts';
import { branch, branches, registered, registeredList } from './registered.ts';

export function writeReferences(trial: Trial): JsonObject | undefined {
  return branch({
    references: branches(trial.references, writeReference),
    seeAlsoLinks: branches(trial.seeAlso, writeSeeAlso),
    availIpds: branches(trial.availableIpds, writeAvailableIpd),
  });
}

function writeReference(reference: Reference): JsonObject | undefined {
  return branch({
    pmid: registered(reference.pmid),
    type: registered(reference.type),
    citation: registered(reference.citation),
    retractions: branches(reference.retractions, ({ pmid, source }) =>
      branch({ pmid: registered(pmid), source: registered(source) }),
    ),
  });
}

const writeSeeAlso = ({ label, url }: SeeAlso): JsonObject | undefined =>
  branch({ label: registered(label), url: registered(url) });

function writeAvailableIpd(ipd: AvailableIpd): JsonObject | undefined {
  return branch({
    id: registered(ipd.id),
    type: registered(ipd.type),
    url: registered(ipd.url),
    comment: registered(ipd.comment),
  });
}

export function writeIpdSharing({ ipdSharing }: Trial): JsonObject | undefined {
  return (
    ipdSharing &&
    branch({
      ipdSharing: registered(ipdSharing.plan),
      description: registered(ipdSharing.description),
      infoTypes: registeredList(ipdSharing.infoTypes),
      timeFrame: registered(ipdSharing.timeFrame),
      accessCriteria: registered(ipdSharing.accessCriteria),
      url: registered(ipdSharing.url),
    })
  );
}

export function writeDocuments(trial: Trial): JsonObject | undefined {
  return branch({
    largeDocumentModule: branch({
      noSap: registered(trial.noSap),
      largeDocs: branches(trial.largeDocuments, writeLargeDocument),
    }),
  });
}

function writeLargeDocument(document: LargeDocument): JsonObject | undefined {
  return branch({
    typeAbbrev: registered(document.typeAbbrev),
    hasProtocol: registered(document.hasProtocol),
    hasSap: registered(document.hasSap),
    hasIcf: registered(document.hasIcf),
    label: registered(document.label),
    date: registered(document.date),
    uploadDate: registered(document.uploadDate),
    filename: registered(document.filename),
    size: registered(document.size),
  });
}
