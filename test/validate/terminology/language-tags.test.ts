import { describe, expect, it } from 'vitest';
import { languageTagTest } from '../../../src/validate/terminology/language-tags.ts';
import { base } from '../base.ts';

const VALID = [
  'en',
  'de-AT',
  'EN-us',
  'zh-Hant-TW',
  'es-419',
  'sl-rozaj-biske',
  'de-1996',
  'zh-yue-HK',
  'en-x-twain',
  'x-whatever',
  'en-u-ca-gregory',
  'i-klingon',
  'qaa-Qaaa-QM',
  'en-XA',
];
const UNREGISTERED = ['english', 'xx', 'no-such-code', 'en-ZQ', 'en-Abcd', 'zz-ZZ', 'de-199x'];
const ILL_FORMED = ['en_US', 'e', 'en-', '-en', 'en--US', 'en US', 'xx-123456789', ''];

describe('languageTagTest', () => {
  const isTag = languageTagTest(base.languages);

  it('accepts the tags that the registry of subtags makes', () => {
    expect(VALID.filter((tag) => !isTag(tag))).toEqual([]);
  });

  it('refuses tags of subtags that are not registered, and what is no tag', () => {
    expect([...UNREGISTERED, ...ILL_FORMED].filter((tag) => isTag(tag))).toEqual([]);
  });

  it('looks at the form alone without a registry', () => {
    const hasForm = languageTagTest(undefined);
    expect(ILL_FORMED.filter((tag) => hasForm(tag))).toEqual([]);
    expect(hasForm('xx')).toBe(true);
  });

  it('takes no longer for a hostile text', () => {
    const started = performance.now();
    expect(isTag(`en${'-a'.repeat(100_000)}`)).toBe(false);
    expect(isTag(`en${'-abcde'.repeat(50_000)}!`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
