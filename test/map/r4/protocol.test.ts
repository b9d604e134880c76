import { describe, expect, test } from 'vitest';

import { armWith, code, interventionWith, registeredTrial, text } from '../../builders.ts';
import { SD, XV, extensionsOf, map, resourceOf, studyOf } from './finding.ts';

describe('arms and protocol', () => {
  const designed = (model: string) =>
    registeredTrial({
      interventions: [
        interventionWith({
          name: text('Sorafenib', '/interventions/0/name'),
          type: code('ctgov-intervention-type', 'DRUG'),
          armGroupLabels: [text('Both')],
        }),
        interventionWith({
          name: text('TACE', '/interventions/1/name'),
          type: code('ctgov-intervention-type', 'PROCEDURE'),
          armGroupLabels: [text('Both')],
        }),
      ],
      arms: [
        armWith({
          label: text('Both', '/armGroups/0/label'),
          type: code('ctgov-arm-group-type', 'EXPERIMENTAL'),
          interventionNames: [
            text('Drug: Sorafenib'),
            text('Procedure: TACE'),
            text('Drug: Unheard of'),
          ],
          interventions: [0, 1],
        }),
        armWith({ label: text('Nothing'), type: code('ctgov-arm-group-type', 'NO_INTERVENTION') }),
      ],
      design: {
        phases: [],
        whoMasked: [],
        interventionModel: code('ctgov-intervention-model', model),
      },
    });

  test('allocation holds arms, arms hold interventions', () => {
    const protocol = resourceOf(map(designed('PARALLEL')), 'PlanDefinition');
    const canonical = (ordinal: number): string =>
      `https://trialcast.example/fhir/ActivityDefinition/ctgov-nct01234567-int-${ordinal}`;
    expect(protocol['action']).toMatchObject([
      {
        id: 'allocation',
        textEquivalent: 'Parallel Assignment',
        selectionBehavior: 'exactly-one',
        action: [
          {
            id: 'arm-1',
            title: 'Both',
            action: [
              {
                id: 'arm-1-int-1',
                title: 'Sorafenib',
                textEquivalent: 'Drug: Sorafenib',
                definitionCanonical: canonical(1),
              },
              {
                id: 'arm-1-int-2',
                title: 'TACE',
                textEquivalent: 'Procedure: TACE',
                definitionCanonical: canonical(2),
              },
            ],
          },
          { id: 'arm-2', title: 'Nothing' },
        ],
      },
    ]);
  });

  test('in a crossover everyone passes through every arm', () => {
    expect(resourceOf(map(designed('CROSSOVER')), 'PlanDefinition')['action']).toMatchObject([
      { selectionBehavior: 'all' },
    ]);
  });

  test('an arm points to the exposures it gives, words it cannot resolve are kept', () => {
    const study = studyOf(designed('PARALLEL'));
    const [both] = study['arm'] as unknown[];
    expect(extensionsOf(both, `${XV}ResearchStudy.comparisonGroup.intendedExposure`)).toEqual(
      [1, 2].map((ordinal) => ({
        url: `${XV}ResearchStudy.comparisonGroup.intendedExposure`,
        valueReference: { reference: `EvidenceVariable/ctgov-nct01234567-exp-${ordinal}` },
      })),
    );
    expect(extensionsOf(study, `${SD}ext-source-element`)).toEqual([
      {
        url: `${SD}ext-source-element`,
        extension: [
          { url: 'path', valueString: '/armGroups/0/interventionNames' },
          {
            url: 'value',
            valueString: '["Drug: Sorafenib","Procedure: TACE","Drug: Unheard of"]',
          },
        ],
      },
    ]);
  });

  test('without arms none is invented', () => {
    const protocol = resourceOf(
      map(registeredTrial({ interventions: [interventionWith({})] })),
      'PlanDefinition',
    );
    expect(protocol['action']).toMatchObject([{ id: 'int-1', title: 'Sorafenib' }]);
  });

  test('an observational study has no protocol', () => {
    const mapping = map(
      registeredTrial({
        arms: [armWith({})],
        design: { phases: [], whoMasked: [], studyType: code('ctgov-study-type', 'OBSERVATIONAL') },
      }),
    );
    expect(
      mapping.resources.filter(({ resourceType }) => resourceType === 'PlanDefinition'),
    ).toEqual([]);
  });

  test('a drug is a product, a procedure a service, an undecidable type has no kind', () => {
    const kinds = ['DRUG', 'PROCEDURE', 'OTHER'].map((type) => {
      const {
        kind,
        productCodeableConcept,
        code: service,
      } = resourceOf(
        map(
          registeredTrial({
            interventions: [interventionWith({ type: code('ctgov-intervention-type', type) })],
          }),
        ),
        'ActivityDefinition',
      );
      return [kind, productCodeableConcept, service];
    });
    const sorafenib = { text: 'Sorafenib' };
    expect(kinds).toEqual([
      ['MedicationRequest', sorafenib, undefined],
      ['ServiceRequest', undefined, sorafenib],
      [undefined, undefined, sorafenib],
    ]);
  });
});
