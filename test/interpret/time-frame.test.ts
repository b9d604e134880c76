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
    ['24 weeks pre- and post-index', '-24 wk after index; 24 wk after index'],
    ['1 week before and after treatment', '-1 wk after treatment; 1 wk after treatment'],
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
    ['every 6 weeks for 48 weeks, then every 12 weeks', 'every 6 wk for 48 wk + every 12 wk'],
    ['once daily until discharge', 'every 1 d until discharge'],
    [
      'Every visit (every two weeks for two months, then every two months)',
      'every 2 wk for 2 mo + every 2 mo',
    ],
  ])('%s', (text, timing) => expect(shown(text)).toBe(timing));
});

describe('what is not clear stays in the text', () => {
  test.each([
    'During the procedure',
    'through study completion',
    'From randomization till the date of death',
    'Cycle 2 Day 1',
    'daily for the 2 weeks prior to Week 0 through the first 12 weeks',
    'Visit 3, Visit 5 and Visit 8',
    'at least 5 years after the first visit',
    'over the last 4 weeks',
    'Day 9+48 hours',
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
