import { describe, expect, test } from 'vitest';
import { fuzz } from './fuzz/run.ts';

/** The same with 100,000 inputs: test/full/fuzz.test.ts. */
describe('hostile input', () => {
  test('is checked in bounded time, without an exception, and told where it is no JSON', () => {
    const { failures, invalid, kinds } = fuzz({ seed: 20_261_121, count: 2000, limit: 3000 });
    expect(failures).toEqual([]);
    expect(invalid).toBeGreaterThan(150);
    expect(kinds.size).toBe(8);
  });
});
