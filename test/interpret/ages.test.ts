import { describe, expect, test } from 'vitest';
import { readAges } from '../../src/interpret/measure/ages.ts';
import { normalText } from '../../src/interpret/measure/normal-text.ts';

/** `>= 18 a`, `12..17 a`. */
const told = (text: string): readonly string[] =>
  readAges(normalText(text)).map(({ value }) => {
    if (value.kind === 'quantity')
      return `${value.comparator ?? '='} ${value.value} ${value.ucum ?? ''}`;
    return value.kind === 'range' ? `${value.low}..${value.high} ${value.ucum ?? ''}` : '?';
  });

describe('readAges', () => {
  test.each<[string, readonly string[]]>([
    ['Women < 50 years old would be considered postmenopausal', []],
    ['Lansky score of 80-100 for ≥12 and \\< 16 years of age', []],
    ['Sudden death under 40 years of age in first-degree relatives', []],
    ['ECOG 0 or 1 (age ≥ 16 years) or Lansky (age \\< 16 years)', []],
    [
      'Assent will be obtained from pediatric patients who are ≥ 6 years of age and less than 18',
      [],
    ],
    ['Parents age is above 18', []],
    [
      'Severe asthma on medium or high dosage of inhaled corticosteroids (patients aged 12-17 years)',
      [],
    ],
    ['Patients > 16 years of age must have Karnofsky ≥ 50', []],
    ['Children aged 5-8 years must have received at least 2 doses of vaccine', []],
    ['Patients aged 18 to 75 years must be able to read', ['18..75 a']],
    ['Cohort 6: 0 days to < 14 days of age', ['>= 0 d', '< 14 d']],
    ['Subjects aged 7 - 17 years of age must be willing and able to provide signed assent', []],
    ['First symptoms of cluster headache from ≤60 years of age', []],
    ['Age at treatment 1 to 35 years.', ['1..35 a']],
    ['Males and/or females over age 18', ['> 18 a']],
    ['English speaking male or female patients, 18-70 years', ['18..70 a']],
    ['Teens lower than 19 years', ['< 19 a']],
    ['patients less then 6, and older then 18 years old', ['< 6 a', '> 18 a']],
    ['Minimum age of 18 years old', ['>= 18 a']],
    ['Mothers between the ages of 18 years adn 35 years', ['18..35 a']],
    ['age same or superior to 18 years,', ['>= 18 a']],
    ['\\>= 18 years of age \\< 75 years', ['>= 18 a', '< 75 a']],
    ["Children aged 4 months-4 years with cow's milk allergy", ['>= 4 mo', '<= 4 a']],
    ['Children ≥6 months and \\<16 years old', ['>= 6 mo', '< 16 a']],
    ['Healthy male adult 19 to 45 years', ['19..45 a']],
    ['Age between ≥13 to ≤ 65 years', ['13..65 a']],
    ['Patients from 3 to 11 years suffering from a relevant allergy', ['3..11 a']],
    ['Male or female subjects aged > 28 days to ≤ 24 months at Screening', ['> 28 d', '<= 24 mo']],
    ['Patients of over 18-year old requiring a treatment', ['> 18 a']],
    ['Age greater than to or equal 18 years', ['>= 18 a']],
    ['Patient age at enrollment ranged from 12 to 29 years.', ['12..29 a']],
    ['Participant is between 3 months and 12 years of age.', ['>= 3 mo', '<= 12 a']],
    ['Adults that age 20 above and 50 below', ['20..50 a']],
    ['older participants (65+ years) with diabetes', ['>= 65 a']],
    ['Patients under 18 years and over 70 of age', ['< 18 a', '> 70 a']],
    ['T1D youth less than the age of 12 or older than 21', ['< 12 a', '> 21 a']],
    ['18 years ≤ Age < 75 years', ['>= 18 a', '< 75 a']],
    ['18 ≤ age ≤ 75', ['18..75 a']],
    ['Age ≥ 18 \\& \\< 90', ['>= 18 a', '< 90 a']],
    ['Participants aged 12 to < 18 years', ['>= 12 a', '< 18 a']],
    ['18-65 y/o', ['18..65 a']],
    ['Inpatients on insulin therapy 18 years and older', ['>= 18 a']],
    ['Age younger than 18 years or older than 75 years', ['< 18 a', '> 75 a']],
    ['Infants ≤4 months (prior to weaning)', ['<= 4 mo']],
    ['Must be 18 or older', ['>= 18 a']],
    ['Cohort 1: ≥ 12 years to \\< 18 years of age', ['>= 12 a', '< 18 a']],
  ])('%s', (text, ages) => {
    expect(told(text)).toEqual(ages);
  });

  test.each([
    'Patients > 6 months from diagnosis',
    'Patients with at least 2 years of follow up',
    'At least 5 years in remission',
    'Women of childbearing age (18 to 50 years)',
    'Written assent from subjects above the age of 7',
    'Episode of ketoacidosis (only applicable to subjects age 11 and older)',
    'Age: 10 years, 0 months - 14 years, 11 months',
    'Karnofsky score ≥ 60 for patients > 16 years of age',
    'legal age of majority (18 years)',
    'Adults with 20 % of body surface',
    'Gestational age ≥ 37 weeks',
    'Lansky Play Score of 80-100 for ≥12 and < 16 years of age',
    'Rheumatoid arthritis with onset at > 16 years of age',
  ])('reads nothing of %s', (text) => {
    expect(told(text)).toEqual([]);
  });
});
