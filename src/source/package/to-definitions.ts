import { Failure } from '../../shared/failure.ts';
import { asText, type JsonObject } from '../../shared/json.ts';
import type {
  BaseDefinitions,
  ProfileDefinitions,
  StructureDefinition,
} from '../../validate/structure-definition.ts';
import { toCodeSystemCodes } from '../../validate/terminology/code-system.ts';
import { toValueSetCodes } from '../../validate/terminology/value-set.ts';
import type { FhirPackage } from './read-package.ts';
import { withSnapshots, type Snapshots } from '../../validate/profile/snapshot/snapshots.ts';
import { toStructure } from './to-structure.ts';

export interface LoadedPackages {
  readonly definitions: readonly ProfileDefinitions[];
  /** What a person should know of the packages, one sentence each. */
  readonly notes: readonly string[];
}

/** Packages that stand for what is always loaded: the base specification and HL7's terminology. */
const ALWAYS_LOADED = /^hl7\.(?:fhir\.r\d+b?\.(?:core|expansions|search)|terminology(?:\.r\d)?)$/;

/** Packages that may refer to each other become what the validator compiles. Throws Failure where one is for another FHIR version. */
export function toDefinitions(
  packages: readonly FhirPackage[],
  base: BaseDefinitions,
): LoadedPackages {
  for (const each of packages) checkVersion(each, base);
  const structures = packages.map(structuresOf);
  const { whole, problems } = withSnapshots(structures.flat(), base.structures);
  const definitions = packages.map((each, index) => ({
    name: each.label,
    structures: (structures[index] ?? []).flatMap((structure) => whole.get(structure) ?? []),
    codeSystems: ofType(each, 'CodeSystem').map(toCodeSystemCodes),
    valueSets: ofType(each, 'ValueSet').map(toValueSetCodes),
    unusable: problemsByUrl(structures[index] ?? [], problems),
  }));
  const notes = packages.flatMap((each, index) => [
    ...problemsOf(each, structures[index] ?? [], problems),
    ...absentOf(each, packages),
  ]);
  return { definitions, notes };
}

function ofType(each: FhirPackage, type: string): readonly JsonObject[] {
  return each.resources.filter(
    ({ resourceType, url }) => resourceType === type && asText(url) !== '',
  );
}

function structuresOf(each: FhirPackage): readonly StructureDefinition[] {
  return ofType(each, 'StructureDefinition').flatMap((resource) => toStructure(resource) ?? []);
}

function checkVersion({ label, fhirVersions }: FhirPackage, base: BaseDefinitions): void {
  const release = (version: string): string => version.split('.').slice(0, 2).join('.');
  const wanted = release(base.fhirVersion);
  if (fhirVersions.length === 0 || fhirVersions.some((version) => release(version) === wanted))
    return;
  throw new Failure(
    'usage',
    `The package ${label} is for FHIR ${fhirVersions.join(', ')}, not ${base.fhirVersion}; see --fhir.`,
  );
}

function problemsByUrl(
  structures: readonly StructureDefinition[],
  problems: Snapshots['problems'],
): ReadonlyMap<string, string> {
  const found = structures.map((structure) => [structure.url, problems.get(structure)] as const);
  return new Map(
    found.flatMap(([url, problem]) => (problem === undefined ? [] : [[url, problem]])),
  );
}

/** Profiles that cannot be checked against, for each reason. */
function problemsOf(
  { label }: FhirPackage,
  structures: readonly StructureDefinition[],
  problems: Snapshots['problems'],
): readonly string[] {
  const told = structures.flatMap((structure) => {
    const problem = problems.get(structure);
    return problem === undefined ? [] : [`${structure.name ?? structure.url} (${problem})`];
  });
  return told.length === 0
    ? []
    : [
        `${label}: not checked against ${listed(told)}: without snapshot, and none can be made of the differential.`,
      ];
}

function absentOf(each: FhirPackage, packages: readonly FhirPackage[]): readonly string[] {
  const given = new Set(packages.map(({ id }) => id));
  const absent = [...each.dependencies].filter(([id]) => !given.has(id) && !ALWAYS_LOADED.test(id));
  return absent.length === 0
    ? []
    : [
        `${each.label}: needs ${listed(absent.map((pair) => pair.join(' ')))}, not given; add --package.`,
      ];
}

const SHOWN = 8;

function listed(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
