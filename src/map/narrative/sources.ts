import type { AvailableIpd, LargeDocument, Reference, SeeAlso } from '../../trial/artifacts.ts';
import type { ViolationEvent } from '../../trial/record-history.ts';
import { documentUrl } from '../document-url.ts';
import { cellText, fact, factOf, facts, listOf, section, type Html } from '../narrative.ts';
import type { Scope } from '../scope.ts';
import { joined, lines, link, textHtml } from '../xhtml.ts';
import { displays, inBrackets, plainDisplay, yesNo } from './coded.ts';

/** More references than anybody reads here; all of them stand in the study's related artifacts. */
const MAX_LISTED = 50;

export function references(scope: Scope): Html[] {
  const { references: cited, seeAlso, availableIpds, largeDocuments } = scope.trial;
  return [
    ...section('References', bounded(cited.map((reference) => citation(scope, reference)))),
    ...section('Links', bounded([...seeAlso.map(seeAlsoLink), ...availableIpds.map(ipdLink)])),
    ...section(
      'Documents',
      bounded(largeDocuments.map((document) => documentLink(scope, document))),
    ),
  ];
}

function bounded(items: readonly Html[]): Html[] {
  const filled = items.filter((item) => item !== '');
  const others = filled.length - MAX_LISTED;
  if (others <= 0) return listOf(filled);
  return listOf([...filled.slice(0, MAX_LISTED), textHtml(`and ${others} more`)]);
}

function citation(scope: Scope, { pmid, citation: words, type, retractions }: Reference): Html {
  const number = pmid?.value.trim() ?? '';
  const article =
    number === ''
      ? []
      : [
          link(
            `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(number.toWellFormed())}`,
            textHtml(`PMID ${number}`),
          ),
        ];
  const kind = plainDisplay(scope, type);
  const withdrawn = retractions.map(({ pmid: notice, source }) => {
    const where = [source?.value, notice && `PMID ${notice.value}`].filter((part) => part);
    return textHtml(`retracted${inBrackets(where.join(', '))}`);
  });
  return joined(
    [textHtml(words?.value ?? ''), ...article, textHtml(kind ?? ''), ...withdrawn].filter(
      (part) => part !== '',
    ),
    ' · ',
  );
}

function seeAlsoLink({ label, url }: SeeAlso): Html {
  const words = textHtml(label?.value ?? url?.value ?? '');
  return url ? link(url.value, words) : words;
}

function ipdLink({ id, type, url, comment }: AvailableIpd): Html {
  const words = textHtml(`${type?.value ?? 'Shared data'}${inBrackets(id?.value)}`);
  const text = cellText(comment?.value);
  return joined(
    [url ? link(url.value, words) : words, text].filter((part) => part !== ''),
    ' · ',
  );
}

function documentLink(scope: Scope, document: LargeDocument): Html {
  const { label, date, filename } = document;
  const words = textHtml(label?.value ?? filename?.value ?? 'Document');
  const url = documentUrl(scope.trial, filename?.value);
  const when = textHtml(date ? `, ${date.value}` : '');
  return joined([url === undefined ? words : link(url, words), when]);
}

export function dataSharing(scope: Scope): Html[] {
  const sharing = scope.trial.ipdSharing;
  if (!sharing) return [];
  const { plan, description, infoTypes, timeFrame, accessCriteria, url } = sharing;
  const address = textHtml(url?.value ?? '');
  return section(
    'Sharing of individual participant data',
    facts([
      ...fact('Plan to share', plainDisplay(scope, plan)),
      ...factOf('Plan', cellText(description?.value)),
      ...fact('Documents shared', displays(scope, infoTypes)),
      ...factOf('When', cellText(timeFrame?.value)),
      ...factOf('Who may have them', cellText(accessCriteria?.value)),
      ...factOf('Address', url ? link(url.value, address) : address),
    ]),
  );
}

export function oversight(scope: Scope): Html[] {
  const { oversight: given, annotations } = scope.trial;
  return section(
    'Oversight',
    facts([
      ...fact('Data monitoring committee', yesNo(given.oversightHasDmc)),
      ...fact('FDA-regulated drug', yesNo(given.isFdaRegulatedDrug)),
      ...fact('FDA-regulated device', yesNo(given.isFdaRegulatedDevice)),
      ...fact('Device not approved by the FDA', yesNo(given.isUnapprovedDevice)),
      ...fact('Pediatric postmarket surveillance', yesNo(given.isPpsd)),
      ...fact('Exported from the US', yesNo(given.isUsExport)),
      ...fact('FDAAA 801 violation', yesNo(given.fdaaa801Violation)),
      ...(annotations?.violationEvents ?? []).flatMap((event) => violation(scope, event)),
    ]),
  );
}

function violation(scope: Scope, { type, description, postedDate }: ViolationEvent): Html[] {
  const posted = textHtml(postedDate ? `posted ${postedDate.value}` : '');
  const label = plainDisplay(scope, type) ?? 'Violation';
  return factOf(label, lines([cellText(description?.value), posted]));
}
