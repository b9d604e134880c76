/** The phase a record says of its own trial. */
import { findPhase } from '../../parse/phases.ts';
import type { Facet } from './facets.ts';

/** Two phases of one trial: `dose escalation phase I and dose expansion phase II`. */
const ANY_PHASE = /\bphases?[ -]?(iii|ii|iv|i|[0-4])(?![0-9])/gi;
const NUMERALS = ['0', 'i', 'ii', 'iii', 'iv'];

const numberOf = (numeral: string): number =>
  /\d/.test(numeral) ? Number(numeral) : NUMERALS.indexOf(numeral.toLowerCase());

const phasesIn = (text: string): ReadonlySet<number> =>
  new Set([...text.matchAll(ANY_PHASE)].map(([, numeral = '']) => numberOf(numeral)));

/** Half of the trials that call themselves phase Ib are registered as phase 1 and 2. */
const STEP = /[bc]$/i;

export const PHASE_FACET: Facet = {
  key: 'phases',
  name: 'Phase',
  table: 'ctgov-phase',
  emitted: ['EARLY_PHASE1', 'PHASE1', 'PHASE2', 'PHASE3', 'PHASE4'],
  read(text) {
    const found = findPhase(text);
    if (!found || (found.codes.join('+') === 'PHASE1' && STEP.test(found.excerpt)))
      return undefined;
    return { codes: found.codes, excerpt: found.excerpt };
  },
  /** A record that names another phase may speak of its other part. */
  isUnsettled(codes, whole) {
    const own = new Set(codes.map((code) => Number(/\d/.exec(code)?.[0])));
    return [...phasesIn(whole)].some((phase) => !own.has(phase));
  },
  registered: ({ design }) => design.phases.map(({ value }) => value),
  /** Phase 0 is called phase 1 too; a trial without phases may count its steps. */
  contradicts(said, registered) {
    const isEarly = said.join('+') === 'PHASE1' && registered.join('+') === 'EARLY_PHASE1';
    return !isEarly && registered.join('+') !== 'NA' && registered.join('+') !== said.join('+');
  },
};
