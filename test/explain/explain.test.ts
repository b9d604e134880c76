import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { convert, type Conversion } from '../../src/convert.ts';
import { covering } from '../../src/explain/element-path.ts';
import { explain, type Explanation, type Source } from '../../src/explain/explain.ts';
import { recordTable } from '../../src/explain/record-table.ts';
import { splitRecords } from '../../src/parse/split-records.ts';
import { FHIR_VERSIONS, type FhirVersion } from '../../src/shared/fhir-version.ts';
import { placeText } from '../../src/shared/issue.ts';
import type { Json, JsonObject } from '../../src/shared/json.ts';
import { toReceived, type Received } from '../../src/shared/received.ts';
import { loadElementRows } from '../../src/source/load-element-rows.ts';
import { known, registryPath, sourceLeaves } from './fields.ts';
import { bundleLeaves, convertStudy, definitions, otherValue, replacedAt } from './probe.ts';

const rows = loadElementRows();
const knowledge = (fhir: FhirVersion) => ({ rows, tables: definitions[fhir].tables });
const readJson = (url: URL): Json => JSON.parse(readFileSync(url, 'utf8')) as Json;
const everyLeaf = readJson(new URL('every-leaf.json', import.meta.url));
const STUDIES = new URL('../corpus/studies/', import.meta.url);
const EXAMPLES = new URL('../../examples/', import.meta.url);
const seeds = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => splitRecords(name, readFileSync(new URL(name, EXAMPLES), 'utf8')).value);

const conversion = convertStudy(everyLeaf, 'r4');
const asked = (element: string): readonly Explanation[] =>
  explain(conversion, knowledge('r4'), element);
const places = (sources: readonly Source[]): string[] =>
  sources.map(({ place }) => placeText(place));

describe('explain', () => {
  test('names value, row and code of an element', () => {
    const [status, ...others] = asked('ResearchStudy.status');
    expect(others).toEqual([]);
    expect(status).toMatchObject({
      resource: 'ResearchStudy/ctgov-nct00000123',
      element: 'ResearchStudy.status',
      value: 'administratively-completed',
      answer: 'single',
      sources: [
        {
          place: { pointer: '/protocolSection/statusModule/overallStatus' },
          value: 'TERMINATED',
          row: { path: 'protocolSection.statusModule.overallStatus' },
          code: { code: 'TERMINATED', display: 'Terminated' },
        },
      ],
    });
  });

  test.each([
    [
      'EvidenceVariable/ctgov-nct00000123-out-sec-2.title',
      '/protocolSection/outcomesModule/secondaryOutcomes/1/measure',
    ],
    [
      'EvidenceVariable(outcome-other).shortTitle',
      '/protocolSection/outcomesModule/otherOutcomes/0/measure',
    ],
    [
      'ResearchStudy.extension(label:acronym).extension(value)',
      '/protocolSection/identificationModule/acronym',
    ],
    [
      'ResearchStudy.identifier[5].value',
      '/protocolSection/identificationModule/secondaryIdInfos/1/id',
    ],
    [
      'ResearchStudy.site[1].display',
      '/protocolSection/contactsLocationsModule/locations/1/facility',
    ],
    [
      'ActivityDefinition/ctgov-nct00000123-int-2.title',
      '/protocolSection/armsInterventionsModule/interventions/1/name',
    ],
    [
      'Organization/org-liver-alliance.name',
      '/protocolSection/sponsorCollaboratorsModule/collaborators/1/name',
    ],
  ])('%s comes from %s', (element, pointer) => {
    const [found] = asked(element);
    expect(found?.answer).toBe('single');
    expect(places(found?.sources ?? [])).toEqual([pointer]);
  });

  test('takes every name it gives as an element again', () => {
    const all = explain(conversion, knowledge('r4'));
    const sample = all.filter((_, at) => at % 7 === 0);
    expect(sample.length).toBeGreaterThan(100);
    const lost = sample.filter(
      ({ name, element, resource }) =>
        !asked(name).some((each) => each.element === element && each.resource === resource),
    );
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  test('takes the FHIRPath of an issue', () => {
    const at = conversion.bundle?.entry.findIndex(
      ({ resource }) => resource.resourceType === 'ResearchStudy',
    );
    expect(asked(`Bundle.entry[${at}].resource.title`)).toEqual(asked('ResearchStudy.title'));
  });

  test('finds nothing for an element that is not there', () => {
    expect(asked('ResearchStudy.nonsense')).toEqual([]);
    expect(asked('Patient.name')).toEqual([]);
    expect(asked('')).toEqual([]);
  });

  test('says of a set of phases that they count together, of a constant that no value makes it', () => {
    expect(asked('ResearchStudy.phase.text')).toMatchObject([
      { answer: 'several', sources: [{ value: 'PHASE1' }, { value: 'PHASE2' }] },
    ]);
    expect(asked('ResearchStudy.meta.profile')).toMatchObject([
      { answer: 'made', sources: [], made: { rule: expect.stringContaining('profile') } },
    ]);
  });

  test('names the rule and the words of what was read out of prose', () => {
    const seed = seeds.find(({ name }) => name.startsWith('001')) as Received;
    const made = convert(seed, definitions.r4);
    const [code] = explain(made, knowledge('r4'), 'ResearchStudy.phase.coding(ctgov-phase).code');
    expect(code).toMatchObject({
      value: 'PHASE2',
      sources: [
        {
          place: { kind: 'lines', first: 2 },
          derivation: { method: 'text-rule', rule: 'prose-phase', excerpt: 'phase II' },
        },
      ],
    });
  });
});

describe('recordTable', () => {
  const table = recordTable(conversion, knowledge('r4'));

  test('has every leaf of the record that the reader took, each with an element', () => {
    const told = new Set(
      table.modules.flatMap(({ entries }) => entries.map(({ place }) => placeText(place))),
    );
    const leaves = sourceLeaves(everyLeaf).map(({ pointer }) => pointer);
    expect(leaves.filter((pointer) => !told.has(pointer))).toEqual([]);
    expect(table.unused).toEqual([]);
  });

  test('keeps the order of the registry', () => {
    const names = table.modules.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual([
      'identificationModule',
      'statusModule',
      'sponsorCollaboratorsModule',
    ]);
    expect(names.at(-1)).toBe('hasResults');
  });

  test('gives the reason of what is not mapped, where the record has it', () => {
    expect(table.blocks).toEqual([]);
    const withResults = {
      ...(everyLeaf as JsonObject),
      resultsSection: { moreInfoModule: { limitationsAndCaveats: { description: 'Few' } } },
    };
    const { blocks } = recordTable(convertStudy(withResults, 'r4'), knowledge('r4'));
    expect(blocks).toMatchObject([{ path: 'resultsSection', leaves: 140 }]);
  });

  test('tells what is only kept', () => {
    const odd = replacedAt(everyLeaf, '/protocolSection/statusModule/whyStopped', 7);
    const { kept } = recordTable(convertStudy(odd, 'r4'), knowledge('r4'));
    expect(kept).toContainEqual(
      expect.objectContaining({
        place: { kind: 'pointer', pointer: '/protocolSection/statusModule/whyStopped' },
        value: 7,
      }),
    );
  });
});

describe.each(FHIR_VERSIONS)('what explain says is true, %s', (fhir) => {
  /** LEAVES=1000 asks for all leaves of all studies, else some of a third of them. */
  const LEAVES = Number(process.env['LEAVES'] ?? 25);
  const names = readdirSync(STUDIES).filter((_, at) => LEAVES > 100 || at % 3 === 0);
  const studies = [everyLeaf, ...names.map((name) => readJson(new URL(name, STUDIES)))];

  test('it names the leaf that changes the element', { timeout: 900_000 }, () => {
    const counts = { named: 0, alone: 0, all: 0 };
    const wrong: string[] = [];
    for (const study of studies.map((each) => known(each))) {
      for (const { pointer, explanation } of changedElements(study, fhir, LEAVES)) {
        const found = places(explanation?.sources ?? []);
        counts.all += 1;
        if (found.includes(pointer)) counts.named += 1;
        if (found.length === 1 && found[0] === pointer) counts.alone += 1;
        if (!found.includes(pointer))
          wrong.push(`${explanation?.name}: ${found.join(' ')}, not ${pointer}`);
      }
    }
    expect(counts.all).toBeGreaterThan(300);
    expect(wrong).toEqual([]);
    expect(counts.alone / counts.all).toBeGreaterThan(0.98);
  });

  test('lines of a text record hold the words of the element', () => {
    let checked = 0;
    const wrong = seeds.flatMap((seed) => {
      const lines = seed.text.split('\n');
      const made = convert(seed, definitions[fhir]);
      return explain(made, knowledge(fhir)).flatMap(({ name, value, sources: [source] }) => {
        const isVerbatim =
          source?.row?.kind === 'verbatim' && !source.derivation && !source.follows;
        if (!source || !isVerbatim || source.place.kind !== 'lines' || value !== source.value)
          return [];
        checked += 1;
        const words = plain(lines.slice(source.place.first - 1, source.place.last).join(' '));
        return words.includes(plain(String(value))) ? [] : [`${name} ${placeText(source.place)}`];
      });
    });
    expect(checked).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
});

interface Changed {
  readonly pointer: string;
  readonly explanation: Explanation | undefined;
}

/** Elements that hold a leaf, found by changing it, with what explain says of them. */
function changedElements(study: Json, fhir: FhirVersion, limit: number): readonly Changed[] {
  const before = convertStudy(study, fhir);
  const said = new Map(
    explain(before, knowledge(fhir)).map((each) => [`${each.resource} ${each.element}`, each]),
  );
  const values = elementValues(before);
  const leaves = sourceLeaves(study);
  const every = Math.ceil(leaves.length / limit);
  return leaves
    .filter((_, at) => at % every === 0)
    .flatMap(({ pointer, value }) => {
      const other = otherValue({ pointer, value }, study);
      if (other === undefined) return [];
      const after = elementValues(convertStudy(replacedAt(study, pointer, other), fhir));
      // Where elements came or went, positions have other meanings: only like is compared with like.
      if (after.size !== values.size) return [];
      const row = rows.rows.find(({ path }) => path === registryPath(pointer));
      const covers = (row?.targets[fhir] ?? []).map(covering);
      const [old, now] = [valueCounts(values), valueCounts(after)];
      return (
        [...values]
          .filter(([key, leaf]) => after.has(key) && after.get(key)?.value !== leaf.value)
          .filter(([, leaf]) => covers.some((cover) => cover(leaf.pattern)))
          // A value that only moved to another position was not changed.
          .filter(([, leaf]) => (now.get(countKey(leaf)) ?? 0) < (old.get(countKey(leaf)) ?? 0))
          .map(([key]) => ({ pointer, explanation: said.get(key) }))
      );
    });
}

type BundleLeaf = ReturnType<typeof bundleLeaves>[number];

const countKey = ({ pattern, value }: BundleLeaf): string => `${pattern} ${JSON.stringify(value)}`;

function valueCounts(leaves: ReadonlyMap<string, BundleLeaf>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const leaf of leaves.values())
    counts.set(countKey(leaf), (counts.get(countKey(leaf)) ?? 0) + 1);
  return counts;
}

const elementValues = (made: Conversion) =>
  new Map(bundleLeaves(made).map((leaf) => [`${leaf.resource} ${leaf.expression}`, leaf]));

test('a record that cannot be read explains nothing', () => {
  const nothing = convert(toReceived('x', '{'), definitions.r4);
  expect(explain(nothing, knowledge('r4'))).toEqual([]);
  expect(recordTable(nothing, knowledge('r4'))).toMatchObject({
    modules: [],
    kept: [],
    unused: [],
  });
});
