import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const TEXT = { contentType: 'text/plain', data: 'VGV4dA==' };
/** `printf Text | openssl sha1 -binary | base64` */
const SHA1 = 'wzKMObDin3jp/0XbZ0JIsdJFiH0=';

function faults(fhir: 'r4' | 'r5', attachment: object): string[] {
  const document = {
    resourceType: 'DocumentReference',
    status: 'current',
    content: [{ attachment }],
  };
  const issues = loadValidator({ fhir, folders: [] }).validate(document);
  return issues
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => /^attachment-\w+/.exec(message)?.[0] ?? code);
}

describe('validate', () => {
  it.each([
    ['r4', { size: 4, hash: SHA1 }, []],
    ['r4', { size: 5 }, ['attachment-size']],
    ['r4', { hash: 'AAAA' }, ['attachment-hash']],
    ['r4', { data: 'VGV4 dA==\n', size: 4, hash: SHA1 }, []],
    ['r4', { data: 'VGV4d*==', size: 4, hash: SHA1 }, ['value-format']],
    ['r4', { data: undefined, url: 'https://a.invalid/x', size: 99, hash: SHA1 }, []],
    ['r5', { size: '4', hash: SHA1 }, []],
    ['r5', { size: '5', hash: 'AAAA' }, ['attachment-size', 'attachment-hash']],
    ['r5', { size: 4 }, ['wrong-type']],
  ] as const)('of %s finds in an attachment with %j: %j', (fhir, more, expected) => {
    const given = Object.entries({ ...TEXT, ...more }).filter(([, value]) => value !== undefined);
    expect(faults(fhir, Object.fromEntries(given))).toEqual(expected);
  });
});
