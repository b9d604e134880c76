import { describe, expect, test } from 'vitest';
import { readTimeFrame } from '../../src/interpret/time-frame/time-frame.ts';
import { showTime } from '../../src/compare/trial/show-time.ts';
import { isJsonObject } from '../../src/shared/json.ts';
import type { Timing } from '../../src/trial/understood.ts';

/** As `trialcast compare` shows it: `at` is left out, events stand after the time. */
function shown(text: string): string {
  const timing: unknown = JSON.parse(JSON.stringify(readTimeFrame(text) ?? []));
  return (Array.isArray(timing) ? timing : []).filter(isJsonObject).map(showTime).join(' + ');
}

describe('moments', () => {
  test.each([
    ['24 months', '24 mo'],
    ['at 6 weeks', '6 wk'],
    ['12 MONTHS', '12 mo'],
    ['6-month', '6 mo'],
    ['1 yr', '1 a'],
    ['24h', '24 h'],
    ['Day 0 (Inclusion visit)', '0 d'],
    ['D28', '28 d'],
    ['W12', '12 wk'],
    ['3th month', '3 mo'],
    ['three months', '3 mo'],
    ['twenty-four weeks', '24 wk'],
    ['one and a half years', '1.5 a'],
    ['Adverse events at 5 years 4 months', '64 mo'],
    ['Baseline', 'Baseline'],
    ['Baseline and end of study', 'Baseline; end of study'],
    ['Baseline (Day 1) and Weeks 12, 24 and 52', 'Baseline; 12 wk; 24 wk; 52 wk'],
    ['Screening/Baseline, Week 12', 'Screening/Baseline; 12 wk'],
    ['Baseline/Week 12', 'Baseline; 12 wk'],
    ['Baseline, 4, 8 and 12 weeks', 'Baseline; 4 wk; 8 wk; 12 wk'],
    ['Week 1,2,3,4', '1 wk; 2 wk; 3 wk; 4 wk'],
    ['1-, 3- and 6-month followup', '1 mo; 3 mo; 6 mo'],
    ['Four (T1), eight (T2), twelve (T3) months', '4 mo; 8 mo; 12 mo'],
    ['24 hours and 3 months', '24 h; 3 mo'],
    ['28 days after surgery', '28 d after surgery'],
    ['15 ± 3 days after the start of the therapy.', '15 d after start of the therapy'],
    ['week 4 ± 3 days', '4 wk'],
    ['3-months post-surgery', '3 mo after surgery'],
    [
      '2 days before intervention and 1 week after intervention',
      '-2 d after intervention; 1 wk after intervention',
    ],
    ['postoperative day 1', '1 d after postoperative'],
    ['VAS for Lumbar Pain at 3 Months', '3 mo'],
    ['Safety: 90 days after the last administration', '90 d after last administration'],
    ['End-of-treatment (4 weeks from baseline)', '4 wk after baseline'],
    ['From baseline to Week 3, Month 3, Month 6', 'baseline; 3 wk; 3 mo; 6 mo'],
    ['At the end of Cycle 6 (each cycle is 28 days)', '168 d'],
    ['Cycle 1 Day 1, Cycle 2 Day 1, Cycle 3 Day 1 (Each Cycle is of 21 Days)', '1 d; 22 d; 43 d'],
    [
      'Day 1 of Cycles 1, 2, 5, 9, and 17 (each cycle was 21 days)',
      '1 d; 22 d; 85 d; 169 d; 337 d',
    ],
    ['1st, 3rd and 6th months', '1 mo; 3 mo; 6 mo'],
    ['Visit 1 (Week 0), Visit 2 (Week 4) and Visit 3 (Week 12)', '0 wk; 4 wk; 12 wk'],
    ['12 Wochen', '12 wk'],
    ['6 mois', '6 mo'],
    ['12 semanas', '12 wk'],
    ['3个月', '3 mo'],
    ['1. month', '1 mo'],
    ['at 1. month, 3. month and 6. month', '1 mo; 3 mo; 6 mo'],
    ['Visit 16 (Week 28)', '28 wk'],
    ['Week 12 compared to Baseline', '12 wk; Baseline'],
    ['T0=baseline, T1=3 months', 'baseline; 3 mo'],
    ['{baseline, 6 weeks}', 'baseline; 6 wk'],
    ['基线、12周', '基线; 12 wk'],
    ['治疗后3个月', '3 mo after 治疗'],
    ['第12周', '12 wk'],
    ['6 mois après la chirurgie', '6 mo after chirurgie'],
    ['Zu Beginn und nach 6 Monaten', 'Zu Beginn; 6 mo'],
    ['first postoperative day', '1 d after postoperative'],
    ['POD1, POD3', '1 d after postoperative; 3 d after postoperative'],
    ['half a year', '0.5 a'],
    ['1 1/2 years', '1.5 a'],
    ['one hundred and eighty days', '180 d'],
    ['first, second and third month', '1 mo; 2 mo; 3 mo'],
    ['postoperative day 1 before patients are mobilised', '1 d after postoperative'],
    ['1 week before and after treatment', '-1 wk after treatment; 1 wk after treatment'],
    ['at 3 months before and after surgery', '-3 mo after surgery; 3 mo after surgery'],
    ['24 postoperative hours', '24 h after postoperative'],
    ['Screening, V1 (Day 1), V2 (Day 28), EOS', 'Screening; 1 d; 28 d; EOS'],
    ['after 4 cycles of treatment (each cycle is 21 days)', '84 d'],
    ['after 2 cycles (6 weeks)', '6 wk'],
    ['6 mon.', '6 mo'],
    ['the morning of surgery and 24 hours after', 'morning of surgery; 24 h'],
    ['Assessed at baseline and post-neoadjuvant therapy', 'baseline; post-neoadjuvant therapy'],
    ['at final follow-up 12 months postoperatively', '12 mo after postoperatively'],
    ['Baseline- and at 12 weeks post-HIIT intervention', 'Baseline; 12 wk after HIIT intervention'],
    ['Pre-dose and post-dose on Day 1; Day 2, 3 and 5', '1 d; 2 d; 3 d; 5 d'],
    ['0.5 (±5 minutes), 1, 2 and 24 (±15 minutes) hours', '0.5 h; 1 h; 2 h; 24 h'],
    [
      'Cycle (C) 1 Day (D) 1, C1D8, D1 of C2, C3 and C5, end of treatment. Each cycle is 21 days.',
      '1 d; 8 d; 22 d; 43 d; 85 d; end of treatment',
    ],
    ['Day +28 and Day +100', '28 d; 100 d'],
    ['assessed 3 times: baseline, 3 months and 6 months', 'baseline; 3 mo; 6 mo'],
    ['Follow-up: 3 years', '3 a'],
    ['Visit before dosing and at week 16', 'Visit before dosing; 16 wk'],
    ['Initially and at 1 month', 'Initially; 1 mo'],
    ['Screening, Discontinuation Visit', 'Screening; Discontinuation Visit'],
    [
      'Will be conducted before surgery (baseline), and 3 months, 6 months, and 1 year post-operation.',
      'before surgery; 3 mo; 6 mo; 1 a after operation',
    ],
    [
      'over the last 4 weeks for each group at baseline, 6 and 12 months follow up',
      'baseline; 6 mo; 12 mo',
    ],
    [
      'At the end of Cycle 8(each cycle is 21 days)、Cycle 16 (each cycle is 21 days)',
      '168 d; 336 d',
    ],
    [
      'Predose on Day 1 of Cycles 1 (each cycle is 21 days), 2, 3, 4, 8,12 and 16 and at TD visit (up to 24 months)',
      '1 d; 22 d; 43 d; 64 d; 148 d; 232 d; 316 d; TD visit',
    ],
    [
      'enter the operation room(T0)、10min after intubation(T1)、24H after surgery(T4)',
      '10 min after intubation; 24 h after surgery',
    ],
  ])('%s', (text, timing) => expect(shown(text)).toBe(timing));
});

describe('spans and ends', () => {
  test.each([
    ['0-30 years', '0 a to 30 a'],
    ['3 to 5 days', '3 d to 5 d'],
    ['Day 1 to Day 28', '1 d to 28 d'],
    ['Week 0 - Week 12', '0 wk to 12 wk'],
    ['Days 1 through 35 in cycle 1', '1 d to 35 d'],
    [
      'From first dose through 100 days following last dose of study treatment (assessed for approximately 7 months)',
      'up to 7 mo after first dose',
    ],
    [
      "Time from the end of liver transplantation to the patient's death, or the end of follow-up by December 31, 2024. whichever came first, assessed up to 60 months.",
      'up to 60 mo after end of liver transplantation',
    ],
    ['Visit 16 (Week 28 to 40)', '28 wk to 40 wk'],
    ['Baseline, Visit 16 (Week 28 to 40)', 'Baseline + 28 wk to 40 wk'],
    ['during week 48 to week 54', '48 wk to 54 wk'],
    ['Treatment period: 2 years', 'up to 2 a'],
    ['Duration of study, approximately 2 years', 'up to 2 a'],
    ['up to 30 days or hospital discharge, whichever comes first', 'up to 30 d'],
    ['Up to week 104/EOT', 'up to 104 wk'],
    ['3 years maximum', 'up to 3 a'],
    ['Up to 6 cycles (18 weeks)', 'up to 18 wk'],
    ['Up to 6 cycles (each cycle is 28 days)', 'up to 168 d'],
    ['the first 24 postoperative hours', 'up to 24 h after postoperative'],
    ['From enrollment to the end of treatment at 8 weeks', 'up to 8 wk after enrollment'],
    ['Change from Baseline to Post-treatment at 4 weeks', '4 wk'],
    ['From first dose until last dose plus 30 days', 'up to 30 d after last dose'],
    ['During the first cycle of treatment (each Cycle = 28 ±3 days)', 'up to 28 d'],
    ['Weeks 0-54; Weeks 54-80', '0 wk to 54 wk + 54 wk to 80 wk'],
    ['between 0 and 24 hours', '0 h to 24 h'],
    ['From Day 1 to 90 days after last dose', '1 d to 90 d after last dose'],
    ['Up to approximately 2 years', 'up to 2 a'],
    ['within 30 days from liver resection', 'up to 30 d after liver resection'],
    ['During the 24-week treatment period', 'up to 24 wk'],
    ['12 week period', 'up to 12 wk'],
    ['First week after recruitment', 'up to 1 wk after recruitment'],
    ['Baseline to Week 16', 'up to 16 wk after Baseline'],
    ['Through study completion, an average of 1 year', 'up to 1 a'],
    ['Throughout the study (approximately 2 years)', 'up to 2 a'],
    ['Cycle 1 (28 days)', 'up to 28 d'],
    ['DLT evaluation window in the 1st cycle (21 or 28 days).', 'up to 28 d'],
    [
      'From the first dose of study drug through 30 days after last dose of study drug',
      'up to 30 d after last dose of study drug',
    ],
    [
      'From date of randomization until the date of first documented progression or date of death from any cause, whichever came first, assessed up to 100 months',
      'up to 100 mo after date of randomization',
    ],
    [
      'Time from randomization until end of treatment, or death, on average 2 years.',
      'up to 2 a after randomization',
    ],
    ['Baseline, up to 14 days, 6 months', 'Baseline + up to 14 d + 6 mo'],
  ])('%s', (text, timing) => expect(shown(text)).toBe(timing));
});

describe('recurrences', () => {
  test.each([
    ['Weekly', 'every 1 wk'],
    ['every day over 8 weeks', 'every 1 d for 8 wk'],
    ['at 4-weekly intervals', 'every 4 wk'],
    ['Half annually for three years', 'every 6 mo for 3 a'],
    ['Semi-annually for 5 years', 'every 6 mo for 5 a'],
    ['for each 4 week period of the whole follow-up period', 'every 4 wk'],
    ['twice a week for 3 months', '2 times every 1 wk for 3 mo'],
    ['Baseline and every 3 months for 2 years', 'Baseline + every 3 mo for 2 a'],
    ['Weeks 0, 4, 8, ... 52', 'every 4 wk for 52 wk'],
    ['every cycle until cycle 6 (one cycle equals 3 weeks)', 'every 3 wk until cycle 6'],
    ['Day 1 of each 21-day cycle', 'every 21 d'],
    ['From baseline to each 4-week interval through 1 year', 'every 4 wk for 1 a from baseline'],
    ['at 30 min intervals for the first 2 hours', 'every 30 min for 2 h'],
    ['every 3 months x 1 year, then yearly', 'every 3 mo for 1 a + every 1 a'],
    [
      'every 3 months in year 1, every 6 months in years 2-5',
      'every 3 mo for 1 a + every 6 mo for 4 a',
    ],
    ['every 8 weeks until progression (about 2 years)', 'every 8 wk for 2 a until progression'],
    [
      'every 6 weeks for 24 weeks and every 9 weeks thereafter, until progression (12 months [Part A]; 24 months [Part B])',
      'every 6 wk for 24 wk + every 9 wk until progression + up to 12 mo + up to 24 mo',
    ],
    [
      'daily for the 2 weeks prior to Week 0 through the first 12 weeks, and at Weeks 16 and 20',
      'every 1 d + -2 wk to 12 wk + 16 wk; 20 wk',
    ],
    ['every 6 weeks for 48 weeks, then every 12 weeks', 'every 6 wk for 48 wk + every 12 wk'],
    ['once daily until discharge', 'every 1 d until discharge'],
    [
      'Every visit (every two weeks for two months, then every two months)',
      'every 2 wk for 2 mo + every 2 mo',
    ],
  ])('%s', (text, timing) => expect(shown(text)).toBe(timing));
});

describe('in other ways', () => {
  test.each([
    // A minimum is the time itself.
    ['At least 21 days after first dose', '21 d after first dose'],
    [
      '2 weeks after each course, and 8 weeks or more after the last one',
      '2 wk after each course; 8 wk after last one',
    ],
    ['minimum of 24 weeks', '24 wk'],
    ['assessed for at least 24 months', 'up to 24 mo'],
    ['no more than 4 weeks', 'up to 4 wk'],
    // Hours after a day count from it.
    ['Day 9+48 hours', '48 h after Day 9'],
    ['Day 1, Day 2 + 4 and 8 h', '1 d; 4 h after Day 2; 8 h after Day 2'],
    ['up to Week 12 plus 30 days', 'up to 30 d after Week 12'],
    // What is on both sides of an event is looked at as a whole.
    ['24 weeks pre- and post-index', '-24 wk after index to 24 wk after index'],
    [
      'within 5 minutes before and after intubation',
      '-5 min after intubation to 5 min after intubation',
    ],
    ['1 hour before and after dosing', '-1 h after dosing; 1 h after dosing'],
    // Remarks.
    [
      'Day 1 pre-dose and at multiple timepoints (up to Day 14) post-dose',
      '1 d + up to 14 d after dose',
    ],
    ['In the last 4 weeks (week 8-12) after procedure', '8 wk to 12 wk after procedure'],
    [
      'Day 1 (pre-dose, 1 and 2 hours post-dose), Day 8',
      '1 d; 8 d + 1 h after dose; 2 h after dose',
    ],
    ['Day 29 (4 weeks after vaccination)', '29 d'],
    ['Week 48 (1 hour post-dose)', '48 wk + 1 h after dose'],
    [
      'at 1 hour during (week 0 to week 6) and (week 48 to week 54)',
      '1 h + 0 wk to 6 wk + 48 wk to 54 wk',
    ],
    ['(Week 0, week 54) and (week 0, week 80)', '0 wk; 54 wk; 80 wk'],
    ['screening period -14 ~ -1 days, day 1', '-14 d to -1 d + 1 d'],
    ['assessed at baseline before the first dose and at Week 4', 'baseline; 4 wk'],
    ['up to 6 weeks during the pollen season 2013', 'up to 6 wk'],
    ['2 hours post-dose on Day 1 for the 300 mg group', '2 h after dose; 1 d'],
    ['12 months for Cohort 1 and 24 months for Cohort 2', '12 mo; 24 mo'],
    ['Day 2 (24 hours after surgery)', '2 d'],
    ['Baseline (Week 0) and Post-treatment (Week 12 and Week 24)', 'Baseline; 12 wk; 24 wk'],
    [
      'From first dose (Day 1) through 30 days after last dose (about 6 months)',
      'up to 6 mo after first dose',
    ],
    ['From Day 1 to end of study (Day 43)', '1 d to 43 d'],
    ['in-hospital stay (an expected average of 7 days)', 'up to 7 d'],
    // Rows of moments and spans, and times in two units.
    ['Days 1-6, 14 and 28', '1 d to 6 d + 14 d; 28 d'],
    [
      '0 and 18-22 weeks after treatment',
      '0 wk after treatment + 18 wk after treatment to 22 wk after treatment',
    ],
    ['1-3-6 months', '1 mo; 3 mo; 6 mo'],
    ['at -60, 0 and 120 minutes', '-60 min; 0 min; 120 min'],
    ['Day 1 and Day 14, 0 to 12 hours', '1 d; 14 d + 0 h to 12 h'],
    ['11 weeks 0 days to 13 weeks 6 days', '77 d to 97 d'],
    ['1 hour 30 minutes after dose', '90 min after dose'],
    ['1 hour, 30 minutes', '1 h; 30 min'],
    ['after 1 year and a half', '1.5 a'],
    ['Week -4 to Week 0, Week 12', '-4 wk to 0 wk + 12 wk'],
    // Ends.
    ['Within 24-48 hours after surgery', '24 h after surgery to 48 h after surgery'],
    ['lasting 24-48 hours', 'up to 48 h'],
    ['for Day 14 challenge', '14 d'],
    ['up to 12.5 months or 1.04 years', 'up to 12.5 mo + up to 1.04 a'],
    ['28 days or until discharge', 'up to 28 d'],
    ['up to 12 and 24 weeks for A and B, respectively', 'up to 12 wk + up to 24 wk'],
    ['Up to 24 weeks (Part A) and 48 weeks (Part B)', 'up to 24 wk + up to 48 wk'],
    ['up to 14 days and 6 months', 'up to 14 d + 6 mo'],
    ['at Weeks 4 and 8 respectively for groups 1 and 2', '4 wk; 8 wk'],
    ['4 visits over 12 months', 'up to 12 mo'],
    ['End of the 12 week treatment period', '12 wk'],
    ['at the end of the first month', '1 mo'],
    [
      'T0 (pre-intervention), T1 (immediately post), T2 (3 months post)',
      'pre-intervention; immediately post; 3 mo',
    ],
    ['6 weeks or until they are resolved, but not exceeding 12 months', '6 wk + up to 12 mo'],
    ['Up to day 21 (Q3W) or day 28 (Q2W)', 'up to 21 d + up to 28 d'],
    ['Baseline (Week 0), up to Week 4', 'up to 4 wk after Baseline'],
    [
      'from start of treatment to 28 days after it, i.e. for about 12 weeks',
      'up to 12 wk after start of treatment',
    ],
    ['1 day procedure', 'up to 1 d'],
    ['At Week 16, Day 1', '16 wk'],
    ['Week 16, Day 1 and Day 8', '16 wk; 1 d; 8 d'],
    ['From Day 1 until progression, up to 2 years', 'up to 2 a'],
    ['Day 1 through 90 days after last dose, up to 27 months', 'up to 27 mo'],
    [
      'Date of first evidence of CR or PR to death, about 2 years',
      'up to 2 a after Date of first evidence of CR',
    ],
    ['Day 196. Adverse events throughout the study up to Day 365', '196 d + up to 365 d'],
    ['End of Treatment-week 24', '24 wk'],
    ['end of study, up to 12 weeks', 'up to 12 wk'],
    ['End of treatment and 6 weeks', 'End of treatment; 6 wk'],
    ['First dose until 30 days after last dose (up to 27 months)', 'up to 27 mo after First dose'],
    ['Change in treatment to Week 12', 'up to 12 wk'],
    ['during the stay, approximately 5 days', 'up to 5 d'],
    ['during surgery, 5 days', '5 d'],
    ['at predefined intervals throughout the study (about 2 years)', 'up to 2 a'],
    ['From the first day of dosing to the completion of 52 weeks', 'up to 52 wk'],
    ['observed for 113 days in Cohorts 1 to 5', 'up to 113 d'],
    ['12-week double-blind treatment period', 'up to 12 wk'],
    ['study duration, 12 months', 'up to 12 mo'],
    ['less than 6 months', 'up to 6 mo'],
    ['Over Weeks 1-12', '1 wk to 12 wk'],
    ['Over Month 1 through Month 3', '1 mo to 3 mo'],
    // Signs and short forms.
    ['Day-7, Day 0, Day 7', '-7 d; 0 d; 7 d'],
    ['D-1, D0, D28', '-1 d; 0 d; 28 d'],
    ['Week-12 and Week-24', '12 wk; 24 wk'],
    ['POD0-POD7', '0 d after postoperative to 7 d after postoperative'],
    ["at 28 weeks' gestation", '28 wk'],
    ['3, 6 and 12 m', '3 mo; 6 mo; 12 mo'],
    ['first day, 10th day and 30th day', '1 d; 10 d; 30 d'],
    ['follow-up of at least 12 months', '12 mo'],
    ['Days 29 and 57 for Cohorts 1 and 2, respectively', '29 d; 57 d'],
    ['For Group 1: Day 28; For Group 2: Day 56', '28 d; 56 d'],
  ])('%s', (text, timing) => expect(shown(text)).toBe(timing));
});

describe('cycles and visits', () => {
  test.each([
    ['Day 1 of Cycle 4, Day 1 of Cycle 7 (each cycle is 28 days)', '85 d; 169 d'],
    ['Day 1 of each cycle (28 days)', 'every 28 d'],
    ['Day 1 of each 21-day cycle up to 24 months', 'every 21 d for 24 mo'],
    ['Cycle 1 (each cycle is 28 days) Day 1, 8, 15', '1 d; 8 d; 15 d'],
    ['Cycle 2 Days 1-14 (21-day cycles)', '22 d to 35 d'],
    ['Up to Cycle 13 (364 days) with 28 days per cycle', 'up to 364 d'],
    ['From Cycle 1 to Cycle 16. Each cycle is 21 days', 'up to 336 d'],
    ['30 days after the end of cycle 12 (each cycle is 28 days)', '30 d after end of cycle 12'],
    [
      'up to Day 28 after the last dose. Each cycle is 28 days or 21 days',
      'up to 28 d after last dose',
    ],
    ['Cycle 1 Day 1, Cycle 2 Day 1', '1 d; Cycle 2 Day 1'],
    ['Cycle 1 (Day 1 to Day 28)', '1 d to 28 d'],
    ['every 2 cycles (6 weeks)', 'every 6 wk'],
    ['Baseline, after cycle 2 and after 4 cycles (1 cycle = 21 days)', 'Baseline; 42 d; 84 d'],
    ['4 weeks after cycle 6 (each cycle is 21 days)', '4 wk after cycle 6'],
    ['During the first 2 cycles of therapy (42 days)', 'up to 42 d'],
    ['DLT evaluation period: Cycle 1 (21 days)', 'up to 21 d'],
    ['Cycle 1 Days 1, 8; Cycle 2 and beyond Day 1 (21-day cycles)', '1 d; 8 d; 22 d + every 21 d'],
    ['Day 1 of Cycle 3+ (each cycle is 21 days)', '43 d + every 21 d'],
    ['Visit 2 (Day 1) to Visit 7 (Week 12)', '1 d to 12 wk'],
    ['Baseline and Follow up 1 (Day 30)', 'Baseline; 30 d'],
    ['Follow-up 1, Follow-up 2', 'Follow-up 1; Follow-up 2'],
    [
      'Cycle 1: Predose, 3 & 6 hours post start, Days 4 and 8; Cycle 2: Predose & EOI; Cycle 4, 5 & every 2 cycles up to 36 months: Predose (each cycle is 21 days)',
      '1 d; 3 h after start; 6 h after start; 4 d; 8 d; 22 d; 64 d; 85 d + every 42 d for 36 mo',
    ],
    ['Cycle 1, Cycle 2 and Cycle 4 Day 1 (each cycle is 21 days)', '1 d; 22 d; 64 d'],
    ['Visit 1 Day 0; Visit 2 Day 28', '0 d; 28 d'],
    ['C1D1, predose C2D1', '1 d; C2D1'],
    ['Visit 3, Visit 5 and Visit 8', 'Visit 3; Visit 5; Visit 8'],
    ['visit 1, week 7 and week 18', 'visit 1; 7 wk; 18 wk'],
    ['Visit 2, Week 4; Visit 3, Week 8', '4 wk; 8 wk'],
    ['During visit 1 (day 1).', '1 d'],
    ['Part 1a and 2a: Up to Day 8, Part 1b and 2b: Up to Day 24', 'up to 8 d + up to 24 d'],
  ])('%s', (text, timing) => expect(shown(text)).toBe(timing));
});

describe('what is not clear stays in the text', () => {
  test.each([
    'During the procedure',
    'through study completion',
    'From randomization till the date of death',
    'Baseline up to Cycle 5 Day 45',
    'Cycle 1 Day 1, Cycle 8 Day 1, Days 5 and 8',
    'Day 1 of Cycle 0, Day 1 of Cycle 4 (each cycle is 28 days)',
    'every 2 cycles',
    'Cycle 3 and beyond',
    'Cycle 1: Predose; Cycle 2: Predose, Days 4 and 8 (each cycle is 21 days)',
    'Visit 2 to Visit 7 (12 weeks)',
    'T0 (pre-intervention), T1 (by phone), T2 (3 months)',
    'Day-7',
    'Up to the cut-off on June 16, 2022, the median follow-up was 7.36 months',
    '12 m',
    'daily for the 2 weeks prior to dosing',
    'Visit 3, Visit 5 and Visit 8 (about every 4 months)',
    'Days 1, 2 + 4 hours',
    'up to 1 year plus 30 days',
    'over the last 4 weeks',
    'over the last 4 weeks (week 12)',
    'images acquired yearly during the preceding 12-month period',
    'measured with a minimum washout period of 3 days',
    'Bi-weekly',
    'within 30 minutes before and 2 hours after dosing',
    '5 to 3 days',
    '3 times during the treatment phase, at week 24',
    'October 2006 until September 2007',
    'Meaningful Relief',
    '',
  ])('%s', (text) => expect(readTimeFrame(text)).toBeUndefined());
});

test('an event that is named exactly has a code', () => {
  const of = (text: string): Timing | undefined => readTimeFrame(text);
  expect(of('up to 2 years after the first dose of study drug')).toEqual([
    {
      kind: 'bound',
      high: {
        offset: { value: 2, unit: 'a' },
        event: {
          text: 'first dose of study drug',
          code: { system: 'evidence-variable-event', code: 'treatment-start' },
        },
      },
    },
  ]);
  expect(of('28 days after surgery of the hip')).toEqual([
    {
      kind: 'points',
      points: [{ offset: { value: 28, unit: 'd' }, event: { text: 'surgery of the hip' } }],
    },
  ]);
});
