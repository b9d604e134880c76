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

  it.each(['batch', 'transaction'])('takes a conditional reference in a %s as it is', (type) => {
    const found = errors(bundle(type, { reference: 'Organization?identifier=x' }));
    expect(found).not.toContain('value-format');
    expect(found).not.toContain('reference-dangling');
  });

  it.each(['collection', 'searchset', 'history'])(
    'knows no conditional reference in a %s',
    (type) => {
      const found = errors(bundle(type, { reference: 'Organization?identifier=x' }));
      expect(found).toContain('value-format');
    },
  );

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

  describe('a relative reference', () => {
    const OTHER = 'http://b.invalid/fhir/Organization/o';
    const warned = { danglingReferences: 'warning' } as const;

    it.each(['collection', 'document', 'message'])(
      'of a RESTful entry leads in a %s to the entry of the same base alone',
      (type) => {
        const found = validator.validate(
          bundle(type, { reference: 'Organization/o' }, [organization(OTHER)]),
        );
        expect(found).toContainEqual(
          expect.objectContaining({
            code: 'reference-dangling',
            expression: 'Bundle.entry[0].resource.sponsor',
          }),
        );
      },
    );

    it('of an entry without fullUrl leads to the entry of its type and id', () => {
      const entry = [
        { resource: { resourceType: 'Basic', code: {}, subject: { reference: 'Patient/p' } } },
        { resource: { resourceType: 'Patient', id: 'p' }, fullUrl: 'http://b.invalid/Patient/p' },
      ];
      const found = validator.validate({ resourceType: 'Bundle', type: 'collection', entry });
      expect(found.map(({ code }) => code)).not.toContain('reference-dangling');
    });

    it('of what is written to a server leads to what is written there', () => {
      const written = bundle('transaction', { reference: 'Organization/o' }, [organization(URN)]);
      expect(errors(written)).not.toContain('reference-dangling');
    });

    it('that another fullUrl answers to is an error in a document, and as the caller chooses elsewhere', () => {
      const within = (type: string): object =>
        bundle(type, { reference: 'Organization/o' }, [organization(OTHER)]);
      expect(errors(within('document'), warned)).toContain('reference-dangling');
      expect(errors(within('collection'), warned)).not.toContain('reference-dangling');
    });
  });

  it.each([
    ['document', 'Composition', 'subject'],
    ['message', 'MessageHeader', 'focus'],
  ])('wants in a %s what its %s names as %s', (type, resourceType, element) => {
    const named = { reference: 'http://b.invalid/fhir/Patient/p' };
    const head = { resourceType, [element]: element === 'focus' ? [named] : named };
    const entry = [{ fullUrl: 'http://a.invalid/fhir/x/1', resource: head }];
    const found = validator.validate(
      { resourceType: 'Bundle', type, entry },
      { danglingReferences: 'ignore' },
    );
    expect(found.filter(({ code }) => code === 'reference-dangling')).toEqual([
      expect.objectContaining({ severity: 'error' }),
    ]);
  });

  it('takes no choice of the caller for a contained resource that is not there', () => {
    const study = { resourceType: 'ResearchStudy', status: 'active', sponsor: { reference: '#x' } };
    expect(errors(study, { danglingReferences: 'ignore' })).toEqual(['reference-dangling']);
  });

  describe('with resolve', () => {
    const study = {
      resourceType: 'ResearchStudy',
      status: 'active',
      sponsor: { reference: 'Organization/o/_history/1' },
    };
    const patient = { resourceType: 'Patient', id: 'o' };

    it.each([
      ['the resource', { resource: { resourceType: 'Organization', id: 'o', name: 'x' } }, []],
      ['a resource of another type', { resource: patient }, ['reference-wrong-type']],
      ['the type', { type: 'Organization' }, []],
      ['another type', { type: 'Patient' }, ['reference-wrong-type']],
      ['that it is absent', { absent: true }, ['reference-dangling']],
      ['nothing', undefined, []],
    ] as const)('is told %s', (_name, target, expected) => {
      const asked: string[] = [];
      const resolve = (reference: string): typeof target => {
        asked.push(reference);
        return target;
      };
      expect(errors(study, { resolve })).toEqual(expected);
      expect(new Set(asked)).toEqual(new Set(['Organization/o']));
    });

    it('asks for nothing that a bundle brings, and of a bundle for the rest', () => {
      const asked: string[] = [];
      const resolve = (reference: string): undefined => void asked.push(reference);
      const brought = bundle('collection', { reference: 'Organization/o' }, [
        organization('http://a.invalid/fhir/Organization/o'),
      ]);
      expect(errors(brought, { resolve })).toEqual([]);
      expect(asked).toEqual([]);
      errors(bundle('collection', { reference: 'http://c.invalid/Organization/1' }), { resolve });
      expect(asked).toContain('http://c.invalid/Organization/1');
    });

    it('leaves what is absent to the choice of the caller', () => {
      const resolve = () => ({ absent: true }) as const;
      expect(errors(study, { resolve, danglingReferences: 'warning' })).toEqual([]);
    });
  });
});
