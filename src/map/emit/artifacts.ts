import { codeSystem, structureDefinition } from '../../shared/canonical.ts';
import type {
  AvailableIpd,
  LargeDocument,
  Reference as Citation,
  SeeAlso,
} from '../../trial/artifacts.ts';
import type { Text } from '../../trial/values.ts';
import { isUnsignedInt } from '../clean.ts';
import { documentUrl } from '../document-url.ts';
import { dateOf, textOf, urlOf, type Scope } from '../scope.ts';
import { compact, complexExtension, flagExtension, textExtension } from './build.ts';
import { codeConcept, conceptOf, verbatim } from './coding.ts';
import type { Attachment, CodeableConcept, Coding, Extension, RelatedArtifact } from './types.ts';

const KINDS = {
  'see-also': 'See-also link',
  'avail-ipd': 'Available IPD or study document',
  'large-doc': 'Study document held by the registry',
  'source-page': 'Registry web page',
} as const;

export function artifactsOf(scope: Scope): RelatedArtifact[] {
  const { references, seeAlso, availableIpds, largeDocuments } = scope.trial;
  return [
    ...references.flatMap((reference) => citation(scope, reference)),
    ...seeAlso.flatMap((link) => seeAlsoLink(scope, link)),
    ...availableIpds.flatMap((ipd) => availableIpd(scope, ipd)),
    ...largeDocuments.flatMap((document) => largeDocument(scope, document)),
    ...sourcePage(scope),
  ];
}

const kindConcept = (kind: keyof typeof KINDS): CodeableConcept =>
  codeConcept(codeSystem('artifact-kind'), kind, KINDS[kind]);

function detail(parts: readonly Extension[]): Extension[] {
  return complexExtension(structureDefinition('ext-artifact-detail'), parts);
}

function citation(scope: Scope, reference: Citation): RelatedArtifact[] {
  const pmid = textOf(scope, reference.pmid);
  const words = textOf(scope, reference.citation);
  const type = conceptOf(scope, reference.type, (table, row) => [verbatim(table, row)]);
  const extension = detail(
    reference.retractions.flatMap((retraction) =>
      complexExtension('retraction', [
        ...textExtension(scope, 'pmid', 'valueString', retraction.pmid),
        ...textExtension(scope, 'source', 'valueString', retraction.source),
      ]),
    ),
  );
  if (pmid === undefined && words === undefined && !type && extension.length === 0) {
    return [];
  }
  return [
    compact<RelatedArtifact>({
      extension,
      type: 'citation',
      classifier: type && [type],
      label: pmid === undefined ? undefined : `PMID ${pmid}`,
      citation: words,
      document:
        pmid === undefined
          ? undefined
          : { url: `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}` },
    }),
  ];
}

function seeAlsoLink(scope: Scope, link: SeeAlso): RelatedArtifact[] {
  return documentation(scope, 'see-also', { label: link.label, url: link.url });
}

function availableIpd(scope: Scope, ipd: AvailableIpd): RelatedArtifact[] {
  return documentation(scope, 'avail-ipd', {
    label: ipd.type,
    url: ipd.url,
    detail: detail([
      ...textExtension(scope, 'id', 'valueString', ipd.id),
      ...textExtension(scope, 'comment', 'valueMarkdown', ipd.comment),
    ]),
  });
}

interface Documentation {
  readonly label?: Text | undefined;
  readonly url?: Text | undefined;
  readonly detail?: Extension[];
}

function documentation(
  scope: Scope,
  kind: keyof typeof KINDS,
  parts: Documentation,
): RelatedArtifact[] {
  const label = textOf(scope, parts.label);
  const url = urlOf(scope, parts.url);
  const more = parts.detail ?? [];
  if (label === undefined && url === undefined && more.length === 0) return [];
  return [
    compact<RelatedArtifact>({
      extension: more,
      type: 'documentation',
      classifier: [kindConcept(kind)],
      label,
      document: url === undefined ? undefined : { url },
    }),
  ];
}

/** Protocols and analysis plans the registry publishes; its flags become classifiers of the document. */
function largeDocument(scope: Scope, document: LargeDocument): RelatedArtifact[] {
  const kind: Coding[] = kindConcept('large-doc').coding ?? [];
  const { typeAbbrev, hasProtocol, hasSap, hasIcf, uploadDate } = document;
  return [
    compact<RelatedArtifact>({
      extension: detail([
        ...textExtension(scope, 'id', 'valueString', typeAbbrev),
        ...flagExtension('hasProtocol', hasProtocol),
        ...flagExtension('hasSap', hasSap),
        ...flagExtension('hasIcf', hasIcf),
        ...textExtension(scope, 'uploadDate', 'valueString', uploadDate),
        ...textExtension(scope, 'filename', 'valueString', document.filename),
      ]),
      type: 'documentation',
      classifier: [{ coding: [...kind, ...documentContents(scope, document)] }],
      label: textOf(scope, document.label),
      document: attachment(scope, document),
    }),
  ];
}

/** What the document holds, for those who look for a protocol or an analysis plan. */
function documentContents(scope: Scope, document: LargeDocument): Coding[] {
  const rows = scope.context.tables.get('ctgov-ipd-info-type')?.rows;
  const flags = [
    ['STUDY_PROTOCOL', document.hasProtocol],
    ['SAP', document.hasSap],
    ['ICF', document.hasIcf],
  ] as const;
  return flags.flatMap(([code, flag]) => {
    const row = rows?.get(code);
    return flag?.value === true && row ? [verbatim('ctgov-ipd-info-type', row)] : [];
  });
}

function attachment(scope: Scope, document: LargeDocument): Attachment | undefined {
  const { size } = document;
  const fits = size !== undefined && isUnsignedInt(size.value);
  if (size && !fits) scope.ledger.keep(size.value, size.place);
  const filename = textOf(scope, document.filename);
  const value = compact<Attachment>({
    contentType: filename?.toLowerCase().endsWith('.pdf') ? 'application/pdf' : undefined,
    url: documentUrl(scope.trial, filename),
    size: fits ? String(size.value) : undefined,
    title: textOf(scope, document.label),
    creation: dateOf(scope, document.date),
  });
  return Object.keys(value).length === 0 ? undefined : value;
}

function sourcePage(scope: Scope): RelatedArtifact[] {
  if (scope.trial.page === undefined || scope.source !== scope.trial.page) return [];
  return [
    {
      type: 'documentation',
      classifier: [kindConcept('source-page')],
      label: KINDS['source-page'],
      document: { url: scope.source },
    },
  ];
}
