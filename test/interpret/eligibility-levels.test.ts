/** Lists whose levels are in the words, and levels that mean nothing. Wordings of real trials. */
import { describe, expect, test } from 'vitest';
import { splitCriteria } from '../../src/interpret/eligibility/split.ts';
import { checked, excluded, included } from './eligibility-checked.ts';

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
  test('ends where the next part has its name in its line', () => {
    expect(
      included(
        '* Hepatic:\n* Total bilirubin < 2 times ULN\n* Renal: Creatinine < 2.0 mg/dL\n* Creatinine clearance < 70 mL/min by the Cockcroft Gault equation:\n* Serum amylase > 3 x ULN',
      ),
    ).toEqual([
      ['Hepatic:', 'Total bilirubin < 2 times ULN'],
      'Renal: Creatinine < 2.0 mg/dL',
      'Creatinine clearance < 70 mL/min by the Cockcroft Gault equation:',
      'Serum amylase > 3 x ULN',
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

describe('a list of one field of medicine', () => {
  test.each([
    [
      'the heart',
      'Known history of the following cardiac diseases in the past 6 months:',
      ['Unstable angina', 'Myocardial infarction', 'Abnormal ECG: PR interval > 250 msec'],
      ['Known history of seizure or dementia', 'Autoimmune diseases'],
    ],
    [
      'asthma',
      'Poorly controlled asthma at screening, defined by at least one of the following criteria:',
      ['Prior intubation for asthma', 'Hospitalization for wheezing', 'FEV1 < 80% of predicted'],
      ['Eosinophilic gastrointestinal disease'],
    ],
    [
      'childbearing',
      'For females of child bearing age:',
      ['Not pregnant within 7 days', 'Women under 50 years are postmenopausal after 12 months'],
      ['Available autologous product that has met release criteria', 'Agreement to follow-up'],
    ],
    [
      'treatments',
      'Treatment with any of the following:',
      [
        'Prior treatment with an EGFR-TKI',
        'Major surgery within 4 weeks',
        'Patients currently receiving inhibitors of CYP3A4',
        'Other anti-cancer therapies',
      ],
      ['Leptomeningeal carcinomatosis'],
    ],
  ])('ends where another begins: %s', (_, lead, members, others) => {
    const lines = [lead, ...members, ...others].map((line) => `* ${line}`);
    expect(excluded(lines.join('\n'))).toEqual([[lead, ...members], ...others]);
  });
  test('says nothing where patients with a disease are asked for something else', () => {
    const lead = 'Adults with asthma who meet all of the following:';
    expect(included(`* ${lead}\n* Positive skin test to mold\n* No renal disease`)).toEqual([
      [lead, 'Positive skin test to mold', 'No renal disease'],
    ]);
  });
  test('of women ends before men', () => {
    const lead = 'Women of childbearing potential must:';
    expect(
      included(`* ${lead}\n* Have a negative pregnancy test\n* Men must use a condom`),
    ).toEqual([[lead, 'Have a negative pregnancy test'], 'Men must use a condom']);
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
      ['Age between 22-64 years', 'English-speaking', 'Diagnosis of chronic insomnia'],
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
  test.each([
    'FEV1: Forced Expiratory Volume in 1 Second',
    '\\[Note that the dosage is dependent on the type',
  ])('so does %s', (note) => {
    expect(included(`* Asthma\n* Lung function defect\n\n${note}\n\n* Consent`)).toEqual([
      'Asthma',
      `Lung function defect\n${note}`,
      'Consent',
    ]);
    expect(
      included('* Asthma\n* Rhinitis\n\nNOTE: Other protocol defined criteria may apply.'),
    ).toEqual(['Asthma', 'Rhinitis']);
  });
  test('two sentences under the one bullet of a side are one item', () => {
    const text = 'Patients without samples are excluded. Patients who smoke are excluded.';
    expect(excluded(`* ${text}`)).toEqual([text]);
  });
  test('what was left blank is no item', () => {
    expect(included('1. Adults\n2. \\[Intentionally left blank\\].\n3. Consent')).toEqual([
      'Adults',
      'Consent',
    ]);
  });
});

describe('a paragraph of an item that announces a list', () => {
  test('is an item under it', () => {
    expect(
      included(
        '1. Solid tumours, refractory to treatment.\n\n   For Phase Ia: enriched for patients with:\n   1. Colorectal cancer\n   2. Ovarian cancer\n2. Life expectancy over 12 weeks.',
      ),
    ).toEqual([
      [
        'Solid tumours, refractory to treatment.',
        ['For Phase Ia: enriched for patients with:', 'Colorectal cancer', 'Ovarian cancer'],
      ],
      'Life expectancy over 12 weeks.',
    ]);
  });
  test.each([
    ['a sentence that goes on', 'Headache by the ICHD-2', 'Classification criteria:'],
    ['a note', 'Disc disease.', 'Please note for devices:'],
  ])('is none where it is %s', (_, first, second) => {
    expect(included(`1. ${first}\n\n   ${second}\n   1. one\n   2. two\n2. Consent`)).toEqual([
      [`${first}\n${second}`, 'one', 'two'],
      'Consent',
    ]);
  });
});

describe('definitions after a criterion', () => {
  test('of its own words stand under it', () => {
    expect(
      included(
        'Leukemia relapsed/refractory; with CD38 expression\n\n* CD38 expression is defined by ≥20% of cells\n* Relapsed/refractory is defined as failure\n* Age over 18',
      ),
    ).toEqual([
      [
        'Leukemia relapsed/refractory; with CD38 expression',
        'CD38 expression is defined by ≥20% of cells',
        'Relapsed/refractory is defined as failure',
      ],
      'Age over 18',
    ]);
  });
  test('of other words stand for themselves', () => {
    expect(
      included('* Leukemia\n* Measurable disease is defined as one lesion\n* Age over 18'),
    ).toEqual(['Leukemia', 'Measurable disease is defined as one lesion', 'Age over 18']);
  });
});

describe('a lead that says something itself', () => {
  test.each([
    'Inclusion criteria: Patients between 2 and 40 years of age who satisfy all the following criteria will be included:',
    'Inclusion Criteria: Allergy in remission defined as follows:',
  ])('in the line of the heading has the side under it: %s', (line) => {
    const lead = line.replace(/^[^:]*: /, '');
    expect(checked(`${line}\n\n* History\n* Consent\n* One test`)).toEqual([
      [lead, 'History', 'Consent', 'One test'],
    ]);
  });
  test.each([
    'Inclusion Criteria: Participants who meet all of the following criteria are eligible:',
    'Inclusion criteria for the study:',
  ])('is no %s', (line) => {
    expect(checked(`${line}\n\n* History\n* Consent\n* One test`)).toEqual([
      'History',
      'Consent',
      'One test',
    ]);
  });
  test('has the paragraphs under it that define it', () => {
    expect(
      checked(
        'Inclusion Criteria: Patients who meet the criteria for ABPA defined by\n\nPresence of all the following criteria:\n\n* skin test\n* IgE\n\nTwo of the following criteria:\n\n* opacities\n* bronchiectasis',
      ),
    ).toEqual([
      [
        'Patients who meet the criteria for ABPA defined by',
        ['Presence of all the following criteria:', 'skin test', 'IgE'],
        ['Two of the following criteria:', 'opacities', 'bronchiectasis'],
      ],
    ]);
  });
  test('and holds the first of its list', () => {
    expect(
      excluded(
        '* Use of any of the following drugs within 3 days: a. Prokinetic agents.\n  b. Opiates. c. Anti-spasmodics.\n* Stroke',
      ),
    ).toEqual([
      [
        'Use of any of the following drugs within 3 days:',
        'Prokinetic agents.',
        'Opiates.',
        'Anti-spasmodics.',
      ],
      'Stroke',
    ]);
  });
  test('and says that it is not complete', () => {
    expect(
      excluded(
        '3. The following conditions include, but are not limited to, bilirubin ≥ 1.5 mg/dl; ALT > 2.5 ULN; creatinine ≥ 2.0 mg/dl\n4. Stroke',
      ),
    ).toEqual([
      [
        'The following conditions include, but are not limited to,',
        'bilirubin ≥ 1.5 mg/dl',
        'ALT > 2.5 ULN',
        'creatinine ≥ 2.0 mg/dl',
      ],
      'Stroke',
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

describe('a paragraph after a bullet', () => {
  test.each([
    [
      'Women of childbearing potential must have a negative test.',
      '"Women of childbearing potential (WOCBP)" is defined as any woman who is not sterile.',
    ],
    ['Refractory disease.', 'Refractory disease is considered as progression under treatment.'],
  ])('belongs to it where it defines its words: %s', (item, note) => {
    expect(included(`* ${item}\n\n${note}\n\n* Consent`)).toEqual([`${item}\n${note}`, 'Consent']);
  });
  test('stands for itself where it defines another term', () => {
    const item = 'Atopy in the family is defined as one affected parent.';
    expect(included(`* Adults\n\n${item}\n\n* Consent`)).toEqual(['Adults', item, 'Consent']);
  });
});
