import { codeSystem } from '../../shared/canonical.ts';
import type { Code, Text } from '../../trial/values.ts';
import { keepRaw, knownRow, type Scope, textOf } from '../scope.ts';
import type { CodeRow } from '../tables.ts';
import { NCIT } from '../terms.ts';
import { compact, derivationOf, unknownCode } from './build.ts';
import type { CodeableConcept, Coding } from './types.ts';

/** The row of a registry code; an unknown code is reported once and has none. */
export function rowOf(scope: Scope, code: Code): CodeRow | undefined {
  const row = knownRow(scope, code);
  if (!row && code.value.trim() !== '') {
    scope.ledger.note({
      severity: 'warning',
      code: 'code-unknown',
      message: `${unknownCode(code)}; kept as text.`,
      place: code.place,
    });
    // As text it may not tell which field it is of, so the way back needs the field too.
    keepRaw(scope, code);
  }
  return row;
}

/** The registry's own coding, verbatim: what a reader of the record would recognise. */
export function verbatim(table: string, row: CodeRow): Coding {
  return { system: codeSystem(table), code: row.code, display: row.display };
}

const CODINGS = new WeakMap<CodeRow, Coding[]>();

/**
 * Standard code first, then the registry's own, then NCIt (MAPPING section 3). Made once for each row of the
 * tables and frozen: thousands of elements share them.
 */
export function codingsOf(table: string, row: CodeRow): Coding[] {
  const known = CODINGS.get(row);
  if (known) return known;
  const { targets } = row;
  const codings = [
    ...targets.filter(({ system }) => system !== NCIT),
    verbatim(table, row),
    ...targets.filter(({ system }) => system === NCIT),
  ].map((coding) => Object.freeze({ ...coding }));
  Object.freeze(codings);
  CODINGS.set(row, codings);
  return codings;
}

/** A registry code as a concept; undefined where it is absent or blank. */
export function conceptOf(
  scope: Scope,
  code: Code | undefined,
  codings: (table: string, row: CodeRow) => Coding[] = codingsOf,
): CodeableConcept | undefined {
  if (code === undefined) return undefined;
  const row = rowOf(scope, code);
  if (row && !code.derivation) return { coding: codings(code.table, row) };
  const text = row ? undefined : textOf(scope, code);
  if (!row && text === undefined) return undefined;
  return compact<CodeableConcept>({
    extension: derivationOf(code),
    coding: row && codings(code.table, row),
    text,
  });
}

/** Words as a concept without a code. */
export function textConcept(scope: Scope, words: Text | undefined): CodeableConcept | undefined {
  const text = textOf(scope, words);
  return text === undefined
    ? undefined
    : compact<CodeableConcept>({ extension: derivationOf(words), text });
}

/** One code of this project's own or of a standard. */
export function codeConcept(system: string, code: string, display: string): CodeableConcept {
  return { coding: [{ system, code, display }] };
}
