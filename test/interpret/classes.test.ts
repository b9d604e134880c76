import { describe, expect, test } from 'vitest';
import { structureOf } from '../../src/interpret/eligibility/structure.ts';
import { valueWords } from './value-words.ts';

const read = (text: string, exclude = false): readonly string[] =>
  structureOf(text, exclude).statements.map(
    ({ rule, value }) => `${rule.replace('measure:', '')} ${valueWords(value)}`,
  );

describe('stages, categories and grades', () => {
  test.each<[string, readonly string[]]>([
    ['Stage IIIB or IV NSCLC', ['stage IIIB|IV']],
    ['Diagnosed breast cancer stage I-IIIa', ['stage I|II|IIIA']],
    ['Stage: IIIB/IV with evidence of progression', ['stage IIIB|IV']],
    ['Melanoma, stage III B/C/D', ['stage IIIB|IIIC|IIID']],
    ['Unresectable stage III or stage IV disease', ['stage III|IV']],
    ['Chronic kidney disease (stage 3 or greater)', ['stage >= 3']],
    ['Tanner stage 2', ['tanner = 2']],
    ['Enrolment in stage 2 of the trial', []],
    ['Stage 1: patients without lesions', []],
    ['Prostate cancer T1c-T3b, N0, M0', ['tnm T1c|T2|T3a|T3b', 'tnm N0', 'tnm M0']],
    ['Stage IB to IVB', ['stage IB|II|III|IVA|IVB']],
    ['Unresectable stage ⅢB～Ⅳ NSCLC', ['stage IIIB|IV']],
    ['Toxicity of grade Ⅲ or Ⅳ', ['grade 3..4']],
    ['Stage II (Stage IIA limited to 100 patients)', ['stage II']],
    [
      'Stage II (Stage IIA limited to max. 1000 patients) or Stage III breast cancer',
      ['stage II|III'],
    ],
    ['cardiac functional classification≥III', ['nyha >= 3']],
    ['Heart function class II-IV', ['nyha 2..4']],
    ['Adequate cardiac function (LVEF ≥ 50 %)', ['lvef >= 50 %']],
    ['Tobacco smoking for more than 10/pack years', ['smoking-history > 10 {pack-years}']],
    ['the sum of the largest diameters of multiple lesions > 6 cm', []],
    [
      'Stage IB, grade 3 (lymphadenectomy is required for grade 2 or stage II)',
      ['stage IB', 'grade = 3'],
    ],
    ['Neuropathy, e.g., grade 4 paresthesia', []],
    ['Toxicity of prior therapy has recovered to baseline or grade 1', ['grade <= 1']],
    ['Patients with pain from osteochondrosis and grade 1 spondylolisthesis', ['grade = 1']],
    ['Grade III or IV according to the New York Heart Association (NYHA)', ['nyha 3..4']],
    ['Heart failure (≥ grade II, class. NYHA)', ['nyha >= 2']],
    ['Degeneration of grade II, III and IV (Pfirrmann MRI classification)', ['pfirrmann 2..4']],
    ['Grade 3 neuropathy, or NYHA class II', ['grade = 3', 'nyha = 2']],
    ['Grade 3 neuropathy or NYHA functional class II', ['grade = 3', 'nyha = 2']],
    ['Not recovered to CTCAE version 5.0 Grade ≤1. Exception: alopecia', ['grade <= 1']],
    ['not returned to CTCAE grade 5.0 ≤1', ['grade <= 1']],
    [
      'neuropathy >/= Common Terminology Criteria for Adverse Events (CTCAE) Grade 2',
      ['grade >= 2'],
    ],
    ['Toxicity that has not resolved to = CTCAE Grade 1', ['grade <= 1']],
    ['Modified Hoehn and Yahr stages 1-3', ['hoehn-yahr 1..3']],
    ['Abnormal ECG, e.g., atrioventricular (AV) block, QTc ≥ 480 ms', []],
    ['Tumor of T4b N3b/c M0', ['tnm T4b', 'tnm N3b|N3c', 'tnm M0']],
    ['cT1-3NxM0 rectal cancer', ['tnm T1|T2|T3', 'tnm Nx', 'tnm M0']],
    ['New York Heart Association cardiac disease (Class II or greater)', ['nyha >= 2']],
    ['Severe asthma controlled with grade 4 or 5 asthma medication', []],
    ['Congestive heart failure (≥ NYHA class II)', ['nyha >= 2']],
    ['Heart failure of more than NYHA class II', ['nyha > 2']],
    ['PTC With N1 or N2', ['tnm N1|N2']],
    ['Lesions on T1-weighted MRI', []],
    ['Free T3 and T4 (thyroid) within range', []],
    ['Grade 2 or greater neuropathy.', ['grade >= 2']],
    ['Recovered to ≤ Grade 1 or baseline', ['grade <= 1']],
    ['Grade III-IV toxicity', ['grade 3..4']],
    ['Neuropathy greater than (>) Grade 2', ['grade > 2']],
    ['Toxicity (≥CTC AE grade 2 infection)', ['grade >= 2']],
    ['Recovered, except for alopecia grade 2', ['grade = 2']],
    ['Toxicity such as grade 2 alopecia', []],
    ['Stage 2 COPD is defined as FEV1 below normal', []],
    ['Locally advanced (stage IIIB/IIIC) and metastatic (stage IV) NSCLC', ['stage IIIB|IIIC|IV']],
    ['Stage IV, Stage IIIB when surgery is not an option', ['stage IV', 'stage IIIB']],
    ['active phase >CTCAE2 infection', ['grade > 2']],
    ['Clinical stage cT3N+M0', ['tnm T3', 'tnm M0']],
    ['Adverse events not recovered (to at least grade 1)', ['grade <= 1']],
    ['Obesity grade 1 volunteers', []],
    ['Heart failure class III or higher according to NYHA', ['nyha >= 3']],
    ['Pathology confirmed Ib stage NSCLC', ['stage IB']],
    ['NSCLC in stage IIIB/ IV.', ['stage IIIB|IV']],
    ['Resectable Stage II and Stage III NSCLC', ['stage II|III']],
    ['Severe asthma, GINA stage IV', ['gina-step = 4']],
    ['Neuropathy greater than (\\>) Grade 2', ['grade > 2']],
    ['Patients with grade III or IV cardiac insufficiency', ['nyha 3..4']],
    ['Heart failure, NYHA class III / IV', ['nyha 3..4']],
    ['Students of grade 5', []],
  ])('%s', (text, statements) => {
    expect(read(text)).toEqual(statements);
  });

  test('a toxicity that is named is not demanded', () => {
    const text = 'They experienced no grade 3 or 4 toxicity of the vaccine.';
    expect(structureOf(text, false).coverage).toBe('none');
  });
});

describe('counts', () => {
  test.each<[string, readonly string[]]>([
    ['For part B only: at least one measurable target lesion', ['measurable-lesion-count >= 1']],
    [
      'According to RECIST there was at least 1 lesion that is measurable',
      ['measurable-lesion-count >= 1'],
    ],
    ['One prior systemic chemotherapeutic regimen', ['prior-therapy-lines = 1']],
    ['Failed 1-2 lines of chemotherapy', ['prior-therapy-lines 1..2']],
    ['1 to 3 metachronous metastases', ['tumor-count 1..3']],
    ['Perioperative therapy is counted as 1 line of therapy', []],
    ['Having received at least 2 prior regimens', ['prior-therapy-lines >= 2']],
    ['No more than two prior lines of systemic therapy', ['prior-therapy-lines <= 2']],
    ['Up to 3 brain metastases', ['tumor-count <= 3']],
    ['Tumor size more than 25cm;', ['tumor-size > 25 cm']],
    ['Lesion that is not considered a measurable lesion', []],
    ['At least 1 target lesion per RECIST 1.1', ['measurable-lesion-count >= 1']],
    [
      'At least one lesion, not irradiated, that can be accurately measured as ≥ 10 mm in the longest diameter (except lymph nodes, short axis ≥ 15 mm)',
      ['measurable-lesion-count >= 1', 'tumor-size >= 10 mm', 'tumor-size >= 15 mm'],
    ],
    ['Measurable disease, defined as at least one lesion that can be accurately measured', []],
    ['Measurable disease, defined as a lesion of > 20 mm in the longest diameter', []],
    ['Each lesion must be < 5 cm at the largest diameter', ['tumor-size < 5 cm']],
    ['Lymph nodes must be ≥ 15 mm in short axis', ['tumor-size >= 15 mm']],
    ['Bifurcated lesions with both branches at least 2 mm in diameter', []],
    ['CT of the lesions with a slice thickness no greater than 5 mm', []],
    [
      'N1 allowed with up to 3 LNs each ≤1 cm',
      ['tnm N1', 'tumor-count <= 3', 'tumor-size <= 1 cm'],
    ],
    ['One or more visceral organ metastases', ['tumor-count >= 1']],
    ['Progressed on at least one endocrine therapy', ['prior-therapy-lines >= 1']],
    ['Refractory after at least two systemic treatments', ['prior-therapy-lines >= 2']],
    ['Intolerant to or failed two lines of TKI', ['prior-therapy-lines >= 2']],
    ['Must not have had more than 5 prior systemic regimens', ['prior-therapy-lines <= 5']],
    ['Planned for one systemic therapy', []],
    ['Prior lines of systemic anti-tumor therapy ≥ 2.', ['prior-therapy-lines >= 2']],
    ['Lines of previous treatment: 3 months', []],
  ])('%s', (text, statements) => {
    expect(read(text)).toEqual(statements);
  });
});

describe('ages and sexes', () => {
  test.each<[string, readonly string[]]>([
    ['Subjects between the ages of 18 and 65 with headache', ['age 18..65 a']],
    ['Age of 20 or more.', ['age >= 20 a']],
    ['Aged 18 and over', ['age >= 18 a']],
    ['Women', ['sex female']],
    ['Female patients aged 18 to 60 years', ['sex female', 'age 18..60 a']],
    ['Women of childbearing potential must use contraception', ['contraception ?']],
    ['Male or female', []],
    ['Rheumatoid arthritis with onset at > 16 years of age', []],
  ])('%s', (text, statements) => {
    expect(read(text)).toEqual(statements);
  });

  test.each<[string, readonly string[]]>([
    ['Patients younger than 18', ['age < 18 a']],
    ['Patients under the age of 2 years', ['age < 2 a']],
    ['Pregnant women', ['pregnancy ?']],
    ['Scan older than 4 weeks', []],
  ])('%s, excluded', (text, statements) => {
    expect(read(text, true)).toEqual(statements);
  });
});

describe('scores that no entry names, and those of single fields', () => {
  test.each<[string, readonly string[]]>([
    ['SNOT-22 score of at least 20', ['snot-22 >= 20']],
    ['Sleep Condition Indicator (SCI) score of 16 or less', ['sleep-condition-indicator <= 16']],
    ['Performance status 0-2 (Appendix B)', ['ecog 0..2']],
    ['Mean sneezing frequency index ≥ 4', ['name >= 4']],
    ['Adaptive Behavior Composite score < 90', ['name < 90']],
    ['Smoking history > 10 pack-years', ['smoking-history > 10 {pack-years}']],
    ['Able to express pain using the NRS-11', []],
    ['Contraceptives with a failure rate < 1 %', []],
    ['Prednisone dose > 10 mg/day', ['name > 10 mg/d']],
  ])('%s', (text, statements) => {
    expect(read(text)).toEqual(statements);
  });
});

describe('values', () => {
  test.each<[string, readonly string[]]>([
    ['ECOG =0 or 1', ['ecog 0..1']],
    ['QTcF Males < 450 ms, Females < 470 ms', ['qtc < 450 ms', 'qtc < 470 ms']],
    ['ALT ≤ 2.5 × ULN; Liver metastasis patients: ≤ 5 × ULN', ['alt <= 2.5 1', 'alt <= 5 1']],
    [
      'Direct bilirubin ≤ ULN for subjects with total bilirubin levels > 1.5 ULN',
      ['bilirubin-direct <= 1 1'],
    ],
    ['platelet count <75', ['platelets < 75']],
    ['ANC > 1.5 x 10 to the power of 9', []],
  ])('%s', (text, statements) => {
    expect(read(text)).toEqual(statements);
  });
});

describe('classes of the liver and the heart, grades without the word', () => {
  test.each<[string, readonly string[]]>([
    ['(BCLC staging) stage B or C and not suitable for surgery', ['bclc-stage B|C']],
    ['Child-Pugh Liver Function Class: Grade A or B (≤7 points)', ['child-pugh 5..7']],
    ['cirrhosis above Child-Pugh A', ['child-pugh >= 7']],
    ['cirrhosis (Child-Pugh class B or C)', ['child-pugh 7..15']],
    ['Cirrhosis, Child-Pugh B or worse', ['child-pugh >= 7']],
    ['Cirrhosis with a Child-Pugh score of A5 or A6', ['child-pugh 5..6']],
    ['a Child-Pugh score of a patient', []],
    ['Class III or IV congestive heart failure', ['nyha 3..4']],
    ['toxicities greater than NCI-CTCAE v5 Grade 1', ['grade > 1']],
    ['did not recover to CTCAE 5.0≤ 1', ['grade <= 1']],
    ['residual toxicities that are greater than CTCAE 1', ['grade > 1']],
    ['cardiac arrhythmias of Grade \\>2', ['grade > 2']],
    ['Modified Pfirrmann Grade 3-7', ['pfirrmann 3..7']],
    ['Pfirrmann grade III-V', ['pfirrmann 3..5']],
    ['Asthma: GINA 2 to 5', ['gina-step 2..5']],
    ['requiring treatment Steps 4 or 5', ['gina-step 4..5']],
    ['according to GINA 2017', []],
  ])('%s', (text, statements) => {
    expect(read(text, true)).toEqual(statements);
  });
});

describe('what a term means', () => {
  test.each<[string, readonly string[]]>([
    ['Uncontrolled hypertension, defined as blood pressure > 140/90 mmHg', []],
    ['febrile (defined by a documented body temperature of 101.5 °F or greater)', []],
    ['good kidney function defined as a serum creatinine ≤1.5 X ULN', ['creatinine <= 1.5 1']],
    ['Anemia (hemoglobin < 9 g/dL)', ['hemoglobin < 9 g/dL']],
    ['atopic dermatitis, as defined by a SCORAD score ≥25', ['scorad >= 25']],
  ])('%s', (text, statements) => {
    expect(read(text, true)).toEqual(statements);
  });
});
