import { describe, expect, test } from 'vitest';
import { membersOfItem, membersOfLine, takeApart } from '../../src/parse/lists.ts';

describe('membersOfItem', () => {
  test('takes a list apart at the enumeration marks of its own script', () => {
    expect(membersOfItem('HAIC（Oxaliplatin+ Raltitrexed）、TQB2868、Ramucirumab')).toEqual([
      'HAIC（Oxaliplatin+ Raltitrexed）',
      'TQB2868',
      'Ramucirumab',
    ]);
  });
  test('takes plain commas as marks only where the item has a full-width one', () => {
    expect(membersOfItem('Hepatocellular Carcinoma，Bispecific Antibodies, HAIC')).toEqual([
      'Hepatocellular Carcinoma',
      'Bispecific Antibodies',
      'HAIC',
    ]);
    expect(membersOfItem('Cancer, Lung')).toEqual(['Cancer, Lung']);
  });
  test('takes commas for parts of names between full-width semicolons', () => {
    expect(membersOfItem('Carcinoma, Hepatocellular；Fibrosis, Liver')).toEqual([
      'Carcinoma, Hepatocellular',
      'Fibrosis, Liver',
    ]);
  });
  test('leaves marks inside brackets and composites alone', () => {
    expect(membersOfItem('Therapy（A、B）')).toEqual(['Therapy（A、B）']);
    expect(membersOfItem('Lenvatinib + PD-1 antibody')).toEqual(['Lenvatinib + PD-1 antibody']);
  });
});

describe('membersOfLine', () => {
  test.each([
    ['Asthma; Rhinitis; Eczema', ['Asthma', 'Rhinitis', 'Eczema']],
    [
      'Hepatocellular Carcinoma; Portal Vein Thrombosis',
      ['Hepatocellular Carcinoma', 'Portal Vein Thrombosis'],
    ],
    ['Asthma; Eosinophilic', ['Asthma; Eosinophilic']],
    ['Food; Allergy, Anaphylactic Shock', ['Food; Allergy, Anaphylactic Shock']],
    ['Device (pump; sensor; needle)', ['Device (pump; sensor; needle)']],
    ['肝细胞癌；门静脉癌栓', ['肝细胞癌', '门静脉癌栓']],
  ])('takes %s for %j', (line, members) => {
    expect(membersOfLine(line)).toEqual(members);
  });
});

describe('takeApart', () => {
  test('keeps the registered item with each member', () => {
    const place = { kind: 'lines', first: 3, last: 3 } as const;
    const derivation = {
      method: 'text-rule',
      rule: 'list-taken-apart',
      sourcePath: 'conditions[0]',
      excerpt: 'A、B',
    };
    expect(takeApart({ value: 'A、B', place }, 'conditions[0]')).toEqual({
      value: [
        { value: 'A', place, derivation },
        { value: 'B', place, derivation },
      ],
      issues: [
        {
          severity: 'information',
          code: 'list-taken-apart',
          message:
            '"A、B" is a list in one item; taken apart into 2, the registered text is kept with each.',
          place,
        },
      ],
    });
  });
});
