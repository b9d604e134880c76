import { concept, type Variable } from './variable.ts';

const measure = (
  key: string,
  names: string,
  display: string,
  units: readonly string[],
): Variable => ({ key, names, type: concept(key, display), units, hasLimits: false });

export const WHEAL = measure(
  'wheal-diameter',
  '(?:(?:mean|largest|longest|average|spt|histamine) )*(?:(?:w?heal|weal|papule)(?: diameter| size)*|diameters? of (?:the )?w?heal)|(?:skin[- ])?(?:prick|puncture)(?:[- ](?:prick|puncture))?(?: skin)? tests?(?: readings?| reactions?| responses?| results?)?(?: \\(spt\\))?|spt(?: (?:readings?|reactions?|responses?|results?))?',
  'Wheal diameter',
  ['mm'],
);

/** What is measured in single fields: hormones, gases, lengths, lungs and eyes. */
export const FURTHER_MEASURES: readonly Variable[] = [
  measure(
    'peak-expiratory-flow',
    'peak (?:expiratory )?flow(?: rate)?(?: \\(pefr?\\))?|pefr?',
    'Peak expiratory flow',
    ['%'],
  ),
  measure(
    'c-peptide',
    '(?:(?:peak|fasting|non-fasting|stimulated|random|serum|basal) )*c-?peptide',
    'C-peptide',
    ['nmol/L', 'pmol/L', 'ng/mL'],
  ),
  measure(
    'luteinizing-hormone',
    '(?:serum )?lutein[iz]+ing hormone(?: \\(lh\\))?|lh(?= *[<>≤≥])',
    'Luteinizing hormone',
    ['[IU]/L', 'm[IU]/mL'],
  ),
  measure('estradiol', '(?:serum |baseline )*(?:o?estradiol)(?: \\(e2\\))?', 'Estradiol', [
    'pg/mL',
    'pmol/L',
  ]),
  measure('prolactin', '(?:serum )?prolactin', 'Prolactin', ['ng/mL', 'ug/L', 'm[IU]/L']),
  measure('amh', 'anti-?m[uü]llerian hormone(?: \\(amh\\))?|amh', 'Anti-Müllerian hormone', [
    'ng/mL',
    'pmol/L',
  ]),
  measure('cortisol', '(?:morning |serum |plasma )*cortisol', 'Cortisol', ['ug/dL', 'nmol/L']),
  measure('vitamin-b12', 'vitamin b-?12', 'Vitamin B12', ['pg/mL', 'pmol/L']),
  measure(
    'lactate',
    '(?:serum |blood |arterial |plasma )+lactate|lactate(?= (?:level|concentration|[<>≤≥]))',
    'Lactate',
    ['mmol/L', 'mg/dL'],
  ),
  measure('bicarbonate', '(?:serum )?bicarbonates?', 'Bicarbonate', ['mmol/L', 'meq/L']),
  measure('pao2-fio2', 'pao2 ?/ ?fio2(?: ratio)?|p/f ratio', 'PaO2/FiO2 ratio', ['mm[Hg]']),
  measure('pao2', 'pao2(?! ?/)', 'PaO2', ['mm[Hg]']),
  measure('paco2', 'paco2|pco2', 'PaCO2', ['mm[Hg]']),
  measure(
    'shortening-fraction',
    '(?:left ventricular )?(?:fractional shortening|shortening fraction)',
    'Shortening fraction',
    ['%'],
  ),
  measure(
    'mean-arterial-pressure',
    'mean arterial (?:blood )?pressure(?: \\(map\\))?',
    'Mean arterial pressure',
    ['mm[Hg]'],
  ),
  measure(
    'pulmonary-pressure',
    'mean pulmonary (?:arter(?:y|ial)) pressures?(?: \\(m?pap\\))?|mpap',
    'Mean pulmonary artery pressure',
    ['mm[Hg]'],
  ),
  measure('waist-circumference', 'waist circumference', 'Waist circumference', ['cm']),
  measure(
    'central-thickness',
    'central (?:subfield|retinal|macular|foveal) thickness(?: \\([a-z]+\\))?',
    'Central retinal thickness',
    ['um'],
  ),
  measure('endometrial-thickness', 'endometri(?:al|um) thickness', 'Endometrial thickness', ['mm']),
  measure('cervical-length', 'cervical length', 'Cervical length', ['mm', 'cm']),
  measure('ki-67', 'ki-? ?67(?: index| proliferation index| labell?ing index)?', 'Ki-67 index', [
    '%',
  ]),
  measure('d-dimer', 'd-? ?dimers?', 'D-dimer', ['ng/mL', 'ug/mL', 'mg/L', 'ug/L']),
  measure('procalcitonin', 'procalcitonin', 'Procalcitonin', ['ng/mL', 'ug/L']),
  measure(
    'feno',
    '(?:fractional exhaled nitric oxide(?: \\(feno\\))?|feno)',
    'Fractional exhaled nitric oxide',
    ['[ppb]'],
  ),
  measure(
    'pc20',
    '(?:methacholine |histamine )*(?:provocative concentration(?: of methacholine)?|pc ?\\(?20\\)?)(?: \\(pc ?20\\))?(?: fev1)?',
    'PC20',
    ['mg/mL'],
  ),
  WHEAL,
  measure(
    'walk-distance',
    '(?:6|six)[- ]?min(?:ute)?s?[- ]walk(?:ing)?(?: test)?(?: distance)?(?: \\(6mwd?t?\\))?|6mwd',
    'Six-minute walk distance',
    ['m'],
  ),
  measure('smoking-history', '(?:smoking|tobacco)(?: history)?|pack history', 'Smoking history', [
    '{pack-years}',
  ]),
  measure('sweat-chloride', 'sweat chloride', 'Sweat chloride', ['mmol/L', 'meq/L']),
  measure('liver-stiffness', 'liver stiffness(?: measurement)?|fibroscan', 'Liver stiffness', [
    'kPa',
  ]),
  measure(
    'panel-reactive-antibody',
    'panel[- ]reactive antibod(?:y|ies)(?: \\(pra\\))?|pra(?= *[<>≤≥])',
    'Panel reactive antibody',
    ['%'],
  ),
  measure(
    'corrected-acuity',
    'best[- ]corrected visual acuity(?: \\(bcva\\))?(?: letter)?|bcva(?: letter)?',
    'Best corrected visual acuity',
    ['{letters}'],
  ),
];
