import { structureDefinition } from '../../shared/canonical.ts';
import type { Issue } from '../../shared/issue.ts';
import type { Json } from '../../shared/json.ts';
import { isTooDeep } from '../../parse/ctgov/leftovers.ts';
import { present, presentOrNothing } from '../../parse/present.ts';
import type { BrowseTerm, IpdSharing, Mesh } from '../../trial/artifacts.ts';
import type { Leftover, Trial } from '../../trial/trial.ts';
import {
  codePart,
  codeParts,
  derivationOf,
  extensionsAt,
  flagPart,
  ownExtension,
  sourced,
  textPart,
  textParts,
  valueParts,
  type Element,
} from './element.ts';

type RegistryFacts = Pick<
  Trial,
  | 'ipdSharing'
  | 'noSap'
  | 'hasResults'
  | 'versionHolder'
  | 'removedCountries'
  | 'conditionMeshes'
  | 'interventionMeshes'
  | 'browseTerms'
>;

/** Facts that stand in extensions of our own, for no FHIR version has an element for them. */
export function decodeRegistryFacts(study: Element): RegistryFacts {
  const record = ownExtension(study, 'ext-registry-record');
  const terms = extensionsAt(study, structureDefinition('ext-registry-browse-term'));
  return present({
    ipdSharing: decodeIpdSharing(ownExtension(study, 'ext-ipd-sharing')),
    noSap: flagPart(record, 'noSap'),
    hasResults: flagPart(record, 'hasResults'),
    versionHolder: textPart(record, 'versionHolder'),
    removedCountries: textParts(record, 'removedCountry'),
    conditionMeshes: decodeMeshes(terms, 'condition'),
    interventionMeshes: decodeMeshes(terms, 'intervention'),
    browseTerms: terms.flatMap(decodeBrowseTerm),
  });
}

function decodeIpdSharing(sharing: Element): IpdSharing | undefined {
  const infoTypes = codeParts(sharing, 'infoType', 'ctgov-ipd-info-type');
  const rest = presentOrNothing({
    plan: codePart(sharing, 'plan', 'ctgov-ipd-sharing'),
    description: textPart(sharing, 'description'),
    timeFrame: textPart(sharing, 'timeFrame'),
    accessCriteria: textPart(sharing, 'accessCriteria'),
    url: textPart(sharing, 'url'),
  });
  return rest || infoTypes.length > 0 ? { ...rest, infoTypes } : undefined;
}

function decodeMeshes(terms: readonly Element[], from: BrowseTerm['module']): readonly Mesh[] {
  return terms
    .filter((term) => textPart(term, 'module')?.value === from)
    .filter((term) => textPart(term, 'kind')?.value === 'mesh')
    .flatMap((term) => conceptOf(term) ?? []);
}

const BROWSE_MODULES: Readonly<Record<string, BrowseTerm['module']>> = {
  condition: 'condition',
  intervention: 'intervention',
};
const BROWSE_KINDS: Readonly<Record<string, BrowseTerm['kind']>> = {
  ancestor: 'ancestor',
  leaf: 'leaf',
  branch: 'branch',
};

function decodeBrowseTerm(term: Element): readonly BrowseTerm[] {
  const module = BROWSE_MODULES[textPart(term, 'module')?.value ?? ''];
  const kind = BROWSE_KINDS[textPart(term, 'kind')?.value ?? ''];
  const concept = conceptOf(term);
  if (!module || !kind || !concept) return [];
  return [
    present({
      module,
      kind,
      ...concept,
      asFound: textPart(term, 'asFound'),
      relevance: codePart(term, 'relevance', 'ctgov-browse-relevance'),
    }),
  ];
}

function conceptOf(term: Element): Mesh | undefined {
  const [coding] = valueParts(term, 'concept');
  const { code, display } = coding?.json ?? {};
  if (!coding || typeof code !== 'string' || typeof display !== 'string') return undefined;
  const derivation = derivationOf(coding);
  const id = sourced(coding, code, derivation);
  const name = sourced(coding, display, derivation);
  return id && name && { id, term: name };
}

/** Values without an element of their own; one that cannot be read is named in an issue. */
export function decodeLeftovers(study: Element, issues: Issue[]): readonly Leftover[] {
  const elements = extensionsAt(study, structureDefinition('ext-source-element'));
  return elements.flatMap((extension, index): readonly Leftover[] => {
    const leftover = decodeLeftover(extension);
    if (!leftover) issues.push(unreadable(index));
    return leftover ? [leftover] : [];
  });
}

function decodeLeftover(extension: Element): Leftover | undefined {
  const path = textPart(extension, 'path')?.value;
  const copyOf = textPart(extension, 'copyOf')?.value;
  const text = textPart(extension, 'value')?.value;
  if (path === undefined) return undefined;
  const { place } = extension;
  if (copyOf !== undefined) return { path, copyOf, place };
  const value = text === undefined ? undefined : parsed(text);
  return value === undefined || isTooDeep(value) ? undefined : { path, value, place };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const unreadable = (index: number): Issue => ({
  severity: 'warning',
  code: 'restore-incomplete',
  message: 'An ext-source-element has no path, or no value that is JSON; passed over.',
  expression: `ResearchStudy.extension.where(url.endsWith('ext-source-element'))[${index}]`,
});
