import { concept, type Variable } from './variable.ts';

type Row = readonly [
  key: string,
  names: string,
  display: string,
  units: readonly string[],
  isCompared?: true,
];

const CELLS = ['10*9/L', '10*3/uL', '/uL', '10*6/L', '/mL'];
const MARKER = ['U/mL', '[IU]/mL', 'k[IU]/L', 'ng/mL', 'ug/L'];
const UREA = ['mmol/L', 'mg/dL'];
const PROTEIN = ['mg/dL', 'g/L', 'g/dL', 'mg/L'];

/** What may also be a multiple of the limits of normal. */
const WITH_LIMITS: readonly Row[] = [
  ['ca-125', 'ca[- ]?125|cancer antigen[- ]125', 'CA-125', MARKER],
  ['ca-19-9', 'ca[- ]?19[-.]9|carbohydrate antigen 19-9', 'CA 19-9', MARKER],
  ['ca-15-3', 'ca[- ]?15[-.]3', 'CA 15-3', MARKER],
  ['cea', 'carcino-?embryonic antigen(?: \\(cea\\))?|cea', 'Carcinoembryonic antigen', MARKER],
  ['hcg', '(?:beta|β|b|serum)?[ -]*hcg', 'Choriogonadotropin', ['m[IU]/mL', '[IU]/L', 'U/L']],
  ['ammonia', '(?:blood |serum |plasma )?ammonia(?: levels?)?', 'Ammonia', ['umol/L', 'ug/dL']],
  ['urea', 'urea(?= ?(?:levels? |and (?:serum )?creat[a-z]* ?)?[<>≤≥])', 'Urea', UREA],
  ['ionized-calcium', 'ioni[sz]ed calcium', 'Ionized calcium', ['mmol/L', 'mg/dL']],
  ['igg', '(?:serum |total )*(?:immunoglobulin g(?: \\(igg\\))?|igg)(?: levels?)?', 'IgG', PROTEIN],
  ['iga-level', '(?:serum )?immunoglobulin a(?: \\(iga\\))?|serum iga', 'IgA', PROTEIN],
  ['igm', '(?:serum )?(?:immunoglobulin m(?: \\(igm\\))?|igm)(?: levels?)?', 'IgM', PROTEIN],
  ['haptoglobin', 'haptoglobin', 'Haptoglobin', PROTEIN],
  ['total-protein', '(?:serum )?total proteins?(?= *[<>≤≥])', 'Total protein', PROTEIN],
  ['prealbumin', 'pre-?albumin|transthyretin(?= *[<>≤≥])', 'Prealbumin', PROTEIN],
  [
    'beta-2-microglobulin',
    '(?:beta|β)[- ]?2[- ]?microglobulin',
    'Beta-2 microglobulin',
    ['mg/L', 'ug/mL'],
  ],
  ['cystatin-c', 'cystatin[- ]c', 'Cystatin C', ['mg/L', 'mg/dL']],
  ['free-t4', 'free (?:thyroxine|t4)(?: \\(f?t4\\))?|ft4', 'Free thyroxine', ['ng/dL', 'pmol/L']],
  [
    'progesterone',
    '(?:serum )?progesterone(?= (?:levels?|concentration|[<>≤≥]))(?: levels?)?',
    'Progesterone',
    ['ng/mL', 'nmol/L'],
  ],
  ['igf-1', 'igf-?[1i](?: levels?)?', 'Insulin-like growth factor 1', ['ng/mL', 'nmol/L']],
  ['tryptase', '(?:baseline |serum )*tryptase(?: levels?)?', 'Tryptase', ['ng/mL', 'ug/L']],
  ['myoglobin', 'myoglobin', 'Myoglobin', ['ng/mL', 'ug/L']],
  ['ck-mb', 'ck-?mb|creatine kinase[- ]mb', 'CK-MB', ['ng/mL', 'U/L', 'ug/L']],
  ['interleukin-6', 'interleukin[- ]?6|il-6', 'Interleukin-6', ['pg/mL', 'ng/L']],
  [
    'apolipoprotein-b',
    'apo(?:lipoprotein)?[- ]?b(?: levels?)?',
    'Apolipoprotein B',
    ['mg/dL', 'g/L'],
  ],
  [
    'insulin',
    '(?:fasting )(?:plasma |serum )?insulin(?: levels?)?',
    'Fasting insulin',
    ['u[IU]/mL', 'pmol/L', 'm[IU]/L'],
  ],
  ['iron', 'serum iron', 'Iron', ['ug/dL', 'umol/L']],
  ['zinc', '(?:serum |plasma )zinc', 'Zinc', ['ug/dL', 'umol/L']],
  [
    'folate',
    '(?:serum )?(?:folate|folic acid)(?= (?:levels?|[<>≤≥]))',
    'Folate',
    ['ng/mL', 'nmol/L'],
  ],
  ['homocysteine', '(?:plasma |total |serum )*homocysteine', 'Homocysteine', ['umol/L']],
  ['calprotectin', '(?:fa?ecal )?calprotectin(?: \\(fcp?\\))?', 'Calprotectin', ['ug/g', 'mg/kg']],
];

/** What has no limits of normal that anybody multiplies. */
const PLAIN: readonly Row[] = [
  ['monocytes', '(?:absolute )?monocytes?(?: counts?)?', 'Monocytes', [...CELLS, '%']],
  ['cd34-cells', 'cd34\\+? ?(?:\\+ )?cells?(?: counts?| dose)?', 'CD34+ cells', ['10*6/kg', '/uL']],
  ['mcv', 'mean corpuscular volume(?: \\(mcv\\))?|mcv', 'Mean corpuscular volume', ['fL']],
  [
    'factor-viii',
    'factor viii(?: activity| levels?)*|fviii(?: activity| levels?)*',
    'Factor VIII activity',
    ['%', '[IU]/dL'],
  ],
  ['factor-ix', 'factor ix(?: activity| levels?)*', 'Factor IX activity', ['%', '[IU]/dL']],
  ['lipoprotein-a', 'lipoprotein ?\\(?a\\)?|lp ?\\(a\\)', 'Lipoprotein(a)', ['mg/dL', 'nmol/L']],
  ['non-hdl', 'non-hdl(?:[- ]c(?:holesterol)?)?', 'Non-HDL cholesterol', ['mg/dL', 'mmol/L']],
  [
    'ogtt',
    '(?:2|two)[- ]?h(?:ou)?rs?(?: (?:plasma|post-?load|ogtt|oral|pp|postprandial|blood))* glucose',
    '2-hour glucose',
    ['mg/dL', 'mmol/L'],
  ],
  [
    'm-protein',
    '(?:serum )?(?:m[- ]protein|m[- ]spike|m[- ]component|(?:monoclonal|myeloma) protein)',
    'Serum M-protein',
    ['g/dL', 'g/L', 'mg/dL'],
  ],
  [
    'urine-m-protein',
    'urin(?:e|ary) (?:m[- ]protein|m[- ]spike|(?:monoclonal|myeloma) protein)',
    'Urine M-protein',
    ['mg/(24.h)', 'g/(24.h)'],
  ],
  [
    'free-light-chain',
    '(?:involved )?(?:serum )?free light chains?(?: \\(s?flc\\))?(?: assay| levels?)?|(?:involved )?s?flc(?: levels?)?',
    'Free light chains',
    ['mg/L', 'mg/dL'],
  ],
  ['plasma-cells', '(?:clonal )?(?:bone marrow )?plasma cells?(?= *[<>≤≥])', 'Plasma cells', ['%']],
  [
    'peripheral-blasts',
    '(?:peripheral|circulating)(?: blood)? blasts?(?: counts?)?',
    'Blasts in blood',
    ['%', ...CELLS],
  ],
  ['pr-interval', 'pr[- ]interval', 'PR interval', ['ms']],
  ['qrs-duration', 'qrs(?: (?:duration|width|interval|complex))?', 'QRS duration', ['ms']],
  ['cardiac-index', 'cardiac index', 'Cardiac index', ['L/min/m2']],
  [
    'wedge-pressure',
    '(?:pulmonary (?:capillary|artery) wedge pressure)(?: \\(p[ac]wp\\))?|pcwp|pawp',
    'Wedge pressure',
    ['mm[Hg]'],
  ],
  ['fio2', 'fio2|fraction of inspired oxygen(?: \\(fio2\\))?', 'FiO2', ['%']],
  ['peep', 'peep|positive end[- ]expiratory pressure(?: \\(peep\\))?', 'PEEP', ['cm[H2O]']],
  [
    'vital-capacity',
    '(?<!forced |\\/ ?)(?:vital capacity(?: \\(s?vc\\))?|svc)',
    'Vital capacity',
    ['%', 'L'],
  ],
  [
    'total-lung-capacity',
    'total lung capacity(?: \\(tlc\\))?|tlc',
    'Total lung capacity',
    ['%', 'L'],
  ],
  [
    'kco',
    'kco|carbon monoxide transfer coefficient(?: \\(kco\\))?',
    'Carbon monoxide transfer coefficient',
    ['%'],
  ],
  [
    'mvv',
    'maxim(?:al|um) voluntary ventilation(?: \\(mvv\\))?|mvv',
    'Maximal voluntary ventilation',
    ['%', 'L/min'],
  ],
  [
    'vo2-max',
    '(?:peak vo2|vo2 ?(?:max|peak)|maximal oxygen (?:consumption|uptake)(?: \\(vo2 ?max\\))?)',
    'Maximal oxygen uptake',
    ['mL/min/kg'],
  ],
  [
    'refraction',
    '(?:spherical equivalent|refractive error|myopia|hyperopia|astigmatism)(?: refraction)?(?: \\(se[qr]?\\))?',
    'Refraction',
    ['[diop]'],
  ],
  ['axial-length', 'axial length', 'Axial length', ['mm']],
  [
    'corneal-thickness',
    'central corneal thickness(?: \\(cct\\))?|corneal thickness',
    'Corneal thickness',
    ['um'],
  ],
  [
    'endothelial-density',
    '(?:corneal )?endothelial cell (?:density|count)s?(?: \\(ecd\\))?',
    'Endothelial cell density',
    ['/mm2'],
  ],
  ['schirmer', "schirmer'?s?(?: i)?(?: tests?)?(?: score)?", 'Schirmer test', ['mm', 'mm/(5.min)']],
  ['prostate-volume', 'prostate (?:volume|size)(?: \\(pv\\))?', 'Prostate volume', ['mL', 'g']],
  [
    'urine-flow',
    '(?:peak|maximum|maximal) (?:urinary |urine )?flow rate(?: \\(qmax\\))?|qmax',
    'Maximum urine flow',
    ['mL/s'],
  ],
  [
    'residual-urine',
    'post[- ]?void residual(?: \\(pvr\\))?(?: urine)?(?: volume)?(?: \\(pvr\\))?|pvr(?= ?(?:of )?[<>≤≥])',
    'Post-void residual urine',
    ['mL'],
  ],
  ['urine-output', 'urine output', 'Urine output', ['mL/kg/h', 'mL', 'mL/h']],
  [
    'aortic-gradient',
    '(?:mean|peak) (?:aortic |transvalvular |valve )*gradient',
    'Gradient',
    ['mm[Hg]'],
  ],
  ['valve-area', '(?:aortic|mitral) valve area(?: \\([am]va\\))?', 'Valve area', ['cm2']],
  [
    'aneurysm-size',
    'aneurysms?(?: sac)? (?:size|diameter)|aneurysm neck',
    'Aneurysm diameter',
    ['mm', 'cm'],
  ],
  [
    'stenosis',
    '(?:(?:carotid|coronary|luminal|artery|vertebral|severe|diameter) )*stenos[ie]s(?: of)?(?= *[<>≤≥(])',
    'Stenosis',
    ['%'],
  ],
  ['cobb-angle', "cobb(?:'s)? angles?", 'Cobb angle', ['deg']],
  ['gait-speed', '(?:usual |comfortable |habitual )?(?:gait|walking) speed', 'Gait speed', ['m/s']],
  ['grip-strength', '(?:hand)?[- ]?grip strength', 'Grip strength', ['kg']],
  [
    'cap',
    'controlled attenuation parameter(?: \\(cap\\))?',
    'Controlled attenuation parameter',
    ['dB/m'],
  ],
  ['sputum-eosinophils', 'sputum eosinophils?(?: counts?)?', 'Eosinophils in sputum', ['%']],
  [
    'tmb',
    'tumou?r mutation(?:al)? burden(?: \\(tmb\\))?|tmb',
    'Tumor mutational burden',
    ['{mutations}/{Mb}'],
  ],
  [
    'psa-doubling',
    'psa ?-?doubling time(?: \\(psadt\\))?|psadt',
    'PSA doubling time',
    ['mo', 'wk', 'd'],
  ],
  ['neck-circumference', 'neck circumference', 'Neck circumference', ['cm']],
  ['cervical-dilation', 'cervical dilat(?:at)?ion', 'Cervical dilation', ['cm']],
  [
    'oxygen-desaturation',
    'oxygen desaturation index(?: \\(odi\\))?',
    'Oxygen desaturation index',
    ['/h'],
  ],
  ['parasitemia', 'parasita?emia', 'Parasitaemia', ['%', '/uL']],
  ['weight-loss', '(?:unintentional |body )?weight loss', 'Weight loss', ['%', 'kg', '[lb_av]']],
  ['blood-loss', 'blood loss|loss of blood', 'Blood loss', ['mL']],
  [
    'blood-donation',
    'blood donations?|donations? of blood|donat(?:ed|ing) blood',
    'Blood donation',
    ['mL'],
  ],
  ['eliciting-dose', 'eliciting dose', 'Eliciting dose', ['mg', 'g', 'mL']],
  ['cmv-dna', 'cmv[- ]?dna(?: (?:viral )?load)?', 'CMV DNA', ['[IU]/mL', '{copies}/mL']],
  [
    'ebv-dna',
    '(?:plasma )?ebv[- ]?dna(?: (?:copy number|viral load|load|titer))?',
    'EBV DNA',
    ['[IU]/mL', '{copies}/mL'],
  ],
  [
    'hbsag',
    '(?:quantitative |serum )?(?:hbsag|hepatitis b surface antigen)(?: \\(hbsag\\))?(?: levels?| quantification| titer)?',
    'HBsAg',
    ['[IU]/mL', 'U/mL'],
  ],
  [
    'opening-pressure',
    '(?:csf |lumbar puncture )?opening pressure',
    'Opening pressure',
    ['cm[H2O]', 'mm[H2O]'],
  ],
  ['disc-height', '(?:central |intervertebral )?dis[ck] height', 'Disc height', ['mm', '%']],
  [
    'reversibility',
    '(?:(?:post-)?(?:bronchodilator|fev1|airway) )+reversibility|reversibility(?=\\)?(?: of| by)? *(?:at least |more than |greater than |[<>≤≥]=? *)\\d)',
    'Bronchodilator reversibility',
    ['%', 'mL'],
  ],
  [
    'carboxyhemoglobin',
    'carbon monoxide(?: level)?(?= *[<>≤≥])|exhaled co|eco(?= *[<>≤≥])|expired (?:air )?(?:carbon monoxide|co)',
    'Exhaled carbon monoxide',
    ['[ppm]'],
  ],
];

const TISSUE: Row = [
  'tissue-eosinophils',
  '(?:eosinophils?|eos)(?: counts?)?(?: per| \\/) (?:high[- ]power(?:ed)? field|hpf)',
  'Eosinophils in tissue',
  ['/[HPF]'],
];

const toVariable = ([key, names, display, units, isCompared]: Row): Variable => ({
  key,
  names,
  type: concept(key, display),
  units,
  ...(isCompared && { isBareCompared: true }),
});

export const TISSUE_EOSINOPHILS: Variable = { ...toVariable(TISSUE), hasLimits: false };

export const FIELD_MEASURES: readonly Variable[] = [
  TISSUE_EOSINOPHILS,
  ...WITH_LIMITS.map(toVariable),
  ...PLAIN.map((row): Variable => ({ ...toVariable(row), hasLimits: false })),
];
