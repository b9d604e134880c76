import { concept, loinc, type Variable } from './variable.ts';

const CELLS = ['10*9/L', '10*3/uL', '/uL', '10*6/L', '10*6/mL', '10*3/mL', '/mL'] as const;

/** Blood counts and coagulation. LOINC 2.7x names. */
export const BLOOD: readonly Variable[] = [
  {
    key: 'neutrophils',
    names:
      'absolute neutrophil counts?|absolute neutrophils?|absolute granulocyte counts?|neutrophil(?:ic)? (?:granulocytes?|counts?)|granulocyte counts?|granulocytes?|neutrophils?|anc|agc|neut',
    type: loinc('26499-4', 'Neutrophils [#/volume] in Blood'),
    units: CELLS,
    isBareCompared: true,
  },
  {
    key: 'leukocytes',
    names:
      'white blood (?:cell|corpuscle)s?(?: counts?)?|white (?:blood )?cell counts?|white blood counts?|total (?:white|leu[kc]ocyte) counts?|wbcs?(?: counts?)?|leu[kc]ocytes?(?: counts?)?|leu[kc]ocyte counts?',
    type: loinc('26464-8', 'Leukocytes [#/volume] in Blood'),
    units: CELLS,
    isBareCompared: true,
  },
  {
    key: 'lymphocytes',
    names: '(?:absolute |total )?lymphocytes?(?: counts?)?|alc',
    type: loinc('26474-7', 'Lymphocytes [#/volume] in Blood'),
    units: [...CELLS, '%'],
  },
  {
    key: 'eosinophils',
    names:
      '(?:(?:absolute|peripheral|blood|peripheral blood) )*eosinophils?(?: counts?)?|(?:blood )?eosinophilia|aec',
    type: loinc('26449-9', 'Eosinophils [#/volume] in Blood'),
    units: [...CELLS, '/[HPF]'],
  },
  {
    key: 'cd4',
    names: String.raw`(?:cluster of differentiation 4 \()?cd4\)? ?\+? ?(?:t[- ]?)?(?:lymphocytes?|cells?|helper cells?)?(?: counts?)?`,
    type: loinc('24467-3', 'CD3+CD4+ (T4 helper) cells [#/volume] in Blood'),
    units: CELLS,
  },
  {
    key: 'platelets',
    names:
      '(?:blood )?platelets?(?: \\(?plts?\\)?)?(?: counts?)?|thrombocytes?(?: counts?)?|plts?(?: counts?)?',
    type: loinc('26515-7', 'Platelets [#/volume] in Blood'),
    units: CELLS,
    isBareCompared: true,
  },
  {
    key: 'hemoglobin',
    names: 'ha?emoglobins?(?! ?a ?1)(?: \\(?hgb?\\)?)?|hgb|hb(?! ?a ?1)|haemoglobin',
    type: loinc('718-7', 'Hemoglobin [Mass/volume] in Blood'),
    molar: loinc('59260-0', 'Hemoglobin [Moles/volume] in Blood'),
    units: ['g/dL', 'g/L', 'mmol/L', 'mg/dL'],
    isBareCompared: true,
  },
  {
    key: 'hematocrit',
    names: 'ha?ematocrit|hct',
    type: loinc('20570-8', 'Hematocrit [Volume Fraction] of Blood'),
    units: ['%'],
    hasLimits: false,
  },
  {
    key: 'reticulocytes',
    names: '(?:absolute )?reticulocytes?(?: counts?)?',
    type: concept('reticulocytes', 'Reticulocytes'),
    units: [...CELLS, '%'],
  },
  {
    key: 'inr',
    names:
      'international(?: |-)(?:normali[sz]ed|standardi[sz]ed) ratio(?: \\(inr\\))?|p\\.?t\\.?-?inr|inr',
    type: loinc('6301-6', 'INR in Platelet poor plasma by Coagulation assay'),
    units: [],
    isBare: true,
    bounds: [0, 20],
  },
  {
    key: 'prothrombin-time',
    names: 'prothrombin time(?: ?\\(pt\\))?|pt(?= ?(?:[<>≤≥=(]|and|or|,|/|is|prolong))|pro-?time',
    type: loinc('5902-2', 'Prothrombin time (PT)'),
    units: ['s', '%'],
  },
  {
    key: 'aptt',
    names:
      'activated partial thrombo?(?:plastin|in) time(?: \\(aptt\\))?|partial thromboplastin time|a?ptt',
    type: loinc('14979-9', 'aPTT in Platelet poor plasma by Coagulation assay'),
    units: ['s'],
  },
  {
    key: 'fibrinogen',
    names: 'fibrinogen',
    type: loinc('3255-7', 'Fibrinogen [Mass/volume] in Platelet poor plasma by Coagulation assay'),
    units: ['g/L', 'mg/dL', 'g/dL'],
  },
  {
    key: 'bone-marrow-blasts',
    names:
      '(?<!peripheral )(?<!circulating )(?<!blood )(?:(?:bone )?marrow |leuk[a]?emic )?(?:lympho|myelo)?blasts?(?: (?:counts?|cells?|percentage))?(?: in (?:the )?(?:bone )?marrow)?(?! (?:in|from) (?:the )?(?:peripheral|blood|csf))',
    type: concept('bone-marrow-blasts', 'Blasts in bone marrow'),
    units: ['%'],
    hasLimits: false,
  },
];
