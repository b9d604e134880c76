import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const patient = { resourceType: 'Patient' };

describe.each([{ schemaAfter: 0 }, { schemaAfter: Infinity }])('validate (%j)', (options) => {
  const validator = loadValidator({ ...options, folders: [] });
  const errors = (resource: object): string[] =>
    validator
      .validate(resource)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, expression }) => `${code} ${expression ?? ''}`);

  it.each([
    [{ birthDate: '1980', _birthDate: { id: 'a' } }, []],
    [{ _birthDate: { id: 'a' } }, ['empty-value Patient.birthDate']],
    [{ birthDate: '1980', _birthDate: {} }, ['empty-value Patient.birthDate']],
    [
      { birthDate: '1980', _birthDate: { id: 7 } },
      ['wrong-type Patient.birthDate.id', 'empty-value Patient.birthDate'],
    ],
    [{ name: [{ given: ['a', 'b'], _given: [null, { id: 'x' }] }] }, []],
    [
      { name: [{ given: ['a'], _given: [null, { id: 'x' }] }] },
      ['empty-value Patient.name[0].given[1]'],
    ],
    [
      { name: [{ given: ['a', null], _given: [null, { id: 'x' }] }] },
      ['empty-value Patient.name[0].given[1]'],
    ],
    [{ name: [{ given: ['a'], _given: { id: 'x' } }] }, ['wrong-type Patient.name[0].given']],
  ] as const)('of an id beside a primitive: %j gives %j', (more, expected) => {
    expect(errors({ ...patient, ...more })).toEqual(expected);
  });
});
