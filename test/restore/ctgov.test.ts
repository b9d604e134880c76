import { describe, expect, test } from 'vitest';
import { leavesOf } from '../../scripts/invariants/leaves.ts';
import { parse } from '../../src/parse/parse.ts';
import { writeStudy } from '../../src/restore/ctgov/study.ts';
import { listIn, objectIn, type Json } from '../../src/shared/json.ts';
import { seeds, studies } from '../corpus/records.ts';
import {
  armWith,
  code,
  interventionWith,
  outcomeWith,
  registeredTrial,
  text,
  trialWith,
} from '../builders.ts';

const derived = (method: 'text-rule' | 'dictionary' | 'copied' | 'defaulted') =>
  ({ method, rule: 'any' }) as const;

describe('a trial as ClinicalTrials.gov JSON', () => {
  test.each(studies.map((record) => [record.name, record] as const))(
    '%s has exactly the leaves of the record',
    (_name, record) => {
      const trial = parse(record).value;
      const wanted = leavesOf(JSON.parse(record.text) as Json);
      expect(trial).toBeDefined();
      if (trial)
        expect(Object.fromEntries(leavesOf(writeStudy(trial)))).toEqual(Object.fromEntries(wanted));
    },
  );

  test.each(
    (['text-rule', 'dictionary', 'copied', 'defaulted'] as const).map((method) => [method]),
  )('leaves out what is %s', (method) => {
    const derivation = derived(method);
    const made = text('made', '/x', derivation);
    const study = writeStudy(
      registeredTrial({
        detailedDescription: made,
        conditions: [text('Asthma'), made],
        design: { phases: [{ ...code('ctgov-phase', 'PHASE2'), derivation }], whoMasked: [] },
        arms: [armWith({ label: made })],
        interventions: [interventionWith({ name: made })],
        outcomes: [outcomeWith({ measure: made })],
      }),
    );
    expect(study).toEqual({
      protocolSection: {
        identificationModule: { nctId: 'NCT01234567', briefTitle: 'A Trial' },
        conditionsModule: { conditions: ['Asthma'] },
      },
    });
  });

  test('keeps what the registry derived where the registry keeps it', () => {
    const derivation = { method: 'registry-derived' } as const;
    const mesh = {
      id: text('D001249', '/id', derivation),
      term: text('Asthma', '/term', derivation),
    };
    const study = writeStudy(trialWith({ conditionMeshes: [mesh] }));
    expect(study['derivedSection']).toEqual({
      conditionBrowseModule: { meshes: [{ id: 'D001249', term: 'Asthma' }] },
    });
  });

  test('puts the parts of a registered list together again', () => {
    const seed = seeds.find(({ name }) => name.includes('1f2a0a5044a4a3c5'));
    const trial = seed && parse(seed).value;
    const protocol = objectIn(trial && writeStudy(trial)['protocolSection']);
    const conditions = listIn(objectIn(protocol['conditionsModule'])['conditions']);
    const interventions = listIn(objectIn(protocol['armsInterventionsModule'])['interventions']);
    expect(trial?.conditions.length).toBeGreaterThan(1);
    expect(conditions).toHaveLength(1);
    expect(seed?.text).toContain(conditions[0]);
    expect(interventions).toHaveLength(1);
  });

  test("makes another registry's number a secondary one", () => {
    const study = writeStudy(
      trialWith({
        registry: 'isrctn',
        identifiers: [{ kind: 'registry', id: text('ISRCTN12345678'), registry: 'isrctn' }],
      }),
    );
    expect(study).toEqual({
      protocolSection: {
        identificationModule: {
          secondaryIdInfos: [{ id: 'ISRCTN12345678', type: 'REGISTRY' }],
        },
      },
    });
  });
});
