import { describe, expect, test } from 'vitest';
import { structureOf } from '../../src/interpret/eligibility/structure.ts';
import type { CriterionStatement } from '../../src/trial/understood.ts';

/** `washout <= 4 wk "chemotherapy" @ randomization`. */
function told({ rule, type, value, event }: CriterionStatement): string {
  const number =
    value.kind === 'quantity' ? `${value.comparator} ${value.value} ${value.ucum}` : '?';
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
    ['At least 28 days from prior major surgery', ['washout >= 28 d "major surgery"']],
    ['≥ 4 weeks since last chemotherapy', ['washout >= 4 wk "last chemotherapy"']],
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
    ['Stable dose of metformin for at least 3 months prior to screening', []],
    [
      'Willing to use contraception for at least 3 months after the last dose',
      ['contraception ? "undefined"'],
    ],
  ])('%s', (text, statements) => {
    expect(read(text, false)).toEqual(statements.map((one) => one.replace(' ? "undefined"', ' ?')));
  });
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
