/** Lines that tell for whom the criteria after them hold, or on which side they stand. Wordings of real trials. */
import { describe, expect, test } from 'vitest';
import { splitCriteria } from '../../src/interpret/eligibility/split.ts';
import { checked, excluded, included } from './eligibility-checked.ts';

describe('the name of a group of patients', () => {
  test('with its list in one line is no criterion', () => {
    expect(
      included(
        '1. Inclusion criteria for advanced adenoma 1) Consent signed 2) Age over 50\n2. Inclusion criteria for healthy people 1) Consent signed 2) No adenoma',
      ),
    ).toEqual(['Consent signed', 'Age over 50', 'Consent signed', 'No adenoma']);
  });
  test('stays a criterion where it asks for something', () => {
    expect(
      included('1. Disease by the ACR criteria for 2010: 1) joint pain 2) fever\n2. Adult'),
    ).toEqual([['Disease by the ACR criteria for 2010:', 'joint pain', 'fever'], 'Adult']);
  });
  test('within a list leaves what stands under it to the item around it', () => {
    expect(
      included(
        '* Must have one of the following:\n\n  * Cohort A1:\n\n    * Stage IA\n    * Stage IB\n  * Cohort A2:\n\n    * Stage II\n* Consent',
      ),
    ).toEqual([['Must have one of the following:', 'Stage IA', 'Stage IB', 'Stage II'], 'Consent']);
  });
  test('over a paragraph with a list is one without a colon too', () => {
    expect(
      included(
        'Index Participants\n\nOnly 1 participant from each household will be enrolled in the study. Participants are eligible to be included as an index participant if all of the following criteria apply:\n\n1. Any age\n2. Symptoms\n\nStudy Participants\n\nMultiple participants from the same household are allowed to be enrolled in the study. The randomization will be performed per participant. Participants are eligible only if all of the following criteria apply:\n\n1. ≥ 12 years of age\n2. Consent',
      ),
    ).toEqual([
      'Only 1 participant from each household will be enrolled in the study.',
      'Any age',
      'Symptoms',
      '≥ 12 years of age',
      'Consent',
    ]);
  });
  test('with words before `inclusion criteria :` has nothing left over', () => {
    expect(
      included(
        'General Inclusion Criteria:\n\n* Adult\n\nSpecific inclusion criteria : asthma of small airways GROUP\n\n* FEV1 > 80%',
      ),
    ).toEqual(['Adult', 'FEV1 > 80%']);
  });
});

describe('a line over a whole side', () => {
  test('is one though it names those it holds for', () => {
    expect(
      excluded(
        '1. Smoking\n2. Asthma\n\nIn addition to exclusion criteria 1-2 above, asthmatic participants of the second part who meet any of these criteria are not eligible for enrollment as study participants:\n\n1. Steroids\n2. Intubation',
      ),
    ).toEqual(['Smoking', 'Asthma', 'Steroids', 'Intubation']);
  });
  test('is a criterion where it names a disease', () => {
    expect(
      included(
        'Patients with ALL who fulfil the following criteria:\n\n* Age ≤ 18 years\n* Remission\n* No pregnancy',
      ),
    ).toEqual([
      [
        'Patients with ALL who fulfil the following criteria:',
        'Age ≤ 18 years',
        'Remission',
        'No pregnancy',
      ],
    ]);
    expect(
      included(
        'Patients who fulfil ALL the following criteria:\n\n* Age ≤ 18 years\n* Remission\n* No pregnancy',
      ),
    ).toEqual(['Age ≤ 18 years', 'Remission', 'No pregnancy']);
  });
  test('may have the number of a section, and say that one is precluded', () => {
    const text =
      'To be eligible, participants must:\n\n1. Be an adult\n\nIII.6 EXCLUSION CRITERIA\n\nIndividuals will be precluded from enrolling if they endorse any of the following conditions. Already enrolled participants will be withdrawn upon emergence of any excluded condition:\n\n1. Stroke\n2. Pregnancy\n3. Epilepsy';
    expect(checked(text)).toEqual(['Be an adult', 'Stroke', 'Pregnancy', 'Epilepsy']);
    expect(
      splitCriteria(text).parts.flatMap((part) => (part.kind === 'heading' ? [] : part.side)),
    ).toEqual(['inclusion', 'exclusion', 'exclusion', 'exclusion']);
  });
});

describe('a sentence over a side', () => {
  test('is one though it ends as one', () => {
    expect(
      excluded(
        'Participants who exhibit any of the following conditions will not be eligible for admission into the study.\n\nPrior radiotherapy.\n\nStroke.\n\nInclusion of Women and Minorities',
      ),
    ).toEqual(['Prior radiotherapy.', 'Stroke.']);
    expect(excluded('Patients with any of the following eye diseases.\n\nStroke.')).toEqual([
      'Patients with any of the following eye diseases.',
      'Stroke.',
    ]);
  });
});

describe('marks', () => {
  test('a number set before the one that was there is no word, a version is', () => {
    expect(
      included('13. Pain\n14. 14\\. Therapy within 3 weeks\n15. 15.5 points on the scale'),
    ).toEqual(['Pain', 'Therapy within 3 weeks', '15.5 points on the scale']);
  });
  test('of a list in a line the first number may be lost', () => {
    expect(
      included('* Must speak English; 3. Must provide consent; 4. Must be 18 years; 5. Must walk'),
    ).toEqual(['Must speak English', 'Must provide consent', 'Must be 18 years', 'Must walk']);
    expect(included('* Lesions of the 2nd; 3. or 4. segment\n* Adult')).toEqual([
      'Lesions of the 2nd; 3. or 4. segment',
      'Adult',
    ]);
  });
  test('a Roman number after a word that joins is one still', () => {
    expect(
      excluded(
        '1. Taking, within 6 months: i. Steroids ii. Chemotherapy iii. Loop diuretics or iv. Antipsychotics\n2. Stroke',
      ),
    ).toEqual([
      ['Taking, within 6 months:', 'Steroids', 'Chemotherapy', 'Loop diuretics', 'Antipsychotics'],
      'Stroke',
    ]);
  });
  test('`i.` under a letter that announces a list is a Roman number, the letter after it is not', () => {
    expect(
      excluded(
        'f. Smoking\n\ng. Alcohol above thresholds:\n\ni. For women: 3 drinks\nii. For men: 4 drinks\n\nh. Illness',
      ),
    ).toEqual([
      'Smoking',
      ['Alcohol above thresholds:', 'For women: 3 drinks', 'For men: 4 drinks'],
      'Illness',
    ]);
    expect(excluded('g. Smoking\nh. Alcohol\ni. Illness')).toEqual([
      'Smoking',
      'Alcohol',
      'Illness',
    ]);
  });
  test('a dot before a blank is a bullet, one before a word is not', () => {
    expect(excluded('. Age under 6\n\n* Prior surgery\n* .5 mg of it')).toEqual([
      'Age under 6',
      'Prior surgery',
      '.5 mg of it',
    ]);
  });
  test('what goes on with `however` after a semicolon is no second of a list', () => {
    const text =
      'Live vaccine, examples include, but are not limited to, the following: measles and mumps; however, nasal ones are not allowed.';
    expect(excluded(`* ${text}\n* Other`)).toEqual([text, 'Other']);
  });
});

describe('items that were drawn into one line', () => {
  test('with the heading of the other side between them', () => {
    const text =
      'Inclusion Criteria:\n\n* Adult\n* Surgery is approved by the board (MAB) Exclusion Criteria:• Disc of less than 6 mm\n* Prior surgery';
    expect(checked(text)).toEqual([
      'Adult',
      'Surgery is approved by the board (MAB)',
      'Disc of less than 6 mm',
      'Prior surgery',
    ]);
    expect(
      splitCriteria(text).parts.flatMap((part) => (part.kind === 'heading' ? [] : part.side)),
    ).toEqual(['inclusion', 'inclusion', 'exclusion', 'exclusion']);
  });
  test('but not where the words only speak of it', () => {
    expect(
      included('* Adult\n* Meets none of the exclusion criteria: 1. stroke 2. epilepsy\n* Consent'),
    ).toContain('Consent');
  });
  test('with one bullet between sentences', () => {
    expect(excluded('* Therapy stopped for 28 days. • Patients on steroids.\n* Stroke')).toEqual([
      'Therapy stopped for 28 days.',
      'Patients on steroids.',
      'Stroke',
    ]);
    expect(
      excluded('* Fusion by a graft (retrospective) • Note that it is followed\n* Stroke'),
    ).toEqual([['Fusion by a graft (retrospective)', 'Note that it is followed'], 'Stroke']);
    expect(excluded('* Ejection fraction • 40 %, measured by echo\n* Stroke')).toEqual([
      'Ejection fraction • 40 %, measured by echo',
      'Stroke',
    ]);
  });
});

describe('where a list ends, and what is no criterion', () => {
  test('after scores what has none is not of them', () => {
    expect(
      excluded(
        '* Use of alcohol or drugs as specified:\n* AUDIT (score of 8 or higher)\n* DAST-10 (score greater than 2)\n* Nightmares by substance abuse',
      ),
    ).toEqual([
      [
        'Use of alcohol or drugs as specified:',
        'AUDIT (score of 8 or higher)',
        'DAST-10 (score greater than 2)',
      ],
      'Nightmares by substance abuse',
    ]);
  });
  test('a bullet that only says what the criteria under it are of is a name', () => {
    expect(excluded('* Criteria for the study population:\n  * Sunburn\n  * Tan')).toEqual([
      'Sunburn',
      'Tan',
    ]);
  });
  test('a name of a group in brackets is one, words of a criterion in brackets are not', () => {
    expect(excluded('* Stroke\n\n\\[Expansion Part\\]\n\n* Allergy')).toEqual([
      'Stroke',
      'Allergy',
    ]);
    expect(excluded('* Stroke\n* \\[Biopsy Parts\\] Patients without lesion')).toEqual([
      'Stroke',
      '\\[Biopsy Parts\\] Patients without lesion',
    ]);
  });
  test('what says that not all is listed is none', () => {
    expect(
      excluded(
        '* Stroke\n\nThe information listed above is not intended to contain all considerations relevant to participation, and not all criteria are listed.',
      ),
    ).toEqual(['Stroke']);
  });
  test('other criteria may apply, whoever tells them', () => {
    expect(
      included('* Adult\n\nNote: Additional inclusion/exclusion criteria may apply, per protocol.'),
    ).toEqual(['Adult']);
    expect(
      included(
        '* Adult\n* Additional criteria apply, please contact the investigator for more information',
      ),
    ).toEqual(['Adult']);
  });
  test('a part of another matter is a criterion, one that explains the first is not', () => {
    expect(included('* Male or female participants; age ≥ 18 years\n* Consent')).toEqual([
      'Male or female participants',
      'age ≥ 18 years',
      'Consent',
    ]);
    const one =
      'Written informed consent is signed; the subject is given a copy of the informed consent form.';
    expect(included(`* ${one}\n* Adult`)).toEqual([one, 'Adult']);
  });
});
