import { describe, expect, test } from 'vitest';
import { interpret } from '../../src/interpret/interpret.ts';
import { readRegimen } from '../../src/interpret/regimen/regimen.ts';
import { readTimeFrame } from '../../src/interpret/time-frame/time-frame.ts';
import { parse } from '../../src/parse/parse.ts';
import { toReceived } from '../../src/shared/received.ts';

const LENGTH = 100_000;
const filled = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length));

/** Texts that a careless pattern would read over and over again. */
const TEXTS: Readonly<Record<string, string>> = {
  brackets: filled('(['),
  blanks: `${filled(' ')}x`,
  'line ends': `x${filled('\n')}x`,
  digits: filled('1'),
  numbers: filled('1. a '),
  'either or': filled('either or '),
  bullets: filled('\n* '),
  'nested bullets': Array.from({ length: 440 }, (_, depth) => `${' '.repeat(depth)}* a`).join('\n'),
  'lists in a line': filled('a) b; '),
  'lists in lists in a line': filled('1) a) i) b, or '),
  'markers of every kind': filled('\n1. a:\na) b\ni) c\n- d'),
  'lists that may go on': filled('\n1. a\n- b'),
  'lists without levels': filled('\n* Adequate function, one of the following:\n* Aa'),
  'levels that mean nothing': filled('\n* Adults.\n\n  * Age 18\n    * Signed consent.\n'),
  'lines drawn together': filled('\nA. a:\n1. b B. c and C. d 2. e\n'),
  'sentences after a colon': filled('the following: Treatment a. Treatment b. '),
  'a list that one half announces': filled('a; and two of the following:\n  * '),
  'values drawn together': `Values as follows: ${filled('Aa bb ≤ 5 ')}`,
  'values of nothing': `Values as follows: ${filled('5 Aa ')}`,
  'colons that announce': `* ${filled('as follows : a; ')}\n  * b`,
  'values in sentences': filled('ALT ≤ 5. '),
  'paragraphs of a list': filled('\n* Values as follows:\n\n  Blood:\n\n  ALT ≤ 5\n'),
  'following what follows': `* ${filled('the following function ')}:\n* b`,
  'brackets of lists': filled('(a; b; c) '),
  'closing brackets': `${filled('(;')}${filled(')')}`,
  'kinds without end': filled('a including but not limited to b; '),
  'semicolons in brackets': filled('(;'),
  sentences: filled('Aa. '),
  'words that announce': filled('any of the following at least two of '),
  'words that join': filled('\n* a, or and '),
  colons: filled(': '),
  headings: filled('Inclusion Criteria: '),
  'not quite headings': filled('clusion clusion '),
  'headings in lines': filled('\n* a Exclusion criteria: '),
  escapes: filled('\\>= '),
  references: filled('&lt;'),
  'performance status': filled('with ecog status of '),
  ages: filled('aged from between the ages of '),
  'ages without end': filled('male or female patients who are aged 18 years or older and '),
  'numbers of years': filled('18 years or '),
  'names and places': filled('platelets on the last '),
  'brackets after names': filled('platelets (of '),
  'limits of normal': filled('ALT 2 x the upper limit of normal normal normal '),
  allergens: filled('ige to a '),
  'doses of medicines': filled('> 10 mg daily of oral prednisone or equivalent '),
  'medicines and doses': filled('prednisone or equivalent dose of '),
  'attacks of everything': filled('at least 2 cluster headache '),
  'drinks without end': filled('alcohol consumption of more than 2 '),
  'classes of the liver': filled('child-pugh class a or b, '),
  'criteria for adverse events': filled(
    'greater than common terminology criteria for adverse events ',
  ),
  'things counted': filled('at least 2 nasal symptoms of '),
  'parts of parts': filled('> 3 % of the bone '),
  'things done often': filled('use of a more than 3 times per week '),
  'states that last': filled('therapy for a period of at least 3 weeks of '),
  'doses of a day': filled('in total daily doses of up to 2 mg daily of '),
  'scores far off': filled('total score at visit of 5 on the scale '),
  'quiet for long': filled('no evidence of progression for at least 3 weeks '),
  'levels of the spine': filled('spine 1 or 2 level '),
  'places before signs': filled('titers in the blood at the '),
  'classes of antibodies': filled('class 2 or higher specific ige of '),
  'stable doses': filled('stable dose of a b '),
  'stable for ever': filled('at least 4 weeks of stable '),
  'courses of courses': filled('at least 2 courses of oral '),
  'conditions without end': filled('if platelets < 1, '),
  'what is defined': filled('defined as platelets < 1 x10^9/L '),
  'bounds without unit': filled('hemoglobin greater than 1 and less than '),
  'time points': filled('Week 1, 2, '),
  'times of everything': filled('up to 3 months after every 2 weeks from '),
  anchors: filled('1 day after surgery and '),
  'numbers in a row': filled('1, 2 and 3 to '),
  'number words': filled('twenty-one and a half '),
  doses: filled('10 mg/kg IV every 3 weeks '),
  'days of cycles': filled('days 1, 8 and day 15 of each 21-day cycle, 6 cycles '),
  remarks: filled('(4 weeks) baseline '),
  tolerances: filled('24 ± 4 ± '),
  'ordinals in a row': filled('first, second and '),
  'hundreds in a row': filled('one hundred and '),
  'times that lead': filled('术后3'),
  'numbers with points': filled('1. '),
  'halves in a row': filled('1 1/2 '),
  sums: filled('to day 1 plus 3 days '),
  'before and after': filled('1 week before and after treatment or '),
  'days of letters': filled('d1 of c2, c3 (cycle = 21 days) '),
  'counted moments': filled('assessed at 3 times: '),
  'days with a sign': filled('day +1 '),
  'last visits': filled('final follow-up visit '),
  'names with remarks': filled('v1 (day 1), '),
  visits: filled('end-of/study visit '),
  'ends of cycles': filled('end of cycle 1, cycle 2 (cycle = 21 days) '),
  'closing signs': filled('a . ; , '),
  times: filled('within 4 weeks before the study '),
  'times without end': filled('within the last past previous '),
  'times in a list': filled('fev1 < 80%, or within 4 weeks '),
  'symptoms that last': filled('symptoms, lasting for '),
  histories: filled('at least 6 months history of '),
  'what is stopped': filled(
    'must be on a stable dose of it and stop for 4 weeks before the study ',
  ),
  durations: filled('at least 4 weeks since '),
  'words about nothing': filled('or any other history of use of '),
  contraceptives: filled('using effective method of '),
  consents: filled('able to give written '),
  stages: filled('stage iiib/iv or '),
  'stages without end': `stage ${filled('i/')}`,
  grades: filled('at least grade 1 or '),
  'categories of tumours': filled('T1-2N0M0 cancer '),
  'measurable lesions': filled('at least one other '),
  'lines of therapy': filled('one prior systemic therapy or '),
  sexes: filled('female '),
  'younger than': filled('patients younger than '),
  'scores without name': filled('composite score of '),
  'signs after words': filled('a b > '),
  sizes: filled('largest tumor lesion '),
  pregnancies: filled('pregnant or lactating women '),
  'designs without a head': filled('this is a randomized, '),
  'heads without a design': filled('the study trial '),
  'a total': filled('a total of 20 of the '),
  'headings of other languages': filled('critères d’Kriterien 标准 '),
  letters: filled('a'),
  surrogates: filled('\u{1f600}\ud800'),
};

const studyWith = (text: string): string =>
  JSON.stringify({
    protocolSection: {
      identificationModule: { nctId: 'NCT00000000', briefTitle: text },
      descriptionModule: { briefSummary: text, detailedDescription: text },
      conditionsModule: { conditions: [text], keywords: [text] },
      armsInterventionsModule: {
        armGroups: [{ label: text, interventionNames: [text] }],
        interventions: [{ name: text, type: 'DRUG', armGroupLabels: [text] }],
      },
      outcomesModule: { primaryOutcomes: [{ measure: text, timeFrame: text, description: text }] },
      eligibilityModule: { eligibilityCriteria: text },
    },
  });

function timeOf(text: string): number {
  const started = performance.now();
  const { value } = parse(toReceived('hostile', text));
  if (value) interpret(value);
  return performance.now() - started;
}

/** At most as long as what is read at all; longer texts are not looked at. */
test.each(Object.entries(TEXTS))('a regimen of %s is read at once', (_, text) => {
  const started = performance.now();
  for (let at = 0; at < 20; at += 1) readRegimen(text.slice(at, at + 2000));
  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each(Object.entries(TEXTS))('a time frame of %s is read at once', (_, text) => {
  const started = performance.now();
  for (let at = 0; at < 20; at += 1) readTimeFrame(text.slice(at, at + 700));
  expect(performance.now() - started).toBeLessThan(2_000);
});

describe('hostile text takes no more time than long text', () => {
  test.each(Object.entries(TEXTS))('%s, in every field of a study', (_, text) => {
    expect(timeOf(studyWith(text))).toBeLessThan(10_000);
  });

  test.each(Object.entries(TEXTS))('%s, as a flattened record', (_, text) => {
    const record = `A Study of X\nA summary.\nHypertension\nDRUG: X\n${text}, 1 year`;
    expect(timeOf(record)).toBeLessThan(10_000);
  });

  test('many arms and interventions that all name each other', () => {
    const names = Array.from({ length: 400 }, (_, index) => `X${index}`);
    const text = JSON.stringify({
      protocolSection: {
        armsInterventionsModule: {
          armGroups: names.map((name) => ({ label: name, interventionNames: [`Drug: ${name}`] })),
          interventions: names.map((name) => ({ type: 'DRUG', name, armGroupLabels: names })),
        },
      },
    });
    expect(timeOf(text)).toBeLessThan(10_000);
  });
});
