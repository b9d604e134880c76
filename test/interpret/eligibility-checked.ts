import { expect } from 'vitest';
import { splitCriteria } from '../../src/interpret/eligibility/split.ts';
import { treeOf } from './criteria-tree.ts';
import { leftOver } from './left-over.ts';

/** The criteria of a text, of which nothing is lost. */
export const checked = (text: string): unknown => {
  expect(leftOver(text, splitCriteria(text).parts)).toEqual([]);
  return treeOf(text);
};
export const included = (lines: string): unknown => checked(`Inclusion Criteria:\n\n${lines}`);
export const excluded = (lines: string): unknown => checked(`Exclusion Criteria:\n\n${lines}`);
