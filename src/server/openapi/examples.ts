/** What may be sent; a test sends each of them. */
export const EXAMPLE_STUDY = {
  protocolSection: {
    identificationModule: { nctId: 'NCT01234567', briefTitle: 'Sorafenib in Liver Cancer' },
    statusModule: { overallStatus: 'RECRUITING' },
    designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE2'] },
  },
};

export const EXAMPLE_TEXT = `NCT Number: NCT01234567
Study Title: Sorafenib in Liver Cancer
Study Status: RECRUITING
Conditions: Hepatocellular Carcinoma
Interventions: DRUG: Sorafenib
Phases: PHASE2
Study Type: INTERVENTIONAL
`;

export const EXAMPLE_RESOURCE = {
  resourceType: 'ResearchStudy',
  id: 'ctgov-nct01234567',
  status: 'active',
};
