/**
 * Criteria read by rules beside the annotations of the Chia corpus (Kury et al., Sci Data 2020, CC BY 4.0): of the
 * values that annotators linked to a measurement, how many a typed statement covers, and of the statements, how
 * many stand on an annotated value.
 *
 *   npm run bench:prose -- --chia FOLDER [--show misses|extra]
 *
 * Annotators marked spans, no values: a statement covers an annotation where both its name and its value overlap.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStatements, type Statement } from '../../src/interpret/measure/statements.ts';

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

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

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
  const stems = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.slice(0, -4))
    .toSorted();
  let covered = 0;
  let all = 0;
  let extra = 0;
  let made = 0;
  const misses = new Map<string, number>();
  for (const stem of stems) {
    const { text, spans, pairs } = readAnnotated(folder, stem);
    const statements = statementsOf(text);
    for (const [measurement, value] of pairs) {
      if (!/\d|uln|lln|normal/i.test(value.text)) continue;
      all += 1;
      const isCovered = statements.some(
        (one) => overlaps(one, value) && overlaps(one, measurement),
      );
      if (isCovered) covered += 1;
      else {
        const key = measurement.text.toLowerCase();
        misses.set(key, (misses.get(key) ?? 0) + 1);
        if (show === 'misses')
          console.log(
            `${stem}: ${measurement.text} | ${value.text} | ${text.slice(Math.max(0, measurement.start - 30), value.end + 30).replaceAll('\n', ' ⏎ ')}`,
          );
      }
    }
    const values = [...spans.values()].filter(({ type }) => type === 'Value');
    for (const one of statements) {
      made += 1;
      if (values.some((value) => overlaps(one, value))) continue;
      extra += 1;
      if (show === 'extra')
        console.log(
          `${stem}: ${one.rule} ${JSON.stringify(one.value)} «${text.slice(one.start, one.end)}» in ${text.slice(Math.max(0, one.start - 40), one.end + 40).replaceAll('\n', ' ⏎ ')}`,
        );
    }
  }
  const top = [...misses].toSorted((a, b) => b[1] - a[1]).slice(0, 40);
  return [
    `covered ${covered} of ${all} (${((covered / all) * 100).toFixed(1)} %)`,
    `on no annotated value: ${extra} of ${made}`,
    ...top.map(([name, count]) => `${count} ${name}`),
  ].join('\n');
}

console.log(measureChia(process.argv[2] ?? '', process.argv[3]));
