import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { placeText } from '../../../src/shared/issue.ts';
import { loadValidator } from '../../../src/source/load-validator.ts';
import { checkDocument, type JsonDocument } from '../../../src/validate/document/check-document.ts';

const validator = loadValidator();

const found = (text: string, given: Partial<JsonDocument> = {}): string[][] =>
  checkDocument({ text, ...given }, validator)
    // dom-6 recommends a narrative, which no resource here has
    .issues.filter(({ message }) => !message.startsWith('dom-6'))
    .map(({ code, place, expression }) => [code, place ? placeText(place) : '', expression ?? '']);

describe('checkDocument', () => {
  test('finds nothing in a clean bundle, however it is written', () => {
    const text = readFileSync(new URL('../valid-bundle.json', import.meta.url), 'utf8');
    const bundle: unknown = JSON.parse(text);
    for (const each of [text, JSON.stringify(bundle), JSON.stringify(bundle, null, '\t')]) {
      const checked = checkDocument({ text: each }, validator);
      expect(checked.resource).toEqual(bundle);
      expect(checked.issues.filter(({ severity }) => severity !== 'information')).toEqual([]);
    }
  });

  test('tells line and column of each issue, in their order', () => {
    const text = `{
  "resourceType": "Patient",
  "birthDate": "2024-02-30",
  "name": [
    { "family": "A", "use": "nick" },
    { "familly": "B" }
  ],
  "active": true, "active": false
}`;
    expect(found(text)).toEqual([
      ['value-format', '3:3', 'Patient.birthDate'],
      ['binding-required', '5:22', 'Patient.name[0].use'],
      ['unknown-property', '6:7', 'Patient.name[1].familly'],
      ['json-duplicate-key', '8:19', 'Patient.active'],
    ]);
  });

  test('leaves places of notes out where nobody asks for them', () => {
    const text =
      '{"resourceType":"Patient","extension":[{"url":"http://a.invalid/x","valueCode":"y"}],"birthDate":"x"}';
    const places = (options: object): unknown[] =>
      checkDocument({ text }, validator, options)
        .issues.filter(({ code }) => /unknown|format/.test(code))
        .map(({ code, place }) => [code, place !== undefined]);
    expect(places({})).toEqual([
      ['value-format', true],
      ['extension-unknown', true],
    ]);
    expect(places({ placesOf: 'warning' })).toEqual([
      ['value-format', true],
      ['extension-unknown', false],
    ]);
  });

  test('counts lines from where the text stands in its file', () => {
    const text = '{"resourceType":"Patient","birthDate":"x"}';
    expect(found(text, { firstLine: 41 })).toEqual([
      ['value-format', '41:27', 'Patient.birthDate'],
    ]);
  });

  test('names numbers that a double does not hold', () => {
    const text =
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},' +
      '"valueQuantity":{"value":12345678901234567.25},"component":[{"code":{"text":"y"},"valueQuantity":{"value":1e999}}]}';
    expect(found(text)).toContainEqual([
      'json-number-out-of-range',
      `1:${text.indexOf('1e999') + 1}`,
      'Observation.component[0].valueQuantity.value',
    ]);
    expect(found(text)).toContainEqual([
      'json-number-imprecise',
      `1:${text.indexOf('1234') + 1}`,
      'Observation.valueQuantity.value',
    ]);
  });

  test('names bytes that were no UTF-8', () => {
    const text = '{"resourceType":"Patient",\n"name":[{"family":"M\uFFFDller"}]}';
    const [issue] = found(text, { replacedAt: text.indexOf('\uFFFD') });
    expect(issue).toEqual(['json-not-utf8', '2:21', 'Patient']);
  });

  test.each([
    ['no JSON', '{"resourceType":"Patient",\n "id":}', [['json-invalid', '2:7', '']]],
    ['nothing', '', [['json-invalid', '1:1', '']]],
    ['XML', '<Patient xmlns="http://hl7.org/fhir"/>', [['json-invalid', '1:1', '']]],
    ['deep lists', `${'['.repeat(90_000)}${']'.repeat(90_000)}`, [['json-too-deep', '1:1', '']]],
    ['lists without end', '['.repeat(3_000_000), [['json-too-deep', '1:1', '']]],
    ['few lists without end', '['.repeat(90_000), [['json-invalid', '1:90001', '']]],
    [
      'deep bundles',
      `${'{"resourceType":"Bundle","entry":[{"resource":'.repeat(50_000)}{}${'}]}'.repeat(50_000)}`,
      [['json-too-deep', '1:1', '']],
    ],
    ['a number', '7', [['wrong-type', '1:1', 'Resource']]],
    ['null', 'null', [['wrong-type', '1:1', 'Resource']]],
    [
      'a prototype',
      '{"resourceType":"Basic","code":{"text":"x"},"__proto__":{"a":1},"constructor":1}',
      [
        ['unknown-property', '1:45', 'Basic.__proto__'],
        ['unknown-property', '1:65', 'Basic.constructor'],
      ],
    ],
  ])('says what is wrong with %s', (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});
