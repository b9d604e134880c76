import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { endInTurn } from '../../src/server/stopping.ts';
import { createLog } from '../../src/shared/logger.ts';

test('what cannot be ended, or not in time, keeps nothing after it from ending', async () => {
  const ended: string[] = [];
  const lines: string[] = [];
  const log = createLog({ level: 'info', write: (line) => lines.push(line) });
  const started = performance.now();

  await endInTurn(
    [
      ['gone', () => Promise.reject(new Error('a secret of the record'))],
      ['stuck', () => new Promise(() => undefined)],
      ['slow', () => wait(5).then(() => ended.push('slow'))],
      ['last', async () => ended.push('last')],
    ],
    100,
    log,
  );

  expect(ended).toEqual(['slow', 'last']);
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(lines.map((line) => (JSON.parse(line) as { msg: string; what: string }).what)).toEqual([
    'gone',
    'stuck',
  ]);
  expect(lines.join('')).not.toContain('secret');
});
