import { describe, expect, test } from 'vitest';
import { afterFailure, RETRY_POLICY } from '../../src/deliver/retry.ts';
import { Failure } from '../../src/shared/failure.ts';

const failure = (
  code: 'fhir-server-busy' | 'fhir-server-broke' | 'fhir-server-rejected' | 'fhir-server-conflict',
  retryAfterS?: number,
) => new Failure(code, 'x', retryAfterS === undefined ? {} : { retryAfterS });

describe('afterFailure', () => {
  test('doubles the delay with each attempt up to its limit', () => {
    const delays = [1, 2, 3, 11].map((attempt) =>
      afterFailure(failure('fhir-server-broke'), attempt, () => 1),
    );

    expect(delays).toEqual(
      [1_000, 2_000, 4_000, 900_000].map((delayMs) => ({
        kind: 'retry',
        delayMs,
        countsAttempt: true,
      })),
    );
  });

  test('spreads the delay over its upper half', () => {
    expect(
      [0, 0.5].map((value) => afterFailure(failure('fhir-server-broke'), 3, () => value)),
    ).toEqual([
      { kind: 'retry', delayMs: 2_000, countsAttempt: true },
      { kind: 'retry', delayMs: 3_000, countsAttempt: true },
    ]);
  });

  test('waits at least as long as the server asked, and never longer than a day', () => {
    expect(afterFailure(failure('fhir-server-busy', 60), 1, () => 0)).toEqual({
      kind: 'retry',
      delayMs: 60_000,
      countsAttempt: true,
    });
    expect(afterFailure(failure('fhir-server-busy', 10 ** 9), 1, () => 0)).toEqual({
      kind: 'retry',
      delayMs: 86_400_000,
      countsAttempt: true,
    });
  });

  test('tries soon after a write conflict', () => {
    expect(afterFailure(failure('fhir-server-conflict'), 1, () => 1)).toEqual({
      kind: 'retry',
      delayMs: 200,
      countsAttempt: true,
    });
  });

  test('waits out a pause without using an attempt, spread over a while after it', () => {
    const pause = (seconds: number, random: number) =>
      afterFailure(
        new Failure('fhir-server-paused', 'x', { retryAfterS: seconds }),
        99,
        () => random,
      );

    expect([pause(30, 0), pause(30, 1), pause(0, 0)]).toEqual(
      [30_000, 35_000, 50].map((delayMs) => ({ kind: 'retry', delayMs, countsAttempt: false })),
    );
  });

  test('leaves a definite no to a person at once', () => {
    expect(afterFailure(failure('fhir-server-rejected'), 1, () => 1)).toEqual({
      kind: 'stop',
      state: 'rejected',
    });
  });

  test('stops when the attempts are used up', () => {
    expect(afterFailure(failure('fhir-server-broke'), RETRY_POLICY.maxAttempts, () => 1)).toEqual({
      kind: 'stop',
      state: 'failed',
    });
  });
});
