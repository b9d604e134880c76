import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FHIR_VERSIONS, type FhirVersion } from '../../src/shared/fhir-version.ts';
import { loadTables } from '../../src/source/load-tables.ts';

interface Target {
  readonly code?: string;
  readonly display?: string;
  readonly comment?: string;
  /** R4 */
  readonly equivalence?: string;
  /** R5 */
  readonly relationship?: string;
}

interface ConceptMap {
  readonly url: string;
  readonly sourceUri?: string;
  readonly sourceScopeUri?: string;
  readonly group: readonly {
    readonly source: string;
    readonly target?: string;
    readonly element: readonly {
      readonly code: string;
      readonly display: string;
      readonly noMap?: boolean;
      readonly target?: readonly Target[];
    }[];
  }[];
}

interface CodeSystem {
  readonly url: string;
  readonly concept?: readonly { readonly code: string; readonly display: string }[];
}

const ROOT = new URL('../../', import.meta.url);
const read = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));
const jsonIn = (folder: URL): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

const maps = FHIR_VERSIONS.flatMap((fhir) =>
  jsonIn(new URL(`mappings/${fhir}/`, ROOT)).map((file) => ({
    fhir,
    file,
    map: read(new URL(`mappings/${fhir}/${file}`, ROOT)) as ConceptMap,
  })),
);

/** The code systems a version can see: ours are the same in both, HL7's R5 ones serve R4 too. */
function codeSystemsOf(fhir: FhirVersion): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const versions: readonly FhirVersion[] = fhir === 'r4' ? ['r4'] : ['r4', 'r5'];
  const folders = versions.flatMap((each) => [
    new URL(`profiles/${each}/codesystems/`, ROOT),
    new URL(`profiles/${each}/external/`, ROOT),
  ]);
  return new Map(
    folders.flatMap((folder) =>
      jsonIn(folder).map((file) => {
        const { url, concept = [] } = read(new URL(file, folder)) as CodeSystem;
        return [url, new Map(concept.map((each) => [each.code, each.display]))] as const;
      }),
    ),
  );
}
const codeSystems = { r4: codeSystemsOf('r4'), r5: codeSystemsOf('r5') };
const tables = { r4: loadTables('r4'), r5: loadTables('r5') };

const NCIT = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';
const HL7 = 'http://hl7.org/fhir';
const THO = 'http://terminology.hl7.org/CodeSystem';
const STATUS_TABLES = [
  'ctgov-overall-status',
  'ctgov-recruitment-status',
  'ictrp-recruitment-status',
];

/** What an R4 code system is called in R5 (MAPPING 8.2); the others keep their address. */
const IN_R5 = new Map([
  [`${THO}/research-study-phase`, `${HL7}/research-study-phase`],
  [`${THO}/research-study-prim-purp-type`, `${HL7}/research-study-prim-purp-type`],
  [`${THO}/research-study-objective-type`, `${HL7}/research-study-objective-type`],
  [`${THO}/research-study-status`, `${HL7}/research-study-status`],
  [`${HL7}/request-resource-types`, `${HL7}/fhir-types`],
  ['https://fevir.net/sevco', `${HL7}/study-design`],
]);

/** Code systems of FHIR itself, which profiles/ need not carry. */
const BASE_SYSTEMS = {
  r4: new Set([
    `${HL7}/research-study-status`,
    `${HL7}/administrative-gender`,
    `${HL7}/related-artifact-type`,
    `${HL7}/request-resource-types`,
    `${THO}/research-study-phase`,
    `${THO}/research-study-prim-purp-type`,
    `${THO}/research-study-objective-type`,
  ]),
  r5: new Set([
    ...IN_R5.values(),
    `${HL7}/administrative-gender`,
    `${HL7}/related-artifact-type`,
    `${HL7}/research-study-arm-type`,
    `${HL7}/research-study-party-role`,
    `${HL7}/research-study-party-organization-type`,
  ]),
};

const { enumerations } = read(new URL('ctgov-enums.json', import.meta.url)) as {
  readonly enumerations: readonly {
    readonly type: string;
    readonly table?: string;
    readonly resultsOnly?: string;
    readonly values: readonly string[];
  }[];
};

describe('the enumerations of ClinicalTrials.gov', () => {
  it('are all 41 with their 210 values', () => {
    expect(enumerations).toHaveLength(41);
    expect(enumerations.flatMap(({ values }) => values)).toHaveLength(210);
  });

  it('each have a table, or say why not', () => {
    const neither = enumerations.filter(
      ({ table, resultsOnly }) => (table === undefined) === (resultsOnly === undefined),
    );
    expect(neither).toEqual([]);
    expect(enumerations.flatMap((each) => (each.resultsOnly ? [each.type] : []))).toEqual([
      'MeasureParam',
      'MeasureDispersionType',
      'ReportingStatus',
      'AnalysisDispersionType',
      'ConfidenceIntervalNumSides',
      'NonInferiorityType',
      'EventAssessment',
      'AgreementRestrictionType',
    ]);
  });

  describe.each(FHIR_VERSIONS)('in %s', (fhir) => {
    it.each(enumerations.flatMap(({ table, ...rest }) => (table ? [{ table, ...rest }] : [])))(
      '$table has a row for every value of $type',
      ({ table, values }) => {
        const rows = tables[fhir].get(table)?.rows;
        expect(values.filter((value) => !rows?.has(value))).toEqual([]);
      },
    );

    it('have no row for a value the registry does not know, sets of phases apart', () => {
      const known = new Map<string, readonly string[]>();
      for (const { table = '', values } of enumerations)
        known.set(table, [...(known.get(table) ?? []), ...values]);
      const surplus = [...tables[fhir].values()]
        .filter(({ name }) => name.startsWith('ctgov-'))
        .flatMap(({ name, rows }) =>
          [...rows.keys()]
            .filter((code) => !code.includes('+') && !known.get(name)?.includes(code))
            .map((code) => `${name}: ${code}`),
        );
      expect(surplus).toEqual([]);
    });
  });
});

describe.each(maps)('$fhir/$file', ({ fhir, file, map }) => {
  const targets = map.group.flatMap(({ target: system = '', element }) =>
    element.flatMap((each) => (each.target ?? []).map((target) => ({ system, ...target }))),
  );

  it('names itself and its version', () => {
    expect(map.url).toMatch(new RegExp(`/ConceptMap/${file.slice(0, -5)}-to-fhir-${fhir}$`));
  });

  it('lists the codes of its own code systems with their displays', () => {
    for (const source of new Set(map.group.map((group) => group.source))) {
      const rows = map.group
        .filter((group) => group.source === source)
        .flatMap((group) => group.element.map(({ code, display }) => [code, display] as const));
      const system = codeSystems[fhir].get(source) ?? [];
      expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(system));
    }
  });

  it('gives targets of known systems, with a code and a display of that system', () => {
    const wrong = targets.filter(({ system, equivalence, code, display }) => {
      if (equivalence === 'unmatched') return code !== undefined;
      const known = codeSystems[fhir].get(system);
      if (known) return !code || known.get(code)?.trim() !== display;
      return !BASE_SYSTEMS[fhir].has(system) || !code || !display;
    });
    expect(wrong).toEqual([]);
  });

  it('has each code once in a group', () => {
    for (const { element } of map.group)
      expect(element.map(({ code }) => code)).toEqual([
        ...new Set(element.map(({ code }) => code)),
      ]);
  });

  it('has the shape of its version and explains what is inexact', () => {
    const isR4 = fhir === 'r4';
    expect(targets.filter((each) => (each.equivalence !== undefined) !== isR4)).toEqual([]);
    expect(targets.filter((each) => (each.relationship !== undefined) === isR4)).toEqual([]);
    expect(isR4 ? map.sourceScopeUri : map.sourceUri).toBeUndefined();
    // R5 cmd-4: an element says noMap or has targets; R4 has no noMap.
    const elements = map.group.flatMap(({ element }) => element);
    expect(
      elements.filter((each) =>
        isR4 ? each.noMap !== undefined : (each.noMap === true) === (each.target !== undefined),
      ),
    ).toEqual([]);
    // ConceptMap cmd-1
    const inexact = ['narrower', 'inexact', 'source-is-broader-than-target', 'not-related-to'];
    const silent = targets.filter(
      (each) => inexact.includes(each.equivalence ?? each.relationship ?? '') && !each.comment,
    );
    expect(silent).toEqual([]);
  });
});

describe('the tables of R5', () => {
  it('have the rows of R4', () => {
    const rowsOf = (fhir: FhirVersion): unknown =>
      Object.fromEntries(
        [...tables[fhir].values()].map(({ name, rows }) => [
          name,
          Object.fromEntries([...rows.values()].map(({ code, display }) => [code, display])),
        ]),
      );
    expect(rowsOf('r5')).toEqual(rowsOf('r4'));
  });

  it.each([...tables.r4.keys()])('%s has the codes of R4, in the systems of R5', (name) => {
    const dropped = STATUS_TABLES.includes(name) ? `${HL7}/research-study-status` : undefined;
    for (const row of tables.r4.get(name)?.rows.values() ?? []) {
      const expected = row.targets
        .filter(({ system }) => system !== dropped)
        .map(({ system, code }) => [IN_R5.get(system) ?? system, code]);
      const found = tables.r5.get(name)?.rows.get(row.code)?.targets;
      expect(found?.map(({ system, code }) => [system, code])).toEqual(expected);
    }
  });

  it('give a status its state of progress only, and none where FHIR has none', () => {
    const states = (name: string): unknown =>
      Object.fromEntries(
        [...(tables.r5.get(name)?.rows.values() ?? [])].map(({ code, targets }) => [
          code,
          targets.map((target) => `${target.system}#${target.code}`).join(),
        ]),
      );
    expect(states('ctgov-overall-status')).toEqual({
      NOT_YET_RECRUITING: `${HL7}/research-study-status#not-yet-recruiting`,
      RECRUITING: `${HL7}/research-study-status#recruiting`,
      ENROLLING_BY_INVITATION: `${HL7}/research-study-status#enrolling-by-invitation`,
      ACTIVE_NOT_RECRUITING: `${HL7}/research-study-status#active-but-not-recruiting`,
      SUSPENDED: `${HL7}/research-study-status#temporarily-closed-to-accrual`,
      TERMINATED: `${HL7}/research-study-status#terminated`,
      COMPLETED: `${HL7}/research-study-status#completed`,
      WITHDRAWN: `${HL7}/research-study-status#withdrawn`,
      UNKNOWN: '',
      WITHHELD: '',
      AVAILABLE: '',
      NO_LONGER_AVAILABLE: '',
      TEMPORARILY_NOT_AVAILABLE: '',
      APPROVED_FOR_MARKETING: '',
    });
  });

  it('code every set of phases that R5 or the NCI Thesaurus has', () => {
    const phases = tables.r5.get('ctgov-phase')?.rows;
    const codesOf = (set: string): unknown =>
      phases
        ?.get(set)
        ?.targets.map(({ system, code }) => `${system === NCIT ? 'NCIt' : 'R5'} ${code}`);
    expect(codesOf('PHASE1+PHASE2')).toEqual(['R5 phase-1-phase-2', 'NCIt C15693']);
    expect(codesOf('PHASE2+PHASE3')).toEqual(['R5 phase-2-phase-3', 'NCIt C15694']);
    expect(codesOf('PHASE1+PHASE3')).toEqual(['NCIt C198367']);
    expect(codesOf('PHASE1+PHASE2+PHASE3')).toEqual(['NCIt C198366']);
    expect(codesOf('PHASE3+PHASE4')).toEqual(['NCIt C217025']);
    expect(codesOf('PHASE2+PHASE3+PHASE4')).toEqual(['NCIt C217024']);
  });
});

describe('mappings/README.md', () => {
  it('lists every table of both versions', () => {
    const readme = readFileSync(new URL('mappings/README.md', ROOT), 'utf8');
    const listed = [...readme.matchAll(/\]\((r[45]\/[^)]+)\)/g)].map((row) => row[1]);
    expect(new Set(listed)).toEqual(new Set(maps.map(({ fhir, file }) => `${fhir}/${file}`)));
  });
});
