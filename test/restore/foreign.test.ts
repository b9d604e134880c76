import { describe, expect, test } from 'vitest';
import { restoreBundle } from '../../src/restore/restore.ts';
import type { Json } from '../../src/shared/json.ts';
import { loadTables } from '../../src/source/load-tables.ts';

const tables = [loadTables('r4'), loadTables('r5')];
const collection = (...resources: Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

/** Studies as hospitals have them: nothing in them is of this project. */
const R4_STUDY = {
  resourceType: 'ResearchStudy',
  id: 'trial-7',
  identifier: [
    { system: 'https://clinicaltrials.gov', value: 'NCT01234567' },
    { use: 'official', system: 'urn:hospital:trials', value: '2020/17' },
  ],
  title: 'A Trial of Rest',
  status: 'completed',
  phase: {
    coding: [
      {
        system: 'http://terminology.hl7.org/CodeSystem/research-study-phase',
        code: 'phase-2-phase-3',
      },
    ],
    text: 'Phase 2/Phase 3',
  },
  category: [
    { text: 'Study Type: Interventional' },
    { text: 'Allocation: Randomized' },
    { text: 'Masking: Double (Participant, Investigator)' },
  ],
  condition: [
    { coding: [{ system: 'http://snomed.info/sct', code: '195967001', display: 'Asthma' }] },
  ],
  keyword: [{ text: 'rest' }],
  description: 'Rest, twice.',
  period: { start: '2020-03-01T08:00:00+01:00', end: '2021-04' },
  enrollment: [{ reference: '#group', display: 'Adults' }],
  sponsor: { reference: 'Organization/o' },
  principalInvestigator: { reference: 'Practitioner/p', display: 'A. Person' },
  contact: [{ name: 'The office', telecom: [{ system: 'phone', value: '123' }] }],
  site: [{ reference: 'Location/l' }, { reference: 'Location/elsewhere', display: 'Elsewhere' }],
  reasonStopped: { text: 'Too restful' },
  arm: [{ name: 'Rest', type: { text: 'Experimental' }, description: 'All day' }],
  relatedArtifact: [
    {
      type: 'citation',
      citation: 'Person A. Rest. 2022.',
      url: 'https://pubmed.ncbi.nlm.nih.gov/12345',
    },
    { type: 'documentation', label: 'Home', url: 'https://hospital.example/rest' },
  ],
  objective: [{ name: 'To rest' }],
  note: [{ text: 'x' }],
  contained: [{ resourceType: 'Group', id: 'group', type: 'person', actual: false }],
};
const ORGANIZATION = { resourceType: 'Organization', id: 'o', name: 'The Hospital' };
const LOCATION = {
  resourceType: 'Location',
  id: 'l',
  name: 'Ward 5',
  address: { city: 'Basel', country: 'Switzerland' },
  position: { latitude: 47.5, longitude: 7.6 },
};

describe('a foreign R4 study', () => {
  const { ctgov, issues } = restoreBundle(collection(R4_STUDY, ORGANIZATION, LOCATION), tables);

  test('gives what its elements and words say', () => {
    expect(ctgov).toEqual({
      protocolSection: {
        identificationModule: {
          nctId: 'NCT01234567',
          secondaryIdInfos: [{ id: '2020/17' }],
          briefTitle: 'A Trial of Rest',
        },
        statusModule: {
          overallStatus: 'COMPLETED',
          whyStopped: 'Too restful',
          startDateStruct: { date: '2020-03-01' },
          completionDateStruct: { date: '2021-04' },
        },
        sponsorCollaboratorsModule: { leadSponsor: { name: 'The Hospital' } },
        descriptionModule: { detailedDescription: 'Rest, twice.' },
        conditionsModule: { conditions: ['Asthma'], keywords: ['rest'] },
        designModule: {
          studyType: 'INTERVENTIONAL',
          phases: ['PHASE2', 'PHASE3'],
          designInfo: {
            allocation: 'RANDOMIZED',
            maskingInfo: { masking: 'DOUBLE', whoMasked: ['PARTICIPANT', 'INVESTIGATOR'] },
          },
        },
        armsInterventionsModule: {
          armGroups: [{ label: 'Rest', type: 'EXPERIMENTAL', description: 'All day' }],
        },
        eligibilityModule: { eligibilityCriteria: 'Adults' },
        contactsLocationsModule: {
          centralContacts: [{ name: 'The office', role: 'CONTACT', phone: '123' }],
          overallOfficials: [{ name: 'A. Person', role: 'PRINCIPAL_INVESTIGATOR' }],
          locations: [
            {
              facility: 'Ward 5',
              city: 'Basel',
              country: 'Switzerland',
              geoPoint: { lat: 47.5, lon: 7.6 },
            },
            { facility: 'Elsewhere' },
          ],
        },
        referencesModule: {
          references: [{ pmid: '12345', citation: 'Person A. Rest. 2022.' }],
          seeAlsoLinks: [{ label: 'Home', url: 'https://hospital.example/rest' }],
        },
      },
    });
  });

  test('says that it is foreign, what is not read and what is missing', () => {
    expect(issues.map(({ code, message }) => [code, message])).toEqual([
      ['restore-incomplete', expect.stringContaining('Location/elsewhere')],
      ['study-foreign', expect.stringContaining('Not read: objective, note.')],
    ]);
  });

  test('keeps the words of a code that no table has', () => {
    const { trial } = restoreBundle(
      { ...R4_STUDY, phase: { text: 'Phase Zero' }, arm: [{ name: 'A', type: { text: 'Odd' } }] },
      tables,
    );
    expect(trial?.design.phases.map(({ value }) => value)).toEqual(['Phase Zero']);
    expect(trial?.arms[0]?.type?.value).toBe('Odd');
  });
});

describe('a foreign R5 study', () => {
  const exposure = {
    resourceType: 'EvidenceVariable',
    id: 'e',
    status: 'active',
    characteristic: [
      {
        definitionByTypeAndValue: {
          type: { text: 'Exposed to' },
          valueReference: { reference: 'ActivityDefinition/a' },
        },
      },
    ],
  };
  const criteria = {
    resourceType: 'EvidenceVariable',
    id: 'c',
    status: 'active',
    characteristic: [
      { description: 'Tired', exclude: false },
      { definitionCodeableConcept: { text: 'Awake' }, exclude: true },
    ],
  };
  const study = {
    resourceType: 'ResearchStudy',
    id: 's',
    status: 'active',
    title: 'Rest again',
    label: [
      {
        type: { coding: [{ system: 'http://hl7.org/fhir/title-type', code: 'acronym' }] },
        value: 'REST',
      },
    ],
    protocol: [{ reference: 'PlanDefinition/p' }],
    focus: [{ concept: { text: 'Rest' } }],
    studyDesign: [
      { coding: [{ system: 'http://hl7.org/fhir/study-design', code: 'SEVCO:01003' }] },
    ],
    progressStatus: [
      {
        state: {
          coding: [{ system: 'http://hl7.org/fhir/research-study-status', code: 'terminated' }],
        },
      },
    ],
    recruitment: { targetNumber: 12, eligibility: { reference: 'EvidenceVariable/c' } },
    comparisonGroup: [
      { linkId: '1', name: 'Rest', intendedExposure: [{ reference: 'EvidenceVariable/e' }] },
    ],
    outcomeMeasure: [
      {
        name: 'Sleep',
        type: [
          {
            coding: [
              { system: 'http://hl7.org/fhir/research-study-objective-type', code: 'primary' },
            ],
          },
        ],
        description: 'Hours',
      },
    ],
  };
  const plan = {
    resourceType: 'PlanDefinition',
    id: 'p',
    status: 'active',
    action: [{ action: [{ definitionCanonical: 'urn:rest|1' }] }],
  };
  const activity = {
    resourceType: 'ActivityDefinition',
    id: 'a',
    url: 'urn:rest',
    status: 'active',
    title: 'Bed',
  };
  const { trial, ctgov } = restoreBundle(
    collection(study, plan, activity, exposure, criteria),
    tables,
  );

  test('gives what its elements say', () => {
    expect(ctgov).toEqual({
      protocolSection: {
        identificationModule: { briefTitle: 'Rest again', acronym: 'REST' },
        statusModule: { overallStatus: 'TERMINATED' },
        designModule: {
          designInfo: { allocation: 'RANDOMIZED' },
          enrollmentInfo: { count: 12, type: 'ESTIMATED' },
        },
        armsInterventionsModule: {
          armGroups: [{ label: 'Rest', interventionNames: ['Bed'] }],
          interventions: [{ name: 'Bed', armGroupLabels: ['Rest'] }],
        },
        outcomesModule: { primaryOutcomes: [{ measure: 'Sleep', description: 'Hours' }] },
        eligibilityModule: {
          eligibilityCriteria: 'Inclusion Criteria:\n\n* Tired\n\nExclusion Criteria:\n\n* Awake',
        },
      },
    });
  });

  test('has its criteria read like any other', () => {
    expect(trial?.eligibility.criteria.map(({ exclude, text }) => [exclude, text.value])).toEqual([
      [false, 'Tired'],
      [true, 'Awake'],
    ]);
  });

  test('is active as a record, which says nothing of recruitment', () => {
    const { progressStatus: _state, ...without } = study;
    expect(restoreBundle(without, tables).trial?.status.overall).toBeUndefined();
  });
});
