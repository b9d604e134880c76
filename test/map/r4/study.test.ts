import { describe, expect, test } from 'vitest';

import {
  at,
  code,
  count,
  interventionWith,
  registeredTrial,
  text,
  trialWith,
} from '../../builders.ts';
import { CS, SD, XV, derived, extensionsOf, map, resourceOf, studyOf } from './finding.ts';

describe('status', () => {
  test('is the R4 code of a registry status, the whole story in progressStatus', () => {
    const study = studyOf(
      registeredTrial({
        status: { overall: code('ctgov-overall-status', 'RECRUITING'), registrationDates: [] },
      }),
    );
    expect([study['status'], study['_status']]).toEqual(['active', undefined]);
    expect(extensionsOf(study, `${XV}ResearchStudy.progressStatus`)).toEqual([
      {
        url: `${XV}ResearchStudy.progressStatus`,
        extension: [
          {
            url: 'state',
            valueCodeableConcept: {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/research-study-status',
                  code: 'recruiting',
                  display: 'Recruiting',
                },
                { system: `${CS}ctgov-overall-status`, code: 'RECRUITING', display: 'Recruiting' },
              ],
            },
          },
        ],
      },
    ]);
  });

  test.each([undefined, 'UNKNOWN', 'WITHHELD', 'PAUSED'])(
    'of %s is the sentinel, marked as defaulted',
    (value) => {
      const status = {
        registrationDates: [],
        ...(value !== undefined && { overall: code('ctgov-overall-status', value) }),
      };
      const study = studyOf(registeredTrial({ status }));
      const rule = value === undefined ? 'status-not-stated' : 'status-without-code';
      expect([study['status'], study['_status']]).toEqual([
        'in-review',
        {
          extension: [
            {
              url: `${XV}ResearchStudy.status`,
              valueCode: value === 'WITHHELD' ? 'draft' : 'unknown',
            },
            derived('defaulted', 'status.overall', rule),
          ],
        },
      ]);
    },
  );

  test('names an unknown status in an issue and keeps its words', () => {
    const mapping = map(
      registeredTrial({
        status: { overall: code('ctgov-overall-status', 'PAUSED'), registrationDates: [] },
      }),
    );
    expect(mapping.issues).toEqual([
      {
        severity: 'warning',
        code: 'code-unknown',
        message: '"PAUSED" has no row in mappings/ctgov-overall-status.json; kept as text.',
        place: at('/ctgov-overall-status'),
      },
    ]);
    expect(JSON.stringify(mapping.resources)).toContain(
      '{"url":"state","valueCodeableConcept":{"text":"PAUSED"}}',
    );
  });
});

describe('dates', () => {
  const dated = (start: string, completion: string) =>
    registeredTrial({
      status: {
        registrationDates: [],
        start: { date: text(start, '/start'), type: code('ctgov-date-type', 'ACTUAL') },
        completion: { date: text(completion, '/completion') },
      },
    });

  test('go in unpadded, with what is known about them in progressStatus', () => {
    const study = studyOf(dated('2020-10', '2023'));
    expect(study['period']).toEqual({ start: '2020-10', end: '2023' });
    const overall = {
      url: 'state',
      valueCodeableConcept: {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/research-study-status',
            code: 'overall-study',
            display: 'Overall study',
          },
        ],
      },
    };
    expect(extensionsOf(study, `${XV}ResearchStudy.progressStatus`)).toEqual([
      {
        url: `${XV}ResearchStudy.progressStatus`,
        extension: [
          overall,
          { url: 'actual', valueBoolean: true },
          { url: 'period', valuePeriod: { start: '2020-10' } },
        ],
      },
      {
        url: `${XV}ResearchStudy.progressStatus`,
        extension: [overall, { url: 'period', valuePeriod: { end: '2023' } }],
      },
    ]);
  });

  test('that are reversed stay out of period, which would be invalid', () => {
    const study = studyOf(dated('2023', '2020-10'));
    expect(study['period']).toBeUndefined();
    expect(extensionsOf(study, `${XV}ResearchStudy.progressStatus`)).toHaveLength(2);
  });

  test('that do not exist are kept beside the study and named', () => {
    const mapping = map(dated('2021-02-30', '2023'));
    const study = resourceOf(mapping, 'ResearchStudy');
    expect(study['period']).toEqual({ end: '2023' });
    expect(mapping.issues.filter(({ code: found }) => found === 'date-invalid')).toEqual([
      {
        severity: 'warning',
        code: 'date-invalid',
        message: '"2021-02-30" is no FHIR date; kept in ext-source-element.',
        place: at('/start'),
      },
    ]);
    expect(extensionsOf(study, `${SD}ext-source-element`)).toContainEqual({
      url: `${SD}ext-source-element`,
      extension: [
        { url: 'path', valueString: '/start' },
        { url: 'value', valueString: '"2021-02-30"' },
      ],
    });
  });

  test("the registry's last update is version and date of everything canonical", () => {
    const mapping = map(
      registeredTrial({
        status: { registrationDates: [{ activity: 'update-posting', date: text('2024-05-17') }] },
        interventions: [interventionWith({})],
      }),
    );
    const intervention = resourceOf(mapping, 'ActivityDefinition');
    expect([intervention['version'], intervention['date']]).toEqual(['2024-05-17', '2024-05-17']);
    expect(resourceOf(mapping, 'Provenance')['recorded']).toBe('2024-05-17T00:00:00Z');
  });
});

describe('phase', () => {
  const phaseOf = (...phases: string[]) =>
    studyOf(
      registeredTrial({
        design: { phases: phases.map((phase) => code('ctgov-phase', phase)), whoMasked: [] },
      }),
    )['phase'];

  test('of two is one concept with each member kept', () => {
    expect(phaseOf('PHASE2', 'PHASE3')).toEqual({
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/research-study-phase',
          code: 'phase-2-phase-3',
          display: 'Phase 2/Phase 3',
        },
        { system: `${CS}ctgov-phase`, code: 'PHASE2', display: 'Phase 2' },
        { system: `${CS}ctgov-phase`, code: 'PHASE3', display: 'Phase 3' },
        {
          system: 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
          code: 'C15694',
          display: 'Phase II/III Trial',
        },
      ],
      text: 'Phase 2/Phase 3',
    });
  });

  test('that no table knows keeps its words', () => {
    expect(phaseOf('PHASE2B')).toEqual({ text: 'PHASE2B' });
  });

  test('is absent where the record has none', () => {
    expect(phaseOf()).toBeUndefined();
  });

  test('read from prose is marked as such', () => {
    const derivation = {
      method: 'text-rule',
      sourcePath: 'detailedDescription',
      rule: 'phase-roman',
    } as const;
    const phases = [{ ...code('ctgov-phase', 'PHASE2'), derivation }];
    const study = studyOf(registeredTrial({ design: { phases, whoMasked: [] } }));
    expect(extensionsOf(study['phase'], `${SD}ext-derivation`)).toEqual([
      derived('text-rule', 'detailedDescription', 'phase-roman'),
    ]);
  });
});

describe('enrollment', () => {
  const enrolled = (type?: string) =>
    map(
      registeredTrial({
        design: {
          phases: [],
          whoMasked: [],
          enrollment: count(280),
          ...(type !== undefined && { enrollmentType: code('ctgov-date-type', type) }),
        },
      }),
    );

  test.each([
    ['ACTUAL', 'actualNumber'],
    ['ESTIMATED', 'targetNumber'],
  ])('%s is %s', (type, element) => {
    expect(
      extensionsOf(
        resourceOf(enrolled(type), 'ResearchStudy'),
        `${XV}ResearchStudy.recruitment.${element}`,
      ),
    ).toEqual([{ url: `${XV}ResearchStudy.recruitment.${element}`, valueUnsignedInt: 280 }]);
  });

  test('without a type counts as planned, marked as defaulted', () => {
    const study = resourceOf(enrolled(), 'ResearchStudy');
    expect(extensionsOf(study, `${XV}ResearchStudy.recruitment.targetNumber`)).toEqual([
      {
        url: `${XV}ResearchStudy.recruitment.targetNumber`,
        valueUnsignedInt: 280,
        _valueUnsignedInt: {
          extension: [derived('defaulted', 'design.enrollmentType', 'enrollment-type-not-stated')],
        },
      },
    ]);
  });

  test('stands in a Group of no named members', () => {
    const group = resourceOf(enrolled('ACTUAL'), 'Group');
    expect([group['type'], group['actual'], group['quantity'], group['name']]).toEqual([
      'person',
      false,
      280,
      'Planned participants of NCT01234567',
    ]);
  });
});

describe('titles', () => {
  test('a trial without any title says so', () => {
    const mapping = map(trialWith({}));
    const study = resourceOf(mapping, 'ResearchStudy');
    expect(study['title']).toMatch(/^Trial txt-/);
    expect(extensionsOf(study['_title'], `${SD}ext-derivation`)).toEqual([
      derived('defaulted', 'titles.brief', 'title-not-stated'),
    ]);
    expect(mapping.issues.map(({ code: found }) => found)).toEqual([
      'title-absent',
      'status-absent',
    ]);
  });

  test('equal titles are told apart by labels', () => {
    const study = studyOf(
      registeredTrial({
        titles: { brief: text('TACE'), official: text('TACE'), acronym: text('T') },
      }),
    );
    const types = extensionsOf(study, `${XV}ResearchStudy.label`).map((label) =>
      JSON.stringify(label),
    );
    expect(types.map((label) => /"code":"(\w+)"/.exec(label)?.[1])).toEqual([
      'official',
      'primary',
      'acronym',
    ]);
  });
});
