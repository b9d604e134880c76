import { describe, expect, it } from 'vitest';
import { readBaseText, toBaseText } from '../../src/validate/base-text.ts';
import type { BaseDefinitions } from '../../src/validate/structure-definition.ts';
import { base } from './base.ts';

const small: BaseDefinitions = {
  ...base,
  structures: base.structures.slice(0, 3),
  codeSystems: [
    { url: 'http://a.invalid/a', content: 'complete', codes: ['é', '"snapshot":', '𝛼'] },
    { url: 'http://a.invalid/b,"codes":', content: 'not-present', codes: [] },
  ],
  valueSets: [
    { url: 'http://a.invalid/v' },
    { url: 'http://a.invalid/w', include: [], exclude: [] },
  ],
};

describe('readBaseText', () => {
  it('reads what toBaseText writes, which is JSON of ASCII alone', () => {
    const text = toBaseText(small);
    const whole = JSON.parse(JSON.stringify(small)) as unknown;
    expect(JSON.parse(text)).toEqual(whole);
    expect(/^[\n -~]*$/.test(text)).toBe(true);
    expect(JSON.parse(JSON.stringify(readBaseText(text)))).toEqual(whole);
  });

  it('parses a line when it is first asked for', () => {
    const [first = ''] = small.structures.map(({ name }) => name);
    const broken = toBaseText(small).replace(`"path":"${first}"`, '"path":');
    const [structure, ...others] = readBaseText(broken).structures;
    expect(structure?.name).toBe(first);
    expect(others.map(({ snapshot }) => (snapshot?.element.length ?? 0) > 0)).toEqual([true, true]);
    expect(() => structure?.snapshot).toThrow(SyntaxError);
  });
});
