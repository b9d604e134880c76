import { describe, expect, it, test } from 'vitest';
import { studyNarrative } from '../../src/map/emit/study-narrative.ts';
import { openScope } from '../../src/map/scope.ts';
import type { Trial } from '../../src/trial/trial.ts';
import { narrativeFault } from '../../src/validate/check/narrative.ts';
import {
  armWith,
  code,
  context,
  criterionWith,
  flag,
  interventionWith,
  outcomeWith,
  receivedWith,
  registeredTrial,
  siteWith,
  text,
} from '../builders.ts';
import { conversionOf, everyRecord } from '../corpus/records.ts';
import { richTrial } from './r4/rich-trial.ts';

const narrativeOf = (trial: Trial): string =>
  studyNarrative(openScope(trial, receivedWith(), context), 'A Trial').div;

/** The narrative as words, each block on a line of its own. */
const wordsOf = (trial: Trial): string =>
  narrativeOf(trial)
    .replaceAll(/<\/(?:td|th)><t[dh]>/g, ': ')
    .replaceAll(/<(?:\/?(?:p|h\d|li|tr)|br\/)>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/\n+/g, '\n')
    .trim();

const headingsOf = (trial: Trial): string[] =>
  [...narrativeOf(trial).matchAll(/<h[23]>([^<]*)<\/h/g)].map(([, words]) => words ?? '');

/** What a registry shows elsewhere or not at all; each of these stands in its own element. */
const NOT_SHOWN = [
  // The title was given as heading; the type has a code and words.
  ['briefTitle', 'studyTypeText'],
  // Index terms, which repeat conditions and interventions in the words of a thesaurus.
  ['mesh1term', 'mesh2term', 'browse', 'browseTerm', 'asFound'],
  // What the record says of arms and interventions by their names, and a reader sees side by side.
  ['interventionName', 'otherArm'],
  // What was understood of an outcome's own words, and the words before they were taken apart.
  ['primary', 'secondary', 'other'].flatMap((kind) =>
    ['SourceText', 'Acronym', 'Event'].map((part) => `${kind}${part}`),
  ),
  // The text is shown as the criteria found in it, numbered anew.
  ['eligibilityText', 'label'],
  // People at single sites: a reader asks the study's own contacts.
  ['zip', 'siteName', 'sitePhone', 'sitePhoneExt', 'siteEmail', 'lonePhoneExt'],
  // How the registry files a document, and who filed the record.
  ['typeAbbrev', 'uploadDate', 'organization'],
  // Addresses that are no links to the web.
  ['orgLink', 'link'],
]
  .flat()
  .map((role) => `words of ${role}`);

describe('a study in which every field is filled', () => {
  const rich = richTrial((role) => `words of ${role}`);

  test('has the sections of a registry page, in its order', () => {
    expect(headingsOf(rich)).toEqual([
      'A Trial',
      'Summary',
      'Description',
      'Study design',
      'Arms',
      'Interventions',
      'Primary outcomes',
      'Secondary outcomes',
      'Other outcomes',
      'Eligibility',
      'Contacts',
      `Sites (${rich.sites.length})`,
      'References',
      'Links',
      'Documents',
      'Sharing of individual participant data',
      'Oversight',
    ]);
  });

  test('shows every text but those a reader of a page does not look for', () => {
    const shown = narrativeOf(rich);
    const hidden = textsOf(rich).filter((words) => !shown.includes(words));
    expect([...new Set(hidden)].toSorted()).toEqual([...NOT_SHOWN].toSorted());
  });
});

/** Every text of the trial, not what the texts are made from. */
function textsOf(part: unknown): string[] {
  if (typeof part === 'string') return part.startsWith('words of ') ? [part] : [];
  if (typeof part !== 'object' || part === null) return [];
  return Object.values(part).flatMap(textsOf);
}

test('says whether dates and numbers have happened or are expected, and what is from prose', () => {
  const words = wordsOf(
    registeredTrial({
      status: {
        overall: code('ctgov-overall-status', 'UNKNOWN'),
        lastKnown: code('ctgov-overall-status', 'RECRUITING'),
        start: { date: text('2022-04-04'), type: code('ctgov-date-type', 'ACTUAL') },
        completion: { date: text('2027-09'), type: code('ctgov-date-type', 'ESTIMATED') },
        registrationDates: [],
      },
      design: {
        phases: [code('ctgov-phase', 'PHASE1'), code('ctgov-phase', 'PHASE2')],
        whoMasked: [
          code('ctgov-who-masked', 'PARTICIPANT'),
          code('ctgov-who-masked', 'INVESTIGATOR'),
        ],
        masking: code('ctgov-masking', 'DOUBLE'),
        enrollment: {
          value: 62,
          place: { kind: 'pointer', pointer: '/summary' },
          derivation: { method: 'text-rule' },
        },
        enrollmentType: code('ctgov-date-type', 'ESTIMATED'),
      },
    }),
  );
  expect(words.split('\n')).toEqual(
    expect.arrayContaining([
      'Recruitment status: Unknown status; last known: Recruiting',
      'Phase: Phase 1, Phase 2',
      'Enrollment: 62 (estimated) (read from the text)',
      'Start: 2022-04-04 (actual)',
      'Completion: 2027-09 (estimated)',
      'Masking: Double (Participant, Investigator)',
    ]),
  );
});

test('shows which arm gets which intervention, and what each of them is', () => {
  const words = wordsOf(
    registeredTrial({
      arms: [
        armWith({
          label: text('A'),
          type: code('ctgov-arm-group-type', 'EXPERIMENTAL'),
          description: text('Dose \\> 2 mg'),
          interventions: [0, 1],
        }),
        armWith({ label: text('B'), interventions: [1] }),
      ],
      interventions: [
        interventionWith({
          name: text('Irinotecan'),
          type: code('ctgov-intervention-type', 'DRUG'),
          otherNames: [text('CPT-11')],
          description: text('* daily'),
        }),
        interventionWith({ name: text('Placebo') }),
      ],
      outcomes: [
        outcomeWith({ measure: text('Survival'), timeFrame: text('2 years') }),
        outcomeWith({ kind: 'other', measure: text('Cost') }),
      ],
    }),
  );
  expect(words.slice(words.indexOf('Arms'))).toBe(
    [
      'Arms',
      'Arm: Interventions',
      'A (Experimental)',
      'Dose > 2 mg: Irinotecan',
      'Placebo',
      'B: Placebo',
      'Interventions',
      'Irinotecan (Drug), also: CPT-11',
      'daily',
      'Placebo',
      'Primary outcomes',
      'Measure: Time frame',
      'Survival: 2 years',
      'Other outcomes',
      'Cost',
    ].join('\n'),
  );
});

describe('eligibility', () => {
  const criteria = [
    criterionWith({ text: text('Adults') }),
    criterionWith({ text: text('Pregnancy'), exclude: true }),
  ];
  const shown = (parts: Partial<Trial['eligibility']>): string => {
    const narrative = narrativeOf(
      registeredTrial({ eligibility: { stdAges: [], criteria, ...parts } }),
    );
    return narrative.slice(narrative.indexOf('<h3>Eligibility'));
  };

  test('with lists of its own is shown as registered, its headings as headings', () => {
    const registered =
      'Inclusion Criteria:\n\n* Adults \\>= 18 with:\n\n  1. consent\n\nExclusion Criteria:\n\n* Pregnancy';
    expect(shown({ text: text(registered) })).toBe(
      '<h3>Eligibility</h3><h4>Inclusion Criteria:</h4><ul><li>Adults &gt;= 18 with:<ol><li>consent</li></ol></li></ul>' +
        '<h4>Exclusion Criteria:</h4><ul><li>Pregnancy</li></ul></div>',
    );
  });

  test('in running text is shown as the criteria found in it', () => {
    const running = 'Inclusion: 1. Adults Exclusion: 1. Pregnancy';
    expect(shown({ text: text(running) })).toBe(
      '<h3>Eligibility</h3><h4>Inclusion criteria</h4><ol><li>Adults</li></ol>' +
        '<h4>Exclusion criteria</h4><ol><li>Pregnancy</li></ol></div>',
    );
  });

  test('that nothing tells apart stays the text it is', () => {
    const one = [criterionWith({ text: text('Adults only') })];
    expect(shown({ text: text('Adults only'), criteria: one })).toBe(
      '<h3>Eligibility</h3><p>Adults only</p></div>',
    );
  });
});

describe('sites', () => {
  const site = (country: string, city: string, status = 'RECRUITING') =>
    siteWith({
      facility: text('Clinic'),
      city: text(city),
      country: text(country),
      status: code('ctgov-recruitment-status', status),
    });
  const sitesOf = (sites: Trial['sites']): string => {
    const words = wordsOf(registeredTrial({ sites }));
    return words.slice(words.indexOf('Site'));
  };

  test('of a small study are all named, by country', () => {
    expect(sitesOf([site('France', 'Lyon'), site('Chad', 'Sarh'), site('France', 'Nice')])).toBe(
      [
        'Sites (3)',
        'Country: Sites',
        'France (2): Lyon: Clinic (Recruiting)',
        'Nice: Clinic (Recruiting)',
        'Chad: Sarh: Clinic (Recruiting)',
      ].join('\n'),
    );
  });

  test('of a large study are counted, with their status', () => {
    const many = Array.from({ length: 500 }, (_, at) =>
      site(at % 2 === 0 ? 'France' : 'Chad', `City ${at}`, at < 100 ? 'COMPLETED' : 'RECRUITING'),
    );
    const words = sitesOf(many);
    expect(words).toContain('Sites (500)\n');
    expect(words).toContain(
      'City 58: Clinic (Completed)\nand 220 more sites: 20 Completed, 200 Recruiting\n',
    );
    expect(narrativeOf(registeredTrial({ sites: many })).length).toBeLessThan(5000);
  });
});

test('links to the registry, to articles, to documents and to nothing but the web', () => {
  const narrative = narrativeOf(
    registeredTrial({
      references: [
        {
          pmid: text('123'),
          citation: text('Doe. A trial.'),
          type: code('ctgov-reference-type', 'RESULT'),
          retractions: [{ pmid: text('456') }],
        },
      ],
      seeAlso: [
        { label: text('Site'), url: text('https://example.org/?a=1&amp;b=2') },
        { label: text('Bad'), url: text('javascript:alert(1)') },
      ],
      largeDocuments: [
        { label: text('Protocol'), filename: text('Prot_000.pdf'), hasProtocol: flag(true) },
      ],
    }),
  );
  expect([...narrative.matchAll(/<a href="([^"]*)">([^<]*)</g)].map(([, ...link]) => link)).toEqual(
    [
      ['https://clinicaltrials.gov/study/NCT01234567', 'NCT01234567'],
      ['https://pubmed.ncbi.nlm.nih.gov/123', 'PMID 123'],
      ['https://example.org/?a=1&amp;b=2', 'Site'],
      ['https://cdn.clinicaltrials.gov/large-docs/67/NCT01234567/Prot_000.pdf', 'Protocol'],
    ],
  );
  expect(narrative).toContain('Result · retracted (PMID 456)');
  expect(narrative).toContain('<li>Bad</li>');
});

describe('every narrative of the corpus', () => {
  const narratives = everyRecord.flatMap((record) =>
    (conversionOf(record).bundle?.entry ?? []).map(
      ({ resource }) =>
        [`${record.name} ${resource.resourceType}/${resource.id}`, resource] as const,
    ),
  );

  it.each(['is valid XHTML', 'is in the language of its resource', 'leaves no escape unresolved'])(
    '%s',
    (claim) => {
      const faults = narratives.flatMap(([name, resource]) => {
        const { div = '' } = resource['text'] as { readonly div?: string };
        const fault = {
          'is valid XHTML': narrativeFault(div),
          'is in the language of its resource': languageFault(div, resource['language']),
          'leaves no escape unresolved': /\\[<>[\]*~^_]|&amp;(?:lt|gt|amp);/.exec(div)?.[0],
        }[claim];
        return fault === undefined ? [] : [`${name}: ${fault}`];
      });
      expect(narratives.length).toBeGreaterThan(1000);
      expect(faults).toEqual([]);
    },
  );
});

function languageFault(narrative: string, language: unknown): string | undefined {
  const start = narrative.slice(0, narrative.indexOf('>'));
  const given = [...start.matchAll(/ (?:xml:)?lang="([^"]*)"/g)].map(([, value]) => value);
  // Organizations and places are shared by trials of many languages.
  const expected = language ?? 'en';
  return given.length === 2 && given.every((value) => value === expected) ? undefined : start;
}
