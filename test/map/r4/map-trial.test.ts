import { describe, expect, test } from 'vitest';

import { mapTrial } from '../../../src/map/map-trial.ts';
import type { FhirResource } from '../../../src/map/resource.ts';
import {
  at,
  context,
  flag,
  interventionWith,
  outcomeWith,
  receivedWith,
  registeredTrial,
  text,
} from '../../builders.ts';
import { SD, map, resourceOf } from './finding.ts';

describe('source document', () => {
  const documentOf = (record: string) =>
    resourceOf(mapTrial(registeredTrial(), receivedWith(record), context), 'DocumentReference');

  test('holds the bytes of a small record', () => {
    expect(documentOf('abc')['content']).toMatchObject([
      {
        attachment: {
          extension: [
            {
              url: `${SD}ext-sha256`,
              valueString: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
            },
          ],
          data: 'YWJj',
          size: 3,
          hash: 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0=',
        },
      },
    ]);
  });

  test('names a large record by address and hash only', () => {
    const [content] = documentOf('x'.repeat(65_537))['content'] as { attachment: FhirResource }[];
    expect([
      content?.attachment['data'],
      content?.attachment['url'],
      content?.attachment['size'],
    ]).toEqual([undefined, 'https://clinicaltrials.gov/study/NCT01234567', 65_537]);
  });
});

describe('lineage', () => {
  test('names for each resource the places it was made of', () => {
    const { lineage } = map(
      registeredTrial({
        interventions: [
          interventionWith({
            name: text('Sorafenib', '/i/0/name'),
            description: text('Tablets', '/i/0/description'),
          }),
        ],
        outcomes: [outcomeWith({ measure: text('OS', '/o/0/measure') })],
        conditions: [{ value: 'HCC', place: { kind: 'lines', first: 3, last: 4 } }],
        oversight: { oversightHasDmc: flag(true, '/dmc') },
      }),
    );
    const places = Object.fromEntries(
      lineage.map(({ resource, places: found }) => [resource, found]),
    );
    expect(places['ActivityDefinition/ctgov-nct01234567-int-1']).toEqual([
      at('/i/0/name'),
      at('/i/0/description'),
    ]);
    expect(places['EvidenceVariable/ctgov-nct01234567-out-pri-1']).toEqual([at('/o/0/measure')]);
    expect(places['ResearchStudy/ctgov-nct01234567']).toContainEqual({
      kind: 'lines',
      first: 3,
      last: 4,
    });
    expect(places['ResearchStudy/ctgov-nct01234567']).toContainEqual(at('/dmc'));
  });
});
