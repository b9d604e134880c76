import { describe, expect, test } from 'vitest';
import { structureOf } from '../../src/interpret/eligibility/structure.ts';
import type { CriterionStatement } from '../../src/trial/understood.ts';

/** `washout <= 4 wk "chemotherapy" @ randomization`. */
function told({ rule, type, value, event }: CriterionStatement): string {
  const number =
    value.kind === 'quantity'
      ? `${value.comparator} ${value.value} ${value.ucum}`
      : value.kind === 'range'
        ? `${value.low}..${value.high} ${value.ucum}`
        : '?';
  const what = rule !== 'washout' ? '' : ` "${type.text}"`;
  return `${rule} ${number}${what}${event === undefined ? '' : ` @ ${event}`}`;
}

const read = (text: string, exclude = true): readonly string[] =>
  structureOf(text, exclude).statements.map(told);

describe('times of an exclusion', () => {
  test.each<[string, readonly string[]]>([
    [
      'Treatment with any investigational agent within 30 days of screening',
      ['washout <= 30 d "investigational agent" @ screening'],
    ],
    [
      'Patient has received treatment with preparation containing MPL during the past 12 months',
      ['washout <= 12 mo "preparation containing MPL"'],
    ],
    [
      'Recent history of drug or alcohol abuse (within 3 years prior to study)',
      ['washout <= 3 a "drug or alcohol abuse" @ study'],
    ],
    [
      'Local palliative radiotherapy \\< 7 days before randomization.',
      ['washout < 7 d "Local palliative radiotherapy" @ randomization'],
    ],
    [
      'Oral/IV steroid use in the 4 weeks preceding the research visit',
      ['washout <= 4 wk "Oral/IV steroid use" @ the research visit'],
    ],
    [
      'treatment with psychopharmacological drugs from 2 weeks prior to the study',
      ['washout <= 2 wk "psychopharmacological drugs from" @ the study'],
    ],
    [
      'Subject is taking a MAO inhibitor or has taken a MAOI within the 2 weeks prior to screen',
      ['washout <= 2 wk "MAOI" @ screen'],
    ],
    ['Any surgery within the past year', ['washout <= 1 a "surgery"']],
    ['History of Guillain-Barré syndrome within 6 weeks of previous influenza vaccination', []],
    ['severe pulmonary disorder (ie, pulmonary emboli within 3 months of enrollment, asthma)', []],
    ['Laboratory values within 12 weeks prior to Study Visit 1 that demonstrate', []],
    [
      'Females considered not of childbearing potential are those who had a tubal ligation at least 1 year prior to screening',
      [],
    ],
    [
      'Tubal ligation within 1 year prior to screening',
      ['washout <= 1 a "Tubal ligation" @ screening'],
    ],
    ['having quit smoking for less than 6 months at screening', ['washout < 6 mo "quit smoking"']],
    ['not on a stable dose of metformin ≥ 90 days before screening', ['name >= 90 d']],
    [
      'History of recurrent urticaria (defined as two or more episodes) during the last 2 years',
      ['washout <= 2 a "recurrent urticaria (defined as two or more episodes)"'],
    ],
    [
      'Use of an investigational drug within 30 days/5 half-lives of the drug prior to screening',
      ['washout <= 30 d "investigational drug" @ screening'],
    ],
    ['Patient who stopped smoking since less than 12 months', ['washout < 12 mo "smoking"']],
    [
      'OTC medication: paracetamol is permitted until 24 hours prior to dosing',
      ['washout >= 24 h "paracetamol is permitted until" @ dosing'],
    ],
    [
      'Those on antibiotics will be eligible for enrollment 2 weeks after completing therapy',
      ['washout >= 2 wk "completing therapy"'],
    ],
    ['a colitis of 2 weeks after completing therapy', []],
    [
      'Radiotherapy within 2-4 weeks prior to the first dose',
      ['washout 2..4 wk "Radiotherapy" @ the first dose'],
    ],
    [
      'Use of caffeine for 12 hours or alcohol for 48 hours or inhaled steroids for 8 hours prior to challenges',
      [
        'washout <= 12 h "caffeine"',
        'washout <= 48 h "alcohol"',
        'washout <= 8 h "inhaled steroids" @ challenges',
      ],
    ],
    [
      'Inability to discontinue antihistamines for 3 days before the food challenge',
      ['washout <= 3 d "Inability to discontinue antihistamines" @ the food challenge'],
    ],
    [
      'Recent (< 3 years) or co-incident spinal tumor',
      ['washout < 3 a "co-incident spinal tumor"'],
    ],
    ['Current or recent use (30 days) of oral steroids', ['washout <= 30 d "oral steroids"']],
    [
      'Any therapy prior to the study including: immunotherapy (< 28 days), chemotherapy (< 21 days)',
      ['washout < 28 d "immunotherapy"', 'washout < 21 d "chemotherapy"'],
    ],
    [
      'Former smokers with a smoking cessation interval of less than 6 months',
      ['washout < 6 mo "Former smokers with a smoking cessation interval"'],
    ],
    [
      'A 1-week washout is permitted for palliative radiation (≤ 2 weeks of it)',
      ['washout >= 1 wk "palliative radiation"'],
    ],
    [
      'may participate as long as it has been 4 weeks after the last dose of the previous agent',
      ['washout >= 4 wk "last dose of the previous agent"'],
    ],
    [
      'Disease progression within 6 months of completion of adjuvant therapy',
      ['remission-duration <= 6 mo'],
    ],
    ['Progression within 6 months of enrolment', ['washout <= 6 mo "Progression" @ enrolment']],
    ['Any primary headache more than 1 day / month', ['name > 1 d/mo']],
    [
      'Major surgery undertaken less than 4 weeks before the study',
      ['washout < 4 wk "Major surgery" @ the study'],
    ],
    [
      'Subjects who have received live vaccines ≤ 3 months from Screening;',
      ['washout <= 3 mo "live vaccines" @ Screening'],
    ],
    [
      'Chemotherapy within 4 weeks or 5 half-lives prior to the first dose',
      ['washout <= 4 wk "Chemotherapy" @ the first dose'],
    ],
    [
      'Arrhythmia requiring treatment (QTc ≥ 480 ms) within 6 months of the first administration',
      [
        'washout <= 6 mo "Arrhythmia requiring treatment (QTc ≥ 480 ms)" @ the first administration',
        'measure:qtc >= 480 ms',
      ],
    ],
    [
      'use of antagonists (e.g. montelukast, trade name: singulair), heparin during the last 4 weeks',
      ['washout <= 4 wk "antagonists (e.g. montelukast, trade name: singulair), heparin"'],
    ],
    [
      "Use of Ginkgo biloba or St. John's wort within 14 days before the first dose",
      ['washout <= 14 d "Ginkgo biloba or St. John\'s wort" @ the first dose'],
    ],
    [
      'Analgesics during the 12 hours preceding the surgical procedure',
      ['washout <= 12 h "Analgesics" @ the surgical procedure'],
    ],
    [
      'Anti-CD20 antibody less than 2 weeks prior to cell infusion',
      ['washout < 2 wk "Anti-CD20 antibody" @ cell infusion'],
    ],
    [
      'Malignancy (but cured disease with no relapse for the past 5 years is allowed)',
      ['washout <= 5 a "but cured disease with no relapse"'],
    ],
    ['Concurrent or within 6 months therapy with omalizumab', ['washout <= 6 mo "omalizumab"']],
    [
      'Any trial within 30 days prior to dosing (90 days for any biologics)',
      ['washout <= 30 d "trial" @ dosing', 'washout <= 90 d "any biologics"'],
    ],
    ['Recent nasal/sinus surgery (\\< 3 months).', ['washout < 3 mo "nasal/sinus surgery"']],
    [
      'NYHA grade II or greater heart failure or myocardial infarction within the last 6 months',
      ['measure:nyha >= 2 undefined', 'washout <= 6 mo "myocardial infarction"'],
    ],
    [
      'Other malignant tumor in 5 years (except cured skin cancer)',
      ['washout <= 5 a "Other malignant tumor"'],
    ],
    ['Recurrent infections, defined as ≥3 infections over the past 6 months', []],
    ['Steroids during the dosing period (3 days before the 1st dose through 14 days after)', []],
    ['HIV infection. The test should be performed within 28 days prior to the first dose', []],
    ['Smoking for the last 5 years', []],
    [
      'Parasitic infection half a year prior to screening',
      ['washout <= 0.5 a "Parasitic infection" @ screening'],
    ],
    [
      'Use of any medication (including oral contraceptives) within 7 days prior to the dose',
      ['washout <= 7 d "medication (including oral contraceptives)" @ the dose'],
    ],
    [
      'Prazosin use; subject must be off prazosin for 2 days prior to enrollment',
      ['washout >= 2 d "prazosin" @ enrollment'],
    ],
    [
      'Any contrast agent < 72 h prior to the study MRIs',
      ['washout < 72 h "contrast agent" @ the study MRIs'],
    ],
    ['Allogeneic HSCT relapse occurring <90 days after HSCT', []],
    ['Surgery up to 24 h after the second study MRI', []],
    ['Unstable asthma (i.e. exacerbation in 2 weeks preceding testing)', []],
    [
      'Recent (within 3 mos. of screening) use of drugs for obesity (e.g., methotrexate, tamoxifen)',
      ['washout <= 3 mo "drugs for obesity" @ screening'],
    ],
    ['Chest X-ray within 3 months prior to screening suggests tuberculosis', []],
    [
      'Treated with a JAK inhibitor with a discontinuation time ≤ 1 week',
      ['washout <= 1 wk "JAK inhibitor with a discontinuation"'],
    ],
    ['Planned surgery within 6 months', []],
    ['Anaphylaxis within 2 hours after the meal', []],
    ['Children of mothers with antibiotics within 30 days of birth', []],
    ['Unable to discontinue antihistamines for 5 days', []],
    ['Life expectancy of less than 6 months', ['measure:life-expectancy < 6 mo']],
  ])('%s', (text, statements) => {
    expect(read(text)).toEqual(statements);
  });
});

describe('times of an inclusion', () => {
  test.each<[string, readonly string[]]>([
    ['no evidence of disease for greater than 5 years from accrual', ['remission-duration > 5 a']],
    [
      'The time between the last dose of adjuvant chemotherapy and first recurrence is ≥ 12 months',
      ['remission-duration >= 12 mo'],
    ],
    ['Patient is off steroids for at least 7 days', ['washout >= 7 d "steroids"']],
    [
      'neutrophils recovered without G-CSF support for at least 7 days',
      ['washout >= 7 d "neutrophils recovered without G-CSF support"'],
    ],
    ['rhinitis with or without asthma for at least 2 years', ['disease-duration >= 2 a']],
    ['not been on a fixed dose for at least 3 weeks', ['name >= 3 wk']],
    [
      '12 weeks for total skin irradiation therapy,',
      ['washout >= 12 wk "total skin irradiation therapy"'],
    ],
    [
      '7 days since the last dose of immunosuppressants',
      ['washout >= 7 d "last dose of immunosuppressants"'],
    ],
    ['12 weeks for all study visits', []],
    [
      'A minimum of 2 weeks must have elapsed between the end of radiotherapy and randomization',
      ['washout >= 2 wk "end of radiotherapy and randomization"'],
    ],
    [
      '≥ 6 months have elapsed between the completion of treatment and disease recurrence',
      ['remission-duration >= 6 mo'],
    ],
    ['in the event that 72 hours have elapsed between the test and the first dose', []],
    [
      'progressed during or within 6 months following the last dose',
      ['remission-duration <= 6 mo'],
    ],
    [
      'stable disease with no recent flare-ups (within 4 weeks)',
      ['washout <= 4 wk "stable disease with no recent flare-ups"'],
    ],
    ['a stable diet with no significant modifications during the 4 weeks before dosing', []],
    [
      'prior immune therapy is permitted if >= 6 months from last treatment',
      ['washout >= 6 mo "immune therapy"'],
    ],
    ['History (≥ 6 months) of neuropathic pain', ['disease-duration >= 6 mo']],
    [
      'Protocol treatment is to begin within 10 weeks of hysterectomy',
      ['washout <= 10 wk "hysterectomy"'],
    ],
    ['Patients must be randomized within 12 weeks of surgery', ['washout <= 12 wk "surgery"']],
    ['Treatment must start within 2 weeks of randomization', []],
    ['drugs continued from at least 2 weeks before screening', []],
    ['normal colonic anatomy as documented by colonoscopy or barium enema in the past 5 years', []],
    ['a positive test at screening or within 1 month prior to screening', []],
    [
      'Prior chemotherapy is permitted provided that 4 weeks have elapsed',
      ['washout >= 4 wk "chemotherapy is permitted"'],
    ],
    [
      'The presence of itch and hives for ≥ 6 consecutive weeks within one year prior to randomization',
      [
        'disease-duration >= 6 wk',
        'washout <= 1 a "itch and hives for ≥ 6 consecutive weeks" @ randomization',
      ],
    ],
    ['Prostate specific antigen (PSA), within 3 months prior to enrolment', []],
    [
      'no systemic treatment for 3 years before the study',
      ['washout <= 3 a "systemic treatment" @ the study'],
    ],
    ['At least 28 days from prior major surgery', ['washout >= 28 d "major surgery"']],
    ['≥ 4 weeks since last chemotherapy', ['washout >= 4 wk "last chemotherapy"']],
    ['Nonsmoker for \\>=6 months', ['washout >= 6 mo "Nonsmoker"']],
    [
      'Hemoglobin ≥ 9 g/dL without transfusion within 7 days of assessment',
      ['measure:hemoglobin >= 9 g/dL', 'washout <= 7 d "transfusion" @ assessment'],
    ],
    ['ALT ≤ 5 x ULN if chemotherapy was given within 7 days of assessment', ['measure:alt <= 5 1']],
    ['2 year history of ragweed allergic rhinitis', ['disease-duration >= 2 a']],
    ['Free of allergic symptoms for at least one week', []],
    [
      'Documented physician diagnosis of asthma at least 12 months prior to Visit 1',
      ['disease-duration >= 12 mo @ Visit 1'],
    ],
    ['Phototherapy: 4 weeks', ['washout >= 4 wk "Phototherapy"']],
    ['Duration of therapy: 4 weeks', []],
    [
      '3 half-lives or 30 days, whichever is shorter after the last dose of antibody therapy',
      ['washout >= 30 d "last dose of antibody therapy"'],
    ],
    [
      'Diagnosed with T2D greater than or equal to 180 days before screening',
      ['disease-duration >= 180 d @ screening'],
    ],
    [
      'Documented nasal symptoms for > 8 weeks prior to screening',
      ['disease-duration > 8 wk @ screening'],
    ],
    ['One documented absolute count in the last 12 months', []],
    ['Patients should be in their cluster period for shorter than 4 weeks before inclusion', []],
    ['Ex-smokers for at least 12 months', ['washout >= 12 mo "Ex-smokers"']],
    [
      'At least 1-year post vasectomy or use a highly effective method',
      ['washout >= 1 a "vasectomy"'],
    ],
    ['Nitrosoureas or mitomycin C: ≥ 6 weeks', ['washout >= 6 wk "Nitrosoureas or mitomycin C"']],
    [
      'No prior therapy 2 weeks prior to the first fraction',
      ['washout <= 2 wk "therapy" @ the first fraction'],
    ],
    [
      'Patients who have not received any anti-tumor therapy within 6 months and are fit',
      ['washout <= 6 mo "anti-tumor therapy"'],
    ],
    [
      'Type 2 diabetes, insulin-naive on oral drugs, disease duration of at least 6 months',
      ['disease-duration >= 6 mo'],
    ],
    [
      'Diabetes mellitus type 1 for at least 12 months prior to screening',
      ['disease-duration >= 12 mo @ screening'],
    ],
    ['Clinical history of at least 2 years of allergic rhinitis', ['disease-duration >= 2 a']],
    ['Pruritus and hives for > 3 days in a 7-day period', []],
    ['Clinical history of immediate reaction (<2 hours) after the intake', []],
    [
      'LVEF ≥ 50% by ECHO or radionuclide ventriculography within 28 days prior to enrollment',
      ['measure:lvef >= 50 %'],
    ],
    [
      'Stable brain metastasis and not requiring steroids for at least 2 weeks prior to start of study treatment',
      ['washout >= 2 wk "steroids" @ start of study treatment'],
    ],
    [
      'History of migraine or cluster headache persisting for at least 6 months',
      ['disease-duration >= 6 mo'],
    ],
    ['At least 6 months since diagnosis', ['disease-duration >= 6 mo']],
    ['In complete remission for at least 2 years', ['remission-duration >= 2 a']],
    ['Stable dose of metformin for at least 3 months prior to screening', ['name >= 3 mo']],
    [
      'Willing to use contraception for at least 3 months after the last dose',
      ['contraception ? "undefined"'],
    ],
  ])('%s', (text, statements) => {
    expect(read(text, false)).toEqual(statements.map((one) => one.replace(' ? "undefined"', ' ?')));
  });
});

describe('times that are told in other ways', () => {
  test.each<[string, readonly string[]]>([
    [
      'History of administration of glucocorticoids for 1 year prior to screening',
      ['washout <= 1 a "glucocorticoids" @ screening'],
    ],
    [
      'asthma: FEV1<80% (under 5. percentile), hospitalisation for asthma exacerbation in the last 12 months,',
      ['measure:fev1 < 80 %', 'washout <= 12 mo "hospitalisation for asthma exacerbation"'],
    ],
    [
      'Those who have a blood donation over 400 ml within 3 months before signing the informed consent',
      [
        'washout <= 3 mo "blood donation over 400 ml" @ signing the informed consent',
        'measure:blood-donation > 400 mL',
      ],
    ],
    [
      'immunosuppressants (cyclosporine etc.) discontinued for less than 1 month',
      ['washout < 1 mo "immunosuppressants (cyclosporine etc.)"'],
    ],
    [
      'Any health care products within 4 weeks befor signing the informed consent',
      ['washout <= 4 wk "health care products" @ signing the informed consent'],
    ],
    [
      'Patients receiving 131I-MIBG therapy must wait 6 weeks prior to the initiation of study drug',
      ['washout >= 6 wk "131I-MIBG therapy must wait" @ the initiation of study drug'],
    ],
    [
      'Specific immunotherapy for birch-pollens within 3 previous years',
      ['washout <= 3 a "Specific immunotherapy for birch-pollens"'],
    ],
    [
      'who has not recovered from adverse events due to agents administered more than 4 weeks earlier.',
      [],
    ],
    ['QTc > 480 ms, measured within 7 days before screening', ['measure:qtc > 480 ms']],
    ['Out of range value within 10 days prior to the first dose of study treatment.', []],
  ])('exclusion: %s', (text, wanted) => expect(read(text)).toEqual(wanted));

  test.each<[string, readonly string[]]>([
    [
      'patients must discontinue the drug 14 days prior to the start of study treatment',
      ['washout >= 14 d "discontinue the drug" @ the start of study treatment'],
    ],
    [
      'must discontinue proton pump inhibitors for 7 days prior to registration on the study',
      ['washout >= 7 d "discontinue proton pump inhibitors" @ registration on the study'],
    ],
    [
      'Washout period of at least 14 days after any standard of care tumor directed therapy',
      ['washout >= 14 d "standard of care tumor directed therapy"'],
    ],
    [
      '2 weeks of wash-out time after completion of targeted therapy',
      ['washout >= 2 wk "targeted therapy"'],
    ],
    ['At least a 6 months history of constipation.', ['disease-duration >= 6 mo']],
    [
      'Rheumatoid arthritis disease onset at >16 years of age and duration of disease at least 6 months.',
      ['disease-duration >= 6 mo'],
    ],
    [
      'Symptoms suggesting chronic respiratory disease (cough), lasting 3 months or more.',
      ['disease-duration >= 3 mo'],
    ],
    [
      'Chronic low-back pain with or without leg pain for at least 6 months prior to screening',
      ['disease-duration >= 6 mo @ screening'],
    ],
    [
      'Children between 1 year (≥ 12 months) and 18 years of age at the time of first diagnosis and less than 21 years at the time of inclusion',
      [],
    ],
    [
      'All corticosteroid therapy must be stable or decreasing within 1 week prior to enrollment',
      ['name >= 1 wk'],
    ],
    ['An evaluable lesion within 21 days prior to enrollment according to RECIST 1.1', []],
    [
      'Patients with cervical disc herniation diagnosed by MRI whose symptoms started for at least 3 months ago',
      ['disease-duration >= 3 mo'],
    ],
    ['All screening labs should be performed within 10 days of treatment initiation', []],
    [
      'Documentation of ≥ 12% reversibility of FEV1 after albuterol at any time during the preceding 24 months',
      ['name >= 12 %'],
    ],
    [
      'T1DM (as diagnosed clinically) for not more than 20 weeks prior to screening',
      ['disease-duration <= 20 wk @ screening'],
    ],
    ['Blood cell analysis within 3 days prior to single collection:', []],
    ['The main organ functions meet the following criteria within 7 days before treatment:', []],
    [
      'Platinum resistant cancer defined as disease recurrence < 6 months after completion of a regimen',
      [],
    ],
    ['postmenopausal (at least 1 year since last menses)', []],
    ['Asymptomatic or stabilized atopic disease for a minimum of 7 days prior to OFC', []],
    ['Stable corticosteroid dose for one month prior to screening', ['name >= 1 mo']],
    ['Chemotherapy for 6 months prior to screening', ['name >= 6 mo']],
  ])('inclusion: %s', (text, wanted) => expect(read(text, false)).toEqual(wanted));
});

describe('how far a time may be acted on', () => {
  test('an exclusion that is one time as a whole', () => {
    expect(structureOf('Use of antibiotics within 14 days of baseline', true).coverage).toBe(
      'full',
    );
  });

  test('not what is denied, nor what says more', () => {
    expect(structureOf('No antibiotics within 14 days of baseline', false).coverage).toBe('none');
    expect(
      structureOf('Currently in a trial, or participation in one within 30 days', true).coverage,
    ).toBe('none');
    expect(structureOf('Antibiotics within 14 days unless topical', true).coverage).toBe('none');
  });
});
