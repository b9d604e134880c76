import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CANONICAL, CROSS_VERSION } from '../../src/shared/canonical.ts';
import { FHIR_VERSIONS, type FhirVersion } from '../../src/shared/fhir-version.ts';

interface Element {
  readonly id: string;
  readonly path: string;
  readonly fixedUri?: string;
  readonly binding?: { readonly valueSet: string };
  readonly type?: readonly { readonly code: string; readonly profile?: readonly string[] }[];
}

interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly url: string;
  readonly version: string;
  readonly date: string;
  readonly publisher: string;
  readonly fhirVersion?: string;
  readonly type?: string;
  readonly snapshot?: { readonly element: readonly Element[] };
  readonly differential?: { readonly element: readonly Element[] };
  readonly concept?: readonly { readonly code: string; readonly display: string }[];
  readonly compose?: {
    readonly include: readonly {
      readonly system: string;
      readonly concept?: readonly { readonly code: string }[];
    }[];
  };
}

const NUMBERS = { r4: '4.0.1', r5: '5.0.0' } as const;

function filesOf(fhir: FhirVersion): readonly (readonly [string, Resource])[] {
  const folder = new URL(`../../profiles/${fhir}/`, import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map(
      (name) =>
        [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Resource] as const,
    );
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

describe.each(FHIR_VERSIONS)('the definitions of profiles/%s', (fhir) => {
  const files = filesOf(fhir);
  const inFolder = (folder: string) => files.filter(([name]) => dirname(name) === folder);
  const structures = files.filter(([, each]) => each.resourceType === 'StructureDefinition');
  const known = new Set(files.map(([, each]) => each.url));

  it.each(files)('%s is named by its id and says who made it and when', (name, resource) => {
    expect(basename(name, '.json')).toBe(resource.id);
    expect([resource.publisher, resource.date]).toEqual(['trialcast', '2026-11-21']);
  });

  it.each(structures)(
    '%s has a differential and a snapshot of its FHIR version',
    (_, { snapshot, differential, ...rest }) => {
      expect(rest.fhirVersion).toBe(NUMBERS[fhir]);
      expect(differential?.element.length).toBeGreaterThan(0);
      const ids = snapshot?.element.map(({ id }) => id) ?? [];
      expect(differential?.element.filter(({ id }) => !ids.includes(id))).toEqual([]);
      // what the npm package the base comes from adds to R4
      expect(
        ids.filter((id) => /\.meta\.(?:project|author|account|compartment)$/.test(id)),
      ).toEqual([]);
    },
  );

  it.each(structures)(
    '%s refers only to extensions and value sets that are there',
    (_, { differential }) => {
      const named = differential?.element.flatMap((element) => [
        ...(element.type ?? []).flatMap((type) => type.profile ?? []),
        ...(element.binding ? [element.binding.valueSet] : []),
      ]);
      expect(named?.filter((url) => !known.has(url))).toEqual([]);
    },
  );

  it('have each address once', () => {
    expect(files.map(([, each]) => each.url).toSorted()).toEqual([...known].toSorted());
  });

  it.each(inFolder('valuesets'))('%s includes a code system that is there', (_, { compose }) => {
    const systems = new Map(
      inFolder('codesystems').map(([, each]) => [each.url, each.concept ?? []]),
    );
    for (const { system, concept = [] } of compose?.include ?? []) {
      const codes = systems.get(system)?.map(({ code }) => code);
      expect(codes?.length).toBeGreaterThan(0);
      expect(concept.filter(({ code }) => !codes?.includes(code))).toEqual([]);
    }
  });

  it.each([...inFolder('extensions'), ...inFolder('xver')])(
    '%s is an extension at its own address',
    (_, { url, type, differential }) => {
      const fixed = differential?.element.find(
        ({ path, id }) => path === 'Extension.url' && id === path,
      );
      expect([type, fixed?.fixedUri]).toEqual(['Extension', url]);
    },
  );

  it('keep in external what must not be pushed: code systems at the addresses of others', () => {
    const own = inFolder('external').filter(
      ([, each]) => each.resourceType !== 'CodeSystem' || each.url.startsWith(CANONICAL),
    );
    expect(own).toEqual([]);
  });
});

describe('the extensions of the mapping', () => {
  const urlsOf = (fhir: FhirVersion) => filesOf(fhir).map(([, { url }]) => url);
  const known = urlsOf('r4');

  it.each(
    words(`
      url version name date descriptionSummary status label associatedParty progressStatus
      classifier studyDesign outcomeMeasure recruitment.targetNumber
      recruitment.actualNumber comparisonGroup.linkId comparisonGroup.intendedExposure
      objective.description
    `),
  )('R5 ResearchStudy.%s has a definition', (element) => {
    expect(known).toContain(`${CROSS_VERSION}ResearchStudy.${element}`);
  });

  it.each(
    words(`
      actual handling experimental characteristic.linkId characteristic.note
      characteristic.definitionExpression characteristic.definitionByTypeAndValue
      characteristic.definitionByCombination characteristic.timeFromEvent.description
      characteristic.timeFromEvent.event characteristic.timeFromEvent.quantity
      characteristic.timeFromEvent.range characteristic.timeFromEvent.note
    `),
  )('R5 EvidenceVariable.%s has a definition', (element) => {
    expect(known).toContain(`${CROSS_VERSION}EvidenceVariable.${element}`);
  });

  it.each(
    words(`
      derivation source-text source-element sha256 criterion registry-eligibility
      site-recruitment other-name facet-description ipd-sharing oversight expanded-access
      observational-design registry-record registry-browse-term artifact-detail
      identifier-link submission-history registry-annotation
    `),
  )('ext-%s has a definition in both versions', (id) => {
    const url = `${CANONICAL}/StructureDefinition/ext-${id}`;
    expect([known.includes(url), urlsOf('r5').includes(url)]).toEqual([true, true]);
  });
});

describe('the profiles', () => {
  it.each(
    words(`
      trial-research-study trial-protocol trial-intervention trial-outcome trial-eligibility
      trial-exposure trial-organization trial-site trial-source-document trial-provenance
      trial-transaction-bundle
    `),
  )('%s exists in both versions, on the same resource type', (id) => {
    const types = FHIR_VERSIONS.map(
      (fhir) => filesOf(fhir).find(([name]) => name === `profiles/${id}-${fhir}.json`)?.[1].type,
    );
    expect(types[0]).toMatch(/^[A-Z]/);
    expect(types[1]).toBe(types[0]);
  });
});
