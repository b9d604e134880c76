/** Records for the browser: a small one in two versions, a hostile one, and one as large as they come. */

/** In every field a script, the end of an attribute, and the ends of the elements around it. */
const EVIL = `<script>document.title='owned'</script>"'><img src=x onerror=document.title='owned'></textarea></pre></svg>`;

interface Given {
  readonly id: string;
  readonly status?: string;
  readonly enrollment?: number;
  /** Put into every free text. */
  readonly mark?: string;
  readonly criteria?: string;
  readonly sites?: number;
  readonly phase?: string;
}

const CRITERIA = `Inclusion Criteria:

* Age ≥ 18 years
* ECOG performance status 0-1
* Adequate organ function:

  * Platelets ≥ 100 x 10^9/L
  * Hemoglobin ≥ 9 g/dL

Exclusion Criteria:

* Prior systemic therapy within 4 weeks before randomization
* Pregnant or breastfeeding women`;

function record({
  id,
  status = 'RECRUITING',
  enrollment = 120,
  mark = '',
  criteria = CRITERIA,
  sites = 3,
  phase = 'PHASE2',
}: Given): string {
  const text = (words: string): string => `${words}${mark}`;
  return JSON.stringify({
    protocolSection: {
      identificationModule: {
        nctId: id,
        orgStudyIdInfo: { id: text('ORG-1') },
        organization: { fullName: text('Example University Hospital'), class: 'OTHER' },
        briefTitle: text('Sorafenib With or Without Radiotherapy in Liver Cancer'),
        officialTitle: text(
          'A Randomized Phase 2 Study of Sorafenib With or Without Stereotactic Radiotherapy',
        ),
        acronym: text('SORA-RT'),
      },
      statusModule: {
        statusVerifiedDate: '2026-03',
        overallStatus: status,
        startDateStruct: { date: '2025-02-01', type: 'ACTUAL' },
        completionDateStruct: { date: '2028-12', type: 'ESTIMATED' },
        lastUpdatePostDateStruct: {
          date: status === 'RECRUITING' ? '2026-01-10' : '2026-03-11',
          type: 'ACTUAL',
        },
      },
      sponsorCollaboratorsModule: {
        leadSponsor: { name: text('Example University Hospital'), class: 'OTHER' },
        collaborators: [{ name: text('National Cancer Foundation'), class: 'OTHER' }],
      },
      descriptionModule: {
        briefSummary: text(
          'Whether radiotherapy adds to sorafenib in advanced hepatocellular carcinoma.',
        ),
      },
      conditionsModule: {
        conditions: [text('Hepatocellular Carcinoma')],
        keywords: [text('radiotherapy')],
      },
      designModule: {
        studyType: 'INTERVENTIONAL',
        phases: [phase],
        designInfo: {
          allocation: 'RANDOMIZED',
          interventionModel: 'PARALLEL',
          primaryPurpose: 'TREATMENT',
          maskingInfo: { masking: 'NONE' },
        },
        enrollmentInfo: { count: enrollment, type: 'ESTIMATED' },
      },
      armsInterventionsModule: {
        armGroups: [
          {
            label: text('Sorafenib + SBRT'),
            type: 'EXPERIMENTAL',
            description: text('Both.'),
            interventionNames: [`Drug: ${text('Sorafenib')}`, `Radiation: ${text('SBRT')}`],
          },
          {
            label: text('Sorafenib'),
            type: 'ACTIVE_COMPARATOR',
            description: text('Alone.'),
            interventionNames: [`Drug: ${text('Sorafenib')}`],
          },
        ],
        interventions: [
          {
            type: 'DRUG',
            name: text('Sorafenib'),
            description: text('400 mg twice daily'),
            armGroupLabels: [text('Sorafenib + SBRT'), text('Sorafenib')],
            otherNames: [text('Nexavar')],
          },
          {
            type: 'RADIATION',
            name: text('SBRT'),
            description: text('50 Gy in 5 fractions'),
            armGroupLabels: [text('Sorafenib + SBRT')],
          },
        ],
      },
      outcomesModule: {
        primaryOutcomes: [
          {
            measure: text('Overall survival'),
            description: text('Time from randomization to death.'),
            timeFrame: text('Up to 24 months'),
          },
        ],
        secondaryOutcomes: [
          { measure: text('Objective response rate (ORR)'), timeFrame: text('Every 8 weeks') },
        ],
      },
      eligibilityModule: {
        eligibilityCriteria: text(criteria),
        healthyVolunteers: false,
        sex: 'ALL',
        minimumAge: '18 Years',
        stdAges: ['ADULT', 'OLDER_ADULT'],
      },
      contactsLocationsModule: {
        overallOfficials: [
          {
            name: text('Ann Example, MD'),
            affiliation: text('Example University Hospital'),
            role: 'PRINCIPAL_INVESTIGATOR',
          },
        ],
        locations: Array.from({ length: sites }, (_, n) => ({
          facility: text(`Hospital ${n + 1}`),
          status: n % 3 === 0 ? 'NOT_YET_RECRUITING' : 'RECRUITING',
          city: text(n % 2 === 0 ? 'Vienna' : 'Graz'),
          zip: `10${String(n).padStart(3, '0')}`,
          country: n % 5 === 4 ? 'Germany' : 'Austria',
          geoPoint: { lat: 48 + (n % 50) / 50, lon: 16 + (n % 30) / 30 },
        })),
      },
    },
    hasResults: false,
  });
}

const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => `* ${line(n + 1)}`).join('\n\n');

const LONG = `Inclusion Criteria:\n\n${lines(100, (n) => (n % 3 === 0 ? `Platelets ≥ ${n} x 10^9/L` : `Has signed the consent form of part ${n} of the study before any procedure of it`))}\n\nExclusion Criteria:\n\n${lines(100, (n) => `Prior therapy with agent ${n} within ${n} weeks before randomization`)}`;

export const study = record({ id: 'NCT00000401' });
export const otherStudy = record({ id: 'NCT00000404' });
export const changedStudy = record({ id: 'NCT00000401', status: 'COMPLETED', enrollment: 96 });
export const hostileStudy = record({ id: 'NCT00000402', mark: ` ${EVIL}`, phase: `PHASE9${EVIL}` });
export const largeStudy = record({ id: 'NCT00000403', sites: 500, criteria: LONG });
