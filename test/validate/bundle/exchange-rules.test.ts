import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const validators = {
  R4: loadValidator({ fhir: 'r4', folders: [] }),
  R5: loadValidator({ fhir: 'r5', folders: [] }),
};

const resource = { resourceType: 'Basic', id: 'b', code: { text: 'x' } };
const fullUrl = 'https://a.invalid/fhir/Basic/b';
const put = { method: 'PUT', url: 'Basic/b' };
const get = { method: 'GET', url: 'Basic/b' };
const response = { status: '200' };
const SELF = [{ relation: 'self', url: 'https://a.invalid/fhir/Basic' }];

/** Rules by their key that a bundle with this one entry breaks. */
function broken(release: 'R4' | 'R5', type: string, entry: object, more: object = {}): string[] {
  const bundle = { resourceType: 'Bundle', type, ...more, entry: [entry] };
  const issues = validators[release]
    .validate(bundle)
    .filter(({ severity }) => severity === 'error');
  return issues.map(({ message, code }) => /\b(bdl-\d+[a-d]?)\b/.exec(message)?.[1] ?? code);
}

describe('validate', () => {
  it.each([
    ['R4', 'transaction', { fullUrl, resource, request: put }, []],
    ['R4', 'transaction', { fullUrl, resource }, ['bdl-3']],
    ['R4', 'collection', { fullUrl, resource, request: put }, ['bdl-3']],
    ['R4', 'transaction-response', { fullUrl, resource }, ['bdl-4']],
    ['R4', 'searchset', { fullUrl, resource, response }, ['bdl-4']],
    ['R4', 'history', { fullUrl, request: put, response }, []],
    ['R4', 'batch', { request: get }, []],
    ['R4', 'batch', { fullUrl, resource, request: get }, []],
    ['R4', 'collection', { fullUrl, resource }, []],
    ['R4', 'collection', { resource }, ['bundle-rule']],
    ['R4', 'collection', { fullUrl: 'Basic/b', resource }, ['bundle-rule']],
    ['R4', 'batch-response', { resource, response }, []],
    ['R5', 'transaction', { fullUrl, resource, request: put }, []],
    ['R5', 'transaction', { fullUrl, resource }, ['bdl-3c']],
    ['R5', 'transaction', { fullUrl, request: put }, ['bdl-3c']],
    ['R5', 'batch', { request: get }, []],
    ['R5', 'batch', { fullUrl, resource, request: get }, ['bdl-3c']],
    ['R5', 'collection', { fullUrl, resource }, []],
    ['R5', 'collection', { fullUrl, resource, request: put }, ['bdl-3a']],
    ['R5', 'document', { fullUrl, resource, response }, ['bdl-9', 'bdl-10', 'bdl-11', 'bdl-3a']],
    ['R5', 'collection', { fullUrl }, ['bdl-5']],
    ['R5', 'collection', { fullUrl, link: SELF }, ['bdl-5', 'bdl-3a']],
    ['R5', 'history', { fullUrl, resource, request: put, response }, []],
    ['R5', 'history', { fullUrl, resource, request: put }, ['bdl-3b']],
    ['R5', 'history', { fullUrl, request: put, response }, ['bdl-3b']],
    ['R5', 'history', { fullUrl, request: { method: 'DELETE', url: 'Basic/b' }, response }, []],
    ['R5', 'transaction-response', { fullUrl, resource }, ['bdl-3d']],
    ['R5', 'batch-response', { response }, []],
    ['R5', 'subscription-notification', { fullUrl, resource, request: put }, ['bdl-13']],
    ['R5', 'collection', { resource }, ['bdl-15']],
    ['R5', 'searchset', { fullUrl, resource }, ['bdl-18']],
  ] as const)('%s %s %j breaks %j', (release, type, entry, expected) => {
    expect(broken(release, type, entry).toSorted()).toEqual([...expected].toSorted());
  });

  it('takes a searchset of R5 with a link to itself', () => {
    expect(broken('R5', 'searchset', { fullUrl, resource }, { link: SELF })).toEqual([]);
  });

  it('does not know subscription-notification in R4', () => {
    expect(broken('R4', 'subscription-notification', { fullUrl, resource, request: put })).toEqual([
      'binding-required',
    ]);
  });
});
