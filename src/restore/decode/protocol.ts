import { structureDefinition } from '../../shared/canonical.ts';
import { asText } from '../../shared/json.ts';
import { present } from '../../parse/present.ts';
import type { Arm, Intervention } from '../../trial/trial.ts';
import { identifierOf, isOfType, suffixOf, type Library } from '../resources.ts';
import { codeOrText } from './concepts.ts';
import { allAt, at, extensionsAt, textAt, type Element } from './element.ts';
import { armLabels, interventionLabels } from './exposure-names.ts';

type Protocol = { readonly arms: readonly Arm[]; readonly interventions: readonly Intervention[] };

/** A definition of an intervention, under the ordinal by which arms name it. */
interface Definition {
  readonly resource: Element;
  /** Ids of the resources an arm may point to for it. */
  readonly names: ReadonlySet<string>;
}

/** Arms and interventions, their words for each other rebuilt from the references between them. */
export function decodeProtocol(study: Element, library: Library, key: string): Protocol {
  const given = definitionsOf(study, library, key).flatMap((definition) => {
    const intervention = decodeIntervention(definition.resource);
    return intervention ? [{ definition, intervention }] : [];
  });
  const definitions = given.map(({ definition }) => definition);
  const resolve = (reference: Element) => library.resolve(reference, study);
  const arms = allAt(study, 'comparisonGroup').flatMap((group) => {
    const arm = decodeArm(group);
    return arm ? [{ arm, exposures: exposuresOf(group, definitions, resolve) }] : [];
  });
  const interventions = given.map(({ intervention }) => intervention);
  return {
    arms: arms.map(({ arm, exposures }) => ({
      ...arm,
      interventionNames: interventionLabels(interventions, exposures),
    })),
    interventions: interventions.map((intervention, index) => ({
      ...intervention,
      armGroupLabels: armLabels(arms, index),
    })),
  };
}

function definitionsOf(study: Element, library: Library, key: string): readonly Definition[] {
  const own = library
    .partsOf(key)
    .filter((resource) => isOfType(resource, 'ActivityDefinition'))
    .flatMap((resource) => {
      const [, ordinal] = /^int-(\d+)$/.exec(suffixOf(resource, key) ?? '') ?? [];
      return ordinal === undefined ? [] : [{ resource, ordinal: Number(ordinal) }];
    })
    .toSorted((a, b) => a.ordinal - b.ordinal)
    .map(({ resource, ordinal }) => ({
      resource,
      names: new Set([
        `${key}/exp-${ordinal}`,
        `EvidenceVariable/${key}-exp-${ordinal}`,
        ...namesOf(resource),
      ]),
    }));
  if (own.length > 0) return own;
  return plannedIn(study, library).map((resource) => ({ resource, names: namesOf(resource) }));
}

/** What a resource may be called by: type and id, canonical url, the identifier of our own. */
function namesOf(resource: Element): ReadonlySet<string> {
  const { resourceType, id, url } = resource.json;
  const identifier = identifierOf(resource, 'trial-element');
  return new Set([
    `${asText(resourceType)}/${asText(id)}`,
    ...(typeof url === 'string' ? [url] : []),
    ...(identifier === undefined ? [] : [identifier]),
  ]);
}

/** What a foreign study's protocols define, in the order of their actions. */
function plannedIn(study: Element, library: Library): readonly Element[] {
  const found = new Set<Element>();
  const visit = (holder: Element): void => {
    for (const action of allAt(holder, 'action')) {
      const url = asText(action.json['definitionCanonical']);
      const definition = url === '' ? undefined : library.byCanonical(url);
      if (definition && isOfType(definition, 'ActivityDefinition')) found.add(definition);
      visit(action);
    }
  };
  for (const reference of allAt(study, 'protocol')) {
    const protocol = library.resolve(reference, study);
    if (protocol && isOfType(protocol, 'PlanDefinition')) visit(protocol);
  }
  return [...found];
}

function decodeIntervention(resource: Element): Intervention | undefined {
  const name = textAt(resource, 'title') ?? textAt(resource, 'name');
  const isDerived = resource.json['title'] !== undefined && !textAt(resource, 'title');
  if (!name || isDerived) return undefined;
  const type = allAt(resource, 'topic').slice(1)[0];
  return present({
    type: type && codeOrText(type, 'ctgov-intervention-type'),
    name,
    description: textAt(resource, 'description'),
    armGroupLabels: [],
    otherNames: extensionsAt(resource, structureDefinition('ext-other-name')).flatMap(
      (extension) => textAt(extension, 'valueString') ?? [],
    ),
  });
}

function decodeArm(group: Element): Arm | undefined {
  const label = textAt(group, 'name');
  return (
    label &&
    present({
      label,
      type: codeOrText(at(group, 'type'), 'ctgov-arm-group-type'),
      description: textAt(group, 'description'),
      interventionNames: [],
      interventions: [],
    })
  );
}

/** Ordinals of the interventions an arm points to, in the order of its references. */
function exposuresOf(
  group: Element,
  definitions: readonly Definition[],
  resolve: (reference: Element) => Element | undefined,
): readonly number[] {
  return allAt(group, 'intendedExposure').flatMap((reference) => {
    const target = resolve(reference);
    const names = target
      ? [...namesOf(target), ...activitiesOf(target)]
      : [asText(reference.json['reference'])];
    const ordinal = definitions.findIndex((each) => names.some((name) => each.names.has(name)));
    return ordinal === -1 ? [] : [ordinal];
  });
}

/** What an exposure is an exposure to. */
function activitiesOf(exposure: Element): readonly string[] {
  return allAt(exposure, 'characteristic').flatMap((characteristic) => {
    const { reference } = at(at(characteristic, 'definitionByTypeAndValue'), 'valueReference').json;
    return typeof reference === 'string' ? [reference] : [];
  });
}
