import { sid, structureDefinition } from '../../shared/canonical.ts';
import type { TrialIdentifier } from '../../trial/trial.ts';
import { cleanText } from '../clean.ts';
import { registryIdentifier, slugOf } from '../ids.ts';
import { registryIdentifierType, registrySystem, SECONDARY_SYSTEM } from '../registry-systems.ts';
import { textOf, urlOf, type Scope } from '../scope.ts';
import { NCIT } from '../terms.ts';
import { compact, derivationOf, valueExtension } from './build.ts';
import { conceptOf } from './coding.ts';
import type { CodeableConcept, Extension, Identifier } from './types.ts';

/**
 * Registry numbers first, then our own key. Conditional writes use the key and never a registry number:
 * a hospital's own ResearchStudy with the same number would be overwritten.
 */
export function identifiersOf(scope: Scope): Identifier[] {
  const given = scope.trial.identifiers.map((identifier) => identifierOf(scope, identifier));
  const { recordKey } = scope.received;
  const registered = registryIdentifier(scope.trial) !== undefined;
  const key = recordKey === undefined ? undefined : cleanText(recordKey);
  return [
    ...given.filter((identifier) => identifier?.use === 'official'),
    { use: 'usual' as const, system: sid('study'), value: scope.key },
    ...given.filter((identifier) => identifier?.use !== 'official'),
    ...(registered || key === undefined
      ? []
      : [{ use: 'secondary' as const, system: sid('source-record'), value: key }]),
  ].filter((identifier) => identifier !== undefined);
}

function identifierOf(scope: Scope, identifier: TrialIdentifier): Identifier | undefined {
  const value = textOf(scope, identifier.id);
  if (value === undefined) return undefined;
  const { use, type, system, assigner } = shapeOf(scope, identifier);
  return compact<Identifier>({
    extension: [...derivationOf(identifier.id), ...linkOf(scope, identifier)],
    use,
    type,
    system,
    value,
    assigner: assigner === undefined ? undefined : { display: assigner },
  });
}

function linkOf(scope: Scope, { link }: TrialIdentifier): Extension[] {
  const url = urlOf(scope, link);
  return url === undefined
    ? []
    : [valueExtension(structureDefinition('ext-identifier-link'), 'valueUrl', url)];
}

interface Shape {
  readonly use: NonNullable<Identifier['use']>;
  readonly type?: CodeableConcept | undefined;
  readonly system: string;
  readonly assigner?: string | undefined;
}

function shapeOf(scope: Scope, identifier: TrialIdentifier): Shape {
  const registry =
    identifier.registry ?? (identifier.kind === 'secondary' ? undefined : scope.trial.registry);
  const system = registry === undefined ? SECONDARY_SYSTEM : registrySystem(registry);
  const assigner = textOf(scope, identifier.domain);
  switch (identifier.kind) {
    case 'registry':
      return {
        use: 'official',
        type: registry === undefined ? undefined : registryType(registry),
        system,
        assigner,
      };
    case 'alias':
      return {
        use: 'old',
        type: registry === undefined ? undefined : registryType(registry),
        system,
        assigner,
      };
    case 'organization':
      return { use: 'secondary', ...organizationShape(scope, identifier, assigner) };
    case 'secondary':
    default:
      return { use: 'secondary', type: secondaryType(scope, identifier), system, assigner };
  }
}

/** A sponsor's own number is unique within that sponsor only, so the system names it. */
function organizationShape(
  scope: Scope,
  identifier: TrialIdentifier,
  assigner: string | undefined,
): Omit<Shape, 'use'> {
  const { organization, leadSponsor } = scope.trial;
  const owner = textOf(scope, organization?.name) ?? textOf(scope, leadSponsor?.name);
  const given = conceptOf(scope, identifier.type);
  const protocol = { system: NCIT, code: 'C132351', display: 'Sponsor Protocol Identifier' };
  return {
    system: `${sid('org-study-id')}/${owner === undefined ? 'unknown' : slugOf(owner)}`,
    type: { ...given, coding: [...(given?.coding ?? []), protocol] },
    assigner: assigner ?? owner,
  };
}

function secondaryType(scope: Scope, identifier: TrialIdentifier): CodeableConcept | undefined {
  const given = conceptOf(scope, identifier.type);
  if (identifier.registry === undefined || given?.coding?.some(({ system }) => system === NCIT))
    return given;
  return {
    ...given,
    coding: [...(given?.coding ?? []), ...(registryType(identifier.registry).coding ?? [])],
  };
}

function registryType(registry: string): CodeableConcept {
  return { coding: [{ system: NCIT, ...registryIdentifierType(registry) }] };
}
