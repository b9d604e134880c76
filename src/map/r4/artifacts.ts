import { codeSystem, structureDefinition } from '../../shared/canonical.ts';
import type {
  AvailableIpd,
  LargeDocument,
  Reference as Citation,
  SeeAlso,
} from '../../trial/artifacts.ts';
import type { Text } from '../../trial/values.ts';
import { isUnsignedInt } from '../clean.ts';
import { registryIdentifier } from '../ids.ts';
import { dateOf, textOf, urlOf, type Scope } from '../scope.ts';
import { compact, complexExtension, textExtension, valueExtension } from './build.ts';
import { codeConcept, conceptOf, verbatim } from './coding.ts';
import { crossVersion } from './common.ts';
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

function classifier(concept: CodeableConcept | undefined): Extension[] {
  return concept
    ? [valueExtension(crossVersion('RelatedArtifact.classifier'), 'valueCodeableConcept', concept)]
    : [];
}

const kindConcept = (kind: keyof typeof KINDS): CodeableConcept =>
  codeConcept(codeSystem('artifact-kind'), kind, KINDS[kind]);

function detail(parts: readonly Extension[]): Extension[] {
  return complexExtension(structureDefinition('ext-artifact-detail'), parts);
}

function citation(scope: Scope, reference: Citation): RelatedArtifact[] {
  const pmid = textOf(scope, reference.pmid);
  const words = textOf(scope, reference.citation);
  const extension = [
    ...classifier(conceptOf(scope, reference.type, (table, row) => [verbatim(table, row)])),
    ...detail(
      reference.retractions.flatMap((retraction) =>
        complexExtension('retraction', [
          ...textExtension(scope, 'pmid', 'valueString', retraction.pmid),
          ...textExtension(scope, 'source', 'valueString', retraction.source),
        ]),
      ),
    ),
  ];
  if (pmid === undefined && words === undefined && extension.length === 0) return [];
  return [
    compact<RelatedArtifact>({
      extension,
      type: 'citation',
      label: pmid === undefined ? undefined : `PMID ${pmid}`,
      citation: words,
      url:
        pmid === undefined
          ? undefined
          : `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}`,
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
      extension: [...classifier(kindConcept(kind)), ...more],
      type: 'documentation',
      label,
      url,
    }),
  ];
}

/** Protocols and analysis plans the registry publishes; its flags become classifiers of the document. */
function largeDocument(scope: Scope, document: LargeDocument): RelatedArtifact[] {
  const contents = documentContents(scope, document);
  const kind: Coding[] = kindConcept('large-doc').coding ?? [];
  if (document.uploadDate) scope.ledger.keep(document.uploadDate.value, document.uploadDate.place);
  return [
    compact<RelatedArtifact>({
      extension: [
        ...classifier({ coding: [...kind, ...contents] }),
        ...detail(textExtension(scope, 'id', 'valueString', document.typeAbbrev)),
      ],
      type: 'documentation',
      label: textOf(scope, document.label),
      document: attachment(scope, document),
    }),
  ];
}

/** True becomes a classifier; false is told apart from absent by keeping it beside the study. */
function documentContents(scope: Scope, document: LargeDocument): Coding[] {
  const rows = scope.context.tables.get('ctgov-ipd-info-type')?.rows;
  const flags = [
    ['STUDY_PROTOCOL', document.hasProtocol],
    ['SAP', document.hasSap],
    ['ICF', document.hasIcf],
  ] as const;
  return flags.flatMap(([code, flag]) => {
    const row = rows?.get(code);
    if (flag?.value === true && row) return [verbatim('ctgov-ipd-info-type', row)];
    if (flag) scope.ledger.keep(flag.value, flag.place);
    return [];
  });
}

function attachment(scope: Scope, document: LargeDocument): Attachment | undefined {
  const { size } = document;
  const fits = size !== undefined && isUnsignedInt(size.value);
  if (size && !fits) scope.ledger.keep(size.value, size.place);
  const filename = textOf(scope, document.filename);
  const value = compact<Attachment>({
    contentType: filename?.toLowerCase().endsWith('.pdf') ? 'application/pdf' : undefined,
    url: documentUrl(scope, document, filename),
    size: fits ? size.value : undefined,
    title: textOf(scope, document.label),
    creation: dateOf(scope, document.date),
  });
  return Object.keys(value).length === 0 ? undefined : value;
}

/** ClinicalTrials.gov serves the documents under the last two digits of the number. */
function documentUrl(
  scope: Scope,
  document: LargeDocument,
  filename: string | undefined,
): string | undefined {
  if (filename === undefined) return undefined;
  const registered = registryIdentifier(scope.trial);
  const encoded = encodeURIComponent(filename);
  if (document.filename && (encoded !== filename || registered?.registry !== 'ctgov')) {
    scope.ledger.keep(document.filename.value, document.filename.place);
  }
  if (registered?.registry === 'ctgov') {
    const number = encodeURIComponent(registered.number);
    return `https://cdn.clinicaltrials.gov/large-docs/${number.slice(-2)}/${number}/${encoded}`;
  }
  return undefined;
}

function sourcePage(scope: Scope): RelatedArtifact[] {
  if (scope.trial.page === undefined || scope.source !== scope.trial.page) return [];
  return [
    {
      extension: classifier(kindConcept('source-page')),
      type: 'documentation',
      label: KINDS['source-page'],
      url: scope.source,
    },
  ];
}
