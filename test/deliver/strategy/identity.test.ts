import { describe, expect, test } from 'vitest';
import {
  hasIdentity,
  identityOf,
  ownIdOf,
  queryOf,
  withIdentityTags,
} from '../../../src/deliver/strategy/identity.ts';
import type { JsonObject } from '../../../src/shared/json.ts';
import { bundleOf } from '../versions.ts';

const bundle = bundleOf({ outcomes: ['Survival'], drugs: ['Budesonide'], facility: 'A hospital' });
const resources = bundle.entry.map(({ resource }) => resource as unknown as JsonObject);

describe('the identity of a resource', () => {
  test('is its own, and leads back to its id', () => {
    const tagged = withIdentityTags(bundle).entry.map(
      ({ resource }) => resource as unknown as JsonObject,
    );
    expect(tagged.map(ownIdOf)).toEqual(resources.map(({ id }) => id));
    for (const resource of tagged) {
      const known = tagged.filter(
        (other) =>
          other['resourceType'] === resource['resourceType'] &&
          hasIdentity(other, identityOf(resource)),
      );
      expect(known).toEqual([resource]);
    }
  });

  test('is a tag for a Provenance alone', () => {
    const byTag = resources.filter((resource) => identityOf(resource).parameter === '_tag');
    expect(byTag.map(({ resourceType }) => resourceType)).toEqual(['Provenance']);
  });

  test('is a tag too for a document under a key that several records may share', () => {
    const document = resources.find(({ resourceType }) => resourceType === 'DocumentReference');
    const identifier = [{ system: 'https://trialcast.example/fhir/sid/source-record', value: 'k' }];
    expect(identityOf({ ...document, identifier })).toEqual({
      parameter: '_tag',
      system: 'https://trialcast.example/fhir/sid/resource-id',
      value: document?.['id'],
    });
  });

  test('is never a registry number', () => {
    const study = resources.find(({ resourceType }) => resourceType === 'ResearchStudy') ?? {};
    expect(identityOf(study).system).toBe('https://trialcast.example/fhir/sid/study');
  });
});

test('a query escapes what means something in it', () => {
  const identity = { parameter: 'identifier', system: 'urn:a', value: 'x,y|z$\\' } as const;
  expect(decodeURIComponent(queryOf([identity, { ...identity, value: 'b' }]))).toBe(
    String.raw`identifier=urn:a|x\,y\|z\$\\,urn:a|b`,
  );
});
