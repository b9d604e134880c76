import { describe, expect, test } from 'vitest';
import type { Passed } from '../../../src/deliver/transport/breaker.ts';
import { createGate, type GateOptions } from '../../../src/deliver/transport/gate.ts';
import { places, tokenBucket } from '../../../src/deliver/transport/pace.ts';
import { Failure, type FailureCode } from '../../../src/shared/failure.ts';

const GOOD: Passed = { status: 200 };

/** A gate with a clock that a test moves, and a count of what was really asked. */
function gateAt(options: Partial<GateOptions> = {}) {
  const clock = { ms: 0 };
  const probes: (() => Promise<Passed>)[] = [];
  let probed = 0;
  const gate = createGate({
    concurrency: 4,
    breaker: { failures: 3, openMs: 1_000 },
    now: () => clock.ms,
    probe: () => {
      probed += 1;
      return probes.shift()?.() ?? Promise.resolve(GOOD);
    },
    ...options,
  });
  return { gate, clock, probes, probed: () => probed };
}

const failing = (code: FailureCode) => () => Promise.reject(new Failure(code, 'x'));
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'passed',
    (error: unknown) => (error instanceof Failure ? error.code : 'bug'),
  );

describe('the circuit breaker', () => {
  test('stops asking after so many failures in a row, and asks nothing while it is open', async () => {
    const { gate } = gateAt();
    for (let round = 0; round < 3; round += 1)
      expect(await codeOf(gate.pass(failing('fhir-server-unreachable')))).toBe(
        'fhir-server-unreachable',
      );

    let isAsked = false;
    const next = gate.pass(() => {
      isAsked = true;
      return Promise.resolve(GOOD);
    });

    expect([await codeOf(next), isAsked, gate.waitMs()]).toEqual([
      'fhir-server-paused',
      false,
      1_000,
    ]);
  });

  test.each<[string, () => Promise<Passed>]>([
    ['an answer', () => Promise.resolve(GOOD)],
    ['a refusal', () => Promise.resolve({ status: 422 })],
    ['an error of the server itself', () => Promise.resolve({ status: 500 })],
    ['a server that is busy', () => Promise.resolve({ status: 429 })],
    ['a login that is refused', failing('fhir-server-unauthorized')],
  ])('counts from the start again after %s', async (_what, act) => {
    const { gate } = gateAt();
    for (const step of [1, 2]) {
      for (let round = 0; round < 2; round += 1)
        await codeOf(gate.pass(() => Promise.resolve({ status: 503 })));
      if (step === 1) await codeOf(gate.pass(act));
    }

    expect(gate.waitMs()).toBe(0);
  });

  test('finds out by one question for all whether the server is back', async () => {
    const { gate, clock, probed } = gateAt();
    for (let round = 0; round < 3; round += 1)
      await codeOf(gate.pass(failing('fhir-server-timeout')));
    clock.ms = 1_000;

    const codes = await Promise.all(
      [1, 2, 3].map(() => codeOf(gate.pass(() => Promise.resolve(GOOD)))),
    );

    expect([codes, probed()]).toEqual([['passed', 'passed', 'passed'], 1]);
    await gate.pass(() => Promise.resolve(GOOD));
    expect(probed()).toBe(1);
  });

  test('opens again where that question fails, and sends nothing', async () => {
    const { gate, clock, probes } = gateAt();
    for (let round = 0; round < 3; round += 1)
      await codeOf(gate.pass(failing('fhir-server-broke')));
    clock.ms = 1_500;
    probes.push(failing('fhir-server-unreachable'));

    expect(await codeOf(gate.pass(() => Promise.reject(new Error('asked'))))).toBe(
      'fhir-server-paused',
    );
    expect(gate.waitMs()).toBe(1_000);
  });
});

describe('Retry-After', () => {
  test('is kept to by everything that goes to the destination', async () => {
    const { gate, clock, probed } = gateAt();
    await gate.pass(() => Promise.resolve({ status: 429, retryAfterS: 7 }));
    clock.ms = 6_999;
    expect(await codeOf(gate.pass(() => Promise.resolve(GOOD)))).toBe('fhir-server-paused');

    clock.ms = 7_000;

    // It was there all the time: nobody need ask whether it is.
    expect([await codeOf(gate.pass(() => Promise.resolve(GOOD))), probed()]).toEqual(['passed', 0]);
  });

  test('of a login server counts as well, and a day is the most', async () => {
    const { gate } = gateAt();
    await codeOf(
      gate.pass(() =>
        Promise.reject(new Failure('fhir-server-busy', 'x', { retryAfterS: 10 ** 9 })),
      ),
    );

    expect(gate.waitMs()).toBe(86_400_000);
  });
});

test('no more exchanges run at once than allowed, and none is forgotten', async () => {
  const room = places(2);
  let running = 0;
  let most = 0;
  const act = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (running === 0) throw new Error('one that fails gives its place back');
  };

  const ended = await Promise.allSettled(Array.from({ length: 9 }, () => room.run(act)));

  expect([ended.length, most, running]).toEqual([9, 2, 0]);
});

describe('tokenBucket', () => {
  const waits = (rate: number, atMs: readonly number[]): number[] => {
    let ms = 0;
    const bucket = tokenBucket(rate, () => ms);
    return atMs.map((at) => {
      ms = at;
      return Math.round(bucket.reserve());
    });
  };

  test('lets a second of work through at once and then keeps the rate', () => {
    expect(waits(4, [0, 0, 0, 0, 0, 0])).toEqual([0, 0, 0, 0, 250, 500]);
  });

  test('fills up with time, and never beyond its size', () => {
    expect(waits(2, [0, 0, 0, 5_000, 5_000, 5_000])).toEqual([0, 0, 500, 0, 0, 500]);
  });

  test('can be slower than one a second', () => {
    expect(waits(0.5, [0, 0, 1_000])).toEqual([0, 2_000, 3_000]);
  });
});

test('a closed gate lets nobody wait', async () => {
  const { gate } = gateAt({ ratePerSecond: 0.01 });
  await gate.pass(() => Promise.resolve(GOOD));
  const waiting = codeOf(gate.pass(() => Promise.resolve(GOOD)));

  gate.close();

  expect(await waiting).toBe('fhir-server-paused');
});
