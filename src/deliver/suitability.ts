import { Failure } from '../shared/failure.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import type { ChosenStrategy } from './strategy/choose.ts';
import type { ServerProfile } from './strategy/server-profile.ts';

/** `fhirVersion` of each version as a statement gives it: `4.0.1`, `5.0.0`. */
const NUMBERS: Readonly<Record<FhirVersion, string>> = { r4: '4.0', r5: '5.0' };

/** What is missing whatever the strategy: empty where there is nothing. */
function missingAnyway(
  profile: ServerProfile,
  types: ReadonlySet<string>,
  fhir: FhirVersion,
): readonly string[] {
  const absent = [...types].toSorted().filter((type) => !profile.resourceTypes.has(type));
  return [
    ...(profile.fhirVersion.startsWith(NUMBERS[fhir])
      ? []
      : [`FHIR ${NUMBERS[fhir]} (it speaks "${profile.fhirVersion}")`]),
    ...(absent.length > 0 ? [`the resource types ${absent.join(', ')}`] : []),
  ];
}

function missingUnit({ interactions }: ServerProfile, { unit }: ChosenStrategy): readonly string[] {
  if (!interactions || unit === 'single' || interactions.has(unit)) return [];
  // Whoever runs transactions runs batches, and may (HAPI) leave them out of its statement.
  return unit === 'batch' && interactions.has('transaction') ? [] : [`the ${unit} interaction`];
}

/** How each way of creating is called, and where the statement speaks of it. */
const CREATION = {
  client: ['create by PUT (updateCreate)', 'updateCreate'],
  'conditional-create': ['conditional create', 'conditionalCreate'],
  'conditional-update': ['conditional update', 'conditionalUpdate'],
} as const;

function missingCreation(
  profile: ServerProfile,
  types: ReadonlySet<string>,
  { ids }: ChosenStrategy,
): readonly string[] {
  const [name, element] = CREATION[ids];
  const refused = [...types].toSorted().filter((type) => profile[element].get(type) === false);
  return refused.length > 0 ? [`${name} for ${refused.join(', ')}`] : [];
}

/** Throws a Failure that names everything that is missing at once. */
export function requireSuitable(
  profile: ServerProfile,
  types: ReadonlySet<string>,
  fhir: FhirVersion,
  strategy: ChosenStrategy,
): void {
  const ofStrategy = [
    ...missingUnit(profile, strategy),
    ...missingCreation(profile, types, strategy),
  ];
  const missing = [...missingAnyway(profile, types, fhir), ...ofStrategy];
  if (missing.length === 0) return;
  const hint =
    ofStrategy.length > 0 && strategy.asked !== 'auto'
      ? ' The strategy "auto" uses what it has.'
      : '';
  throw new Failure(
    'fhir-server-unsuitable',
    `The FHIR server lacks ${missing.join('; ')}; nothing was sent.${hint}`,
  );
}
