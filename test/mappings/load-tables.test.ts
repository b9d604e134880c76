import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/shared/failure.ts';
import { loadTables } from '../../src/source/load-tables.ts';

let folder: string | undefined;

afterEach(() => {
  if (folder) rmSync(folder, { recursive: true });
  folder = undefined;
});

function folderWith(files: Readonly<Record<string, string>>): URL {
  folder = mkdtempSync(join(tmpdir(), 'tables-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return pathToFileURL(`${folder}/`);
}

const table = (group: unknown): string => JSON.stringify({ resourceType: 'ConceptMap', group });

function failureOf(files: Readonly<Record<string, string>>): string {
  try {
    loadTables(folderWith(files));
  } catch (error) {
    if (error instanceof Failure) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'no failure';
}

describe('loadTables', () => {
  it('gives the standard codes of a registry code in the order of the groups', () => {
    expect(loadTables().get('ctgov-arm-group-type')?.rows.get('EXPERIMENTAL')).toEqual({
      code: 'EXPERIMENTAL',
      display: 'Experimental',
      targets: [
        {
          system: 'http://hl7.org/fhir/research-study-arm-type',
          code: 'experimental',
          display: 'Experimental',
        },
        {
          system: 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
          code: 'C174266',
          display: 'Investigational Arm',
        },
      ],
    });
  });

  it('knows a code that has no standard code', () => {
    expect(loadTables().get('ctgov-masking')?.rows.get('NONE')).toEqual({
      code: 'NONE',
      display: 'None (Open Label)',
      targets: [],
    });
  });

  it('knows sets of phases by their members', () => {
    const rows = loadTables().get('ctgov-phase')?.rows;
    expect(rows?.get('PHASE2+PHASE3')?.targets.map(({ code }) => code)).toEqual([
      'phase-2-phase-3',
      'C15694',
    ]);
    expect(rows?.get('PHASE1+PHASE3')?.targets.map(({ code }) => code)).toEqual(['C198367']);
  });

  it('reads R4 unless R5 is asked for', () => {
    const phase = (tables: ReturnType<typeof loadTables>): unknown =>
      tables.get('ctgov-phase')?.rows.get('PHASE1')?.targets[0]?.system;
    expect(phase(loadTables())).toBe('http://terminology.hl7.org/CodeSystem/research-study-phase');
    expect(phase(loadTables('r4'))).toBe(phase(loadTables()));
    expect(phase(loadTables('r5'))).toBe('http://hl7.org/fhir/research-study-phase');
  });

  it('knows an R5 row without a standard code', () => {
    const status = loadTables('r5').get('ctgov-overall-status')?.rows;
    expect(status?.get('UNKNOWN')).toEqual({
      code: 'UNKNOWN',
      display: 'Unknown status',
      targets: [],
    });
  });

  it('reads only the JSON files of the folder', () => {
    expect([...loadTables(folderWith({ 'README.md': '#', 'a.json': table([]) })).keys()]).toEqual([
      'a',
    ]);
  });

  it.each([
    ['no JSON', '{', 'is not JSON'],
    ['a list', '[]', 'is not a JSON object'],
    ['another resource', '{"resourceType":"ValueSet"}', 'is not a ConceptMap'],
    ['no group', '{"resourceType":"ConceptMap"}', 'has no list of objects at group'],
    ['a group without elements', table([{}]), 'has no list of objects at group.element'],
    ['a row without a code', table([{ element: [{}] }]), 'has no text at group.element.code'],
    [
      'a row without a display',
      table([{ element: [{ code: 'A' }] }]),
      'has no text at display of "A"',
    ],
    [
      'a target without a system',
      table([{ element: [{ code: 'A', display: 'a', target: [{ code: 'b' }] }] }]),
      'has no text at group.target',
    ],
    [
      'a code twice in a group',
      table([
        {
          element: [
            { code: 'A', display: 'a' },
            { code: 'A', display: 'a' },
          ],
        },
      ]),
      'has the code "A" twice in one group',
    ],
  ])('refuses a file with %s and names it', (_, text, reason) => {
    expect(failureOf({ 'x.json': text })).toBe(
      `configuration-invalid: The code table x.json ${reason}; nothing was loaded.`,
    );
  });

  it('refuses a folder that is not there', () => {
    expect(() => loadTables(new URL('file:///nowhere/mappings/'))).toThrow(
      'The folder of code tables cannot be read.',
    );
  });
});
