import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../../src/source/load-validator.ts';

const UCUM = 'http://unitsofmeasure.org';
const quantity = (text: string): object => {
  const [value, code] = text.split(' ');
  return { value: Number(value), unit: code, system: UCUM, code };
};

describe('quantities of differing units', () => {
  const validator = loadValidator({ folders: [] });
  it.each([
    ['1 kg', '2000 g', true],
    ['2000 g', '1 kg', false],
    ['0.3 kg', '300 g', true],
    ['3 mo', '1 a', true],
    ['20 Cel', '290 K', false],
    // of differing kinds there is no order: the rule is not fulfilled
    ['1 kg', '2 m', false],
    ['1 {tablet}', '2 mg', false],
  ])('a range of R4 may go from %s to %s: %s', (low, high, expected) => {
    const valueRange = { low: quantity(low), high: quantity(high) };
    const issues = validator.validate({
      resourceType: 'Parameters',
      parameter: [{ name: 'x', valueRange }],
    });
    expect(issues.map(({ message }) => message.slice(0, 6))).toEqual(expected ? [] : ['rng-2:']);
  });
});

describe('a least value of a profile', () => {
  const url = 'http://a.invalid/StructureDefinition/heavy';
  const path = 'Observation.value[x]';
  const profile = {
    resourceType: 'StructureDefinition',
    url,
    name: 'Heavy',
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type: 'Observation',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Observation',
    derivation: 'constraint',
    snapshot: {
      element: [
        { id: 'Observation', path: 'Observation', min: 0, max: '*' },
        {
          id: path,
          path,
          min: 0,
          max: '1',
          type: [{ code: 'Quantity' }],
          minValueQuantity: quantity('1 kg'),
        },
      ],
    },
  };
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-profiles-'));
  writeFileSync(join(folder, 'heavy.json'), JSON.stringify(profile));
  const validator = loadValidator({ folders: [pathToFileURL(`${folder}/`)] });

  it.each([
    ['900 g', ['value-format']],
    ['1100 g', []],
    ['2 kg', []],
    // nothing says how heavy a metre is
    ['2 m', []],
  ])('of %s in another unit: %j', (value, expected) => {
    const observation = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'weight' },
      valueQuantity: quantity(value),
    };
    const errors = validator
      .validate(observation, { profiles: [url] })
      .filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual(expected);
  });
});
