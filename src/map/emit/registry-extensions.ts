import { structureDefinition } from '../../shared/canonical.ts';
import type { BrowseTerm, Mesh } from '../../trial/artifacts.ts';
import { cleanText, isCode, jsonText } from '../clean.ts';
import { dateOf, urlOf, type Scope } from '../scope.ts';
import {
  codeExtension,
  complexExtension,
  countExtension,
  flagExtension,
  textExtension,
  valueExtension,
} from './build.ts';
import { browseCoding } from './interventions.ts';
import { keepItem } from './kept-lists.ts';
import { annotations, submissionHistory } from './record-history.ts';
import type { Extension } from './types.ts';

/** Facts that no FHIR version has an element for, each group in its own extension (MAPPING section 10). */
export function registryExtensions(scope: Scope): Extension[] {
  return [
    ...ipdSharing(scope),
    ...oversight(scope),
    ...expandedAccess(scope),
    ...observationalDesign(scope),
    ...registryRecord(scope),
    ...submissionHistory(scope),
    ...annotations(scope),
    ...browseTerms(scope),
  ];
}

function ipdSharing(scope: Scope): Extension[] {
  const { ipdSharing: sharing } = scope.trial;
  if (!sharing) return [];
  const url = urlOf(scope, sharing.url);
  return complexExtension(structureDefinition('ext-ipd-sharing'), [
    ...codeExtension(scope, 'plan', sharing.plan),
    ...textExtension(scope, 'description', 'valueMarkdown', sharing.description),
    ...sharing.infoTypes.flatMap((type) => codeExtension(scope, 'infoType', type)),
    ...textExtension(scope, 'timeFrame', 'valueMarkdown', sharing.timeFrame),
    ...textExtension(scope, 'accessCriteria', 'valueMarkdown', sharing.accessCriteria),
    ...(url === undefined ? [] : [valueExtension('url', 'valueUrl', url)]),
  ]);
}

function oversight(scope: Scope): Extension[] {
  const { oversight: facts } = scope.trial;
  return complexExtension(structureDefinition('ext-oversight'), [
    ...flagExtension('hasDmc', facts.oversightHasDmc),
    ...flagExtension('isFdaRegulatedDrug', facts.isFdaRegulatedDrug),
    ...flagExtension('isFdaRegulatedDevice', facts.isFdaRegulatedDevice),
    ...flagExtension('isUnapprovedDevice', facts.isUnapprovedDevice),
    ...flagExtension('isPpsd', facts.isPpsd),
    ...flagExtension('isUsExport', facts.isUsExport),
    ...flagExtension('fdaaa801Violation', facts.fdaaa801Violation),
  ]);
}

function expandedAccess(scope: Scope): Extension[] {
  const { expandedAccess: info } = scope.trial.status;
  const { expandedAccessTypes: types, nPtrsToThisExpAccNctId: pointers } = scope.trial.design;
  return complexExtension(structureDefinition('ext-expanded-access'), [
    ...flagExtension('hasExpandedAccess', info?.hasExpandedAccess),
    ...textExtension(scope, 'nctId', 'valueString', info?.nctId),
    ...codeExtension(scope, 'status', info?.status),
    ...flagExtension('individual', types?.individual),
    ...flagExtension('intermediate', types?.intermediate),
    ...flagExtension('treatment', types?.treatment),
    ...countExtension(scope, 'patientCount', pointers),
  ]);
}

function observationalDesign(scope: Scope): Extension[] {
  const { design } = scope.trial;
  return complexExtension(structureDefinition('ext-observational-design'), [
    ...flagExtension('patientRegistry', design.patientRegistry),
    ...textExtension(scope, 'targetDuration', 'valueString', design.targetDuration),
    ...codeExtension(scope, 'biospecRetention', design.bioSpecRetention),
    ...textExtension(scope, 'biospecDescription', 'valueMarkdown', design.bioSpecDescription),
  ]);
}

function registryRecord(scope: Scope): Extension[] {
  const { trial } = scope;
  const versionHolder = dateOf(scope, trial.versionHolder);
  return complexExtension(structureDefinition('ext-registry-record'), [
    ...flagExtension('hasResults', trial.hasResults),
    ...flagExtension('delayedPosting', trial.status.delayedPosting),
    ...flagExtension('resultsWaived', trial.status.resultsWaived),
    ...codeExtension(scope, 'lastKnownStatus', trial.status.lastKnown),
    ...(versionHolder === undefined
      ? []
      : [valueExtension('versionHolder', 'valueDate', versionHolder)]),
    ...trial.removedCountries.flatMap((country) =>
      textExtension(scope, 'removedCountry', 'valueString', country),
    ),
    ...flagExtension('noSap', trial.noSap),
  ]);
}

/** MeSH terms first, then the registry's browse tree: the codings on conditions and products are made from these. */
function browseTerms(scope: Scope): Extension[] {
  const { conditionMeshes, interventionMeshes, browseTerms: tree } = scope.trial;
  return [
    ...conditionMeshes.flatMap((mesh) => browseTerm(scope, meshTerm('condition', mesh))),
    ...interventionMeshes.flatMap((mesh) => browseTerm(scope, meshTerm('intervention', mesh))),
    ...tree.flatMap((term) => browseTerm(scope, term)),
  ];
}

type ListedTerm = Omit<BrowseTerm, 'kind'> & { readonly kind: BrowseTerm['kind'] | 'mesh' };

const meshTerm = (module: BrowseTerm['module'], mesh: Mesh): ListedTerm => ({
  module,
  kind: 'mesh',
  ...mesh,
});

const codePart = (url: string, code: string): Extension =>
  Object.freeze(valueExtension(url, 'valueCode', code));
const MODULES: Readonly<Record<ListedTerm['module'], Extension>> = {
  condition: codePart('module', 'condition'),
  intervention: codePart('module', 'intervention'),
};
const KINDS: Readonly<Record<ListedTerm['kind'], Extension>> = {
  mesh: codePart('kind', 'mesh'),
  ancestor: codePart('kind', 'ancestor'),
  leaf: codePart('kind', 'leaf'),
  branch: codePart('kind', 'branch'),
};

/** A term whose number is no code, or would not be found again in its coding, is kept beside the study. */
function browseTerm(scope: Scope, term: ListedTerm): Extension[] {
  const coding = browseCoding(term);
  if (!isCode(term.id.value) || coding.display !== term.term.value) {
    keepItem(scope, [term.id, term.term, term.asFound, term.relevance]);
    return [];
  }
  return complexExtension(structureDefinition('ext-registry-browse-term'), [
    MODULES[term.module],
    KINDS[term.kind],
    valueExtension('concept', 'valueCoding', coding),
    ...textExtension(scope, 'asFound', 'valueString', term.asFound),
    ...codeExtension(scope, 'relevance', term.relevance),
  ]);
}

/** Values without an element of their own, and those an element could not hold. */
export function sourceElements(scope: Scope): Extension[] {
  const values = [...scope.trial.leftovers, ...scope.ledger.kept];
  return values.map(({ path, value, copyOf }) => ({
    url: structureDefinition('ext-source-element'),
    extension: [
      { url: 'path', valueString: cleanText(path) ?? '/' },
      copyOf === undefined
        ? { url: 'value', valueString: jsonText(value) }
        : { url: 'copyOf', valueString: copyOf },
    ],
  }));
}
