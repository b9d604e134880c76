import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { structureOf } from '../../src/interpret/eligibility/structure.ts';
import { literalsOf } from '../../src/interpret/measure/lexicon/literals.ts';
import { mentionsIn, VARIABLES } from '../../src/interpret/measure/mentions.ts';
import { normalText } from '../../src/interpret/measure/normal-text.ts';
import { readStatements } from '../../src/interpret/measure/statements.ts';

/** `platelets >= 100 10*9/L`, `ast <= 2.5 ULN`, `bmi 18.5..30 kg/m2`. */
function told(text: string): readonly string[] {
  return readStatements(text).map(({ rule, value, offset, condition }) => {
    const name = rule.replace('measure:', '');
    const unit = 'ucum' in value ? value.ucum : undefined;
    const words =
      value.kind === 'quantity'
        ? [value.comparator ?? '=', value.value]
        : value.kind === 'range'
          ? [`${value.low}..${value.high}`]
          : ['?'];
    const limit = offset === 'UNL' ? 'ULN' : offset === 'LNL' ? 'LLN' : unit;
    return [name, ...words, limit, condition && `(${condition})`].filter(Boolean).join(' ');
  });
}

describe('readStatements', () => {
  test.each<[string, readonly string[]]>([
    ['Platelets ≥ 100 x 10^9/L', ['platelets >= 100 10*9/L']],
    ['calculated Cr clearance ≥ 30 mL/min', ['creatinine-clearance >= 30 mL/min']],
    ['Reversibility of \\> 12% within 30 minutes', ['reversibility > 12 %']],
    ['Reversibility of FEV1 by a bronchodilator in the past', []],
    ['decreased saturation of oxygen (\\< 95%)', ['spo2 < 95 %']],
    ['tachypnea (\\>=20 per minute)', ['respiratory-rate >= 20 /min']],
    ['tachypnea for 3 days', []],
    ['chronic inflammatory disorders with PCR \\> 10 mg/dL', ['crp > 10 mg/dL']],
    ['Viral load by PCR \\> 10 copies', []],
    ['Urea and serum creatinine ≤ 1.5 × ULN', ['urea <= 1.5 ULN', 'creatinine <= 1.5 ULN']],
    [
      'Quick Inventory of Depression Symptoms - Self-Report (QIDS-SR, Appendix C) score ≥ 16',
      ['qids >= 16'],
    ],
    ['platelet count (\\< 75000/microliter)', ['platelets < 75000 /uL']],
    ['platelets of 100,000 platelets/micoliter or more', ['platelets >= 100000 /uL']],
    ['ANC ≥1500 per microliter (μL)', ['neutrophils >= 1500 /uL']],
    ['absolute neutrophil count>1,500/mL', ['neutrophils > 1500 /mL']],
    ['Absolute neutrophil count ≥1.5 ´ 109/L', ['neutrophils >= 1.5 10*9/L']],
    ['Eosinophilia greater than 500/mm3', ['eosinophils > 500 /uL']],
    [
      'UACR greater than 30 mg/g.cr. and less than 3500 mg/g.cr.',
      ['uacr > 30 mg/g', 'uacr < 3500 mg/g'],
    ],
    ['Total IgE > 70 or ≤ 2,500 kU/L', ['ige > 70 k[IU]/L', 'ige <= 2500 k[IU]/L']],
    ['Proteinuria ≥ 2+', ['proteinuria >= 2']],
    ['Weight (kg) x serum IgE (IU/mL) ≤ 63,000', []],
    ['MMV / Forced Vital Capacity (FVC) ≤ 70 %', []],
    ['Forced Vital Capacity (FVC) ≤ 70 %', ['fvc <= 70 %']],
    ['Cough VAS score ≥ 40 mm', []],
    ['Numeric Rating Scale (NRS) pain severity score of at least 4', ['pain-nrs >= 4']],
    ['itch component of UAS7 (range 0-21) ≥ 8', ['itch-severity >= 8']],
    ['UAS7 score (range 0-42) ≥ 16', ['uas7 >= 16']],
    ['the self-harm question on EPDS (Question 10); 9.', []],
    ['Gleason 4+3=7', []],
    [
      'ALT ≤ 1.5 x ULN unless there is hepatic involvement, then 3 x ULN',
      [
        'alt <= 1.5 ULN (unless there is hepatic involvement)',
        'alt <= 3 ULN (unless there is hepatic involvement)',
      ],
    ],
    [
      'ALT ≤ 2.5 x ULN, unless elevated to up to 5 x ULN due to the lymphoma',
      ['alt <= 2.5 ULN (unless elevated to up to 5 x uln due to the lymphoma)', 'alt <= 5 ULN'],
    ],
    ['total bilirubin: within normal institutional limits', ['bilirubin <= 1 ULN']],
    ['hemoglobin within normal limits', []],
    ['Participants with proteinuria ≥ 2+ on dipstick will undergo 24-hour urine collection', []],
    ['anti-CCR8 antibody for more than 30 days', []],
    ['ECOG score standard: 0-2', ['ecog 0..2']],
    ['HBV DNA above the lower limit of detection', []],
    ['HBV DNA higher than the upper limit of the normal value', ['hbv-dna > 1 ULN']],
    [
      'Karnofsky (for patients > 12 years of age) or Lansky (for patients ≤ 12 years of age) ≥ 50',
      ['karnofsky >= 50', 'lansky >= 50'],
    ],
    ['QT interval corrected with the Fridericia formula ≤ 480 milliseconds', ['qtc <= 480 ms']],
    ['fever of unknown origin > 38.5°C', ['temperature > 38.5 Cel']],
    ['Infants born at term (37 - 42 weeks)', ['gestational-age 37..42 wk']],
    [
      'smokers with a pack history of greater than 20 pack-years',
      ['smoking-history > 20 {pack-years}'],
    ],
    ['Global Initiative for Asthma (3) steps 4-5', ['gina-step 4..5']],
    ['ASA \\> III', ['asa > 3']],
    ['ASA (American Association in Anesthesiology) I-III', ['asa 1..3']],
    [
      'Creatinine or creatinine clearance ≤ 1.5 x ULN or ≥ 30 mL/min',
      ['creatinine <= 1.5 ULN', 'creatinine-clearance >= 30 mL/min'],
    ],
    [
      'or if total bilirubin is ≥ 1.5 x ULN, the direct bilirubin must be ≤ 2.0 mg/dL',
      ['bilirubin-direct <= 2 mg/dL'],
    ],
    ['fasting serum TG ≤ 150 mg/dL', ['triglycerides <= 150 mg/dL']],
    ['International standardized ratio (INR) ≤ 1.5', ['inr <= 1.5']],
    ['The inferior margin of the tumor ≤10cm from the anal verge', []],
    ['Bilirubin ≤ 3 times the upper limit of normal for age', ['bilirubin <= 3 ULN']],
    ['Oxygen saturations must be > 90%', ['spo2 > 90 %']],
    ['Life expectancy of 12 weeks', ['life-expectancy >= 12 wk']],
    [
      "TBIL ≤ 1.5×ULN (may be relaxed to 3×ULN for participants with Gilbert's syndrome)",
      ['bilirubin <= 1.5 ULN', "bilirubin <= 3 ULN (for participants with gilbert's syndrome)"],
    ],
    ['Drug Abuse Screening Test-10 (DAST-10) (score greater than 2)', ['dast-10 > 2']],
    ["Investigator's Global Assessment (IGA; 5-point) score", []],
    ['VAS of ≥ 4 (0-10cm scale)', ['pain-nrs >= 4']],
    ['FEV1/FVC less than lower limit of normal', ['fev1-fvc < 1 LLN']],
    ['HIV plasma viral loads between 50 and 1,000 copies/mL', ['hiv-rna 50..1000 {copies}/mL']],
    ['male subjects weighed ≥50.0kg', ['weight >= 50 kg']],
    ['Leucocytes ≥ 3,0 x 109/L', ['leukocytes >= 3 10*9/L']],
    ['Neutrophils at least 1.500/mm3', ['neutrophils >= 1500 /uL']],
    [
      'ANC \\>= 1.5 × 10⁹/L, platelets \\>= 75,000/mm3',
      ['neutrophils >= 1.5 10*9/L', 'platelets >= 75000 /uL'],
    ],
    ['hemoglobin ≥ 9 g/dL (5.6 mmol/L)', ['hemoglobin >= 9 g/dL']],
    ['Hb at least 5.6 mmol/L', ['hemoglobin >= 5.6 mmol/L']],
    [
      'AST and ALT ≤ 2.5 x ULN (≤ 5 x ULN if liver metastases)',
      [
        'ast <= 2.5 ULN',
        'alt <= 2.5 ULN',
        'ast <= 5 ULN (if liver metastases)',
        'alt <= 5 ULN (if liver metastases)',
      ],
    ],
    ['AST (SGOT) below 5 times the upper limit of normal (ULN)', ['ast < 5 ULN']],
    ['Serum creatinine more than twice the upper limit of normal', ['creatinine > 2 ULN']],
    ['ALT more than three times normal', ['alt > 3 ULN']],
    ['Bilirubin =\\< ULN', ['bilirubin <= 1 ULN']],
    ['Neutrophils > lower limit of normal', ['neutrophils > 1 LLN']],
    [
      'Serum creatinine ≤1.5×ULN or creatinine clearance ≥ 50 mL/min (Cockcroft-Gault)',
      ['creatinine <= 1.5 ULN', 'creatinine-clearance >= 50 mL/min'],
    ],
    [
      'Estimated glomerular filtration rate (eGFR) calculated by the MDRD equation < 30 ml/min/1.73 m2',
      ['egfr < 30 mL/min/{1.73_m2}'],
    ],
    ['BMI between 18.5 and 30 kg/m2', ['bmi 18.5..30 kg/m2']],
    ['HbA1c of ≥ 7.0% and ≤ 10.5%', ['hba1c 7..10.5 %']],
    ['HbA1c > 9', ['hba1c > 9']],
    [
      'QTc interval > 450 msec for males or > 470 msec for females',
      ['qtc > 450 ms (for males)', 'qtc > 470 ms (for females)'],
    ],
    [
      'systolic blood pressure >160 mmHg or diastolic blood pressure >100 mmHg',
      ['systolic-pressure > 160 mm[Hg]', 'diastolic-pressure > 100 mm[Hg]'],
    ],
    [
      'Uncontrolled hypertension (blood pressure ≥ 150/90 mmHg)',
      ['blood-pressure >= 150 mm[Hg]', 'blood-pressure >= 90 mm[Hg]'],
    ],
    ['ECOG performance score (PS) of 0, 1, or 2.', ['ecog 0..2']],
    ['WHO performance status 0 or 1', ['ecog 0..1']],
    ['patients who: 1) cannot', []],
    ['Karnofsky Performance Status (KPS) of at least 70%', ['karnofsky >= 70 %']],
    ['New York Heart Association Class III or IV heart failure', ['nyha 3..4']],
    ['ASA physical status I-III', ['asa 1..3']],
    ['no more than 20 weeks of gestation', ['gestational-age <= 20 wk']],
    ['A score of >18 on the MADRS', ['madrs > 18']],
    ['PD-L1 expression of tumor proportion score (TPS) \\>= 50%', ['pd-l1-tps >= 50 %']],
    ['maximum of 3 prior therapy lines', ['prior-therapy-lines <= 3']],
    ['Individuals aged between 18 and 65 years', ['age 18..65 a']],
    ['血小板 Platelets（PLT）≥ 75×10⁹/L；', ['platelets >= 75 10*9/L']],
    ['high fever (37.5 degrees Celsius or higher) on the day', ['temperature >= 37.5 Cel']],
    ['Have acceptable range of SpO2 concentration (95 % - 100%)', ['spo2 95..100 %']],
    ['Prolonged QTc interval on pre-entry electrocardiogram (\\> 480 msec)', ['qtc > 480 ms']],
    [
      'systolic pressure less than 100 mm Hg. Art. or more than 130 mm Hg. Art.',
      ['systolic-pressure < 100 mm[Hg]', 'systolic-pressure > 130 mm[Hg]'],
    ],
    [
      'hypertension that cannot be controlled by medications (\\> 150/100 mmHg)',
      ['blood-pressure > 150 mm[Hg]', 'blood-pressure > 100 mm[Hg]'],
    ],
    [
      'Karnofsky or Lansky (age-dependent) performance score ≥50',
      ['karnofsky >= 50', 'lansky >= 50'],
    ],
    [
      'Karnofsky score (\\> 16 years) or Lansky score (≤ 16 years) \\> 60 points',
      ['karnofsky > 60', 'lansky > 60'],
    ],
    [
      'ALT and AST ≤ 2.5 x (ULN) (or ≤5 x ULN in the presence of liver metastasis)',
      [
        'alt <= 2.5 ULN',
        'ast <= 2.5 ULN',
        'alt <= 5 ULN (in the presence of liver metastasis)',
        'ast <= 5 ULN (in the presence of liver metastasis)',
      ],
    ],
    [
      'ANC ≥ 1.5 G/l, and platelet count ≥ 100 G/l.',
      ['neutrophils >= 1.5 10*9/L', 'platelets >= 100 10*9/L'],
    ],
    ['ECOG score ≤2 3) Preoperative', ['ecog <= 2']],
    ['Previous treatment with at least one EGFR-TKI', []],
    ['ALT > 2 folds as high as maximal normal value', ['alt > 2 ULN']],
    ['prothrombin time (PT) > ULN+4 seconds', []],
    ['Minimum weight 16 kg at the time of enrollment.', ['weight >= 16 kg']],
    ['INR or PTT\\*\\* ≤1.5 x ULN', ['inr <= 1.5 ULN', 'aptt <= 1.5 ULN']],
    ['Hemoglobin within 14 days prior to enrollment ≥ 9 g/dL', ['hemoglobin >= 9 g/dL']],
    [
      'IgE level greater than 10 and less than 700 IU/mL.',
      ['ige > 10 [IU]/mL', 'ige < 700 [IU]/mL'],
    ],
    ['total IgE: ≥30 and ≤300 IU/mL', ['ige 30..300 [IU]/mL']],
    ['A.fumigatus-specific IgE levels \\> 0.35 kUA/L', ['specific-ige > 0.35 k[IU]/L']],
    ['Serum IgE to peanut of \\>0.35 kUA/L', ['specific-ige > 0.35 k[IU]/L']],
    ['At least 12 points on the Insomnia Severity Index', ['insomnia-severity >= 12']],
    ['Neck Disability Index Score ≥ 30/100.', ['neck-disability >= 30']],
    ['at least 3 on the 0 - 10 numeric rating scale', ['pain-nrs >= 3']],
    ['a fall in FEV1 of at least 20% from baseline', []],
    [
      'platelets > 100 x10^9/L without transfusion within 7 days, hemoglobin ≥ 9 g/dL',
      ['platelets > 100 10*9/L (without transfusion within 7 days)', 'hemoglobin >= 9 g/dL'],
    ],
    ['creatinine more than two (2) times the ULN', ['creatinine > 2 ULN']],
    ['HIV-1 RNA <50 c/mL', ['hiv-rna < 50 {copies}/mL']],
    ['HbA1c > 0.099', ['hba1c > 0.099']],
    ['BIL \\< 1.5 × ULN', ['bilirubin < 1.5 ULN']],
    ['ratio of FEV1 to forced vital capacity (FEV1/FVC) \\<75%', ['fev1-fvc < 75 %']],
    ['PHQ-9 score of ≥ 5 to 27', ['phq-9 5..27']],
    [
      'Karnofsky (patients ≥ 16 years)/Lansky (patients < 16 years) index ≥ 70.',
      ['karnofsky >= 70', 'lansky >= 70'],
    ],
    ['< 14 days of age, gestational age > 37 weeks', ['age < 14 d', 'gestational-age > 37 wk']],
    ['BMI above 25 and less than 40 kg/m2', ['bmi > 25 kg/m2', 'bmi < 40 kg/m2']],
    ['Urine protein creatinine (UPC) =\\< 1; if UPC \\>= 1, then a test', ['upcr <= 1']],
    ['insulin antibodies at screening, hemoglobin ˃10 g/dL', ['hemoglobin > 10 g/dL']],
    ['disease in bone marrow (at least 5% blasts)', ['bone-marrow-blasts >= 5 %']],
    [
      'AST and ALT can be increased to 5×ULN, TBL can be increased to 3×ULN',
      ['ast <= 5 ULN', 'alt <= 5 ULN', 'bilirubin <= 3 ULN'],
    ],
    [
      'creatinine clearance <50 mL/minute (min)/1.73 meter square',
      ['creatinine-clearance < 50 mL/min/{1.73_m2}'],
    ],
    ['IGA ≥ 3 (on a scale in which 3 was moderate)', ['iga >= 3']],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test.each([
    'Platelets within 7 days before 12 weeks',
    'History of hemoglobin disorders in 2 relatives',
    'Platelet transfusion within 14 days',
    'Hemoglobin measured on day 1, at least 3 days after transfusion',
    'ALT or AST of 20 patients will be stored',
    'Body weight not < 45 kg',
    'Creatinine > 30 apples',
    'FEV1 in 2019',
  ])('reads nothing of %s', (text) => {
    expect(told(text)).toEqual([]);
  });

  test('names the words it read, as they stand in the text', () => {
    const text = 'Adequate marrow:  ANC\\>= 1.5 × 10⁹/L and ＰＬＴ, hemoglobin ≥ 9 g/dL';
    expect(readStatements(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'ANC\\>= 1.5 × 10⁹/L',
      'hemoglobin ≥ 9 g/dL',
    ]);
  });

  test('keeps every sign in its place', () => {
    for (const text of ['İ ≥ ５ µmol\\/L &gt; ﹤', 'x\u00a0×\t10⁹']) {
      expect(normalText(text)).toHaveLength(text.length);
    }
  });
});

describe('the lexicon', () => {
  test('has letters to look for in every name, of names that are not optional', () => {
    for (const { key, names } of VARIABLES) {
      expect([key, literalsOf(names).filter(({ letters }) => letters.length < 2)]).toEqual([
        key,
        [],
      ]);
      expect([key, literalsOf(names).length]).not.toEqual([key, 0]);
    }
    const shown = (names: string): readonly string[] =>
      literalsOf(names).map(({ letters, isFirst }) => (isFirst ? `^${letters}` : letters));
    expect(shown('(?:total |serum )*bili(?:rubin)?|t\\.? ?bil|(?:left|lv) ef')).toEqual(['^bili', 'bil', ' ef']); // prettier-ignore
    expect(shown('(?:who|world health) functional class(?: score)?')).toEqual([' functional class']); // prettier-ignore
    expect(shown('(?:expected|likely) to (?:survive|live)')).toEqual(['^expected', '^likely']);
    expect(shown('(?:non-?)?hdl[- ]c|(?<!free )survival')).toEqual(['hdl', '^survival']);
    expect(shown('(?:quick inventory(?:[- (,a-z]*\\(qids\\))?|qids)(?: score)*')).toEqual(['^quick inventory', '^qids']); // prettier-ignore
    // One alternative that nothing tells makes all of them useless.
    expect(shown('hb|[<>]? ?\\d{1,2}')).toEqual([]);
  });
  test('finds each variable by a name of its own, and by its letters alone', () => {
    const text = 'serum creatinine, creatinine clearance; specific IgE, total IgE; FEV1/FVC, FEV1';
    expect(mentionsIn(normalText(text)).map(({ variable }) => variable.key)).toEqual([
      'creatinine',
      'creatinine-clearance',
      'specific-ige',
      'ige',
      'fev1-fvc',
      'fev1',
    ]);
  });
  test('has each concept of its own in the code system, under the same name', () => {
    const { concept } = JSON.parse(readFileSync('profiles/r4/codesystems/criterion-concept.json', 'utf8')) as { concept: { code: string; display: string }[] }; // prettier-ignore
    const displays = new Map(concept.map(({ code, display }) => [code, display]));
    const own = VARIABLES.filter(({ type }) => type.system === 'criterion-concept');
    expect(own.length).toBeGreaterThan(100);
    for (const { type } of own) expect([type.code, displays.get(type.code)]).toEqual([type.code, type.display]); // prettier-ignore
  });
  test('names codes and keys once', () => {
    const keys = VARIABLES.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('structureOf', () => {
  const combined = (text: string, exclude = false): readonly unknown[] => {
    const { coverage, combination, statements } = structureOf(text, exclude);
    return [coverage, combination, statements.length];
  };
  test.each<[string, boolean, readonly unknown[]]>([
    ['ANC ≥ 1.5 × 10^9/L, platelets ≥ 75 × 10^9/L', false, ['full', 'all-of', 2]],
    ['ANC < 1.5 × 10^9/L, platelets < 75 × 10^9/L', true, ['full', 'any-of', 2]],
    ['SBP > 160 mmHg and/or DBP > 100 mmHg', true, ['full', 'any-of', 2]],
    ['Creatinine ≤ 1.5 × ULN or creatinine clearance ≥ 50 mL/min', false, ['full', 'any-of', 2]],
    ['AST (SGOT) and ALT (SGPT) ≤ 2.5 × ULN', false, ['full', 'all-of', 2]],
    // Two ways to read it.
    [
      'ANC ≥ 1.5 × 10^9/L and platelets ≥ 75 × 10^9/L or hemoglobin ≥ 9 g/dL',
      false,
      ['none', undefined, 3],
    ],
    // More is said: necessary for an inclusion, not enough for an exclusion.
    ['Adequate function within 7 days: platelets ≥ 75 × 10^9/L', false, ['partial', undefined, 1]],
    ['Platelets < 75 × 10^9/L with bleeding', true, ['none', undefined, 1]],
    // What is said beside it takes it back.
    ['Platelets ≥ 75 × 10^9/L unless the marrow is involved', false, ['none', undefined, 1]],
    ['Hemoglobin ≥ 9 g/dL (transfusion is allowed)', false, ['none', undefined, 1]],
    ['No platelets < 75 × 10^9/L', false, ['none', undefined, 1]],
    ['If liver metastases are present: ALT ≤ 5 × ULN', false, ['none', undefined, 1]],
    ['Platelets ≥ 75 × 10^9/L or a normal clotting test', false, ['none', undefined, 1]],
    ['AST ≤ 2.5 × ULN (≤ 5 × ULN if liver metastases)', false, ['none', undefined, 2]],
  ])('%s (exclusion: %s)', (text, exclude, expected) => {
    expect(combined(text, exclude)).toEqual(expected);
  });
});

describe('hostile texts', () => {
  const SIZE = 100_000;
  const times = (text: string): string => text.repeat(Math.ceil(SIZE / text.length));
  test.each([
    ...VARIABLES.map(({ key }) => [key, times(`${key.replaceAll('-', ' ')} of `)]),
    ['fillers', `platelets ${times('of is at ')}≥ 1`],
    ['brackets', `platelets ${times('(')}`],
    ['limits', `ALT ≤ 2 x ${times('the ')}uln`],
    ['numbers', `platelets ≥ ${times('1')}`],
    ['groups', times('AST and ALT or ')],
    ['lists', `ECOG ${times('0, 1, ')}`],
    ['values', times('platelets ≥ 100 x 10^9/L or ≥ 3 ')],
    ['conditions', times('ALT ≤ 5 x ULN if ')],
    ['comparators', times('at least greater than or equal to ')],
    ['blanks', `BMI${times(' ')}≥ 20`],
  ])('%s: a hundred thousand signs are read in bounded time', (_, text) => {
    const started = performance.now();
    structureOf(text, false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
