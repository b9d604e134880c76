import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toAccepted } from '../../src/cli/validate/accepted.ts';
import { nearestUrls } from '../../src/cli/validate/asked-profiles.ts';
import { barLine, startProgress } from '../../src/cli/validate/progress.ts';
import { Targets } from '../../src/cli/validate/targets.ts';
import { TextSet } from '../../src/cli/validate/text-set.ts';
import { isLike } from '../../src/cli/validate/wildcard.ts';
import { plain } from '../../src/cli/report/report.ts';
import { Readable, Writable } from 'node:stream';

describe('TextSet', () => {
  test('has what was added and nothing else', () => {
    const set = new TextSet();
    const name = (at: number): string => `Observation/${at.toString(36)}-${at % 97}`;
    for (let at = 0; at < 200_000; at += 1) set.add(name(at));
    for (let at = 0; at < 200_000; at += 1) if (at % 3 === 0) set.add(name(at));
    expect(set.size).toBe(200_000);
    let wrong = 0;
    for (let at = 0; at < 200_000; at += 1)
      if (!set.has(name(at)) || set.has(name(-1 - at))) wrong += 1;
    expect(wrong).toBe(0);
  });
});

describe('Targets', () => {
  const patient = '{"resourceType":"Patient","id":"a","name":[{"family":"x"}]}';
  const late = '{"meta":{},"id":"b","resourceType":"Patient"}';
  const bundle =
    '{"resourceType":"Bundle","id":"c","entry":[{"resource":{"resourceType":"Group","id":"g"}},{}]}';

  test('knows resources however they begin, also within Bundles', () => {
    const targets = new Targets('error', true);
    for (const text of [patient, late, bundle, 'no JSON', '7', 'null']) targets.noteText(text);
    const known = ['Patient/a', 'Patient/b', 'Bundle/c', 'Group/g'];
    expect(known.map(targets.resolve)).toEqual(known.map((each) => ({ type: each.split('/')[0] })));
    expect(targets.resolve('Group/a')).toEqual({ absent: true });
  });

  test.each([
    'urn:uuid:0fdc72f4-a11d-4a9d-9260-a9f745779e1d',
    'http://a.invalid/fhir/Patient/z',
    'Patient?identifier=1',
    '#x',
    'patient/a',
    '',
    `Patient/${'x'.repeat(65)}`,
  ])('says nothing of %s', (reference) => {
    const targets = new Targets('error', true);
    targets.noteText(patient);
    expect(targets.resolve(reference)).toBeUndefined();
  });

  test('expects of an export only types it has, unless told otherwise', () => {
    const targets = new Targets(undefined, true);
    targets.noteText(patient);
    expect([targets.resolve('Patient/z'), targets.resolve('Device/z')]).toEqual([
      { absent: true },
      undefined,
    ]);
    expect(targets.typesOutside).toEqual(['Device']);
  });

  test('waits to the end of an input that is read once', () => {
    const targets = new Targets(undefined, false);
    targets.startDocument('stdin:1');
    expect(['Patient/a', 'Patient/z', 'Device/z', 'Patient/z'].map(targets.resolve)).toEqual(
      Array(4).fill(undefined),
    );
    targets.noteText(patient);
    expect(targets.missing()).toEqual([{ reference: 'Patient/z', from: 'stdin:1', count: 2 }]);
    expect(targets.typesOutside).toEqual(['Device']);
  });
});

describe('isLike', () => {
  test.each([
    ['Patient.name[0].given', 'Patient.name[*].given', true],
    ['Patient.name[0].given', '*.given', true],
    ['Patient.name[0].given', 'Patient.*', true],
    ['Patient.name[0].given', '*', true],
    ['', '*', true],
    ['Patient.name', 'Patient.name', true],
    ['Patient.names', 'Patient.name', false],
    ['Patient.name', 'Patient.name*x', false],
    ['', 'a', false],
  ])('%s, %s', (text, pattern, expected) => {
    expect(isLike(text, pattern)).toBe(expected);
  });

  test('agrees with a regular expression, and does not take its time', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (text, pattern) => {
        const flat = text.replaceAll('*', 'c');
        expect(isLike(flat, pattern)).toBe(
          new RegExp(`^${pattern.replaceAll(/\*+/g, '.*')}$`).test(flat),
        );
      }),
    );
    const started = performance.now();
    expect(isLike('a'.repeat(20_000), `${'a*'.repeat(30)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('toAccepted', () => {
  test('takes one key of an invariant and leaves the others', () => {
    const accepted = toAccepted(
      'invariant-failed:dom-6 Patient no narrative\n',
      'a.txt',
      '2026-01-01',
    );
    const issue = (message: string, expression = 'Patient') =>
      ({ severity: 'warning', code: 'invariant-failed', message, expression }) as const;
    expect(accepted.accepts(issue('dom-6: A resource should'))).toBe(true);
    expect(accepted.accepts(issue('dom-60: A resource should'))).toBe(false);
    expect(accepted.accepts(issue('dom-6: A resource should', 'Group'))).toBe(false);
    expect([accepted.count, accepted.unused()]).toEqual([1, []]);
  });
});

describe('nearestUrls', () => {
  test('finds a name with letters twisted, and nothing for a name like none', () => {
    const urls = ['http://a/ResearchStudy', 'http://a/trial-research-study-r4', 'http://a/Patient'];
    expect(nearestUrls('https://b/trial-reserach-study', urls)).toEqual([
      'http://a/trial-research-study-r4',
      'http://a/ResearchStudy',
    ]);
    expect(nearestUrls('zzzz', urls)).toEqual([]);
  });
});

describe('the progress bar', () => {
  test('is one line of figures', () => {
    const seen = {
      bytes: 512 * 1024 * 1024,
      total: 2048 * 1024 * 1024,
      documents: 812_345,
      errors: 1,
      elapsedMs: 30_000,
    };
    expect(barLine(seen)).toBe(
      '[=====>              ]  25 %  512 MiB of 2.0 GiB  812,345 checked  1 error  1 min 30 s left',
    );
    expect(barLine({ ...seen, total: 0 })).toBe('512 MiB read  812,345 checked  1 error');
    expect(barLine({ ...seen, bytes: seen.total * 2 })).toMatch(/^\[={20}\] 100 %/);
  });

  const drawn = (given: { isTTY: boolean; isQuiet?: boolean; env?: NodeJS.ProcessEnv }): string => {
    let text = '';
    let now = 0;
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => ((text += chunk.toString()), done()),
    });
    const stderr = Object.assign(sink, { isTTY: given.isTTY, columns: 40 });
    const progress = startProgress(
      { stdin: Readable.from([]), stdout: stderr, stderr, env: given.env ?? {} },
      { total: 1000, isQuiet: given.isQuiet === true, now: () => now },
    );
    for (let step = 0; step < 100; step += 1) {
      now += 20;
      progress.bytes(10);
      progress.checked(0);
    }
    progress.clear();
    return text;
  };

  test('is drawn on a terminal, at most ten times a second, and taken away', () => {
    const text = drawn({ isTTY: true });
    const lines = text.split('\r').filter((line) => line.startsWith('['));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(lines.every((line) => line.replace('\u001B[K', '').length < 40)).toBe(true);
    expect(text.endsWith('\r\u001B[K')).toBe(true);
  });

  test.each([
    ['a file', { isTTY: false }],
    ['a quiet run', { isTTY: true, isQuiet: true }],
    ['CI', { isTTY: true, env: { CI: 'true' } }],
    ['a terminal that cannot', { isTTY: true, env: { TERM: 'dumb' } }],
  ])('is not drawn for %s', (_name, given) => {
    expect(drawn(given)).toBe('');
  });
});

describe('plain', () => {
  test('leaves nothing that a terminal would obey, and all that people write', () => {
    expect(plain('a\u001B[31m\n\u0007\u009B\u202Eb')).toBe(
      'a\\u001b[31m\\u000a\\u0007\\u009b\\u202eb',
    );
    expect(plain('Hépatite 期 😀 \u{1F468}\u200D\u{1F469}')).toBe(
      'Hépatite 期 😀 \u{1F468}\u200D\u{1F469}',
    );
  });
});
