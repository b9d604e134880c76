import { describe, expect, it } from 'vitest';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadValidator } from '../../../src/source/load-validator.ts';

const URL_OF_PROFILE = 'http://a.invalid/StructureDefinition/titled-plan';

interface Action {
  readonly id?: string;
  readonly title?: string;
  readonly textEquivalent?: string;
  readonly action?: readonly Action[];
}

/** A snapshot as a publisher writes it; `contentReference` is what action.action repeats. */
function validatorOf(contentReference: string) {
  const element = [
    { id: 'PlanDefinition', path: 'PlanDefinition' },
    {
      id: 'PlanDefinition.action',
      path: 'PlanDefinition.action',
      min: 0,
      max: '*',
      type: [{ code: 'BackboneElement' }],
    },
    {
      id: 'PlanDefinition.action.title',
      path: 'PlanDefinition.action.title',
      min: 1,
      max: '1',
      type: [{ code: 'string' }],
    },
    {
      id: 'PlanDefinition.action.action',
      path: 'PlanDefinition.action.action',
      min: 0,
      max: '*',
      contentReference,
    },
  ];
  const profile = {
    resourceType: 'StructureDefinition',
    url: URL_OF_PROFILE,
    kind: 'resource',
    abstract: false,
    type: 'PlanDefinition',
    derivation: 'constraint',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/PlanDefinition',
    snapshot: { element },
  };
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-repeated-'));
  writeFileSync(join(folder, 'profile.json'), JSON.stringify(profile));
  return loadValidator({ folders: [pathToFileURL(`${folder}/`)] });
}

function missingIn(
  validator: ReturnType<typeof loadValidator>,
  action: readonly Action[],
): string[] {
  const plan = { resourceType: 'PlanDefinition', status: 'draft', action };
  return validator
    .validate(plan, { profiles: [URL_OF_PROFILE] })
    .filter(({ severity }) => severity === 'error')
    .map(({ code, expression }) => `${code} ${expression ?? ''}`);
}

describe('a profile of an element that contains its like', () => {
  const nested = [{ title: 'a', action: [{ title: 'b', action: [{}, { title: 'd' }] }] }];
  // an empty action breaks ele-1 as well
  const untitled = [
    { title: 'a', action: [{ title: 'b', action: [{ id: 'x', textEquivalent: 'c' }] }] },
  ];

  it('demands at every depth what it demands of the first', () => {
    const validator = validatorOf('#PlanDefinition.action');
    expect(missingIn(validator, untitled)).toEqual([
      'required-missing PlanDefinition.action[0].action[0].action[0]',
    ]);
    expect(missingIn(validator, nested)).toContain(
      'required-missing PlanDefinition.action[0].action[0].action[0]',
    );
  });

  it('demands it only of the first where the reference is to the base type', () => {
    const base = 'http://hl7.org/fhir/StructureDefinition/PlanDefinition#PlanDefinition.action';
    expect(missingIn(validatorOf(base), untitled)).toEqual([]);
    expect(missingIn(validatorOf(base), [{ action: untitled }])).toEqual([
      'required-missing PlanDefinition.action[0]',
    ]);
  });

  it('ends on nesting without end', () => {
    let action: Action = { title: 'last' };
    for (let level = 0; level < 20_000; level += 1) action = { title: 'x', action: [action] };
    expect(missingIn(validatorOf('#PlanDefinition.action'), [action]).join(' ')).toContain(
      'wrong-type',
    );
  });
});
