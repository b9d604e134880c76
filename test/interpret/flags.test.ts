import { describe, expect, test } from 'vitest';
import { structureOf } from '../../src/interpret/eligibility/structure.ts';

const read = (text: string, exclude: boolean): readonly string[] =>
  structureOf(text, exclude).statements.map(
    ({ rule, value }) => `${rule} ${value.kind === 'boolean' ? value.value : '?'}`,
  );

describe('what is asked for or excluded without a value', () => {
  test.each<[string, readonly string[]]>([
    ['Pregnant or nursing women.', ['pregnancy true', 'lactation true']],
    ['Positive pregnancy test at time of initial screening', ['pregnancy true']],
    ['Pregnancy or the wish to become pregnant during the study', ['pregnancy true']],
    ['Women of childbearing potential not using adequate contraception', ['contraception false']],
    ['Unwilling or unable to sign informed consent', ['consent false']],
    ['Refusal of the patient', ['consent false']],
    ['Use of drugs other than vitamins or oral contraceptives', []],
    ['Gestational diabetes during a previous pregnancy', []],
    ['Nursing home residents', []],
    ['Plans to become pregnant or breastfeed during the study', []],
    [
      'Women who are or plan to become pregnant or breastfeed',
      ['pregnancy true', 'lactation true'],
    ],
    ['Patients who are unwilling to participate', ['consent false']],
    ['Unwilling to participate in follow-up examinations', []],
    ['Breastfed children with maternal willingness to continue breast-feeding', []],
    ['Children mainly (>1 breastfeeding/day) breastfed', ['name ?']],
    ['Immunosuppression during pregnancy and/or breastfeeding', []],
    ['Pregnancy and/or breastfeeding', ['pregnancy true', 'lactation true']],
    ['Women of childbearing potential who are pregnant', ['pregnancy true']],
    ['Women who are or plan to become pregnant', ['pregnancy true']],
    ['Known to be pregnant', ['pregnancy true']],
    ['Pregnancy is the result of an egg donation', []],
    ['Acceptable contraceptive methods: oral, implantable, intrauterine devices', []],
    [
      'Patients testing positive for pregnancy, or during lactation',
      ['pregnancy true', 'lactation true'],
    ],
    ['Partners planning to be pregnant', []],
    ['Men with pregnant or lactating partners', []],
    ['Disease with influence on breast feeding', []],
    ['The patient refused to join this study', ['consent false']],
    ['A positive pregnancy test or lactating mothers.', ['pregnancy true', 'lactation true']],
    ['Subject rejects the enrollment into study', ['consent false']],
    ['The patients do not agree to participate in the study.', ['consent false']],
    ['Any drug treatment after signing the informed consent', []],
    ['Pregnancy-induced hypertension', []],
    ['Multiple pregnancy', []],
    ['Medically acceptable contraceptive method: condom, oral contraceptive pills used daily', []],
    ['Contraceptive use by men or women', []],
    ['Highly effective contraception includes either 2 barrier methods or the pill', []],
    ['Women during lactation and pregnancy', ['lactation true', 'pregnancy true']],
    ['Express rejection of the patient to participate in the study', ['consent false']],
    ['Absence of signature of informed consent', ['consent false']],
    ['Any excluded condition (except pregnancy)', []],
    ['Persons receiving psychiatric care without their consent', []],
    ['Patients without informed consent', ['consent false']],
    ['Exclusion criteria for healthy people', []],
    ['Known of before the index participant providing informed consent', []],
  ])('exclusion: %s', (text, statements) => {
    expect(read(text, true)).toEqual(statements);
  });

  test.each<[string, readonly string[]]>([
    ['Fluent in English (able to read and understand the informed consent form)', []],
    ['Voluntarily joined the study and signed the form', ['consent true']],
    ['Provision of signed and dated written ICF', ['consent true']],
    ['Should a woman become pregnant or suspect she is pregnant, she should tell', []],
    ['A vasectomised partner is a highly effective birth control method', []],
    ['Males or non-pregnant, non-lactating females', ['pregnancy false', 'lactation false']],
    ['Negative serum pregnancy test', ['pregnancy false']],
    ['Serum pregnancy tests are negative before entry', ['pregnancy false']],
    ['Signed informed consent prior to any study procedure', ['consent true']],
    ['Age of 20 years at the time of informed consent', []],
    [
      'Periodic abstinence and withdrawal are not acceptable methods of contraception. Locally recognized adequate methods of contraception will be described in the local Informed Consent Form.',
      [],
    ],
    ['Examples of contraceptive methods with a failure rate of < 1% per year include', []],
    ['Consent to use appropriate methods of contraception', ['contraception true']],
    ['Negative serum or urine beta-HCG test in females', ['pregnancy false']],
    [
      'No pregnancy plan and voluntary use of effective contraceptive measures',
      ['contraception true'],
    ],
    ['Women must undergo a negative pregnancy test within 14 days', ['pregnancy false']],
    ['Healthy adult volunteers', ['healthy-volunteer true']],
    ['Previous participation (only applicable for healthy controls)', []],
    ['Provides the name of the provider during consent appointment', []],
    ['English fluency of adolescent and consenting legal guardian', []],
    ['Consenting adults', ['consent true']],
    ['Accepting to participate in the study', ['consent true']],
    ['Agrees to participate in postoperative evaluations', []],
    ['Consent to provide baseline tumor tissue samples is required', []],
    ['Healthy', ['healthy-volunteer true']],
    ['Considered healthy by the investigator', ['healthy-volunteer true']],
    ['Healthy newborns', ['healthy-volunteer true']],
    ['Generally healthy men and women with asthma', []],
    ['Healthy enough to undergo surgery', []],
    ['Acceptance and signature of informed consent', ['consent true']],
    ['Adverse events after signature of informed consent', []],
    ['Negative serological hCG test', ['pregnancy false']],
    [
      'Females must be non-pregnant, not lactating and using adequate birth control',
      ['pregnancy false', 'lactation false', 'contraception true'],
    ],
  ])('inclusion: %s', (text, statements) => {
    expect(read(text, false).filter((one) => !one.endsWith('?'))).toEqual(statements);
  });

  test('is acted on where nothing else is said', () => {
    expect(structureOf('Women who are pregnant or breastfeeding', true)).toMatchObject({
      coverage: 'full',
      combination: 'any-of',
    });
    expect(
      structureOf('Female participants must have a negative pregnancy test', false).coverage,
    ).toBe('none');
  });
});
