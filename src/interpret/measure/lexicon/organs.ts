import { concept, enzyme, inSerum, loinc, type Variable } from './variable.ts';

const MASS = ['mg/dL', 'umol/L', 'mmol/L', 'mg/L', 'g/L'] as const;

/** Liver, muscle, pancreas and kidney. LOINC 2.7x names. */
export const ORGANS: readonly Variable[] = [
  {
    key: 'bilirubin-direct',
    names: '(?:direct|conjugated) bilirubin|dbil',
    ...inSerum('Bilirubin.direct', '1968-7', '14629-0'),
    units: MASS,
  },
  {
    key: 'bilirubin',
    names:
      '(?:(?:total|serum|plasma|blood) )*bilirubin(?: total)?|t\\.? ?bil(?:i)?|tbili?|tbl|bili?(?= *[<>≤≥=])',
    ...inSerum('Bilirubin.total', '1975-2', '14631-6'),
    units: MASS,
  },
  {
    key: 'alt',
    names:
      'alanine (?:amino ?-?transferase|transaminase|amino ?transaminase)s?|alat|alt|s?gpt|(?:serum )?glutam(?:ic|ate|o)[- ]?pyruv(?:ic|ate)[- ]?transaminase',
    ...enzyme('Alanine aminotransferase', '1742-6'),
  },
  {
    key: 'ast',
    names:
      'aspartate (?:(?:amino ?-?)?transferase|transaminase|amino ?transaminase)s?|aspartic transaminase|asat|ast|s?got|(?:serum )?glutam(?:ic|ate|o)[- ]?oxaloacet(?:ic|ate)[- ]?trans(?:aminase|ferase)',
    ...enzyme('Aspartate aminotransferase', '1920-8'),
  },
  {
    key: 'transaminases',
    yieldsTo: ['alt', 'ast'],
    names:
      '(?:(?:liver|hepatic|serum) )*(?:transaminases?|aminotransferases?)(?: levels?)?|liver enzymes?',
    type: concept('transaminases', 'Transaminases (ALT or AST)'),
    units: ['U/L', '[IU]/L'],
  },
  {
    key: 'alkaline-phosphatase',
    names: 'alkaline phosphat(?:ase|es)e?|alk\\.? ?phos(?:phatase)?|alp|akp',
    ...enzyme('Alkaline phosphatase', '6768-6'),
  },
  {
    key: 'ggt',
    names: '(?:gamma|γ)[- ]glutamyl ?-?(?:transferase|transpeptidase)|γ-?gt|ggt|gamma ?-?gt',
    ...enzyme('Gamma glutamyl transferase', '2324-2'),
  },
  {
    key: 'ldh',
    names: 'lactate dehydrogenase|lactic (?:acid )?dehydrogenase|ldh',
    ...enzyme('Lactate dehydrogenase', '2532-0'),
  },
  {
    key: 'creatine-kinase',
    names: 'creatine (?:phospho)?kinase|cpk|ck(?= *[<>≤≥])',
    ...enzyme('Creatine kinase', '2157-6'),
  },
  { key: 'lipase', names: '(?:serum )?lipase', ...enzyme('Lipase', '3040-3') },
  { key: 'amylase', names: '(?:serum )?amylase', ...enzyme('Amylase', '1798-8') },
  {
    key: 'albumin',
    names:
      '(?:serum |plasma )?albumin(?! ?[/-]? ?(?:to )?creatinine)(?: \\(?alb\\)?)?|alb(?= *[<>≤≥=])',
    ...inSerum('Albumin', '1751-7'),
    units: ['g/dL', 'g/L', 'mg/dL'],
  },
  {
    key: 'creatinine-clearance',
    names:
      '(?:(?:measured|calculated|estimated|serum) )*(?:creatinine clearance|clearance of creatinine)(?: rate)?|creatinine clearances?|(?:calculated |estimated )?cr clearance|cr ?cl|ccr(?!\\d)|clcr|creat(?:inine)? cl(?:earance)?',
    type: concept('creatinine-clearance', 'Creatinine clearance'),
    units: ['mL/min/{1.73_m2}', 'mL/min', 'mL/s'],
    isBareCompared: true,
  },
  {
    key: 'egfr',
    names: '(?:estimated |calculated )?glomerular filtration rates?|e ?-?gfr|gfr',
    type: concept('gfr', 'Glomerular filtration rate'),
    units: ['mL/min/{1.73_m2}', 'mL/min'],
    isBareCompared: true,
  },
  {
    key: 'uacr',
    names:
      '(?:urin(?:e|ary) )?(?:albumin|microalbumin) ?[-/:]? ?(?:to ?-?)?creatinine ratio|u?acr(?= *[<>≤≥(=])|uacr',
    type: loinc('9318-7', 'Albumin/Creatinine [Mass Ratio] in Urine'),
    units: ['mg/g', 'mg/mmol'],
    isBareCompared: true,
  },
  {
    key: 'upcr',
    names:
      '(?:urin(?:e|ary) )?protein ?[-/:]? ?(?:to ?-?)?creatinine ratios?(?: \\(upc?r?\\))?|urin(?:e|ary) protein ?[-/:]? ?(?:to ?-?)?creatinine(?: \\(upc?r?\\))?|upc(?:r| ratio)?',
    type: loinc('2890-2', 'Protein/Creatinine [Mass Ratio] in Urine'),
    units: ['mg/g', 'mg/mmol'],
    isBareCompared: true,
  },
  {
    key: 'creatinine',
    names:
      '(?:(?:serum|plasma|blood) )*creatinin(?:e|a?emia)(?! ?(?:clear|cl\\b))(?: \\(?s?cr\\)?)?|scr|cr(?= *[<>≤≥=])',
    ...inSerum('Creatinine', '2160-0', '14682-9'),
    units: ['mg/dL', 'umol/L', 'mmol/L', 'mg/L'],
    isBareCompared: true,
    bounds: [0.1, 2000],
  },
  {
    key: 'urea-nitrogen',
    names: 'blood urea nitrogen|urea nitrogen|bun',
    ...inSerum('Urea nitrogen', '3094-0', '14937-7'),
    units: ['mg/dL', 'mmol/L'],
  },
  {
    key: 'proteinuria',
    names:
      '(?:24 ?-? ?h(?:ou)?rs? )?(?:urin(?:e|ary) protein(?: excretion)?|proteinuria|protein(?: excretion)? in (?:the )?24 ?-? ?h(?:ou)?rs? urine)(?: excretion)?|urinary protein quantification',
    type: loinc('2889-4', 'Protein [Mass/time] in 24 hour Urine'),
    units: ['g/(24.h)', 'mg/(24.h)', 'g', 'mg/dL', 'g/L'],
    isBareCompared: true,
  },
];
