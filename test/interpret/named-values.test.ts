import { describe, expect, test } from 'vitest';
import { structureOf } from '../../src/interpret/eligibility/structure.ts';
import { valueWords } from './value-words.ts';

const named = (text: string): readonly string[] =>
  structureOf(text, true).statements.flatMap(({ type, value }) =>
    type.text === undefined || type.code !== 'named-value'
      ? []
      : [`${type.text} ${valueWords(value)}`],
  );

describe('amounts by their own words', () => {
  test.each<[string, readonly string[]]>([
    ['Treatment of greater than 10 mg of prednisone per day.', ['prednisone > 10 mg/d']],
    [
      'corticosteroids (\\> 10 mg daily prednisone equivalent)',
      ['prednisone equivalent > 10 mg/d'],
    ],
    [
      'therapy in dosing exceeding 10 mg daily of prednisone equivalent',
      ['prednisone equivalent > 10 mg/d'],
    ],
    ['dose of 10 mg daily or more prednisone equivalent', ['prednisone equivalent >= 10 mg/d']],
    ['(20mg or more dose of prednisolone or equivalent)', ['prednisolone >= 20 mg']],
    ['prednisone dosage ≤10mg/ day or equivalent', ['prednisone dosage <= 10 mg/d']],
    ['a maintenance dose of Prednisone of 5 mg/day or less', ['Prednisone <= 5 mg/d']],
    ['Daily steroids at dose of =\\< 10mg of prednisone', ['prednisone <= 10 mg/d']],
    ['maximum dexamethasone dose of 2.5 mg/m2/day', ['dexamethasone <= 2.5 mg/m2/d']],
    ['0.5 mg prednisone equivalent/kg/day or more', []],
    ['Smokes at least 5 cigarettes daily', ['cigarettes >= 5 /d']],
    ['more than 14 units of alcohol per week', ['alcohol > 14 /wk']],
    ['Alcohol consumption exceeding 21 units per week', ['Alcohol consumption > 21 /wk']],
    ['At least 5 attacks fulfilling criteria B-D', ['attacks >= 5']],
    ['2-8 attacks / day', ['attacks 2..8 /d']],
    ['at least 4 cluster attacks per week', ['cluster attacks >= 4 /wk']],
    ['iPhone with iOS 11 or higher, or Android with OS 8.1 or higher', ['iOS >= 11', 'OS >= 8.1']],
    ['At least one assessable tumor lesion', ['assessable tumor lesion >= 1']],
    ['Minimum mean attack frequency of 4 attacks per week', ['mean attack frequency >= 4 /wk']],
    ['not to exceed 6 attacks per day', ['attacks <= 6 /d']],
    ['More than two cervical levels requiring surgery', ['cervical levels > 2']],
    [
      'must be on a stable dose of anticoagulation for 14 days prior to registration',
      ['stable dose of anticoagulation >= 14 d'],
    ],
    [
      '≥ 4 weeks of stable neurologic function following therapy',
      ['stable neurologic function >= 4 wk'],
    ],
    ['Disease stability ≥4 weeks before first administration', ['Disease stability >= 4 wk']],
    ['brain metastases must be stable for at least 3 months', ['stable >= 3 mo']],
    ['unstable angina for 3 months', []],
    ['spinal cord compression not stable for at least 4 weeks', ['stable >= 4 wk']],
    [
      'have stable neurologic status following local therapy (surgery or radiation) for at least 2 weeks',
      ['stable neurologic status >= 2 wk'],
    ],
    ['who have received at least 1 dose of venetoclax.', ['dose of venetoclax >= 1']],
    ['At least two courses of oral steroid therapy', ['courses of oral steroid therapy >= 2']],
    ['at least 2 doses of seasonal trivalent vaccine', []],
    ['a history of at least 2 prior cluster cycles', ['cluster cycles >= 2']],
    ['Positive reaction to ≤ 2 gm peanut protein on entry', ['peanut protein <= 2 g']],
    ["Tolerate more than 184 mg of intact cow's milk", ["intact cow's milk > 184 mg"]],
    ['drinking less than 250ml of formula/day', ['formula < 250 mL/d']],
    ['amounts to more than 5 mL of sputum per episode', []],
    ['an eliciting dose ≤ 300 mg (approximately ≤ 9 mL of milk)', []],
    ['24-hour urine must have < 500 mg of protein', []],
    ['up to 10 mg tablets', []],
    ['Prednisone 10 mg will be given', []],
    [
      'corticosteroid treatment must be stable or decreasing within 1 week prior to enrollment',
      ['stable or decreasing >= 1 wk'],
    ],
    ['stable or tapering doses for at least 7 days', ['stable or tapering doses >= 7 d']],
    [
      'Less than 3 months of stable maintenance corticosteroid therapy for asthma',
      ['stable maintenance corticosteroid therapy < 3 mo'],
    ],
    [
      'radiological and neurological stability for at least 4 weeks',
      ['radiological and neurological stability >= 4 wk'],
    ],
    ['stable regimen for IBS for at least 30 days', ['stable regimen for IBS >= 30 d']],
    [
      'an iPhone with iPhone operating system (iOS) 13 or greater',
      ['iPhone operating system (iOS) >= 13'],
    ],
    ['glucocorticoids for more than three weeks', ['glucocorticoids > 3 wk']],
    [
      'has received six weeks of non-operative therapy i.e. injections',
      ['non-operative therapy >= 6 wk'],
    ],
    ['ascites after 2 weeks of conservative treatment', []],
    ['At least 6 weeks prior conservative treatment', ['conservative treatment >= 6 wk']],
    ['Triple therapy (ICS+agonists (LABA)+LAMA) for at least 3 months', ['Triple therapy >= 3 mo']],
    [
      'ICS (inhaled corticosteroid) use for at least 3 months',
      ['ICS (inhaled corticosteroid) use >= 3 mo'],
    ],
    [
      'on stable doses of PAH therapy and diuretics (if applicable) for at least 90 days',
      ['stable doses of PAH therapy and diuretics >= 90 d'],
    ],
    [
      'the use of corticosteroids or NSAIDs for a period of more than 15 days',
      ['use of corticosteroids or NSAIDs > 15 d'],
    ],
    ['Cluster bouts normally lasting more than 2 weeks', ['Cluster bouts normally lasting > 2 wk']],
    ['completely headache free a minimum of 8 hours', ['completely headache free >= 8 h']],
    ['1-8 daily attacks', ['attacks 1..8 /d']],
    [
      'beta2-agonist (SABA) use for symptom control > 2 days/week',
      ['beta2-agonist (SABA) use > 2 d/wk'],
    ],
    ['Radiation therapy to the lung > 30 Gy', ['Radiation therapy to the lung > 30 Gy']],
    ['> 30 Gy of thoracic irradiation', ['thoracic irradiation > 30 Gy']],
    ['in 2 Gy fractions', []],
    ['Failed a minimum of 6 weeks conservative treatment', ['conservative treatment >= 6 wk']],
    ['with or without LABA (unchanged dose for at least 30 days)', ['unchanged dose >= 30 d']],
    [
      'a typical cluster period lasting at least 8 weeks',
      ['typical cluster period lasting >= 8 wk'],
    ],
    [
      'more than 2 courses of oral or parenteral corticosteroids in the last 12 months',
      ['courses of oral or parenteral corticosteroids > 2'],
    ],
    [
      'Less than three spontaneous bowel movements (SBMs) per week.',
      ['spontaneous bowel movements < 3 /wk'],
    ],
    ['(medication possession rate < 50%)', ['medication possession rate < 50 %']],
    ['an expected response rate > 50 %', []],
    ['at least 70% adherence to the diary during the run-in', ['adherence to the diary >= 70 %']],
    ['treatment outside of medications for the 8-week trial period', []],
    ['radiologically stable, ie, without evidence of progression for at least 4 weeks', []],
    ['Ongoing immunotherapy to one or more allergens', []],
    ['while taking one or two antihypertensive drugs', []],
    ['may fall into more than one category', []],
    ['level of at least 2 nanograms', []],
    ['attacks in 5 patients', []],
  ])('%s', (text, statements) => {
    expect(named(text)).toEqual(statements);
  });
});

describe('things counted by their own words', () => {
  test.each<[string, readonly string[]]>([
    [
      'Patient should have two or more nasal symptoms (rhinorrhea, sneezing)',
      ['nasal symptoms >= 2'],
    ],
    ['at least two sinus areas documented within 3 months of entry', ['sinus areas >= 2']],
    ['a minimum of 8 finger sticks per day during the study', ['finger sticks >= 8 /d']],
    ['more than 10 standard alcoholic drinks/week', ['standard alcoholic drinks > 10 /wk']],
    ['>2 sites of metastatic disease', ['sites of metastatic disease > 2']],
    [
      'RAST test to at least one perennial aero-allergen (eg. cat)',
      ['perennial aero-allergen >= 1'],
    ],
    [
      'Enrollment of more than one member of the same household',
      ['member of the same household > 1'],
    ],
    [
      'Treatment with 1-3 marketed oral antidiabetic drugs (OAD)',
      ['marketed oral antidiabetic drugs 1..3'],
    ],
    ['or greater than 1 emergency department (ED) visit for asthma', []],
    [
      'greater than 1 emergency department (ED) admission',
      ['emergency department (ED) admission > 1'],
    ],
    ['Complete absence of symptoms in 2 patients', []],
    ['At least one of the following', []],
    ['Cohorts 1 to 3 patients', []],
    ['at least 2 forms of contraception', []],
    ['defined as at least 2 acute infections', []],
    ['Mother has more than two salmon or tuna meals per week', ['salmon or tuna meals > 2 /wk']],
    ['Relevant allergy to 2-5 nuts', ['nuts 2..5']],
    ['Requires cervical fusion of more than two levels', ['levels > 2']],
    ['more than two levels of education', []],
    ['a one or two (contiguous) level primary ACDF', ['level 1..2']],
    ['1- or 2-level instrumented spinal surgery', ['level 1..2']],
    ['level 1 or 2 trauma center', []],
    ['fewer than 5,000 steps per day', ['steps < 5000 /d']],
    ['with at least one parent or a sibling with symptoms', []],
    ['a maximum of two lesions per organ', []],
    ['at least one visceral or nodal deposit', ['visceral or nodal deposit >= 1']],
    ['at least one drug from each class', []],
    ['Severe reaction, defined as need for intubation or more than 2 doses of epinephrine', []],
  ])('%s', (text, statements) => {
    expect(named(text)).toEqual(statements);
  });
});

describe('sizes and parts by their own words', () => {
  test.each<[string, readonly string[]]>([
    [
      'SNOT-22 related quality index score of at least 20',
      ['SNOT-22 related quality index score >= 20'],
    ],
    ['Instability as evidenced by subluxation greater than 3 millimeters', ['subluxation > 3 mm']],
    [
      'Instability as defined by >3mm translation or >5 degrees angulation',
      ['translation > 3 mm', 'angulation > 5 deg'],
    ],
    ['contraceptive method (pearl index < 1)', []],
    ['Less than four degrees of motion in flexion/extension', ['motion < 4 deg']],
    [
      '(power position slip ≤3mm and segmental angle change ≤10°)',
      ['power position slip <= 3 mm', 'segmental angle change <= 10 deg'],
    ],
    ['evidence of ≥ 12% reversibility of FEV1', ['reversibility of FEV1 >= 12 %']],
    ['Documentation of ≥ 12% improvement in FEV1', ['improvement in FEV1 >= 12 %']],
    ['Prior radiation to less than 25% of the bone marrow', ['bone marrow < 25 %']],
    ['a fall in FEV1 of at least 20% from baseline', ['fall in FEV1 >= 20 %']],
    ['In-clinic UAS ≥ 4 on one of the days', ['In-clinic UAS >= 4']],
    ['CTCAE ≥ 3', []],
    [
      'Presence of insulin antibodies in the blood at the screening > 10 U/ml',
      ['insulin antibodies > 10 U/mL'],
    ],
    ['a visit at the end of the year', []],
    ['family move >150 km from the medical center', ['family move > 150 km']],
    ['less than 25% of the predicted value', []],
    ['a failure rate of less than 1% per year', []],
    ['a gastric adenoma (≤2 cm in size)', []],
    ['able to consume > 250 mg of protein', []],
    ['aspirin (81 or 325 mg)', []],
    ['Hypertriglyceridemia (>400 mg/dl)', []],
    ['in at least 10% of tumor cells', ['tumor cells >= 10 %']],
    ['Squamous cell > 10%', ['Squamous cell > 10 %']],
    ['Reversibility of > 12% within 30 minutes', []],
    ['histamine release of basophils to cat allergen ≥7%', []],
    [
      'small cells represent at least 50% of the overall tumour tissue',
      ['small cells represent >= 50 %'],
    ],
  ])('%s', (text, statements) => {
    expect(named(text)).toEqual(statements);
  });
});

describe('states that last and what is done often', () => {
  test.each<[string, readonly string[]]>([
    [
      'Subjects who have failed conservative care for at least 6 weeks.',
      ['conservative care >= 6 wk'],
    ],
    [
      'Had at least 6-weeks of conservative non-operative treatment',
      ['conservative non-operative treatment >= 6 wk'],
    ],
    ['kept a headache diary for at least 1 month', ['headache diary >= 1 mo']],
    ['chronic use of opioids (≥ 6 month)', ['chronic use of opioids >= 6 mo']],
    [
      'Stable corticosteroid dose for one month prior to screening',
      ['Stable corticosteroid dose >= 1 mo'],
    ],
    ['Mother is willing to breast-feed for four months', ['breast-feed >= 4 mo']],
    [
      'have stable central nervous system (CNS) disease for at least 4 weeks',
      ['stable central nervous system (CNS) disease >= 4 wk'],
    ],
    ['orbital pain lasting 15-180 minutes if untreated', ['orbital pain lasting 15..180 min']],
    ['headache free for at least 8 hours', ['headache free >= 8 h']],
    [
      'a severe intolerance to sitting for more than 30 minutes',
      ['severe intolerance to sitting > 30 min'],
    ],
    [
      'at least two courses of oral steroid therapy (at least 7 days) within 12 months',
      ['courses of oral steroid therapy >= 2', 'oral steroid therapy >= 7 d'],
    ],
    [
      'been on the same antipsychotic medication(s) for at least 13 weeks',
      ['same antipsychotic medication >= 13 wk'],
    ],
    ['a chemotherapy free-interval of ≥30 days', ['chemotherapy free-interval >= 30 d']],
    ['topical treatment for AD', []],
    [
      'Failed conservative treatment for low back pain conducted for at least 6 months',
      ['conservative treatment >= 6 mo'],
    ],
    [
      'on an approved dose of an antihistamine for urticaria for at least the 3 consecutive days',
      ['approved dose of an antihistamine >= 3 d'],
    ],
    [
      'documented treatment of polyps with steroids for at least 3 consecutive days',
      ['steroids >= 3 d'],
    ],
    ['Current glasses worn for at least 16 weeks', ['glasses >= 16 wk']],
    ['the dose should be stable (same drug(s), same dose) for 90 days', ['stable >= 90 d']],
    ['cluster periods of over 14 days', ['cluster periods > 14 d']],
    ['an attack duration of less than 30 minutes', ['attack duration < 30 min']],
    ['chemotherapy administered more than 2 weeks earlier', []],
    ['a period of at least 4 weeks', []],
    ['will continue therapy for at least 6 months', []],
    ['use contraceptives for at least 3 months', []],
    ['biologic therapy (< 28 days)', []],
    ['allergy medications for 48 hours', []],
    [
      'Usage of bronchodilators more than three times per week.',
      ['Usage of bronchodilators > 3 /wk'],
    ],
    ['Use of opioids for ≥10 days per month.', ['Use of opioids >= 10 d/mo']],
    ['Treatment with oxygen of more than 12 hours per day.', ['Treatment with oxygen > 12 h/d']],
    ['Sleeps at the same address at least 5 times per week', []],
    ['The symptoms are present more than 4 days a week', []],
  ])('%s', (text, statements) => {
    expect(named(text)).toEqual(statements);
  });
});

describe('doses of a day and scores told in other ways', () => {
  test.each<[string, readonly string[]]>([
    ['Oral treatment with corticosteroids (>5mg/day)', ['corticosteroids > 5 mg/d']],
    [
      'a high dose inhaled corticosteroid (≥800µg per day BDP or equivalent)',
      ['high dose inhaled corticosteroid >= 800 ug/d'],
    ],
    ['low doses of Coumadin (up to 2 mg daily) are permitted', ['Coumadin <= 2 mg/d']],
    ['aspirin therapy > 81 mg/day', ['aspirin therapy > 81 mg/d']],
    ['urine protein > 500 mg/day', []],
    ['receiving more than 500 mg daily', []],
    [
      'must have a minimum total symptom score of 5 (range of scores 0-15)',
      ['total symptom score >= 5'],
    ],
    [
      'a score of 2 or greater on the Mini Rhinoconjunctivitis Questionnaire',
      ['Mini Rhinoconjunctivitis Questionnaire >= 2'],
    ],
    ['The ABOS score measured at enrollment is over 8 points', ['ABOS score > 8']],
    ['The ABOS score measured at enrollment in 8 sites', []],
    ['a score of 2 or greater on the first day', []],
    [
      'no evidence of progression by imaging for at least 4 weeks',
      ['no evidence of progression >= 4 wk'],
    ],
    [
      'postmenopausal if they have been amenorrhoeic for 12 months or more',
      ['amenorrhoeic >= 12 mo'],
    ],
    ['At least 2 or more allergic symptoms', ['allergic symptoms >= 2']],
    ['more than 3 drinks in a single day', ['drinks > 3 /d']],
  ])('%s', (text, statements) => {
    expect(named(text)).toEqual(statements);
  });
});

describe('classes of specific IgE', () => {
  test.each<[string, readonly string[]]>([
    [
      'presence of class II or higher aspergillus specific IgE',
      ['aspergillus specific IgE class >= 2'],
    ],
    [
      'the Japanese cedar pollen-specific antibody test result of Class 3 or higher',
      ['pollen-specific antibody test result class >= 3'],
    ],
    ['an ImmunoCAP ≥ class 2 (0.70 kUA/L) for cod', ['ImmunoCAP class >= 2']],
    ['(RAST class 2-4)', ['RAST class 2..4']],
    ['reactivity to birch pollen (CAP-RAST ≥ 2), and', ['CAP-RAST class >= 2']],
    ['RAST > 3 kU/L', []],
    ['(RAST class 2)', []],
    ['IgE antibodies of a class 2 device', []],
  ])('%s', (text, statements) => {
    expect(named(text)).toEqual(statements);
  });
});
