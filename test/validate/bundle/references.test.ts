import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';
import type { ValidateOptions } from '../../../src/validate/validator.ts';

const validator = loadValidator();
const URN = 'urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962';

interface Entry {
  readonly fullUrl: string;
  readonly resource: object;
}

function bundle(type: string, sponsor: object, others: readonly Entry[] = []): object {
  const study = { resourceType: 'ResearchStudy', id: 's', status: 'active', sponsor };
  const entries = [
    { fullUrl: 'http://a.invalid/fhir/ResearchStudy/s', resource: study },
    ...others,
  ];
  return { resourceType: 'Bundle', type, entry: entries };
}

const organization = (fullUrl: string): Entry => ({
  fullUrl,
  resource: { resourceType: 'Organization', id: 'o', name: 'Org' },
});

function errors(resource: unknown, options?: ValidateOptions): string[] {
  const found = validator.validate(resource, options).filter((issue) => issue.severity === 'error');
  return found.map((issue) => issue.code);
}

describe('validate', () => {
  it.each([
    ['Organization/o', 'http://a.invalid/fhir/Organization/o'],
    ['http://a.invalid/fhir/Organization/o', 'http://a.invalid/fhir/Organization/o'],
    ['http://a.invalid/fhir/Organization/o/_history/2', 'http://a.invalid/fhir/Organization/o'],
    [URN, URN],
  ])('resolves %s in a bundle', (reference, fullUrl) => {
    expect(errors(bundle('collection', { reference }, [organization(fullUrl)]))).toEqual([]);
  });

  it.each(['Organization/x', 'http://a.invalid/fhir/Organization/x', URN, '#x'])(
    'finds that %s leads nowhere',
    (reference) => {
      expect(errors(bundle('collection', { reference }))).toEqual(['reference-dangling']);
    },
  );

  it('takes a reference to another server as it is', () => {
    expect(
      errors(bundle('collection', { reference: 'http://b.invalid/fhir/Organization/x' })),
    ).toEqual([]);
  });

  it('takes a conditional reference as it is', () => {
    expect(errors(bundle('collection', { reference: 'Organization?identifier=x' }))).toEqual([]);
  });

  it('expects of a search result no more than it found', () => {
    expect(errors(bundle('searchset', { reference: 'Organization/x' }))).toEqual([]);
  });

  it('lets the caller ignore what dangles, or be warned', () => {
    const dangling = bundle('collection', { reference: 'Organization/x' });
    expect(errors(dangling, { danglingReferences: 'ignore' })).toEqual([]);
    const warned = validator.validate(dangling, { danglingReferences: 'warning' });
    expect(warned.map(({ code, severity }) => `${severity} ${code}`)).toContain(
      'warning reference-dangling',
    );
  });

  it('does not look for the target of a single resource', () => {
    const study = {
      resourceType: 'ResearchStudy',
      status: 'active',
      sponsor: { reference: 'Organization/x' },
    };
    expect(errors(study)).toEqual([]);
  });

  it('tells a target of another type by the reference alone', () => {
    const study = {
      resourceType: 'ResearchStudy',
      status: 'active',
      sponsor: { reference: 'Patient/x' },
    };
    expect(errors(study)).toEqual(['reference-wrong-type']);
  });

  it('tells a target of another type behind a urn:uuid', () => {
    const other = {
      fullUrl: URN,
      resource: { resourceType: 'Basic', id: 'b', code: { text: 'x' } },
    };
    expect(errors(bundle('collection', { reference: URN }, [other]))).toEqual([
      'reference-wrong-type',
    ]);
  });
});
