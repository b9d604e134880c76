import { describe, expect, test } from 'vitest';
import { readStudy } from '../../src/parse/ctgov/study.ts';
import type { Json } from '../../src/shared/json.ts';

/** A value as the trial has it, without its place. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => bare(item));
  if (typeof value !== 'object' || value === null) return value;
  if ('place' in value && 'value' in value) return value.value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bare(inner)]));
}

// As in NCT00892684, with the rest of what the field list knows.
const UNPOSTED: Json = {
  annotationSection: {
    annotationModule: {
      unpostedAnnotation: {
        unpostedResponsibleParty: 'Karel Duchen., MD, Linkoeping University',
        unpostedEvents: [
          { type: 'RELEASE', date: '2012-06-12' },
          { type: 'RESET', date: '2012-07-12' },
          { type: 'UNRELEASE', dateUnknown: true },
        ],
      },
    },
  },
  derivedSection: {
    miscInfoModule: {
      submissionTracking: {
        estimatedResultsFirstSubmitDate: '2012-06-12',
        firstMcpInfo: { postDateStruct: { date: '2012-08-01', type: 'ACTUAL' } },
        submissionInfos: [
          { releaseDate: '2012-06-12', resetDate: '2012-07-12', mcpReleaseN: 1 },
          { releaseDate: '2012-09-01', unreleaseDate: '2012-09-02' },
          { releaseDate: '2012-10-01', unreleaseDateUnknown: true },
        ],
      },
    },
  },
};

describe('results on their way to the registry', () => {
  const { value, issues } = readStudy(UNPOSTED);

  test('are told as they were handed in, taken back and sent back', () => {
    expect(bare(value.submissionHistory)).toEqual({
      estimatedResultsFirstSubmitDate: '2012-06-12',
      firstMcpPost: { date: '2012-08-01', type: 'ACTUAL' },
      submissions: [
        { releaseDate: '2012-06-12', resetDate: '2012-07-12', mcpReleaseN: 1 },
        { releaseDate: '2012-09-01', unreleaseDate: '2012-09-02' },
        { releaseDate: '2012-10-01', unreleaseDateUnknown: true },
      ],
    });
    expect(bare(value.annotations)).toEqual({
      unpostedResponsibleParty: 'Karel Duchen., MD, Linkoeping University',
      unpostedEvents: [
        { type: 'RELEASE', date: '2012-06-12' },
        { type: 'RESET', date: '2012-07-12' },
        { type: 'UNRELEASE', dateUnknown: true },
      ],
      violationEvents: [],
    });
    expect([value.leftovers, issues]).toEqual([[], []]);
  });

  test('name the table of each code', () => {
    expect(value.annotations?.unpostedEvents[0]?.type?.table).toBe('ctgov-unposted-event-type');
    expect(value.submissionHistory?.firstMcpPost?.type?.table).toBe('ctgov-date-type');
  });
});

test('violations found by the FDA are told with their dates', () => {
  const event = {
    type: 'VIOLATION_IDENTIFIED',
    description: 'Failure to Submit.',
    creationDate: '2021-07-01',
    issuedDate: '2021-07-26',
    releaseDate: '2021-08-01',
    postedDate: '2021-08-03',
  };
  const { value } = readStudy({
    annotationSection: { annotationModule: { violationAnnotation: { violationEvents: [event] } } },
  });
  expect(bare(value.annotations)).toEqual({ unpostedEvents: [], violationEvents: [event] });
  expect(value.annotations?.violationEvents[0]?.type?.table).toBe('ctgov-violation-event-type');
  expect(value.leftovers).toEqual([]);
});

test('a record without any of it has no history and no annotations', () => {
  const { value } = readStudy({
    annotationSection: { annotationModule: {} },
    derivedSection: { miscInfoModule: { submissionTracking: { submissionInfos: [] } } },
  });
  expect(value.submissionHistory).toBeUndefined();
  expect(value.annotations).toBeUndefined();
});

test('a responsible party of before 2011 keeps its name and organisation', () => {
  const party = { oldNameTitle: 'J. Doe, MD', oldOrganization: 'University' };
  const { value } = readStudy({
    protocolSection: { sponsorCollaboratorsModule: { responsibleParty: party } },
  });
  expect(bare(value.responsibleParty)).toEqual(party);
  expect(value.leftovers).toEqual([]);
});

describe('a results section', () => {
  const messageFor = (resultsSection: Json): readonly string[] =>
    readStudy({ resultsSection, hasResults: true }).issues.map(
      ({ code, message }) => `${code}: ${message}`,
    );

  test('is named with what is in it and where it is kept', () => {
    const { value, issues } = readStudy({
      resultsSection: {
        participantFlowModule: { groups: [{ id: 'FG000' }] },
        baselineCharacteristicsModule: { groups: [{}] },
        outcomeMeasuresModule: { outcomeMeasures: [{}] },
        adverseEventsModule: { frequencyThreshold: '5' },
        moreInfoModule: { pointOfContact: {} },
        newModule: {},
      },
      hasResults: true,
    });
    expect(issues).toEqual([
      {
        severity: 'information',
        code: 'results-not-modelled',
        message:
          'The record has results (participant flow, baseline characteristics, outcome measures, adverse events, more information); they are not mapped: the DocumentReference of the source record holds or links them.',
        place: { kind: 'pointer', pointer: '/resultsSection' },
      },
    ]);
    expect(value.hasResults?.value).toBe(true);
    expect(value.leftovers).toEqual([]);
  });

  test('is named by its own words where they are not known, and not at all when it is empty', () => {
    expect(messageFor({ constructor: 1, outcomeMeasuresModule: { a: 1 } })).toEqual([
      expect.stringContaining('(constructor, outcome measures)'),
    ]);
    expect(messageFor({})).toEqual([]);
  });
});
