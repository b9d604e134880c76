import { describe, expect, test } from 'vitest';
import { shown } from './shown-time.ts';

/** Wordings found by reading what was made of time frames that nobody had labelled. */
const says = (rows: readonly (readonly [string, string])[]): void => {
  test.each(rows)('%s', (text, timing) => expect(shown(text)).toBe(timing));
};

describe('a remark at the end of several moments tells how long it lasts', () => {
  says([
    ['Baseline, Week 12 and EOT (up to 2 years)', 'Baseline; 12 wk; EOT + up to 2 a'],
    ['Baseline and end of treatment (up to 12 weeks)', 'Baseline; end of treatment + up to 12 wk'],
    ['Day 1 and EOT, up to the cut-off (approximately 21 months)', '1 d; EOT + up to 21 mo'],
    [
      'Up to 40 days after the last dose (Up to 461 days)',
      'up to 40 d after last dose + up to 461 d',
    ],
    // Of one moment it is another name, and before others it is of its own moment.
    ['Day 28 (up to 4 weeks)', '28 d'],
    ['Screening (up to 28 days), Day 1, Day 15', 'Screening; 1 d; 15 d'],
    ['From first dose until 28 days after last dose (up to 2 years)', 'up to 2 a after first dose'],
  ]);
});

describe('ordinals in a row', () => {
  says([
    [
      'on the third, fifth, seventh, and tenth days after surgery',
      '3 d after surgery; 5 d after surgery; 7 d after surgery; 10 d after surgery',
    ],
    [
      'Patients will be followed up in the 2nd, 4th, and 7th postoperative days.',
      '2 d after postoperative; 4 d after postoperative; 7 d after postoperative',
    ],
    [
      'third and seventh postoperative months',
      '3 mo after postoperative; 7 mo after postoperative',
    ],
    [
      'first postoperative day and third postoperative month',
      '1 d after postoperative; 3 mo after postoperative',
    ],
    ['First day, second week, third month', '1 d; 2 wk; 3 mo'],
    ['after the 2nd dose and 6 months', 'after the 2nd dose; 6 mo'],
    ['after 1st and 2nd application and after 1 year', ''],
    ['20th gestational week to 6 months post partum', 'up to 6 mo after partum'],
    ['second visit and week 4', 'second visit; 4 wk'],
  ]);
});

describe('operations', () => {
  says([
    ['Intraoperative', 'Intraoperative'],
    ['Baseline visit and Intraoperative', 'Baseline visit; Intraoperative'],
    ['Perioperatively', 'Perioperatively'],
    ['Intraoperatively every 5 minutes', 'every 5 min'],
    ['During the procedure', ''],
    ['Intraoperative period', ''],
    ['Postoperatively 1 week and 1 month', '1 wk after Postoperatively; 1 mo'],
    [
      'At PACU discharge, and at 6 and 12 hours after surgery',
      'PACU discharge; 6 h after surgery; 12 h after surgery',
    ],
    ['nasal discharge', ''],
  ]);
});

describe('lengths of what is done are no times of the study', () => {
  says([
    ['24-hour recall at baseline and 12 weeks', 'baseline; 12 wk'],
    ['6-minute walk at 12 weeks', '12 wk'],
    ['24-hour urine', ''],
    ['24 hours after surgery', '24 h after surgery'],
    ['for 24 hours a day for 1 week', 'up to 1 wk'],
    ['30 minutes per session, for 8 weeks', 'up to 8 wk'],
    ['before a 7-day washout', ''],
    ['immediately after the second 14-day phase', ''],
    ['after the 12-week treatment period', '12 wk'],
  ]);
});

describe('ends and starts', () => {
  says([
    ['three years at most', 'up to 3 a'],
    ['at most 1 year', 'up to 1 a'],
    ['The study duration is 12 weeks', 'up to 12 wk'],
    ['Baseline, Week 52/EOS', 'Baseline; 52 wk'],
    ['End of treatment/Day 22', '22 d'],
    ['Pre Treatment one time (Day 0)', '0 d'],
    [
      'Week 4, Dosing Termination/Early Termination Visit (up to 28 weeks)',
      '4 wk; Early Termination Visit + up to 28 wk',
    ],
    ['Week 12/Early Termination', '12 wk; Early Termination'],
    [
      'From the first dose to 30 days after the last dose; maximum treatment exposure was 23.5 months.',
      'up to 23.5 mo after first dose',
    ],
    ['maximum follow-up of 5 years', 'up to 5 a'],
    ['from index date to 6- to-12-month follow-up', 'up to 12 mo after index date'],
    ['6-to-12-month follow-up', '6 mo to 12 mo'],
    [
      '4 days after randomisation within 7 days after birth',
      '4 d after randomisation + up to 7 d after birth',
    ],
    [
      'asked to complete the form within the first 72 hours of admission to the unit, one day before discharge',
      'up to 72 h + -1 d after discharge',
    ],
    ['From admission to discharge, up to 10 days', 'up to 10 d after admission'],
    ['up to16weeks, 24weeks', 'up to 16 wk + 24 wk'],
    ['every 1, 3, or 6 months for 2 years', ''],
  ]);
});

describe('recurrences', () => {
  says([
    [
      'Every 3 months (first 2 years), every 6 months (years 3-5)',
      'every 3 mo for 2 a + every 6 mo for 3 a',
    ],
    ['Every 3 months (first visit at 2 years)', 'every 3 mo'],
    [
      'every 8 weeks for 12 months, then every 12 weeks until progression, up to 36 months',
      'every 8 wk for 12 mo + every 12 wk until progression + up to 36 mo',
    ],
    ['every 8 weeks until progression, up to 36 months', 'every 8 wk for 36 mo until progression'],
    ['the last two weeks of treatment (Weeks 11 and 12)', '11 wk; 12 wk'],
    ['12 month post-treatment follow-up', '12 mo after treatment'],
    ['3 weeks post follow-up visit', '3 wk after follow-up visit'],
  ]);
});

describe('how often it is told before when', () => {
  says([
    ['Blood samples will be collected on 3 occasions: day 1 and day 8', '1 d; 8 d'],
    ['It is measured and recorded by the nurse 3 times: baseline, week 4', 'baseline; 4 wk'],
    ['measured 3 times until 8 weeks', ''],
  ]);
});

describe('calendar dates are no numbers of time', () => {
  says([
    ['Events through 13 years of follow-up or through December 31, 2009', 'up to 13 a'],
    ['Up to the data cut-off date of June 16, 2022 (up to approximately 3 years)', 'up to 3 a'],
    ['until 31 December 2009, up to 3 years', 'up to 3 a'],
    ['Up to the cut-off on June 16, 2022, the median follow-up was 7.36 months', ''],
    ['From January 2018 to June 2019', ''],
  ]);
});

describe('cycles by their numbers alone', () => {
  says([
    ['Cycle 2, Cycle 4 and Cycle 6 (each cycle is 28 days)', '29 d; 85 d; 141 d'],
    ['Baseline, Cycle 3, and Cycle 5 (each cycle = 28 days)', 'Baseline; 57 d; 113 d'],
    ['Baseline to Cycles 3 and 5 (Each cycle was 21 days)', 'Baseline; 43 d; 85 d'],
    ['At the end of each cycle (each cycle is 21 days) of Cycles 1, 2 and 3', '21 d; 42 d; 63 d'],
    ['Baseline and during Cycle 2 (each cycle is 28 days)', ''],
    ['up to Cycle 6 (each cycle is 28 days)', 'up to 168 d'],
    ['Day 1 and Day 15 of Cycles 1 and 2 (28-day cycles)', '1 d; 15 d; 29 d; 43 d'],
    ['Cycle 1 Day 1 and Day 15 of Cycle 2 (28-day cycles)', '1 d; 43 d'],
    ['Cycle 2 Day 1, then Day 1 of every other cycle (1 cycle = 21 days)', '22 d + every 42 d'],
    ['At the end of 6 cycles (each cycle is 3 weeks)', '126 d'],
    ['After cycle 2 and cycle 4 (each cycle is 21 days)', '42 d; 84 d'],
    ['after four cycles (each cycle is 21 days)', '84 d'],
    ['Start of Cycle 3 (each cycle is 28 days)', '57 d'],
    ['2 weeks after cycle 2 (each cycle is 21 days)', '2 wk after cycle 2'],
    ['through completion of cycle 1, 28 days', 'up to 28 d'],
    ['Group 1, 12 weeks; group 2, 24 weeks', '12 wk; 24 wk'],
    ['control group 12 weeks, treatment arm 24 weeks', '12 wk; 24 wk'],
    ['Baseline, Cycle 3, and Cycle 5', ''],
  ]);
});
