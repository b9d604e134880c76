import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../src/source/load-validator.ts';
import { FAULTS_R5 } from './faults-r5.ts';
import { FAULTS, withEdits } from './faults.ts';

const VERSIONS = [
  { fhir: 'r4', file: 'valid-bundle.json', faults: FAULTS },
  { fhir: 'r5', file: 'valid-bundle-r5.json', faults: FAULTS_R5 },
] as const;

describe.each(VERSIONS)('validate of $fhir', ({ fhir, file, faults }) => {
  const validator = loadValidator({ fhir });
  const valid: unknown = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

  function errors(resource: unknown): { readonly code: string; readonly expression: string }[] {
    return validator
      .validate(resource)
      .filter((issue) => issue.severity === 'error' || issue.severity === 'fatal')
      .map(({ code, expression }) => ({ code, expression: expression ?? '' }));
  }

  it('finds no error in a valid bundle', () => {
    expect(errors(valid)).toEqual([]);
  });

  it('is tried with at least 40 kinds of fault', () => {
    expect(new Set(faults.map((fault) => fault.name)).size).toBeGreaterThanOrEqual(40);
  });

  it.each(faults)('finds: $name', ({ edits, code, expression, also = [] }) => {
    const found = errors(withEdits(valid, edits));
    expect(found).toContainEqual({ code, expression });
    expect(found.map((error) => error.code).toSorted()).toEqual([code, ...also].toSorted());
  });

  it('finds every fault of a bundle that has several', () => {
    const several = faults.filter((fault) =>
      ['end before start', 'element that the profile demands', 'time without zone'].includes(
        fault.name,
      ),
    );
    const broken = withEdits(
      valid,
      several.flatMap((fault) => fault.edits),
    );
    const expected = several.map(({ code, expression }) => ({ code, expression }));
    expect(several).toHaveLength(3);
    expect(errors(broken)).toEqual(expect.arrayContaining(expected));
    expect(errors(broken)).toHaveLength(several.length);
  });
});
