/** Lists whose levels are in the words, and levels that mean nothing. Wordings of real trials. */
import { describe, expect, test } from 'vitest';
import { splitCriteria } from '../../src/interpret/eligibility/split.ts';
import { treeOf } from './criteria-tree.ts';
import { leftOver } from './left-over.ts';

const checked = (text: string): unknown => {
  expect(leftOver(text, splitCriteria(text).parts)).toEqual([]);
  return treeOf(text);
};
const included = (lines: string): unknown => checked(`Inclusion Criteria:\n\n${lines}`);
const excluded = (lines: string): unknown => checked(`Exclusion Criteria:\n\n${lines}`);

describe('a list on the level of the line that announces it', () => {
  test('ends where another matter begins', () => {
    expect(
      included(
        '* The surgical indication must be one or a combination of the following\n* Degenerative disc disease (DDD)\n* Instabilities\n* Trauma\n* Age: ≥ 18 years\n* Written consent',
      ),
    ).toEqual([
      [
        'The surgical indication must be one or a combination of the following',
        'Degenerative disc disease (DDD)',
        'Instabilities',
        'Trauma',
      ],
      'Age: ≥ 18 years',
      'Written consent',
    ]);
  });
  test('ends where patients are spoken of again', () => {
    expect(
      included(
        '* CSU inadequately controlled, as defined by all of the following:\n* The presence of itch for 6 weeks\n* Failure to respond to an sgAH\n* Participant with CSU who discontinued anti-IgE',
      ),
    ).toEqual([
      [
        'CSU inadequately controlled, as defined by all of the following:',
        'The presence of itch for 6 weeks',
        'Failure to respond to an sgAH',
      ],
      'Participant with CSU who discontinued anti-IgE',
    ]);
  });
  test('ends after the last of `a, or`', () => {
    expect(
      included(
        '* Acceptable birth control:\n* Female sterilization; or,\n* Implants; or,\n* Double barrier method.\n* Diagnosis of cluster headache',
      ),
    ).toEqual([
      [
        'Acceptable birth control:',
        'Female sterilization; or,',
        'Implants; or,',
        'Double barrier method.',
      ],
      'Diagnosis of cluster headache',
    ]);
  });
  test('goes on with `OR` and no further', () => {
    expect(
      included(
        '* Cashew allergy, with allergy defined as:\n* History of reaction AND specific IgE >/=0.35 kUA/L\n* OR if no prior reaction, specific IgE >/=5 kUA/L\n* Positive challenge at enrollment',
      ),
    ).toEqual([
      [
        'Cashew allergy, with allergy defined as:',
        'History of reaction AND specific IgE >/=0.35 kUA/L',
        'OR if no prior reaction, specific IgE >/=5 kUA/L',
      ],
      'Positive challenge at enrollment',
    ]);
  });
  test('is of names and values where its first items are', () => {
    expect(
      included(
        '* Adequate organ function within 14 days defined as:\n* Creatinine: eGFR ≥ 60 mL/min\n* Hepatic: AST and ALT ≤ 3 x ULN\n* Agrees to the placement of a catheter',
      ),
    ).toEqual([
      [
        'Adequate organ function within 14 days defined as:',
        'Creatinine: eGFR ≥ 60 mL/min',
        'Hepatic: AST and ALT ≤ 3 x ULN',
      ],
      'Agrees to the placement of a catheter',
    ]);
  });
  test('holds lists of its parts', () => {
    expect(
      included(
        '* Laboratory tests must meet the following criteria (no transfusion within 14 days) :\n* Blood routine (within 7 days) :\n* Platelets ≥90×10⁹/L;\n* Liver function (within 7 days) :\n* ALT/AST≤2.5× ULN;\n* Toxicities must have recovered to≤ Grade 1',
      ),
    ).toEqual([
      [
        'Laboratory tests must meet the following criteria (no transfusion within 14 days) :',
        ['Blood routine (within 7 days) :', 'Platelets ≥90×10⁹/L'],
        ['Liver function (within 7 days) :', 'ALT/AST≤2.5× ULN'],
      ],
      'Toxicities must have recovered to≤ Grade 1',
    ]);
  });
  test('ends where exclusions begin anew', () => {
    expect(
      excluded(
        '* Conditions that make them non-evaluable such as:\n* Antrochoanal polyps\n* Nasal septal deviation\n* History of cancer of any kind',
      ),
    ).toEqual([
      [
        'Conditions that make them non-evaluable such as:',
        'Antrochoanal polyps',
        'Nasal septal deviation',
      ],
      'History of cancer of any kind',
    ]);
  });
});

describe('a deeper level that means nothing', () => {
  test.each([
    [
      'a whole side under its first item',
      '* Patients aged 12 years or older.\n\n  * Patients with severe asthma.\n  * Signed informed consent.',
      [
        'Patients aged 12 years or older.',
        'Patients with severe asthma.',
        'Signed informed consent.',
      ],
    ],
    [
      'a copied bullet',
      '* • Age between 22-64 years\n\n  * English-speaking\n  * Diagnosis of chronic insomnia',
      ['• Age between 22-64 years', 'English-speaking', 'Diagnosis of chronic insomnia'],
    ],
    [
      'numbers that go on',
      '* 1. Systemic corticosteroids.\n\n  2\\. Investigational drug use 3. Abnormalities at screening\n\n  a. Calcium > 11 mg/dl b. Creatinine ≥ 1.5\n\n  4\\. History of transplantation',
      [
        'Systemic corticosteroids.',
        'Investigational drug use',
        ['Abnormalities at screening', 'Calcium > 11 mg/dl', 'Creatinine ≥ 1.5'],
        'History of transplantation',
      ],
    ],
    [
      'what stands for itself, though a list is around it',
      '* Refractory disease defined as one of the following:\n\n  * Primary refractory disease\n  * Patients with CNS relapse will be eligible\n\n    * Age >=18 years\n    * Adequate renal and cardiac function defined as:\n  * Creatinine clearance ≥ 60 cc/min\n  * QTc ≤ 500ms\n\n    * Negative pregnancy test\n    * Able to give informed consent',
      [
        [
          'Refractory disease defined as one of the following:',
          'Primary refractory disease',
          'Patients with CNS relapse will be eligible',
        ],
        'Age >=18 years',
        [
          'Adequate renal and cardiac function defined as:',
          'Creatinine clearance ≥ 60 cc/min',
          'QTc ≤ 500ms',
        ],
        'Negative pregnancy test',
        'Able to give informed consent',
      ],
    ],
  ])('%s', (_, lines, expected) => {
    expect(included(lines)).toEqual(expected);
  });

  test.each([
    ['a group', '* Healthy controls\n\n  * Age 18-65\n  * Consent\n* Patients\n\n  * Asthma'],
    [
      'an announced list',
      '* Women who meet any of the following:\n\n  * Age over 60\n  * Hysterectomy',
    ],
    [
      'a list of its own kind',
      '2. Prior treatments.\n\n   a. EGFR-TKIs\n   b. Participation in another clinical study\n   c. Radiotherapy\n3. Toxicities',
    ],
  ])('but not that of %s', (_, lines) => {
    const [first] = splitCriteria(`Inclusion Criteria:\n\n${lines}`).parts.slice(1);
    expect(first?.kind === 'criterion' && first.items.length).toBeGreaterThan(1);
  });
});

describe('lines that were drawn together', () => {
  test('go on with the list around them', () => {
    expect(
      included(
        '* Cluster headache as follows:\n\nA. At least 5 attacks B. Severe pain\n\nC. Headache is accompanied by at least 1 of the following:\n\n1. eyelid oedema\n2. restlessness D. Attacks occur 1 to 8 times per day E. Not attributed to another disorder',
      ),
    ).toEqual([
      [
        'Cluster headache as follows:',
        'At least 5 attacks',
        'Severe pain',
        [
          'Headache is accompanied by at least 1 of the following:',
          'eyelid oedema',
          'restlessness',
        ],
        'Attacks occur 1 to 8 times per day',
        'Not attributed to another disorder',
      ],
    ]);
  });
  test('hold what stands under the last of them', () => {
    expect(
      included('1. Adults 2. Adequate function\n\n   * ANC > 1.5\n   * INR < 1.5\n3. Consent'),
    ).toEqual(['Adults', ['Adequate function', 'ANC > 1.5', 'INR < 1.5'], 'Consent']);
  });
  test('have numbers with a bracket and a point, some left out', () => {
    expect(
      included(
        '* High-risk who meet one of the following descriptions: 1). Vascular invasion 2). Tumor diameter≥4cm 4). Pleura involvement.\n* Consent',
      ),
    ).toEqual([
      [
        'High-risk who meet one of the following descriptions:',
        'Vascular invasion',
        'Tumor diameter≥4cm',
        'Pleura involvement.',
      ],
      'Consent',
    ]);
  });
  test('have letters after `and`', () => {
    expect(
      included(
        '1. Refractory leukemia after one regimen and A. Marrow involvement ≥ 5% B. Age ≥ 18 Years\n2. Hepatitis A and B. vaccinated',
      ),
    ).toEqual([
      ['Refractory leukemia after one regimen and', 'Marrow involvement ≥ 5%', 'Age ≥ 18 Years'],
      'Hepatitis A and B. vaccinated',
    ]);
  });
});

describe('lists in words', () => {
  test('the last of a list has what the others have under it', () => {
    expect(
      included(
        'Patients must meet the criteria for one of the following groups:\n\nA) mCRPC starting sipuleucel-T\n\n1. Castrate levels\n2. Planning to start\n\nB) Resistant mCRPC\n\n1. Castrate levels\n2. Progression',
      ),
    ).toEqual([
      [
        'Patients must meet the criteria for one of the following groups:',
        ['mCRPC starting sipuleucel-T', 'Castrate levels', 'Planning to start'],
        ['Resistant mCRPC', 'Castrate levels', 'Progression'],
      ],
    ]);
  });
  test('a choice is no heading', () => {
    expect(
      included('Two of the following criteria:\n\n* opacities\n* eosinophils > 1000/µL'),
    ).toEqual([['Two of the following criteria:', 'opacities', 'eosinophils > 1000/µL']]);
  });
  test('one half of an item may announce them', () => {
    expect(
      included(
        '* IgE > 1000 IU/mL; and two of the following criteria:\n\n  * specific IgG\n  * opacities',
      ),
    ).toEqual([
      'IgE > 1000 IU/mL',
      ['two of the following criteria:', 'specific IgG', 'opacities'],
    ]);
  });
  test('they may be sentences', () => {
    expect(
      excluded(
        '* Patients who have received any of the following agents: Treatment with rituximab within 6 months. Treatment with others within 3 months\n* Stroke',
      ),
    ).toEqual([
      [
        'Patients who have received any of the following agents:',
        'Treatment with rituximab within 6 months.',
        'Treatment with others within 3 months',
      ],
      'Stroke',
    ]);
  });
  test('a note belongs to the item before it', () => {
    expect(
      excluded(
        '* Severe asthma\n* Lack of cooperation.\n\nWell-controlled asthma and rhinitis are not considered exclusion criteria.',
      ),
    ).toEqual([
      'Severe asthma',
      'Lack of cooperation.\nWell-controlled asthma and rhinitis are not considered exclusion criteria.',
    ]);
  });
  test('what was left blank is no item', () => {
    expect(included('1. Adults\n2. \\[Intentionally left blank\\].\n3. Consent')).toEqual([
      'Adults',
      'Consent',
    ]);
  });
});

describe('semicolons', () => {
  test.each([
    [
      'two exclusions',
      'Those who smoke more than 10 cigarettes per day; or those who have positive nicotine results',
    ],
    ['kinds of one', 'Donation of plasma within 90 days; blood donation within 90 days of dosing'],
    [
      'an alternative',
      'Female subjects who plan to become pregnant; Or a male subject whose partner does',
    ],
    [
      'values',
      'HBsAg positive and HBV DNA not normal; HCV antibody positive; cytomegalovirus DNA positive',
    ],
  ])('part %s', (_, line) => {
    expect(excluded(`* ${line}\n* Stroke`)).toEqual([
      ...line.split('; ').map((part) => part.replace(/^or /i, '')),
      'Stroke',
    ]);
  });
  test('part what is asked of women and of men', () => {
    expect(
      included(
        '* Women must have a negative test and use contraception; for men, it should be surgical sterilization\n* ALT ≤ 5 x ULN; aspartate aminotransferase ≤ 5 x ULN\n* Solid tumour; no prior systemic therapy',
      ),
    ).toEqual([
      'Women must have a negative test and use contraception',
      'for men, it should be surgical sterilization',
      'ALT ≤ 5 x ULN',
      'aspartate aminotransferase ≤ 5 x ULN',
      'Solid tumour',
      'no prior systemic therapy',
    ]);
  });
  test.each([
    'Use of investigational drugs within 30 days; or longer if required by local regulations.',
    'Poorly controlled lung disease; defined as being severe enough to cause breathlessness',
    'Organ toxicity Grade 3 or above; specifically, any renal toxicity.',
    'Systemic steroids; those receiving <10 mg daily may be enrolled',
    'Contraindication to MRI; an extensive questionnaire will be completed',
    'GvHD requiring treatment; or receiving immunosuppression within 2 weeks',
  ])('part no explanation: %s', (line) => {
    expect(excluded(`* ${line}\n* Stroke`)).toEqual([line, 'Stroke']);
  });
  test.each([
    'ECOG of 0, 1, or 2; or Karnofsky ≥ 60%',
    'ALT ≤ 3 x ULN; ≤ 5 x ULN in case of liver involvement',
    'Metastatic disease; metastatic disease is defined as disease beyond the organ',
  ])('part nothing that is asked for together: %s', (line) => {
    expect(included(`* ${line}\n* Consent`)).toEqual([line, 'Consent']);
  });
  test('part in spite of a bracket that is never closed', () => {
    expect(
      included(
        '* Liver function: ALT ≤1.5 x ULN (if metastases, 5 x ULN; Albumin ≥3.0g/dL\n* Consent',
      ),
    ).toEqual([
      ['Liver function:', 'ALT ≤1.5 x ULN (if metastases, 5 x ULN', 'Albumin ≥3.0g/dL'],
      'Consent',
    ]);
  });
  test('part the kinds after `including but not limited to`', () => {
    expect(
      excluded(
        '* Uncontrolled illness, including but not limited to, heart failure; liver failure; allergy\n* Stroke',
      ),
    ).toEqual([
      [
        'Uncontrolled illness, including but not limited to,',
        'heart failure',
        'liver failure',
        'allergy',
      ],
      'Stroke',
    ]);
  });
  test('part letters that count', () => {
    expect(
      excluded(
        '* CNS metastases, unless the following conditions are met: Stable for 4 weeks; B. No progression; C. No antiepileptic drugs\n* Stroke',
      ),
    ).toEqual([
      [
        'CNS metastases, unless the following conditions are met:',
        'Stable for 4 weeks',
        'No progression',
        'No antiepileptic drugs',
      ],
      'Stroke',
    ]);
  });
  test('part a list in the last brackets, and no explanation there', () => {
    expect(
      excluded(
        '* Use of drugs that affect the kinetics (use of systemic corticosteroids for ≤30 days; use of immunosuppressive drugs before signing; vaccination within ≤30 days before signing).\n* Autoimmune disorders. (The following are exceptions: Vitiligo; Alopecia; Hypothyroidism)\n* Low hemoglobin (for reference it is 14 g/dL for adult males; for adult females it is 12 g/dL; for boys 13)',
      ),
    ).toEqual([
      [
        'Use of drugs that affect the kinetics',
        'use of systemic corticosteroids for ≤30 days',
        'use of immunosuppressive drugs before signing',
        'vaccination within ≤30 days before signing',
      ],
      [
        'Autoimmune disorders. (The following are exceptions:',
        'Vitiligo',
        'Alopecia',
        'Hypothyroidism',
      ],
      'Low hemoglobin (for reference it is 14 g/dL for adult males; for adult females it is 12 g/dL; for boys 13)',
    ]);
  });
});

describe('marks a registry changed', () => {
  test('a bullet in place of the first circled number', () => {
    expect(
      included('* TBIL ≤ 1.5 × ULN; ② ALT≤2.5ULN; ③ Cr≤1.5ULN\n* Age ≥18; ③ Consent; ④ Adults'),
    ).toEqual(['TBIL ≤ 1.5 × ULN', 'ALT≤2.5ULN', 'Cr≤1.5ULN', 'Age ≥18', 'Consent', 'Adults']);
  });
  test('a bullet before the first number of a line', () => {
    expect(included('* 1\\. Adults; 2. Consent; 3. HCC')).toEqual(['Adults', 'Consent', 'HCC']);
  });
  test('bullets before names of groups are headings', () => {
    expect(
      included(
        '* SMOKING CRITERIA:\n* Smokes daily\n* Cohort 1 (mesothelioma)\n\n  * Proven mesothelioma\n  * Relapse',
      ),
    ).toEqual(['Smokes daily', 'Proven mesothelioma', 'Relapse']);
  });
});

describe('lines over a whole side', () => {
  test.each([
    'Participants are eligible to be included in the study only if all of the following criteria apply:',
    'Patients must meet all of the following inclusion criteria to be enrolled in this study:',
    'Healthy volunteers will be included in the study if they satisfy all of the following criteria:',
  ])('are no criteria: %s', (line) => {
    expect(included(`* ${line}\n\n  1. Adults\n  2. HCC\n  3. Consent`)).toEqual([
      'Adults',
      'HCC',
      'Consent',
    ]);
  });
  test('need no colon', () => {
    expect(
      excluded(
        'The person who meet any of the following criteria will be excluded from the study.\n\n1. Stroke\n2. HIV',
      ),
    ).toEqual(['Stroke', 'HIV']);
  });
  test('say nothing themselves', () => {
    expect(
      included(
        '3. HCC\n4. Female participants:\n\n   A female participant is eligible to participate if she is not pregnant, and at least one of the following conditions applies:\n   1. Not of childbearing potential OR\n   2. Agrees to follow the guidance\n5. Consent',
      ),
    ).toEqual([
      'HCC',
      [
        'Female participants:\nA female participant is eligible to participate if she is not pregnant, and at least one of the following conditions applies:',
        'Not of childbearing potential OR',
        'Agrees to follow the guidance',
      ],
      'Consent',
    ]);
  });
});

describe('under an item that announces them', () => {
  test('stand numbers that begin anew', () => {
    expect(
      included(
        '19\\. HIV negative\n20\\. For men: use of a condom, as defined below:\n\n1. With a female partner\n2. With a pregnant partner\n\n21\\. Consent',
      ),
    ).toEqual([
      'HIV negative',
      [
        'For men: use of a condom, as defined below:',
        'With a female partner',
        'With a pregnant partner',
      ],
      'Consent',
    ]);
  });
  test('stand paragraphs further in, and values in their sentences', () => {
    expect(
      included(
        '1. Laboratory results meeting the following criteria:\n\n   Blood tests (within 14 days):\n\n   WBC ≥3.0×10^9/L; ANC ≥1.5×10^9/L; Platelets ≥90×10^9/L\n\n   Coagulation (within 7 days):\n\n   INR/PT ≤1.3×ULN. APTT ≤1.5×ULN. Fibrinogen ≥ 1 g/L.\n2. Consent',
      ),
    ).toEqual([
      [
        'Laboratory results meeting the following criteria:',
        [
          'Blood tests (within 14 days):',
          'WBC ≥3.0×10^9/L',
          'ANC ≥1.5×10^9/L',
          'Platelets ≥90×10^9/L',
        ],
        [
          'Coagulation (within 7 days):',
          'INR/PT ≤1.3×ULN.',
          'APTT ≤1.5×ULN.',
          'Fibrinogen ≥ 1 g/L.',
        ],
      ],
      'Consent',
    ]);
  });
});

describe('a heading with words after its colon', () => {
  test('begins its list in the same line', () => {
    expect(
      checked(
        'Inclusion criteria: 1. Aged 15-79 years;\n2. COVID-19.\n\nExclusion criteria: (1) Reexamine CT;\n(2) Effusion.',
      ),
    ).toEqual(['Aged 15-79 years', 'COVID-19.', 'Reexamine CT', 'Effusion.']);
  });
  test('is followed by the one criterion of its side', () => {
    expect(
      checked(
        'Inclusion criteria:\nPregnant women who tested positive\n\nExclusion criteria: Women <18 years old',
      ),
    ).toEqual(['Pregnant women who tested positive', 'Women <18 years old']);
  });
  test('names a group where a list follows, and nothing where it says none', () => {
    expect(
      checked(
        'Inclusion criteria: atopic patients\n\n* Asthma\n* Rhinitis\n\nExclusion criteria: No',
      ),
    ).toEqual(['Asthma', 'Rhinitis']);
  });
  test('may let in by a choice, or keep out', () => {
    expect(
      checked(
        'Exclusion criteria: If subject meet one of the following exclusion critera, he/she cannot be enrolled in this study:\n1. Stroke\n2. HIV',
      ),
    ).toEqual(['Stroke', 'HIV']);
  });
  test('is no heading as a numbered item among others', () => {
    expect(
      included(
        '1. Adults\n2. Meet all the following criteria (5th edition):\n   (1) Fever\n   (2) Cough\n3. Consent',
      ),
    ).toEqual([
      'Adults',
      ['Meet all the following criteria (5th edition):', 'Fever', 'Cough'],
      'Consent',
    ]);
  });
});

describe('records of older years', () => {
  test('name groups with what they must', () => {
    expect(
      included(
        'Healthy Volunteers must:\n\n1. Be 18-70 years of age\n2. Be healthy\n\nPatients must:\n\n1. Have mastocytosis',
      ),
    ).toEqual(['Be 18-70 years of age', 'Be healthy', 'Have mastocytosis']);
    expect(included('Patients must have:\n\n* HIV\n* CD4 count < 250\n* Consent')).toEqual([
      'HIV',
      'CD4 count < 250',
      'Consent',
    ]);
  });
  test('rule their headings, and say where nothing is specified', () => {
    expect(
      checked(
        'PROTOCOL ENTRY CRITERIA:\n\n--Disease Characteristics--\n\n* Diabetes\n\n--Patient Characteristics--\n\nAge:\n\n* 18 and over\n\nRenal:\n\n* Not specified\n\nHepatic:\n\n* See Disease Characteristics',
      ),
    ).toEqual(['Diabetes', '18 and over']);
  });
  test('break lines within what announces a list', () => {
    expect(
      included(
        '          -  Histologically confirmed incurable neuroendocrine tumor that is unlikely to respond to\n             existing therapy, meeting 1 of the following criteria:\n\n          -  Metastatic disease\n\n          -  Disease that is not curable with surgery or radiotherapy\n\n          -  Measurable disease by MRI or CT scan, or Octreotide scan that is read by two who know it\n             well',
      ),
    ).toEqual([
      [
        'Histologically confirmed incurable neuroendocrine tumor that is unlikely to respond to\nexisting therapy, meeting 1 of the following criteria:',
        'Metastatic disease',
        'Disease that is not curable with surgery or radiotherapy',
        'Measurable disease by MRI or CT scan, or Octreotide scan that is read by two who know it\nwell',
      ],
    ]);
  });
  test('have values whose lines were drawn together, and no list by commas', () => {
    expect(
      excluded(
        '9. The following laboratory data: Absolute neutrophil count < 1000 cel/ml (0.5x 109L) Platelet count < 50000/mL Creatinine > 2.0 mg/dL\n10. Adequate function: ANC ≥ 1.5 x 109/L, Platelets ≥ 100 x 109/L, Hb > 9 g/dL.',
      ),
    ).toEqual([
      [
        'The following laboratory data:',
        'Absolute neutrophil count < 1000 cel/ml (0.5x 109L)',
        'Platelet count < 50000/mL',
        'Creatinine > 2.0 mg/dL',
      ],
      'Adequate function: ANC ≥ 1.5 x 109/L, Platelets ≥ 100 x 109/L, Hb > 9 g/dL.',
    ]);
  });
});
