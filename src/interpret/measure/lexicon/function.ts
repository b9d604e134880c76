import { concept, loinc, type Variable } from './variable.ts';

const TIME = ['wk', 'mo', 'a', 'd'] as const;

const AGE = loinc('30525-0', 'Age');
const YEARS = ['a', 'mo', 'wk', 'd'] as const;
const PANEL = loinc('85354-9', 'Blood pressure panel with all children optional');

export const SYSTOLIC = loinc('8480-6', 'Systolic blood pressure');
export const DIASTOLIC = loinc('8462-4', 'Diastolic blood pressure');

/** Body, heart, lung and time. LOINC 2.7x names. */
export const FUNCTION: readonly Variable[] = [
  {
    key: 'bmi',
    names: 'body[- ]mass index(?: \\(?bmi\\)?)?|bmi',
    type: loinc('39156-5', 'Body mass index (BMI) [Ratio]'),
    units: ['kg/m2'],
    isBare: true,
    hasLimits: false,
    bounds: [8, 100],
  },
  {
    key: 'weight',
    names: '(?:body|birth) ?weights?|weights?|weigh(?:s|ed|ing)?',
    type: loinc('29463-7', 'Body weight'),
    units: ['kg', '[lb_av]', 'g'],
    hasLimits: false,
  },
  {
    key: 'height',
    names: '(?:body )?height',
    type: loinc('8302-2', 'Body height'),
    units: ['cm'],
    hasLimits: false,
  },
  {
    key: 'systolic-pressure',
    names:
      '(?:(?:seated|sitting|resting|mean|supine|office|standing) )*systolic(?: arterial)?(?: blood)?(?: pressure)?(?: \\(?s?bp\\)?)?|sbp',
    type: SYSTOLIC,
    units: ['mm[Hg]'],
    isBare: true,
    hasLimits: false,
    bounds: [40, 300],
  },
  {
    key: 'diastolic-pressure',
    names:
      '(?:(?:seated|sitting|resting|mean|supine|office|standing) )*diastolic(?: arterial)?(?: blood)?(?: pressure)?(?: \\(?d?bp\\)?)?|dbp',
    type: DIASTOLIC,
    units: ['mm[Hg]'],
    isBare: true,
    hasLimits: false,
    bounds: [20, 200],
  },
  {
    key: 'blood-pressure',
    names:
      '(?:(?:resting|seated|sitting|office|arterial|daytime|ambulatory|supine) )*blood pressures?(?: \\(?bp\\)?)?|bp|hypertension',
    type: PANEL,
    units: ['mm[Hg]'],
    hasLimits: false,
    isPair: true,
  },
  {
    key: 'heart-rate',
    names: '(?:resting |sinus |ventricular )?(?:heart|pulse) rate|hr(?= *[<>≤≥])',
    type: loinc('8867-4', 'Heart rate'),
    units: ['{beats}/min', '/min'],
    hasLimits: false,
  },
  {
    key: 'respiratory-rate',
    names: 'respirat(?:ory|ion) rate|rr(?= *[<>≤≥])|tachypno?ea(?= ?\\()',
    type: loinc('9279-1', 'Respiratory rate'),
    units: ['{breaths}/min', '/min'],
    hasLimits: false,
  },
  {
    key: 'temperature',
    names:
      '(?:(?:body|core|axillary|oral|tympanic) )*temperature|fever(?: of (?:unknown|unexplained) origin)?|febrile illness',
    type: loinc('8310-5', 'Body temperature'),
    units: ['Cel', '[degF]'],
    hasLimits: false,
  },
  {
    key: 'spo2',
    names:
      '(?:(?:peripheral|resting|blood|pulse|arterial|capillary) )*(?:(?:oxygen(?: \\(o2\\))?|o2) saturations?|saturation of (?:oxygen|o2))(?: \\(?(?:spo ?2|sao ?2)\\)?)?|spo ?2|sao ?2|pulse oximetry',
    type: loinc('59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'),
    units: ['%'],
    isBareCompared: true,
    hasLimits: false,
  },
  {
    key: 'intraocular-pressure',
    names: 'intra ?-?ocular pressure(?: \\(?iop\\)?)?|iop',
    type: concept('intraocular-pressure', 'Intraocular pressure'),
    units: ['mm[Hg]'],
    hasLimits: false,
  },
  {
    key: 'ankle-brachial-index',
    names: 'ankle[- ]brachial (?:pressure )?index|abi|abpi',
    type: concept('ankle-brachial-index', 'Ankle-brachial index'),
    units: [],
    isBare: true,
    hasLimits: false,
    bounds: [0, 3],
  },
  {
    key: 'lvef',
    names:
      '(?:left[- ]ventric(?:ular|le) |cardiac |lv )?ejection[- ]fraction(?: \\(?lvef\\)?)?|lvef|ef(?= *[<>≤≥])',
    type: loinc('10230-1', 'Left ventricular Ejection fraction'),
    units: ['%'],
    isBareCompared: true,
  },
  {
    key: 'qtc',
    names:
      "(?:(?:corrected|mean|baseline|prolonged|resting) )*(?:qt ?c?[fb]?|qt)(?: intervals?)?(?: \\(?qtc?[fb]?\\)?)?(?: corrected(?: (?:for heart rate|using|with|by|the|fridericia(?:'?s)?|friedericia(?:'?s)?|bazett(?:'?s)?|formula|correction|method|\\(qtc?[fb]?\\)))*)?(?: prolongation)?",
    type: loinc('8636-3', 'Q-T interval corrected'),
    units: ['ms', 's'],
    hasLimits: false,
  },
  {
    key: 'fev1-fvc',
    names:
      'fev ?-?\\(?1\\)? ?/ ?(?:forced vital capacity|f?vc)(?: ratio)?|(?:ratio of )?fev1 to (?:fvc|forced vital capacity)(?: ratio)?(?: \\(fev1/fvc\\))?',
    type: loinc('19926-5', 'FEV1/FVC'),
    units: ['%'],
    isBare: true,
    bounds: [0, 100],
  },
  {
    key: 'fev1',
    names:
      '(?:(?:pre-?bronchodilator|post-?bronchodilator|baseline|predicted) )*(?:forced expiratory volume(?: in (?:one|1|the first) second| in 1s)?(?: \\(?fev ?1?\\)?)?|fev ?-?\\(?1\\)?(?! ?/))',
    type: loinc('20150-9', 'FEV1'),
    units: ['%', 'L'],
    isBareCompared: true,
    hasLimits: false,
  },
  {
    key: 'fvc',
    yieldsTo: ['fev1-fvc'],
    names:
      '(?<!\\/ ?(?:forced vital capacity ?\\(?)?)(?:forced vital capacity(?: \\(?fvc\\)?)?|fvc)',
    type: loinc('19868-9', 'Forced vital capacity [Volume] Respiratory system by Spirometry'),
    units: ['%', 'L'],
    isBareCompared: true,
    hasLimits: false,
  },
  {
    key: 'dlco',
    names: 'dlco|diffusing capacity(?: of the lungs?)?(?: for carbon monoxide)?(?: \\(?dlco\\)?)?',
    type: concept('dlco', 'Diffusing capacity for carbon monoxide'),
    units: ['%'],
    isBareCompared: true,
    hasLimits: false,
  },
  {
    key: 'life-expectancy',
    names:
      '(?:(?:predicted|expected|estimated|anticipated) )*(?:life[- ]?expectanc(?:y|ies)|(?<!free )(?<!progression-)(?<!overall )survival(?: time| period| duration)?|life[- ]?span|life ?time)|(?:expected|predicted|estimated) overall survival|survival is expected|(?:expected|likely|anticipated) to (?:survive|live)(?: for)?',
    type: concept('life-expectancy', 'Life expectancy'),
    units: TIME,
    isLeast: true,
    hasLimits: false,
  },
  {
    key: 'tumor-size',
    names:
      '(?<!sum of |sum of the |of the )(?:(?:maximum|maximal|max|largest|longest|smallest|single|primary|residual) )*(?:tumou?r|lesion|nodule|mass|metastas[ie]s|node|nodal|target lesion|disease|polyp|fibroid|myoma)s?(?: \\([a-z ]+\\))? (?:sizes?|diameters?|measuring)(?: \\([a-z ]+\\))?|(?:longest|largest|maximum|maximal) (?:tumou?r |lesion )?(?:diameters?|dimensions?)(?: of (?:the )?(?:tumou?r|lesion|mass|nodule)s?)?|(?<!of (?:all|multiple) )(?:tumou?rs?|lesions?|nodules?|metastas[ei]s) (?:of|with (?:a )?(?:diameter|size) of)?(?= *[<>≤≥])',
    type: concept('tumor-size', 'Size of the tumor or lesion'),
    units: ['cm', 'mm'],
    hasLimits: false,
  },
  {
    key: 'body-surface-area',
    names:
      'body surface area(?: \\(?bsa\\)?)?(?: (?:involvement|affected|involved))?(?: percent(?:age)?)?|bsa',
    type: concept('body-surface-area', 'Affected body surface area'),
    units: ['%'],
    hasLimits: false,
  },
  {
    key: 'prior-therapy-lines',
    names:
      '(?:(?:prior|previous|systemic|therapy|treatment|chemotherapy|different) )*lines?(?: of (?:(?:prior|previous|systemic|anti-?cancer|standard) )*(?:chemo)?(?:therap(?:y|ies)|treatments?|regimens?))?',
    type: concept('prior-therapy-lines', 'Number of prior therapy lines'),
    units: [],
    isBareCompared: true,
    hasLimits: false,
    bounds: [0, 20],
  },
  {
    key: 'age',
    names:
      '(?<!(?:gestational|bone|menopausal|maternal|legal|reproductive|bearing|parents?|caregivers?) )age[ds]?(?! (?:at|of) (?:first |initial |disease |symptom )?(?:onset|diagnosis|menarche|majority)| at (?!the time|screening|enrol|inclusion|baseline|entry|study|consent|randomi|visit|signing|registration|admission|first dose)|[ -](?:group|appropriate|adjusted|related|dependent|matched|specific))',
    type: AGE,
    units: YEARS,
    isBareCompared: true,
    isBareRange: true,
    usual: { unit: 'years', ucum: 'a' },
    hasLimits: false,
    hasConditions: false,
  },
  {
    key: 'age-old',
    rule: 'age',
    names: 'of age|old',
    type: AGE,
    units: YEARS,
    hasLimits: false,
    hasConditions: false,
    isAfterValue: true,
  },
  {
    key: 'gestational-age',
    names:
      'gestational ages?|gestation(?:al weeks?)?(?: periods?)?|(?:born|delivered|birth) (?:at )?(?:full[- ])?term|preterm birth',
    type: concept('gestational-age', 'Gestational age'),
    units: ['wk', 'd'],
    hasLimits: false,
  },
];
