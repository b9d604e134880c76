import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { CHECKS, type Check, type Fault, type Outcome } from './check.ts';

/** Counts of all records in one FHIR version. */
export interface Tally {
  readonly fhir: FhirVersion;
  records: number;
  texts: number;
  leaves: number;
  equal: number;
  readonly passed: Record<Check, number>;
  readonly carried: Map<string, number>;
  readonly copied: Map<string, number>;
}

export const openTally = (fhir: FhirVersion): Tally => ({
  fhir,
  records: 0,
  texts: 0,
  leaves: 0,
  equal: 0,
  passed: { restored: 0, leaves: 0, stated: 0, bytes: 0, ids: 0 },
  carried: new Map(),
  copied: new Map(),
});

export function addTo(tally: Tally, outcome: Outcome): void {
  tally.records += 1;
  tally.texts += outcome.isText ? 1 : 0;
  tally.leaves += outcome.leaves;
  tally.equal += outcome.equal;
  for (const check of CHECKS) {
    if (!outcome.faults.some((fault) => fault.check === check)) tally.passed[check] += 1;
  }
  addCounts(tally.carried, outcome.carried);
  addCounts(tally.copied, outcome.copied);
}

function addCounts(to: Map<string, number>, from: ReadonlyMap<string, number>): void {
  for (const [key, count] of from) to.set(key, (to.get(key) ?? 0) + count);
}

const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

const ROWS: Readonly<Record<Check, string>> = {
  restored: '(a) restored trial equals the trial',
  leaves: '(b) no leaf of the JSON differs',
  stated: '(c) every value in the bundle or an issue',
  bytes: '(d) same bytes twice',
  ids: '(e) same ids when wordings change',
};

/** The counts as a table, one column for each version. */
export function tableOf(tallies: readonly Tally[]): string {
  const rows: readonly (readonly [string, (tally: Tally) => string])[] = [
    ...CHECKS.map(
      (check) =>
        [ROWS[check], (tally: Tally) => `${tally.passed[check]} of ${tally.records}`] as const,
    ),
    ['    ClinicalTrials.gov leaves', ({ leaves }) => String(leaves)],
    ['    of these equal', (tally) => ofAll(tally.equal, tally.leaves)],
    ['    carried by ext-source-element', (tally) => ofAll(sumOf(tally.carried), tally.leaves)],
    ['    named there as a copy', (tally) => ofAll(sumOf(tally.copied), tally.leaves)],
  ];
  const head = ['', ...tallies.map(({ fhir }) => fhir.toUpperCase())];
  const cells = [head, ...rows.map(([name, cell]) => [name, ...tallies.map(cell)])];
  return cells.map(lineOf).join('\n');
}

const lineOf = ([name = '', ...cells]: readonly string[]): string =>
  `${name.padEnd(44)}${cells.map((cell) => cell.padEnd(22)).join('')}`.trimEnd();

const ofAll = (count: number, all: number): string =>
  `${count} (${all === 0 ? '0.000' : ((100 * count) / all).toFixed(3)} %)`;

/** Paths whose values a generic extension carries, most first. */
export function pathsOf(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([path, count]) => `${String(count).padStart(8)}  ${path}`);
}

export function faultText(fhir: FhirVersion, name: string, fault: Fault): string {
  const { check, where, wanted, got } = fault;
  const said = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 120);
  return `${fhir} ${name}: ${ROWS[check]}: ${where} wanted ${said(wanted)}, got ${said(got)}`;
}
