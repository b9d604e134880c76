import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Gathered } from '../../src/server/gathered.ts';
import { createPrecedence } from '../../src/server/precedence.ts';

describe('calls that are gathered', () => {
  test('go one batch at a time, none lost and none twice', async () => {
    const batches: (readonly number[])[] = [];
    let under = 0;
    const calls = new Gathered<number>(1, async (items) => {
      under += 1;
      expect(under).toBe(1);
      await wait(2);
      batches.push(items);
      under -= 1;
    });

    const all = Array.from({ length: 100 }, (_, index) => index);
    await Promise.all(
      all.map(async (index) => {
        await wait(index % 7);
        await calls.send(index);
        expect(batches.flat()).toContain(index);
      }),
    );

    expect(batches.flat().toSorted((a, b) => a - b)).toEqual(all);
    expect(batches.length).toBeLessThan(50);
  });

  test('a batch that fails is told to those who sent it, and the next goes all the same', async () => {
    const sent: string[] = [];
    const calls = new Gathered<string>(1, async (items) => {
      await wait(2);
      if (items.includes('bad')) throw new Error('no store');
      sent.push(...items);
    });

    const first = calls.send('bad');
    await wait(2);
    const second = calls.send('good');

    await expect(first).rejects.toThrow('no store');
    await second;
    expect(sent).toEqual(['good']);
  });
});

describe('precedence', () => {
  test('work begins at once when nothing is stored, and after what is stored', async () => {
    const { first, turn } = createPrecedence();
    const order: string[] = [];
    await turn();

    const stored = first(async () => {
      await wait(30);
      order.push('stored');
    });
    await turn();
    order.push('worked');
    await stored;

    expect(order).toEqual(['stored', 'worked']);
  });

  test('a rush that does not end holds no work up for ever', async () => {
    const { first, turn } = createPrecedence();
    const rush = new AbortController();
    const storing = first(() => wait(60_000, undefined, { signal: rush.signal }));

    await turn();

    rush.abort();
    await expect(storing).rejects.toThrow();
    await turn();
  });
});
