import { expect, test } from 'vitest';
import { fuzz, fuzzTraps } from '../validate/fuzz/run.ts';
import { ENDS } from '../validate/fuzz/values.ts';

const count = Number(process.env['FUZZ_INPUTS'] ?? 100_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
/** Milliseconds of processor time for one input, on a slow machine. */
const LIMIT = 3000;
const SOME_ENDS = ENDS.filter((_, at) => at % 2 === 0);

const tell = (text: string): void => void process.stdout.write(`${text}\n`);

test(`${count} hostile inputs are checked in bounded time and without an exception (seed ${seed})`, () => {
  const { failures, slowest, kinds, invalid } = fuzz({ seed, count, limit: LIMIT });
  tell(`slowest: ${Math.round(slowest.milliseconds)} ms, ${slowest.input}; ${invalid} no JSON`);
  expect(failures).toEqual([]);
  expect([...kinds.values()].reduce((sum, each) => sum + each, 0)).toBe(count);
});

test('traps for regular expressions and parsers take bounded time, whatever their end', () => {
  const { failures, slowest } = fuzzTraps(SOME_ENDS, LIMIT);
  tell(`slowest: ${Math.round(slowest.milliseconds)} ms, ${slowest.input}`);
  expect(failures).toEqual([]);
});
