import type { Noted } from '../../shared/issue.ts';
import { EMPTY_TRIAL, type Trial } from '../../trial/trial.ts';
import type { Line } from '../lines.ts';
export function readPageText(_lines: readonly Line[]): Noted<Trial> {
  return { value: EMPTY_TRIAL, issues: [] };
}
