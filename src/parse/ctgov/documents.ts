import type {
  AvailableIpd,
  IpdSharing,
  LargeDocument,
  Reference,
  SeeAlso,
} from '../../trial/artifacts.ts';
import type { Trial } from '../../trial/trial.ts';
import { present, presentOrNothing, something } from '../present.ts';
import { code, codes, count, date, flag, items, text, type Cursor } from './cursor.ts';

export function readReferences(
  module: Cursor,
): Pick<Trial, 'references' | 'seeAlso' | 'availableIpds'> {
  return {
    references: items(module, 'references').flatMap(readReference),
    seeAlso: items(module, 'seeAlsoLinks').flatMap(readSeeAlso),
    availableIpds: items(module, 'availIpds').flatMap(readAvailableIpd),
  };
}

function readReference(item: Cursor): readonly Reference[] {
  const retractions = items(item, 'retractions').flatMap((retraction) =>
    something({ pmid: text(retraction, 'pmid'), source: text(retraction, 'source') }),
  );
  const rest = presentOrNothing({
    pmid: text(item, 'pmid'),
    type: code(item, 'type', 'ctgov-reference-type'),
    citation: text(item, 'citation'),
  });
  return rest || retractions.length > 0 ? [{ ...rest, retractions }] : [];
}

const readSeeAlso = (item: Cursor): readonly SeeAlso[] =>
  something({ label: text(item, 'label'), url: text(item, 'url') });

function readAvailableIpd(item: Cursor): readonly AvailableIpd[] {
  return something({
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
    largeDocuments: items(module, 'largeDocs').flatMap(readLargeDocument),
    noSap: flag(module, 'noSap'),
  });
}

function readLargeDocument(item: Cursor): readonly LargeDocument[] {
  return something({
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
