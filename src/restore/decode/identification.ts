import { sid } from '../../shared/canonical.ts';
import { asText } from '../../shared/json.ts';
import { registrySystem, SECONDARY_SYSTEM } from '../../map/registry-systems.ts';
import { TITLE_TYPE } from '../../map/terms.ts';
import { present } from '../../parse/present.ts';
import { recognizeRegistry } from '../../parse/registry-ids.ts';
import type { Titles, TrialIdentifier } from '../../trial/trial.ts';
import { codeOrText, hasCode } from './concepts.ts';
import { allAt, at, derivationOf, ownExtension, sourced, textAt, type Element } from './element.ts';

const OWN_SYSTEMS: ReadonlySet<string> = new Set([sid('study'), sid('source-record')]);
const ORGANIZATION_SYSTEM = sid('org-study-id/');

export function decodeIdentifiers(study: Element): readonly TrialIdentifier[] {
  return allAt(study, 'identifier')
    .filter(({ json }) => !OWN_SYSTEMS.has(asText(json['system'])))
    .flatMap(decodeIdentifier);
}

function decodeIdentifier(identifier: Element): readonly TrialIdentifier[] {
  const value = identifier.json['value'];
  if (typeof value !== 'string') return [];
  const id = sourced(identifier, value, derivationOf(identifier));
  if (!id) return [];
  const system = asText(identifier.json['system']);
  const registry = registryOf(system, value);
  const link = textAt(ownExtension(identifier, 'ext-identifier-link'), 'valueUrl');
  if (system.startsWith(ORGANIZATION_SYSTEM)) {
    const type = codeOrText(at(identifier, 'type'), 'ctgov-org-study-id-type');
    return [present({ kind: 'organization' as const, id, type, link })];
  }
  const kind = kindOf(identifier, registry, system);
  if (kind !== 'secondary') return [present({ kind, id, registry })];
  return [
    present({
      kind,
      id,
      registry,
      type: codeOrText(at(identifier, 'type'), 'ctgov-secondary-id-type'),
      domain: textAt(at(identifier, 'assigner'), 'display'),
      link,
    }),
  ];
}

/** A registry's own number is the official one; a hospital may call official what no registry gave. */
function kindOf(
  { json }: Element,
  registry: string | undefined,
  system: string,
): 'registry' | 'alias' | 'secondary' {
  if (registry === undefined) return 'secondary';
  if (json['use'] === 'old') return 'alias';
  const isForeign = system !== registrySystem(registry);
  return json['use'] === 'official' || (isForeign && registry === 'ctgov')
    ? 'registry'
    : 'secondary';
}

const KNOWN = ['ctgov', 'ctis', 'eudract', 'isrctn', 'utn'] as const;
/** Systems that others write for numbers of ClinicalTrials.gov (MAPPING 4.1). */
const CTGOV = /^https?:\/\/(?:www\.)?clinicaltrials\.gov(?:\/.*)?$/i;
const PORTAL = registrySystem('');

function registryOf(system: string, value: string): string | undefined {
  const known = KNOWN.find((registry) => registrySystem(registry) === system);
  if (known !== undefined) return known;
  if (system !== PORTAL && system.startsWith(PORTAL)) {
    return decoded(system.slice(PORTAL.length));
  }
  if (system === SECONDARY_SYSTEM) return undefined;
  return CTGOV.test(system) ? 'ctgov' : recognizeRegistry(value);
}

function decoded(component: string): string {
  try {
    return decodeURIComponent(component);
  } catch {
    return component;
  }
}

/** The title is the brief one, unless only an official one was there to stand in for it. */
export function decodeTitles(study: Element): Titles {
  const labels = allAt(study, 'label');
  const labelled = (code: string) => {
    const label = labels.find((each) => hasCode(at(each, 'type'), TITLE_TYPE, code));
    return label && textAt(label, 'value');
  };
  const official = labelled('official');
  const title = textAt(study, 'title');
  return present({
    brief: labelled('primary') ?? (title?.value === official?.value ? undefined : title),
    official,
    acronym: labelled('acronym'),
  });
}
