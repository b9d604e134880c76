/** What rules added to a trial, told apart from what its record says. */
import type { Derivation, DerivationMethod } from '../trial/values.ts';

const ADDED: ReadonlySet<DerivationMethod> = new Set([
  'text-rule',
  'dictionary',
  'copied',
  'defaulted',
]);

/** A registered list in one item, taken apart by the reader of text records: its words are registered. */
export function isTakenApart(derivation: Derivation | undefined): boolean {
  return derivation?.rule === 'list-taken-apart';
}

/** True for a value that is no value of the record: it is made again when the record is read again. */
export function isAdded(derivation: Derivation | undefined): boolean {
  return derivation !== undefined && ADDED.has(derivation.method) && !isTakenApart(derivation);
}
