import { describe, expect, test } from 'vitest';
import { resolveArms } from '../../src/interpret/arms.ts';
import { EMPTY_TRIAL } from '../../src/trial/empty-trial.ts';
import type { Arm, Intervention } from '../../src/trial/trial.ts';
import type { Text } from '../../src/trial/values.ts';

const text = (value: string): Text => ({ value, place: { kind: 'pointer', pointer: `/${value}` } });
const intervention = (type: string, name: string, ...arms: string[]): Intervention => ({
  type: { ...text(type), table: 'ctgov-intervention-type' },
  name: text(name),
  armGroupLabels: arms.map(text),
  otherNames: [],
});
const arm = (label: string, ...names: string[]): Arm => ({
  label: text(label),
  interventionNames: names.map(text),
  interventions: [],
});
const resolve = (arms: readonly Arm[], interventions: readonly Intervention[]): unknown => {
  const { value, issues } = resolveArms({ ...EMPTY_TRIAL, arms, interventions });
  return [value.arms.map((own) => own.interventions), issues.map(({ code }) => code)];
};

describe('resolveArms', () => {
  test('finds interventions by the label the registry builds of type and name', () => {
    expect(
      resolve(
        [arm('A', 'Dietary Supplement: Zinc'), arm('B')],
        [intervention('DIETARY_SUPPLEMENT', 'Zinc', 'A')],
      ),
    ).toEqual([[[0], []], []]);
  });
  test('uses both ends where they disagree, and says so', () => {
    const interventions = [intervention('DRUG', 'X', 'A'), intervention('DRUG', 'Y')];
    expect(resolve([arm('A', 'Drug: Y')], interventions)).toEqual([
      [[0, 1]],
      ['arm-reference-unknown'],
    ]);
  });
  test('names references to what the record does not have', () => {
    expect(resolve([arm('A', 'Drug: Z')], [intervention('DRUG', 'X', 'C')])).toEqual([
      [[]],
      ['arm-reference-unknown', 'arm-reference-unknown'],
    ]);
  });
});
