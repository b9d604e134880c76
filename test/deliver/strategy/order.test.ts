import { describe, expect, test } from 'vitest';
import { stepBeyond, type Step } from '../../../src/deliver/plan.ts';
import type { ChosenStrategy } from '../../../src/deliver/strategy/choose.ts';
import { writesOf } from '../../../src/deliver/strategy/order.ts';

const ref = (reference: string) => ({ reference });
const step = (
  action: Step['action'],
  reference: string,
  refersTo: readonly string[] = [],
): Step => ({
  action,
  reference,
  fullUrl: `https://x.test/${reference}`,
  resource: { resourceType: reference.split('/')[0] ?? '', links: refersTo.map(ref) },
  stored: undefined,
});
const deletion = (reference: string, refersTo: readonly string[] = []): Step => {
  const [resourceType = '', id = ''] = reference.split('/');
  const resource = { resourceType, id, links: refersTo.map(ref) };
  return stepBeyond('delete', { resource, version: '1' });
};

/** A study and its parts, which refer to each other. */
const TRIAL = [
  step('create', 'ResearchStudy/s', ['Organization/o', 'PlanDefinition/p', 'EvidenceVariable/e']),
  step('create', 'Provenance/v', ['ResearchStudy/s', 'EvidenceVariable/e']),
  step('create', 'EvidenceVariable/e', ['ResearchStudy/s', 'ActivityDefinition/a']),
  step('create', 'ActivityDefinition/a', ['ResearchStudy/s']),
  step('create', 'PlanDefinition/p', ['ResearchStudy/s']),
  step('create', 'Organization/o'),
];

/** `study without a,b` for each write, a list for each that is sent at once. */
const shown = (steps: readonly Step[], unit: ChosenStrategy['unit'], maxEntries?: number) =>
  writesOf(steps, {
    asked: 'auto',
    ids: 'client',
    unit,
    reasons: [],
    ...(maxEntries !== undefined && { maxEntries }),
  }).map((writes) =>
    writes.map(({ step: { reference }, absent }) =>
      [reference, ...(absent.size > 0 ? ['without', [...absent].join(',')] : [])].join(' '),
    ),
  );

describe('writesOf', () => {
  test('sends everything at once and in its order where it may', () => {
    expect(shown(TRIAL, 'transaction', 6)).toEqual([TRIAL.map(({ reference }) => reference)]);
  });

  test('writes a new study without its parts, then them, then the study', () => {
    expect(shown(TRIAL, 'single').flat()).toEqual([
      'Organization/o',
      'ResearchStudy/s without PlanDefinition/p,EvidenceVariable/e',
      'ActivityDefinition/a',
      'EvidenceVariable/e',
      'PlanDefinition/p',
      'Provenance/v',
      'ResearchStudy/s',
    ]);
  });

  test('lets no entry of a batch need another', () => {
    expect(shown(TRIAL, 'batch')).toEqual([
      ['Organization/o'],
      ['ResearchStudy/s without PlanDefinition/p,EvidenceVariable/e'],
      ['ActivityDefinition/a'],
      ['EvidenceVariable/e', 'PlanDefinition/p'],
      ['Provenance/v', 'ResearchStudy/s'],
    ]);
  });

  test('has a resource in a transaction only once', () => {
    const [, ...others] = TRIAL;
    const away = step('create', 'Location/l');
    expect(shown([...TRIAL, away], 'transaction', 6)).toEqual([
      ['Organization/o', 'Location/l', 'ResearchStudy/s without PlanDefinition/p,EvidenceVariable/e', 'ActivityDefinition/a', 'EvidenceVariable/e', 'PlanDefinition/p'],
      ['Provenance/v', 'ResearchStudy/s'],
    ]); // prettier-ignore
    const sites = Array.from({ length: 6 }, (_, at) => step('create', `Location/${at}`));
    const split = shown([...TRIAL, ...sites, ...others.slice(99)], 'transaction', 6);
    expect(split.map((chunk) => chunk.length)).toEqual([6, 6]);
    expect(split[1]?.filter((one) => one.startsWith('ResearchStudy/s'))).toEqual([
      'ResearchStudy/s',
    ]);
  });

  test('writes a study that is there once, after its new parts and before what left', () => {
    const steps = [
      step('retire', 'EvidenceVariable/old'),
      step('update', 'ResearchStudy/s', ['EvidenceVariable/e']),
      step('create', 'Provenance/v', ['ResearchStudy/s', 'EvidenceVariable/e']),
      step('create', 'EvidenceVariable/e', ['ResearchStudy/s']),
      step('none', 'Organization/o'),
    ];
    expect(shown(steps, 'single').flat()).toEqual([
      'EvidenceVariable/e',
      'Provenance/v',
      'ResearchStudy/s',
      'EvidenceVariable/old',
    ]);
  });

  test('deletes last, and what refers to another before it', () => {
    const steps = [
      deletion('ActivityDefinition/a'),
      deletion('EvidenceVariable/e', ['ActivityDefinition/a']),
      step('update', 'ResearchStudy/s'),
    ];
    const expected = ['ResearchStudy/s', 'EvidenceVariable/e', 'ActivityDefinition/a'];
    expect(shown(steps, 'single').flat()).toEqual(expected);
    expect(shown(steps, 'batch')).toEqual(expected.map((one) => [one]));
  });
});
