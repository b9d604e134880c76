import { codeSystem } from '../../shared/canonical.ts';
import { present } from '../../parse/present.ts';
import type { AvailableIpd, LargeDocument, Reference, SeeAlso } from '../../trial/artifacts.ts';
import type { Trial } from '../../trial/trial.ts';
import type { Count, Text } from '../../trial/values.ts';
import { codeOrText, hasCode } from './concepts.ts';
import {
  allAt,
  at,
  extensionsAt,
  flagPart,
  ownExtension,
  textAt,
  textPart,
  type Element,
} from './element.ts';

type Artifacts = Pick<
  Trial,
  'references' | 'seeAlso' | 'availableIpds' | 'largeDocuments' | 'page'
>;

export function decodeArtifacts(study: Element): Artifacts {
  const all = allAt(study, 'relatedArtifact');
  const ofKind = (kind: string): readonly Element[] => all.filter((each) => isOfKind(each, kind));
  const [page] = ofKind('source-page');
  const kindless = all.filter(
    (each) => each.json['type'] === 'documentation' && !KINDS.some((kind) => isOfKind(each, kind)),
  );
  return present({
    references: all.filter(({ json }) => json['type'] === 'citation').map(decodeReference),
    seeAlso: [...ofKind('see-also'), ...kindless].map(decodeLink),
    availableIpds: ofKind('avail-ipd').map(decodeAvailableIpd),
    largeDocuments: ofKind('large-doc').map(decodeLargeDocument),
    page: page && urlOf(page)?.value,
  });
}

const KINDS = ['see-also', 'avail-ipd', 'large-doc', 'source-page'];

function isOfKind(artifact: Element, kind: string): boolean {
  return allAt(artifact, 'classifier').some((each) =>
    hasCode(each, codeSystem('artifact-kind'), kind),
  );
}

const urlOf = (artifact: Element): Text | undefined => textAt(at(artifact, 'document'), 'url');
const detailOf = (artifact: Element): Element => ownExtension(artifact, 'ext-artifact-detail');

const PMID = /^PMID /;
const PUBMED =
  /^https?:\/\/(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov\/pubmed)\/(\d+)\/?$/;

function decodeReference(artifact: Element): Reference {
  const [type] = allAt(artifact, 'classifier');
  return present({
    pmid: pmidOf(artifact),
    type: type && codeOrText(type, 'ctgov-reference-type'),
    citation: textAt(artifact, 'citation'),
    retractions: extensionsAt(detailOf(artifact), 'retraction').map((retraction) =>
      present({ pmid: textPart(retraction, 'pmid'), source: textPart(retraction, 'source') }),
    ),
  });
}

function pmidOf(artifact: Element): Text | undefined {
  const label = textAt(artifact, 'label');
  if (label && PMID.test(label.value)) return { ...label, value: label.value.replace(PMID, '') };
  const url = urlOf(artifact);
  const number = url && PUBMED.exec(url.value)?.[1];
  return url && number !== undefined ? { ...url, value: number } : undefined;
}

const decodeLink = (artifact: Element): SeeAlso =>
  present({ label: textAt(artifact, 'label'), url: urlOf(artifact) });

function decodeAvailableIpd(artifact: Element): AvailableIpd {
  const detail = detailOf(artifact);
  return present({
    id: textPart(detail, 'id'),
    type: textAt(artifact, 'label'),
    url: urlOf(artifact),
    comment: textPart(detail, 'comment'),
  });
}

function decodeLargeDocument(artifact: Element): LargeDocument {
  const detail = detailOf(artifact);
  const document = at(artifact, 'document');
  return present({
    typeAbbrev: textPart(detail, 'id'),
    hasProtocol: flagPart(detail, 'hasProtocol'),
    hasSap: flagPart(detail, 'hasSap'),
    hasIcf: flagPart(detail, 'hasIcf'),
    label: textAt(artifact, 'label'),
    date: textAt(document, 'creation'),
    uploadDate: textPart(detail, 'uploadDate'),
    filename: textPart(detail, 'filename'),
    size: sizeOf(document),
  });
}

/** R5 writes a size as a string: integer64 is more than a JSON number holds. */
function sizeOf(document: Element): Count | undefined {
  const size = textAt(document, 'size');
  const value = size && /^\d{1,15}$/.test(size.value) ? Number(size.value) : undefined;
  return size && value !== undefined ? { ...size, value } : undefined;
}
