/**
 * Criteria read by rules beside the annotations of the Chia corpus (Kury et al., Sci Data 2020, CC BY 4.0): of the
 * values that annotators linked to a measurement, how many a typed statement covers, and of the statements, how
 * many stand on an annotated value.
 *
 * Annotators marked spans, no values: a statement covers an annotation where both its name and its value overlap.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Statement } from '../../src/interpret/measure/statement.ts';
import { readStatements } from '../../src/interpret/measure/statements.ts';
import { share } from './interval.ts';

interface Span {
  readonly id: string;
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Annotated {
  readonly text: string;
  readonly spans: ReadonlyMap<string, Span>;
  /** Measurement and its value. */
  readonly pairs: readonly (readonly [Span, Span])[];
}

function readAnnotated(folder: string, stem: string): Annotated {
  const text = readFileSync(join(folder, `${stem}.txt`), 'utf8');
  const lines = readFileSync(join(folder, `${stem}.ann`), 'utf8').split('\n');
  const spans = new Map<string, Span>();
  for (const line of lines) {
    const match = /^(T\d+)\t(\S+) (\d+) (?:[\d;]+ )*?(\d+)\t(.*)$/.exec(line);
    if (!match) continue;
    const [, id = '', type = '', start, end, words = ''] = match;
    spans.set(id, { id, type, start: Number(start), end: Number(end), text: words });
  }
  const pairs = lines.flatMap((line) => {
    const [, from, to] = /^R\d+\tHas_value Arg1:(T\d+) Arg2:(T\d+)/.exec(line) ?? [];
    const measurement = spans.get(from ?? '');
    const value = spans.get(to ?? '');
    return measurement?.type === 'Measurement' && value ? [[measurement, value] as const] : [];
  });
  return { text, spans, pairs };
}

const overlaps = (a: Place, b: Place): boolean => a.start < b.end && b.start < a.end;

/** Statements of each line, with places in the whole text. */
function statementsOf(text: string): readonly Statement[] {
  let offset = 0;
  return text.split('\n').flatMap((line) => {
    const base = offset;
    offset += line.length + 1;
    return readStatements(line).map((one) => ({
      ...one,
      start: one.start + base,
      end: one.end + base,
    }));
  });
}

export function measureChia(folder: string, show?: string): string {
  const tally = { covered: 0, annotated: 0, right: 0, made: 0 };
  const misses = new Map<string, number>();
  for (const stem of stemsIn(folder)) {
    const one = readAnnotated(folder, stem);
    const statements = statementsOf(one.text);
    const lost = one.pairs.filter((pair) => hasNumber(pair) && !isCovered(pair, statements));
    const extra = statements.filter((statement) => !isAnnotated(statement, one.spans));
    const wanted = one.pairs.filter(hasNumber).length;
    tally.annotated += wanted;
    tally.covered += wanted - lost.length;
    tally.made += statements.length;
    tally.right += statements.length - extra.length;
    for (const [{ text }] of lost) {
      misses.set(text.toLowerCase(), (misses.get(text.toLowerCase()) ?? 0) + 1);
    }
    const shown: readonly Place[] =
      show === 'misses' ? lost.map(([, value]) => value) : show === 'extra' ? extra : [];
    for (const { start, end } of shown) {
      const around = one.text.slice(Math.max(0, start - 60), end + 30).replaceAll('\n', ' ⏎ ');
      console.log(`${stem} ${start}: ${around}`);
    }
  }
  return report(tally, misses);
}

const stemsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.slice(0, -4))
    .toSorted();

type Pair = readonly [Span, Span];
type Place = Pick<Span, 'start' | 'end'>;

const hasNumber = ([, value]: Pair): boolean => /\d|uln|lln|normal/i.test(value.text);

const isCovered = ([measurement, value]: Pair, statements: readonly Statement[]): boolean =>
  statements.some((one) => overlaps(one, value) && overlaps(one, measurement));

const isAnnotated = (one: Statement, spans: ReadonlyMap<string, Span>): boolean =>
  [...spans.values()].some(({ type, ...span }) => type === 'Value' && overlaps(one, span));

function report(
  tally: { covered: number; annotated: number; right: number; made: number },
  misses: ReadonlyMap<string, number>,
): string {
  const commonest = [...misses].toSorted((a, b) => b[1] - a[1]).slice(0, 10);
  return [
    `values of measurements covered by a statement: ${share(tally.covered, tally.annotated)}`,
    `statements that stand on an annotated value: ${share(tally.right, tally.made)}`,
    `commonest misses: ${commonest.map(([name, count]) => `${name} (${count})`).join(', ')}`,
  ].join('\n');
}
