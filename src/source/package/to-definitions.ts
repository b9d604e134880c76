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
import { unusable } from './without-snapshot.ts';

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
  const structures = packages.flatMap((each) => structuresOf(each));
  const inBase = new Set(base.structures.map(({ url }) => url));
  const useless = unusable(structures, (url) => inBase.has(url));
  const definitions = packages.map((each) => ({
    name: each.label,
    structures: structuresOf(each).filter((structure) => !useless.has(structure)),
    codeSystems: ofType(each, 'CodeSystem').map(toCodeSystemCodes),
    valueSets: ofType(each, 'ValueSet').map(toValueSetCodes),
  }));
  return { definitions, notes: packages.flatMap((each) => notesOf(each, packages, useless)) };
}

function ofType(each: FhirPackage, type: string): readonly JsonObject[] {
  return each.resources.filter(
    ({ resourceType, url }) => resourceType === type && asText(url) !== '',
  );
}

function structuresOf(each: FhirPackage): readonly StructureDefinition[] {
  return ofType(each, 'StructureDefinition') as unknown as readonly StructureDefinition[];
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

function notesOf(
  each: FhirPackage,
  packages: readonly FhirPackage[],
  useless: ReadonlySet<StructureDefinition>,
): readonly string[] {
  const names = structuresOf(each)
    .filter((structure) => useless.has(structure))
    .map(({ name, url }) => name ?? url);
  const given = new Set(packages.map(({ id }) => id));
  const absent = [...each.dependencies].filter(([id]) => !given.has(id) && !ALWAYS_LOADED.test(id));
  return [
    ...(names.length === 0
      ? []
      : [
          `${each.label}: not checked against ${listed(names)}: without snapshot; build the package with snapshots.`,
        ]),
    ...(absent.length === 0
      ? []
      : [
          `${each.label}: needs ${listed(absent.map((pair) => pair.join(' ')))}, not given; add --package.`,
        ]),
  ];
}

const SHOWN = 8;

function listed(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
