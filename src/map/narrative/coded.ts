import type { Code, Count, DatePoint, Flag } from '../../trial/values.ts';
import { origin } from '../origin.ts';
import { knownRow, type Scope } from '../scope.ts';

/** A registry code in the words of its table; an unknown one as the record has it. */
export function display(scope: Scope, code: Code | undefined): string | undefined {
  return code && `${plainDisplay(scope, code) ?? ''}${origin(code)}`;
}

/** The same without saying where it is from. */
export function plainDisplay(scope: Scope, code: Code | undefined): string | undefined {
  return code && (knownRow(scope, code)?.display ?? code.value);
}

export function displays(scope: Scope, codes: readonly (Code | undefined)[]): string {
  return codes.flatMap((code) => display(scope, code) ?? []).join(', ');
}

/** `2022-04-04 (actual)`: dates stay as registered, which every language reads alike. */
export function dateWords(scope: Scope, point: DatePoint | undefined): string | undefined {
  return point && `${point.date.value}${planned(scope, point.type)}${origin(point.date)}`;
}

export function countWords(
  scope: Scope,
  count: Count | undefined,
  type: Code | undefined,
): string | undefined {
  return count && `${count.value}${planned(scope, type)}${origin(count)}`;
}

function planned(scope: Scope, type: Code | undefined): string {
  if (type === undefined || type.value.trim() === '') return '';
  if (type.value === 'ACTUAL') return ' (actual)';
  if (type.value === 'ESTIMATED') return ' (estimated)';
  return ` (${plainDisplay(scope, type) ?? ''})`;
}

export function yesNo(flag: Flag | undefined): string | undefined {
  return flag && (flag.value ? 'Yes' : 'No');
}

export const inBrackets = (text: string | undefined): string =>
  text === undefined || text.trim() === '' ? '' : ` (${text})`;
