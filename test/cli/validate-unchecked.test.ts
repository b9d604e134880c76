import { expect, test } from 'vitest';
import { run } from './terminal.ts';

const coded = (system: string, code: string): object => ({
  name: 'x',
  valueCoding: { system, code },
});

test('validate counts the codes that could not be looked up, by code system', async () => {
  const line = JSON.stringify({
    resourceType: 'Parameters',
    parameter: [
      coded('http://loinc.org', '1-8'),
      coded('http://snomed.info/sct', '22298006'),
      coded('https://a.invalid/codes', 'x'),
      coded('http://unitsofmeasure.org', 'mg'),
    ],
  });
  const { stdout } = await run(['validate', '-'], `${line}\n${line}\n`);
  expect(stdout).toContain(
    '\nNot checked: 6 codes of code systems that are not loaded: LOINC (2), SNOMED CT (2), https://a.invalid/codes (2); ',
  );
  const patient = JSON.stringify({ resourceType: 'Patient', gender: 'male' });
  expect((await run(['validate', '-'], patient)).stdout).not.toContain(
    'codes of code systems that',
  );
});
