import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../src/source/load-validator.ts';

const URL_OF_PROFILE = 'http://a.invalid/StructureDefinition/named-basic';

/** A profile as an author may write it: a differential, no snapshot. */
const profile = {
  resourceType: 'StructureDefinition',
  url: URL_OF_PROFILE,
  name: 'NamedBasic',
  kind: 'resource',
  abstract: false,
  type: 'Basic',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic',
  derivation: 'constraint',
  differential: {
    element: [
      { id: 'Basic', path: 'Basic' },
      { id: 'Basic.identifier', path: 'Basic.identifier', min: 1 },
      { id: 'Basic.code.text', path: 'Basic.code.text', patternString: 'named' },
    ],
  },
};

function folderWith(files: Readonly<Record<string, string>>): URL {
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-profiles-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return pathToFileURL(`${folder}/`);
}

describe('loadValidator', () => {
  it('is ready in well under a second', () => {
    const started = performance.now();
    loadValidator();
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('says what it checks against and what it does not check', () => {
    const { checkedAgainst, notChecked } = loadValidator().describe();
    expect(checkedAgainst).toMatch(
      /^Checked against FHIR 4\.0\.1, .+ \(\d+ profiles and extensions\)\.$/,
    );
    for (const words of ['SNOMED CT', 'MIME types', 'resolve()'])
      expect(notChecked).toContain(words);
  });

  it('checks against a profile from a folder that the caller names', () => {
    const validator = loadValidator({
      folders: [folderWith({ 'p.json': JSON.stringify(profile) })],
    });
    const basic = { resourceType: 'Basic', code: { text: 'other' } };
    const found = validator.validate(basic, { profiles: [URL_OF_PROFILE] });
    expect(
      found
        .filter(({ severity }) => severity === 'error')
        .map(({ code, expression }) => [code, expression]),
    ).toEqual([
      ['required-missing', 'Basic'],
      ['fixed-value', 'Basic.code.text'],
    ]);
  });

  it('warns of a profile that is not loaded', () => {
    const basic = {
      resourceType: 'Basic',
      code: { text: 'x' },
      meta: { profile: [URL_OF_PROFILE] },
    };
    const found = loadValidator().validate(basic);
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toContain(
      'warning profile-unknown',
    );
  });

  it('refuses a file that is not JSON', () => {
    const folders = [folderWith({ 'broken.json': '{' })];
    expect(() => loadValidator({ folders })).toThrow(
      expect.objectContaining({ code: 'file-unreadable' }),
    );
  });
});
