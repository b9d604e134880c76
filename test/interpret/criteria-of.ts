import { interpret } from '../../src/interpret/interpret.ts';
import { EMPTY_TRIAL } from '../../src/trial/empty-trial.ts';
import type { Criterion } from '../../src/trial/understood.ts';

/** The criteria that are read from a text. */
export const criteriaOf = (text: string): readonly Criterion[] => {
  const trial = {
    ...EMPTY_TRIAL,
    eligibility: {
      ...EMPTY_TRIAL.eligibility,
      text: { value: text, place: { kind: 'pointer' as const, pointer: '/eligibility' } },
    },
  };
  return interpret(trial).value.eligibility.criteria;
};
