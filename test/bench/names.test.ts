import { describe, expect, it, test } from 'vitest';
import { alignNames, isSameName } from '../../bench/prose/labels/names.ts';

test.each([
  ['levels of spinal fusion', 'level of fusion', true],
  ['Sleep-onset latencies', 'sleep onset latency', true],
  ['GINA steps', 'gina/nvl steps', true],
  ['injections', 'finger sticks', false],
  ['stable dose of beta blocker', 'dose', false],
  ['the', 'of the', false],
])('%s and %s: %s', (one, other, isSame) => {
  expect(isSameName(one, other)).toBe(isSame);
  expect(isSameName(other, one)).toBe(isSame);
});

describe('names of ours are called as the label calls them', () => {
  const named = (variable: string, value = '>= 2', side = 'inclusion') => ({
    side,
    variable,
    value,
  });

  it('where side and value are the same, each label once, the same words first', () => {
    const labels = [named('name:fusion levels'), named('name:levels of spinal fusion')];
    const ours = [
      named('name:levels of spinal fusion'),
      named('name:spinal levels'),
      named('name:levels'),
    ];
    expect(alignNames(labels, ours)).toEqual([labels[1], named('name:spinal levels'), labels[0]]);
  });

  it('and not elsewhere', () => {
    const labels = [named('name:levels'), named('age')];
    const others = [
      named('name:levels', '>= 3'),
      named('name:levels', '>= 2', 'exclusion'),
      named('age', '>= 2'),
    ];
    expect(alignNames(labels, others)).toEqual(others);
  });
});
