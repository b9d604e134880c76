import { concept, inSerum, loinc, type Variable } from './variable.ts';

export const SPECIFIC_IGE: Variable = {
  key: 'specific-ige',
  names:
    "(?:(?:allergen|food|peanut|nut|milk|egg|wheat|serum)[- ])*specific (?:immunoglobulin e|ige)(?: \\(s?ige\\))?(?: (?:levels?|antibod(?:y|ies)))?|s-?ige|(?:(?:serum|immunocap) )*(?:immunoglobulin e(?: \\(ige\\))?|ige)(?: levels?)?(?: specific)? (?:to|against) [a-z' .-]{3,40}?(?= ?(?:of |level |levels |is )?[<>≤≥])|(?:peanut|milk|egg|wheat|cat|dog|birch|grass|mite|cashew|hazelnut|soy|fish|shrimp)[ -](?:serum )?ige|(?:immunocap|unicap|cap[- ]?feia|cap[- ]?rast)(?: ige)?(?: levels?| results?)?",
  type: concept('specific-ige', 'Allergen-specific IgE'),
  units: ['k[IU]/L', 'U/mL', '[IU]/mL'],
  hasLimits: false,
};

/** Metabolism, hormones, markers and viruses. LOINC 2.7x names. */
export const CHEMISTRY: readonly Variable[] = [
  {
    key: 'hba1c',
    names:
      'glyc(?:ated|osylated) ha?emoglobin(?: \\(?hg?b ?a1c\\)?)?|ha?emoglobin a ?1 ?c|hb ?-?a ?1 ?-?c|a1c',
    type: loinc('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood'),
    units: ['%', 'mmol/mol'],
    isBareCompared: true,
  },
  {
    key: 'fasting-glucose',
    names: 'fasting (?:(?:blood|plasma|serum|capillary) )*(?:glucose|sugar)|fpg|fbg|fbs',
    ...inSerum('Fasting glucose', '1558-6', '14771-0'),
    units: ['mg/dL', 'mmol/L'],
  },
  {
    key: 'glucose',
    names:
      '(?:(?:random|blood|plasma|serum|capillary|poc) )+(?:glucose|sugar)(?: levels?)?|glyc?a?emia',
    ...inSerum('Glucose', '2345-7', '14749-6'),
    units: ['mg/dL', 'mmol/L'],
  },
  {
    key: 'calcium',
    names: '(?:(?:corrected|serum|total|albumin-corrected) )*(?:serum )?calcium(?! channel)',
    ...inSerum('Calcium', '17861-6', '2000-8'),
    units: ['mg/dL', 'mmol/L'],
  },
  {
    key: 'potassium',
    names: '(?:serum |blood |plasma )?potassium',
    type: loinc('2823-3', 'Potassium [Moles/volume] in Serum or Plasma'),
    units: ['mmol/L', 'meq/L'],
  },
  {
    key: 'sodium',
    names: '(?:serum |blood |plasma )sodium|sodium(?= *[<>≤≥])',
    type: loinc('2951-2', 'Sodium [Moles/volume] in Serum or Plasma'),
    units: ['mmol/L', 'meq/L'],
  },
  {
    key: 'magnesium',
    names: '(?:serum )?magnesium',
    ...inSerum('Magnesium', '19123-9', '2601-3'),
    units: ['mg/dL', 'mmol/L', 'meq/L'],
  },
  {
    key: 'phosphate',
    names: '(?:serum |inorganic )?phosph(?:ate|orus)(?!ase)',
    type: loinc('2777-1', 'Phosphate [Mass/volume] in Serum or Plasma'),
    units: ['mg/dL', 'mmol/L'],
  },
  {
    key: 'triglycerides',
    names: '(?:(?:fasting|serum|plasma) )*(?:triglycerides?|tg(?= *[<>≤≥]))',
    ...inSerum('Triglyceride', '2571-8', '14927-8'),
    units: ['mg/dL', 'mmol/L'],
  },
  {
    key: 'ldl',
    names:
      'ldl ?-?(?:c(?:holesterol)?)?|low[- ]density lipoprotein(?:[- ]cholesterol)?(?: \\(ldl(?:-c)?\\))?',
    ...inSerum('Cholesterol in LDL', '2089-1', '22748-8'),
    units: ['mg/dL', 'mmol/L'],
  },
  {
    key: 'hdl',
    names: 'hdl ?-?(?:c(?:holesterol)?)?|high[- ]density lipoprotein(?:[- ]cholesterol)?',
    ...inSerum('Cholesterol in HDL', '2085-9', '14646-4'),
    units: ['mg/dL', 'mmol/L'],
  },
  {
    key: 'cholesterol',
    names: '(?:total |serum )+cholesterol',
    ...inSerum('Cholesterol', '2093-3', '14647-2'),
    units: ['mg/dL', 'mmol/L'],
  },
  {
    key: 'urate',
    names: '(?:serum )?(?:uric acid|urate)|sua(?= *[<>≤≥])',
    ...inSerum('Urate', '3084-1', '14933-6'),
    units: ['mg/dL', 'umol/L', 'mmol/L'],
  },
  {
    key: 'crp',
    names:
      '(?:high[- ]sensitivity )?c[- ]reactive protein|hs-?crp|crp|pcr(?= *[<>≤≥]=? *[0-9.,]+ ?mg)',
    type: loinc('1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma'),
    units: ['mg/L', 'mg/dL', 'ug/mL'],
  },
  {
    key: 'esr',
    names: '(?:erythrocyte )?sedimentation rate|esr',
    type: loinc('30341-2', 'Erythrocyte sedimentation rate'),
    units: ['mm/h'],
  },
  {
    key: 'ferritin',
    names: '(?:serum )?ferritin',
    type: loinc('2276-4', 'Ferritin [Mass/volume] in Serum or Plasma'),
    units: ['ng/mL', 'ug/L', 'ug/mL'],
  },
  {
    key: 'tsh',
    names: 'thyroid[- ]stimulating hormone|tsh|thyrotropin',
    type: loinc('3016-3', 'Thyrotropin [Units/volume] in Serum or Plasma'),
    units: ['m[IU]/L', 'u[IU]/mL'],
  },
  {
    key: 'testosterone',
    names: '(?:(?:serum|total) )*testosterone(?! (?:therapy|replacement))',
    ...inSerum('Testosterone', '2986-8', '14913-8'),
    units: ['ng/dL', 'ng/mL', 'nmol/L'],
  },
  {
    key: 'nt-probnp',
    names: 'n-?terminal[- ]pro[- ]?(?:bnp|b-type natriuretic peptide)|nt ?-?pro ?-?bnp',
    type: loinc(
      '33762-6',
      'Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma',
    ),
    units: ['pg/mL', 'ng/L'],
  },
  {
    key: 'bnp',
    names: 'b-?type natriuretic peptide|brain natriuretic peptide|bnp',
    type: loinc('30934-4', 'Natriuretic peptide B [Mass/volume] in Serum or Plasma'),
    units: ['pg/mL', 'ng/L'],
  },
  {
    key: 'afp',
    names: '(?:serum )?(?:alpha|α|a)[- ]?f(?:o)?etoprotein|afp',
    type: loinc('1834-1', 'Alpha-1-Fetoprotein [Mass/volume] in Serum or Plasma'),
    units: ['ng/mL', 'ug/L', '[IU]/mL'],
  },
  {
    key: 'psa',
    names: '(?:prostate[- ]specific antigen|psa)(?: nadir)?',
    type: loinc('2857-1', 'Prostate specific Ag [Mass/volume] in Serum or Plasma'),
    units: ['ng/mL', 'ug/L'],
  },
  {
    key: 'ige',
    names:
      '(?<!specific |(?:[x*]|times) (?:(?:total|serum) )*)(?:(?:total|serum) )*(?:immunoglobulin e(?: \\(ige\\))?|ige)(?! ?-?mediated)',
    type: loinc('19113-0', 'IgE [Units/volume] in Serum or Plasma'),
    units: ['[IU]/mL', 'U/mL', '[IU]/L', 'k[IU]/L'],
    isBareCompared: true,
  },
  {
    key: 'fsh',
    names: '(?:serum )?(?:follicle[- ]stimulating hormone|fsh)',
    type: loinc('15067-2', 'Follitropin [Units/volume] in Serum or Plasma'),
    units: ['m[IU]/mL', '[IU]/L', 'm[IU]/L'],
  },
  {
    key: 'troponin',
    names: '(?:cardiac )?troponin ?-?[it]?',
    type: concept('troponin', 'Cardiac troponin'),
    units: ['ng/mL', 'ng/L', 'ug/L'],
  },
  {
    key: 'transferrin-saturation',
    names: 'transferrin saturation|tsat',
    type: concept('transferrin-saturation', 'Transferrin saturation'),
    units: ['%'],
    hasLimits: false,
  },
  {
    key: 'parathyroid-hormone',
    names: '(?:intact )?(?:parathyroid hormone|i?pth)',
    type: concept('parathyroid-hormone', 'Parathyroid hormone'),
    units: ['pg/mL', 'ng/L', 'pmol/L'],
  },
  {
    key: 'vitamin-d',
    names:
      '(?:serum )?(?:25-?(?:\\(?oh\\)?|hydroxy)[- ]?)?vitamin d(?: ?3)?|25[- ]?(?:\\(oh\\)|hydroxy)[- ]?d(?:3)?',
    type: concept('vitamin-d', '25-hydroxyvitamin D'),
    units: ['ng/mL', 'nmol/L'],
  },
  SPECIFIC_IGE,
  {
    key: 'pd-l1-tps',
    names:
      '(?:pd-?l1 )?(?:(?:expression )?tumou?r proportion scores?(?: ?\\(tps\\))?|tps)|pd-?l1 expression(?: levels?)?',
    type: concept('pd-l1-tps', 'PD-L1 tumor proportion score'),
    units: ['%'],
    hasLimits: false,
  },
  {
    key: 'pd-l1-cps',
    names: '(?:pd-?l1 )?(?:combined positive scores?(?: ?\\(cps\\))?|cps)',
    type: concept('pd-l1-cps', 'PD-L1 combined positive score'),
    units: [],
    isBareCompared: true,
    hasLimits: false,
  },
  {
    key: 'hbv-dna',
    names:
      'hbv[- ]?dna(?: (?:copy number|viral load|load|titer|titre|quantification|quantitative value))?|hepatitis b virus (?:\\(hbv\\) )?dna',
    type: loinc(
      '42595-9',
      'Hepatitis B virus DNA [Units/volume] (viral load) in Serum or Plasma by NAA with probe detection',
    ),
    units: ['[IU]/mL', '{copies}/mL', 'U/mL'],
    mayLosePowers: true,
  },
  {
    key: 'hcv-rna',
    names:
      'hcv[- ]?rna(?: (?:copy number|viral load|load|titer|quantification))?|hepatitis c virus (?:\\(hcv\\) )?rna',
    type: loinc(
      '11011-4',
      'Hepatitis C virus RNA [Units/volume] (viral load) in Serum or Plasma by NAA with probe detection',
    ),
    units: ['[IU]/mL', '{copies}/mL'],
    hasLimits: false,
    mayLosePowers: true,
  },
  {
    key: 'hiv-rna',
    names:
      '(?:plasma )?hiv(?:-1)?[- ]?(?:plasma )?(?:rna|viral loads?)(?: (?:levels?|viral load))?',
    type: loinc(
      '20447-9',
      'HIV 1 RNA [#/volume] (viral load) in Serum or Plasma by NAA with probe detection',
    ),
    units: ['{copies}/mL'],
    hasLimits: false,
    mayLosePowers: true,
  },
];
