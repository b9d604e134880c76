import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../src/source/load-validator.ts';
import type { Issue } from '../../src/shared/issue.ts';
import { MAX_ISSUES } from '../../src/validate/check/findings.ts';
import { checkDocument } from '../../src/validate/document/check-document.ts';
import { FAULTS, withEdits } from './faults.ts';

const validator = loadValidator();
const text = readFileSync(new URL('valid-bundle.json', import.meta.url), 'utf8');
const valid: unknown = JSON.parse(text);

function codes(resource: unknown): string[] {
  return validator.validate(resource).map((issue) => issue.code);
}

function nested(depth: number, inner: unknown, wrap: (value: unknown) => unknown): unknown {
  let value = inner;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}

/** JSON Pointers of every value in the bundle. */
function pointers(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) => pointers(child, `${path}/${key}`)),
  ];
}

describe('validate', () => {
  it.each([
    undefined,
    null,
    true,
    1,
    'x',
    [],
    {},
    [[]],
    { resourceType: 7 },
    { resourceType: '__proto__' },
  ])('reports one error for %j', (value) => {
    expect(validator.validate(value).map((issue) => issue.severity)).toEqual(['error']);
  });

  it('never throws on any JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('Bundle', 'ResearchStudy', 'Parameters'),
        (value, type) => {
          const resource = { ...(value as object), resourceType: type };
          expect(Array.isArray(validator.validate(resource))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never throws on a valid bundle with any value replaced', () => {
    const places = pointers(valid).filter((pointer) => pointer !== '');
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (pointer, value) => {
        expect(Array.isArray(validator.validate(withEdits(valid, [[pointer, value]])))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('ends on nesting without end', () => {
    const extension = nested(20_000, { url: 'x', valueString: 'x' }, (value) => ({
      url: 'http://a.invalid',
      extension: [value],
    }));
    const contained = nested(20_000, { resourceType: 'Basic' }, (value) => ({
      resourceType: 'Basic',
      contained: [value],
    }));
    const parameters = nested(20_000, {}, (value) => ({ name: 'x', part: [value] }));
    expect(codes({ resourceType: 'Basic', code: { text: 'x' }, extension: [extension] })).toContain(
      'wrong-type',
    );
    expect(codes(contained)).toContain('wrong-type');
    expect(codes({ resourceType: 'Parameters', parameter: [parameters] })).toContain('wrong-type');
  });

  it('treats __proto__ and constructor as properties like any other', () => {
    const resource: unknown = JSON.parse(
      '{"resourceType":"Basic","code":{"text":"x","__proto__":{"a":1},"constructor":1}}',
    );
    const found = validator.validate(resource).filter((issue) => issue.code === 'unknown-property');
    expect(found.map((issue) => issue.expression)).toEqual([
      'Basic.code.__proto__',
      'Basic.code.constructor',
    ]);
  });

  it('takes bounded time on long texts and long lists', () => {
    const started = performance.now();
    const long = 'a '.repeat(500_000);
    validator.validate({
      resourceType: 'Basic',
      id: long,
      code: {
        text: long,
        coding: Array.from({ length: 20_000 }, (_, index) => ({ code: `c${index}`, system: long })),
      },
      text: { status: 'generated', div: `<div>${'<'.repeat(100_000)}` },
    });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each([
    [
      'names that are unknown',
      (at: number) => `"genders${at}":1`,
      '{"resourceType":"Patient",',
      '}',
    ],
    [
      'contained resources that nothing refers to',
      () => '{"resourceType":"Basic","id":"a","code":{"text":"x"}}',
      '{"resourceType":"Patient","contained":[',
      ']}',
    ],
    ['keys that come twice', () => '"active":true', '{"resourceType":"Patient",', '}'],
  ])('takes no more time for each of many %s', (_name, item, start, end) => {
    const many = Array.from({ length: 50_000 }, (_, at) => item(at));
    const started = performance.now();
    checkDocument({ text: `${start}${many.join(',')}${end}` }, validator);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('gives up a rule that would compare thousands of values with each other, and says so', () => {
    const count = 12_000;
    const action = Array.from({ length: count }, (_, at) => ({
      linkId: `a${at}`,
      relatedAction: [{ targetId: `a${(at + 1) % count}`, relationship: 'before' }],
    }));
    const { user } = process.cpuUsage();
    const found = loadValidator({ fhir: 'r5' }).validate({
      resourceType: 'PlanDefinition',
      status: 'draft',
      action,
    });
    expect(process.cpuUsage({ user, system: 0 }).user / 1000).toBeLessThan(10_000);
    expect(
      found.filter(({ code }) => code === 'not-checked').map(({ severity }) => severity),
    ).toContain('warning');
  });

  it('takes no more time for each of many references to what is contained', () => {
    const count = 20_000;
    const contained = Array.from({ length: count }, (_, at) => ({
      resourceType: 'Organization',
      id: `o${at}`,
      name: 'x',
      partOf: { reference: `#o${(at + 1) % count}` },
    }));
    const { user } = process.cpuUsage();
    const found = codes({
      resourceType: 'Patient',
      contained,
      managingOrganization: { reference: '#o0' },
    });
    expect(process.cpuUsage({ user, system: 0 }).user / 1000).toBeLessThan(2500);
    expect(found).toEqual(['invariant-failed']);
  });

  it('takes bounded time on a number of a million digits', () => {
    const started = performance.now();
    const number = `1${'0'.repeat(1_000_000)}1`;
    const written = `{"resourceType":"Parameters","parameter":[{"name":"x","valueDecimal":0.${number}}]}`;
    const { issues } = checkDocument({ text: written }, validator);
    expect(issues.map(({ code }) => code)).toContain('json-number-imprecise');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('finds all faults that are tried, one after the other, in one run of the validator', () => {
    const verdicts = FAULTS.map((fault) =>
      codes(withEdits(valid, fault.edits)).includes(fault.code),
    );
    expect(verdicts).toEqual(FAULTS.map(() => true));
  });

  it('leaves the resource as it was', () => {
    const copy: unknown = JSON.parse(text);
    validator.validate(copy);
    expect(copy).toEqual(valid);
  });
});

describe('issues without end', () => {
  const repeated = (value: unknown, count: number): unknown[] =>
    Array.from({ length: count }, () => value);
  const counted = (issues: readonly Issue[], severity: string): number =>
    issues.filter((issue) => issue.severity === severity).length;

  it('are told up to a limit, the rest is counted in the last', () => {
    const photo = repeated({ url: 'a b' }, 2 * MAX_ISSUES + 3);
    const found = validator.validate({ resourceType: 'Patient', photo });
    expect(counted(found, 'error')).toBe(MAX_ISSUES + 1);
    expect(found.at(-1)).toEqual({
      severity: 'error',
      code: 'issues-left-out',
      message: expect.stringContaining(`Found ${MAX_ISSUES + 3} errors more;`),
      expression: 'Patient',
    });
  });

  it('tells all where there are as many as the limit', () => {
    const found = validator.validate({
      resourceType: 'Patient',
      photo: repeated({ url: 'a b' }, MAX_ISSUES),
    });
    expect(counted(found, 'error')).toBe(MAX_ISSUES);
    expect(found.map(({ code }) => code)).not.toContain('issues-left-out');
  });

  it('of warnings do not crowd out errors, nor make a verdict', () => {
    const warned = {
      resourceType: 'Patient',
      name: repeated({ family: ' ' }, MAX_ISSUES + 5),
    };
    const found = validator.validate(warned);
    expect(counted(found, 'error')).toBe(0);
    expect(found.at(-1)).toMatchObject({ severity: 'warning', code: 'issues-left-out' });
    const both = validator.validate({ ...warned, birthDate: 'x' });
    expect(both.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      'value-format',
    ]);
  });

  it('are counted last in a document as well, with a place; so are flaws of the text', () => {
    const names = repeated('{"x":"é"}', MAX_ISSUES + 5).join(',');
    const flaws = repeated('"active":true', 3000).join(',');
    const { issues } = checkDocument(
      { text: `{"resourceType":"Patient",${flaws},"name":[${names}]}` },
      validator,
    );
    const last = issues.filter(({ code }) => code === 'issues-left-out');
    expect(issues.slice(-last.length)).toEqual(last);
    expect(last.map(({ severity, place }) => [severity, place?.kind])).toEqual([
      ['error', 'lines'],
      ['error', 'lines'],
    ]);
    expect(last.map(({ message }) => message).join(' ')).toContain('Found 1999 more of the code');
  });

  it('are the same each time', () => {
    const resource = { resourceType: 'Patient', name: repeated({}, MAX_ISSUES + 5) };
    expect(validator.validate(resource)).toEqual(validator.validate(resource));
  });
});
