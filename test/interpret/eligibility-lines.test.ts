/** What a line of criteria holds: lists by semicolons, changed marks, headings. Wordings of real trials. */
import { describe, expect, test } from 'vitest';
import { treeOf } from './criteria-tree.ts';
import { checked, excluded, included } from './eligibility-checked.ts';

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
  test('part two that are announced, though the second is an alternative', () => {
    expect(included('* One of the following: Karnofsky ≥ 50%; or ECOG ≤ 2\n* Consent')).toEqual([
      ['One of the following:', 'Karnofsky ≥ 50%', 'ECOG ≤ 2'],
      'Consent',
    ]);
  });
  test('part short ones whatever brackets remark', () => {
    const remarked =
      'Underlying severe respiratory disease other than that of interest, even if mild';
    expect(
      excluded(
        `* ${remarked} (unexpected in this group of children); relevant heart disease; immunodeficiency\n* Stroke`,
      ),
    ).toEqual([
      `${remarked} (unexpected in this group of children)`,
      'relevant heart disease',
      'immunodeficiency',
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
    'Immunosuppressive medications, excluding topical ones; physiological doses of corticosteroids',
    'Type 1 diabetes for 12 months; C peptide level determinations are not needed.',
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
    'Performance Status: Karnofsky ≥ 50% or Lansky ≥ 50%; or ECOG performance status ≤ 2',
    'Part F: Individuals with solid tumors; or, for those with combination therapy, a disease with an indication',
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
  test('part what a line lists, though a note stands under it', () => {
    expect(
      included(
        '* Asthma: On a medium dose of ICS. Requirements are as follows: Beclomethasone - 4 puffs/day; Budesonide - 4 puffs/day; Ciclesonide - 2 puffs/day\n\n  \\* with a LABA\n* COHORT 3: Sarcoma; limited to 25 patients\n\n  * Biopsy',
      ),
    ).toEqual([
      [
        'Asthma: On a medium dose of ICS. Requirements are as follows:',
        'Beclomethasone - 4 puffs/day',
        'Budesonide - 4 puffs/day',
        'Ciclesonide - 2 puffs/day',
        'with a LABA',
      ],
      ['COHORT 3: Sarcoma; limited to 25 patients', 'Biopsy'],
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
  test('are criteria where they tell an age', () => {
    expect(
      included(
        'Patients between 2 and 40 years of age who satisfy all the following criteria will be included:\n\n1. Peanut allergy\n2. Consent form',
      ),
    ).toEqual([
      [
        'Patients between 2 and 40 years of age who satisfy all the following criteria will be included:',
        'Peanut allergy',
        'Consent form',
      ],
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

describe('marks in a line', () => {
  test.each([
    [
      'a word before the last',
      'Diagnosis of one of the following: a. Headache (primary); b. Lumbar radiculopathy; or c. Healthy control',
      [
        'Diagnosis of one of the following:',
        'Headache (primary)',
        'Lumbar radiculopathy',
        'Healthy control',
      ],
    ],
    [
      'a list of one',
      'The following items exclude from this portion of the study: a. Known allergy to peppers',
      ['The following items exclude from this portion of the study:', 'Known allergy to peppers'],
    ],
    [
      'bullets set close',
      'Documented sensitivity by : \\*Positive prick test; \\*Positive specific IgE > 0.75 kU/L;',
      ['Documented sensitivity by :', 'Positive prick test', 'Positive specific IgE > 0.75 kU/L'],
    ],
    [
      'a word after a semicolon',
      'Any of these diseases or conditions: diabetes; or gastrointestinal diseases; or central catheter',
      [
        'Any of these diseases or conditions:',
        'diabetes',
        'gastrointestinal diseases',
        'central catheter',
      ],
    ],
  ])('%s', (_, line, tree) => {
    expect(excluded(`* ${line}\n* Stroke`)).toEqual([tree, 'Stroke']);
  });
  test('dashes after sentences are items beside the first', () => {
    expect(
      excluded(
        '* Immunotherapy within 3 months. - Patients received steroids. - Plasmapheresis within 30 days.\n* Stroke',
      ),
    ).toEqual([
      'Immunotherapy within 3 months.',
      'Patients received steroids.',
      'Plasmapheresis within 30 days.',
      'Stroke',
    ]);
  });
  test.each([
    'Females (FCBP)\\* must have a negative test. \\*A female of childbearing potential is mature',
    'Known hepatitis B, or C. Treated patients may enter',
    'Prior therapy as follows: A. baumannii is excluded',
    'Fibrosis Score Formula: (Age \\* AST)/ (Platelets \\* \\[square root of ALT\\])',
  ])('are none: %s', (line) => {
    expect(excluded(`* ${line}\n* Stroke`)).toEqual([line, 'Stroke']);
  });
});

describe('bullets', () => {
  test.each([
    ['without an item', '* Stroke\n\\-\n* Pregnancy\n-\n'],
    ['at the end of an item', '* Stroke -\n* Pregnancy \\-'],
    ['with a word that only joins', '* Stroke\n\nOR\n\n* Pregnancy\n* and'],
    ['twice', '* • Stroke\n* - Pregnancy'],
    ['of a footnote', '* Stroke\n* \\*\\*Pregnancy'],
    ['of a footnote set apart', '* Stroke\n\\*\\* Pregnancy'],
    ['of several dashes', '-- Stroke\n-- Pregnancy'],
    ['with a comment between lists', '* Stroke\n\n<!-- -->\n\n* Pregnancy'],
  ])('%s are no words', (_, lines) => {
    expect(treeOf(`Exclusion Criteria:\n\n${lines}`)).toEqual(['Stroke', 'Pregnancy']);
  });
  test('are not the signs in front of a range or a ruled heading', () => {
    expect(
      treeOf('Inclusion Criteria:\n\n--Disease Characteristics--\n\n* Refraction -3 to -6'),
    ).toEqual(['Refraction -3 to -6']);
  });
});

test('values run together in small letters are a list', () => {
  expect(
    included(
      '* Patients must have normal marrow function as defined below: absolute neutrophil count>1,500/mL platelets>100,000/mL total bilirubin: within normal limits creatinine≤1.5X upper limit of normal\n* Age over 18',
    ),
  ).toEqual([
    [
      'Patients must have normal marrow function as defined below:',
      'absolute neutrophil count>1,500/mL',
      'platelets>100,000/mL',
      'total bilirubin: within normal limits',
      'creatinine≤1.5X upper limit of normal',
    ],
    'Age over 18',
  ]);
});

test('a name with a dash is no criterion, whatever follows', () => {
  expect(
    treeOf(
      'Inclusion Criteria:\n\nInfants-\n\nInfants who meet all of these criteria are eligible:\n\n1. wheeze\n2. cough',
    ),
  ).toEqual(['wheeze', 'cough']);
});

describe('names over lists', () => {
  test.each([
    '* Age over 18\n\nDiabetes-related for participants with T2D\n\n* HbA1c over 7 %',
    'Treatment eligibility\n\n* Age over 18\n* HbA1c over 7 %',
    'Group 1: Peanut allergic individuals (n=20)\n\n1. Age over 18\n\nCommon criteria for all participants\n\n1. HbA1c over 7 %',
    '1. Age over 18.\n   Medical conditions\n2. HbA1c over 7 %',
    'Infants-\n\n1. Age over 18\n2. HbA1c over 7 %',
  ])('are no criteria: %j', (lines) => {
    expect(treeOf(`Inclusion Criteria:\n\n${lines}`)).toEqual(
      ['Age over 18', 'HbA1c over 7 %'].map((text, at) =>
        lines.includes('18.') && at === 0 ? `${text}.` : text,
      ),
    );
  });
  test.each([
    'Severe asthma',
    'Written informed consent by participants',
    'Stable on current therapy',
    'No prior therapy',
  ])('a criterion is none: %s', (line) => {
    expect(included(`${line}\n\n* HbA1c over 7 %\n* Stroke`)).toEqual([
      line,
      'HbA1c over 7 %',
      'Stroke',
    ]);
  });
});

describe('parts between semicolons', () => {
  test.each([
    [
      'what explains stays with what it explains',
      'Total bilirubin ≤ 2 × ULN； ALT and AST ≤ 2.5 × ULN； The investigator judges the abnormality, and the index can be up to ≤ 5 × ULN',
      [
        'Total bilirubin ≤ 2 × ULN',
        'ALT and AST ≤ 2.5 × ULN； The investigator judges the abnormality, and the index can be up to ≤ 5 × ULN',
      ],
    ],
    [
      'a colon before a value leads to no list',
      'Gender is not limited, 18-75 years old; ECOG PS score: 0~1; The expected survival time is more than 3 months',
      [
        'Gender is not limited, 18-75 years old',
        'ECOG PS score: 0~1',
        'The expected survival time is more than 3 months',
      ],
    ],
    [
      'values each for some patients',
      'Male or female, aged ≥18 for patients receiving MAC; aged <70 for patients receiving RIC',
      [
        'Male or female, aged ≥18 for patients receiving MAC',
        'aged <70 for patients receiving RIC',
      ],
    ],
    [
      'who is excluded',
      'Presence of liver metastases; patients with initially resectable metastases are excluded',
      [
        'Presence of liver metastases',
        'patients with initially resectable metastases are excluded',
      ],
    ],
    [
      'contraception and a test',
      'Patients with childbearing potential must use contraceptives; female patients must be negative for the pregnancy test',
      [
        'Patients with childbearing potential must use contraceptives',
        'female patients must be negative for the pregnancy test',
      ],
    ],
    [
      'values with a note in a later sentence',
      'Alanine aminotransferase ≤ 5 x ULN; aspartate aminotransferase ≤ 5 x ULN. Note: In these cases ask the sponsor',
      [
        'Alanine aminotransferase ≤ 5 x ULN',
        'aspartate aminotransferase ≤ 5 x ULN. Note: In these cases ask the sponsor',
      ],
    ],
  ])('%s', (_, line, expected) => {
    expect(included(`* ${line}\n* Consent`)).toEqual([...expected, 'Consent']);
  });
  test.each([
    'Coagulation function: APTT ≤ 1.5×ULN; for participants receiving anticoagulants, within the range',
    'No CNS metastases; patients with CNS metastases must be asymptomatic',
    'Solid tumour; tumour expression will be evaluated by a biopsy',
    'Current use of steroids; participants using physiological doses for adrenal insufficiency are eligible. Note: taper',
    'Major surgery : ≥ 2 weeks',
  ])('one criterion: %s', (line) => {
    expect(included(`* ${line}\n* Consent`)).toEqual([line, 'Consent']);
  });
  test('what else is asked for after the last of a list is none of it', () => {
    const list =
      'Progression on all of the following: oxaliplatin; irinotecan; BRAF inhibitor if mutated.';
    const tail = 'In addition, participants who received two further lines are eligible.';
    expect(included(`* ${list} ${tail}\n* Consent`)).toEqual([
      [
        'Progression on all of the following:',
        'oxaliplatin',
        'irinotecan',
        'BRAF inhibitor if mutated.',
      ],
      tail,
      'Consent',
    ]);
    expect(
      included(
        '* Any of the following: ALT ≤ 5 ULN; AST ≤ 5 ULN. Note: ask the sponsor\n* Consent',
      ),
    ).toEqual([
      ['Any of the following:', 'ALT ≤ 5 ULN', 'AST ≤ 5 ULN. Note: ask the sponsor'],
      'Consent',
    ]);
  });
  test('a part that announces a list has the parts after it under it', () => {
    expect(
      included(
        '* Organ function, defined as:\n  * Cardiac: LVEF ≥ 40%; no heart disease including any of the following: stroke within 6 months; unstable angina\n* Consent',
      ),
    ).toEqual([
      [
        'Organ function, defined as:',
        'Cardiac: LVEF ≥ 40%',
        [
          'no heart disease including any of the following:',
          'stroke within 6 months',
          'unstable angina',
        ],
      ],
      'Consent',
    ]);
  });
  test('a plus that the registry escapes goes on with the words', () => {
    expect(included('* Tenofovir + Lamivudine\n\n    \\+ Doravirine\n* Consent')).toEqual([
      'Tenofovir + Lamivudine\n\\+ Doravirine',
      'Consent',
    ]);
  });
  test('under organ functions a name with two values is two of them, one with three a list', () => {
    expect(
      included(
        '* Adequate organ function, defined as:\n  * Liver function: ALT ≤ 2.5 ULN; bilirubin ≤ 1.5 ULN\n  * Blood: ANC ≥ 1.5; PLT ≥ 100; Hb ≥ 9\n* Consent',
      ),
    ).toEqual([
      [
        'Adequate organ function, defined as:',
        'Liver function: ALT ≤ 2.5 ULN',
        'bilirubin ≤ 1.5 ULN',
        ['Blood:', 'ANC ≥ 1.5', 'PLT ≥ 100', 'Hb ≥ 9'],
      ],
      'Consent',
    ]);
  });
});
