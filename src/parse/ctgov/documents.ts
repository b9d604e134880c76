import type {
  AvailableIpd,
  IpdSharing,
  LargeDocument,
  Reference,
  SeeAlso,
} from '../../trial/artifacts.ts';
import type { Trial } from '../../trial/trial.ts';
import { present, presentOrNothing } from '../present.ts';
import { code, codes, count, date, flag, items, text, type Cursor } from './cursor.ts';

export function readReferences(
  module: Cursor,
): Pick<Trial, 'references' | 'seeAlso' | 'availableIpds'> {
  return {
    references: items(module, 'references').map(readReference),
    seeAlso: items(module, 'seeAlsoLinks').map(readSeeAlso),
    availableIpds: items(module, 'availIpds').map(readAvailableIpd),
  };
}

function readReference(item: Cursor): Reference {
  return present({
    pmid: text(item, 'pmid'),
    type: code(item, 'type', 'ctgov-reference-type'),
    citation: text(item, 'citation'),
    retractions: items(item, 'retractions').map((retraction) =>
      present({ pmid: text(retraction, 'pmid'), source: text(retraction, 'source') }),
    ),
  });
}

const readSeeAlso = (item: Cursor): SeeAlso =>
  present({ label: text(item, 'label'), url: text(item, 'url') });

function readAvailableIpd(item: Cursor): AvailableIpd {
  return present({
    id: text(item, 'id'),
    type: text(item, 'type'),
    url: text(item, 'url'),
    comment: text(item, 'comment'),
  });
}

export function readIpdSharing(module: Cursor): IpdSharing | undefined {
  const infoTypes = codes(module, 'infoTypes', 'ctgov-ipd-info-type');
  const rest = presentOrNothing({
    plan: code(module, 'ipdSharing', 'ctgov-ipd-sharing'),
    description: text(module, 'description'),
    timeFrame: text(module, 'timeFrame'),
    accessCriteria: text(module, 'accessCriteria'),
    url: text(module, 'url'),
  });
  return rest || infoTypes.length > 0 ? { ...rest, infoTypes } : undefined;
}

export function readLargeDocuments(module: Cursor): Pick<Trial, 'largeDocuments' | 'noSap'> {
  return present({
    largeDocuments: items(module, 'largeDocs').map(readLargeDocument),
    noSap: flag(module, 'noSap'),
  });
}

function readLargeDocument(item: Cursor): LargeDocument {
  return present({
    typeAbbrev: text(item, 'typeAbbrev'),
    hasProtocol: flag(item, 'hasProtocol'),
    hasSap: flag(item, 'hasSap'),
    hasIcf: flag(item, 'hasIcf'),
    label: text(item, 'label'),
    date: date(item, 'date'),
    uploadDate: text(item, 'uploadDate'),
    filename: text(item, 'filename'),
    size: count(item, 'size'),
  });
}
