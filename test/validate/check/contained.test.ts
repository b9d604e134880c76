import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' };
const study = {
  resourceType: 'ResearchStudy',
  status: 'active',
  contained: [{ resourceType: 'Organization', id: 'o', name: 'x' }],
  sponsor: { reference: '#o' },
};

describe.each([0, Infinity])('validate (schemas after %d)', (schemaAfter) => {
  const validator = loadValidator({ schemaAfter });
  const ofNarrative = (resource: unknown): (string | undefined)[] =>
    validator
      .validate(resource)
      .filter(({ message }) => message.startsWith('dom-6'))
      .map(({ expression }) => expression);

  it('asks no narrative of a contained resource (dom-6)', () => {
    expect(ofNarrative({ ...study, text })).toEqual([]);
  });

  it('asks it of the resource that contains, and of each entry of a bundle', () => {
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: study }] };
    expect([ofNarrative(study), ofNarrative(bundle)]).toEqual([
      ['ResearchStudy'],
      ['Bundle.entry[0].resource'],
    ]);
  });
});
