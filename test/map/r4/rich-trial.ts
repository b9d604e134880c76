/** A trial in which every field of the model is filled, each value from its own place. */
import type { Code, DatePoint, Text } from '../../../src/trial/values.ts';
import type { RegistrationActivity, Trial } from '../../../src/trial/trial.ts';
import { at, count, flag, trialWith } from '../../builders.ts';

const CODES: Readonly<Record<string, string>> = {
  'ctgov-overall-status': 'RECRUITING',
  'ctgov-date-type': 'ACTUAL',
  'ctgov-agency-class': 'INDUSTRY',
  'ctgov-responsible-party-type': 'PRINCIPAL_INVESTIGATOR',
  'ctgov-study-type': 'INTERVENTIONAL',
  'ctgov-allocation': 'RANDOMIZED',
  'ctgov-intervention-model': 'PARALLEL',
  'ctgov-primary-purpose': 'TREATMENT',
  'ctgov-masking': 'DOUBLE',
  'ctgov-who-masked': 'PARTICIPANT',
  'ctgov-observational-model': 'COHORT',
  'ctgov-time-perspective': 'PROSPECTIVE',
  'ctgov-biospec-retention': 'SAMPLES_WITH_DNA',
  'ctgov-arm-group-type': 'EXPERIMENTAL',
  'ctgov-intervention-type': 'DRUG',
  'ctgov-sex': 'FEMALE',
  'ctgov-std-age': 'ADULT',
  'ctgov-sampling-method': 'PROBABILITY_SAMPLE',
  'ctgov-contact-role': 'PRINCIPAL_INVESTIGATOR',
  'ctgov-recruitment-status': 'RECRUITING',
  'ctgov-reference-type': 'BACKGROUND',
  'ctgov-expanded-access-status': 'AVAILABLE',
  'ctgov-ipd-sharing': 'YES',
  'ctgov-ipd-info-type': 'SAP',
  'ctgov-browse-relevance': 'HIGH',
  'ctgov-org-study-id-type': 'NIH',
  'ctgov-secondary-id-type': 'CTIS',
};

const ACTIVITIES: readonly RegistrationActivity[] = [
  'record-verification',
  'registration-posting',
  'update-posting',
];

/** `words` gives the free text of each field; `unknown` makes codes, dates and URLs what no table knows. */
export function richTrial(
  words: (role: string) => string,
  kind: 'known' | 'unknown' = 'known',
): Trial {
  const known = kind === 'known';
  const text = (role: string): Text => ({ value: words(role), place: at(`/${role}`) });
  const typed = (role: string, value: string): Text =>
    known ? { value, place: at(`/${role}`) } : text(role);
  const code = (table: string, role = table): Code => ({
    ...typed(role, CODES[table] ?? ''),
    table,
  });
  const point = (role: string): DatePoint => ({
    date: typed(role, '2024-05-17'),
    type: code('ctgov-date-type', `${role}Type`),
  });

  return trialWith({
    registry: 'ctgov',
    page: 'https://clinicaltrials.gov/study/NCT01234567',
    ...identification(text, code),
    status: {
      overall: code('ctgov-overall-status'),
      lastKnown: code('ctgov-overall-status', 'lastKnown'),
      whyStopped: text('whyStopped'),
      start: point('start'),
      completion: { date: typed('completion', '2026') },
      registrationDates: ACTIVITIES.map((activity) => ({ activity, ...point(activity) })),
      delayedPosting: flag(true),
      resultsWaived: flag(false),
      expandedAccess: {
        hasExpandedAccess: flag(true),
        nctId: text('expandedNct'),
        status: code('ctgov-expanded-access-status'),
      },
    },
    ...people(text, code),
    briefSummary: text('briefSummary'),
    detailedDescription: text('detailedDescription'),
    conditions: [text('condition1'), text('condition2')],
    keywords: [text('keyword')],
    conditionMeshes: [{ id: { value: 'D006528', place: at('/mesh1') }, term: text('mesh1term') }],
    interventionMeshes: [
      { id: { value: 'D000077157', place: at('/mesh2') }, term: text('mesh2term') },
    ],
    browseTerms: [
      {
        module: 'condition',
        kind: 'ancestor',
        id: text('browse'),
        term: text('browseTerm'),
        asFound: text('asFound'),
        relevance: code('ctgov-browse-relevance'),
      },
    ],
    design: {
      studyType: code('ctgov-study-type'),
      studyTypeText: text('studyTypeText'),
      phases: ['PHASE1', 'PHASE2'].map((phase) => ({
        ...typed(phase, phase),
        table: 'ctgov-phase',
      })),
      allocation: code('ctgov-allocation'),
      interventionModel: code('ctgov-intervention-model'),
      interventionModelDescription: text('modelDescription'),
      primaryPurpose: code('ctgov-primary-purpose'),
      masking: code('ctgov-masking'),
      maskingDescription: text('maskingDescription'),
      whoMasked: [code('ctgov-who-masked')],
      observationalModel: code('ctgov-observational-model'),
      timePerspective: code('ctgov-time-perspective'),
      enrollment: count(known ? 280 : -5, '/enrollment'),
      enrollmentType: code('ctgov-date-type', 'enrollmentType'),
      patientRegistry: flag(true),
      targetDuration: text('targetDuration'),
      bioSpecRetention: code('ctgov-biospec-retention'),
      bioSpecDescription: text('bioSpecDescription'),
      expandedAccessTypes: {
        individual: flag(true),
        intermediate: flag(false),
        treatment: flag(true),
      },
      nPtrsToThisExpAccNctId: count(known ? 2 : 1.5, '/pointers'),
    },
    ...treatment(text, code),
    eligibility: {
      text: text('eligibilityText'),
      criteria: [true, false].map((exclude) => ({
        exclude,
        text: text(`criterion ${exclude}`),
        label: words('label'),
        category: 'age',
        coverage: 'full' as const,
        statements: [
          {
            type: { system: 'http://loinc.org', code: '30525-0', display: 'Age' },
            value: {
              kind: 'quantity' as const,
              value: 18,
              comparator: '>=' as const,
              unit: 'years',
              ucum: 'a',
            },
            rule: 'age',
            excerpt: '18 years or older',
          },
        ],
        items: [],
      })),
      healthyVolunteers: flag(false),
      sex: code('ctgov-sex'),
      genderBased: flag(true),
      genderDescription: text('genderDescription'),
      minimumAge: typed('minimumAge', '18 Years'),
      maximumAge: typed('maximumAge', '75 Years'),
      stdAges: [code('ctgov-std-age')],
      studyPopulation: text('studyPopulation'),
      samplingMethod: code('ctgov-sampling-method'),
    },
    ...documents(text, code, typed),
    noSap: flag(true),
    hasResults: flag(true),
    versionHolder: typed('versionHolder', '2024-05-20'),
    removedCountries: [text('removedCountry')],
    leftovers: [{ path: '/unmodelled', value: { deep: ['left over'] }, place: at('/unmodelled') }],
  });
}

type Words = (role: string) => Text;
type Codes = (table: string, role?: string) => Code;

function identification(text: Words, code: Codes): Partial<Trial> {
  return {
    identifiers: [
      { kind: 'registry', id: { value: 'NCT01234567', place: at('/nctId') }, registry: 'ctgov' },
      { kind: 'alias', id: text('alias'), registry: 'ctgov' },
      {
        kind: 'organization',
        id: text('orgStudyId'),
        type: code('ctgov-org-study-id-type'),
        link: text('orgLink'),
      },
      {
        kind: 'secondary',
        id: text('secondaryId'),
        type: code('ctgov-secondary-id-type'),
        domain: text('domain'),
        link: text('link'),
      },
      { kind: 'secondary', id: text('euId'), registry: 'eudract' },
    ],
    titles: {
      brief: text('briefTitle'),
      official: text('officialTitle'),
      acronym: text('acronym'),
    },
  };
}

function people(text: Words, code: Codes): Partial<Trial> {
  const contact = (role: string) => ({
    name: text(`${role}Name`),
    role: code('ctgov-contact-role', `${role}Role`),
    phone: text(`${role}Phone`),
    phoneExt: text(`${role}PhoneExt`),
    email: text(`${role}Email`),
  });
  const site = {
    facility: text('facility'),
    status: code('ctgov-recruitment-status'),
    city: text('city'),
    state: text('state'),
    zip: text('zip'),
    country: text('country'),
    contacts: [contact('site')],
    lat: count(47.4, '/lat'),
    lon: count(8.5, '/lon'),
  };
  return {
    organization: { name: text('organization'), class: code('ctgov-agency-class') },
    leadSponsor: { name: text('leadSponsor'), class: code('ctgov-agency-class') },
    collaborators: [{ name: text('collaborator1') }, { name: text('collaborator2') }],
    responsibleParty: {
      type: code('ctgov-responsible-party-type'),
      investigatorFullName: text('investigator'),
      investigatorTitle: text('investigatorTitle'),
      investigatorAffiliation: text('investigatorAffiliation'),
    },
    oversight: {
      oversightHasDmc: flag(true),
      isFdaRegulatedDrug: flag(true),
      isFdaRegulatedDevice: flag(false),
      isUnapprovedDevice: flag(false),
      isPpsd: flag(false),
      isUsExport: flag(false),
      fdaaa801Violation: flag(false),
    },
    centralContacts: [contact('central'), { phoneExt: text('lonePhoneExt') }],
    officials: [
      {
        name: text('official'),
        affiliation: text('affiliation'),
        role: code('ctgov-contact-role'),
      },
    ],
    sites: [
      site,
      { ...site, lon: count(8.6, '/otherLon') },
      { contacts: [], lat: count(1.25, '/loneLat') },
    ],
  };
}

function treatment(text: Words, code: Codes): Partial<Trial> {
  return {
    arms: [
      {
        label: text('arm'),
        type: code('ctgov-arm-group-type'),
        description: text('armDescription'),
        interventionNames: [text('interventionName')],
        interventions: [0, 0, 7],
      },
    ],
    interventions: [
      {
        type: code('ctgov-intervention-type'),
        name: text('intervention'),
        description: text('interventionDescription'),
        armGroupLabels: [text('arm'), text('otherArm')],
        otherNames: [text('otherName')],
        dose: text('dose'),
      },
    ],
    outcomes: (['primary', 'secondary', 'other'] as const).map((kind) => ({
      kind,
      measure: text(`${kind}Measure`),
      description: text(`${kind}Description`),
      timeFrame: text(`${kind}TimeFrame`),
      sourceText: text(`${kind}SourceText`),
      acronym: text(`${kind}Acronym`),
      timing: [
        {
          kind: 'points' as const,
          points: [
            {
              offset: { value: 3, unit: 'wk' as const },
              event: { text: text(`${kind}Event`).value },
            },
          ],
        },
      ],
    })),
  };
}

function documents(
  text: Words,
  code: Codes,
  typed: (role: string, value: string) => Text,
): Partial<Trial> {
  return {
    references: [
      {
        pmid: text('pmid'),
        type: code('ctgov-reference-type'),
        citation: text('citation'),
        retractions: [{ pmid: text('retractionPmid'), source: text('retractionSource') }],
      },
    ],
    seeAlso: [{ label: text('seeAlso'), url: typed('seeAlsoUrl', 'https://study.invalid/a') }],
    availableIpds: [
      {
        id: text('ipdId'),
        type: text('ipdType'),
        url: typed('ipdUrl', 'https://study.invalid/b'),
        comment: text('ipdComment'),
      },
    ],
    ipdSharing: {
      plan: code('ctgov-ipd-sharing'),
      description: text('ipdDescription'),
      infoTypes: [code('ctgov-ipd-info-type')],
      timeFrame: text('ipdTimeFrame'),
      accessCriteria: text('accessCriteria'),
      url: typed('ipdSharingUrl', 'https://study.invalid/c'),
    },
    largeDocuments: [
      {
        typeAbbrev: text('typeAbbrev'),
        hasProtocol: flag(true, '/hasProtocol'),
        hasSap: flag(false, '/hasSap'),
        label: text('documentLabel'),
        date: typed('documentDate', '2023-01-01'),
        uploadDate: text('uploadDate'),
        filename: typed('filename', 'Prot_000.pdf'),
        size: count(1234, '/size'),
      },
    ],
  };
}
