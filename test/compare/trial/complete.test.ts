import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/compare/trial/change.ts';
import { diffTrials } from '../../../src/compare/trial/diff-trials.ts';
import { plain } from '../../../src/compare/trial/values.ts';
import { isJsonObject, type Json } from '../../../src/shared/json.ts';
import type { Trial } from '../../../src/trial/trial.ts';
import { everyRecord, leavesOf, seeds, studies, type Leaf } from '../../corpus/records.ts';
import { replaced, tables, tokensOf, trialOf, trialOfStudy } from './versions.ts';

const documents = studies.map(({ name, text }) => ({ name, document: JSON.parse(text) as Json }));

/** Leaves of real records, of each kind of place in a record at most `count`, from as many records as possible. */
function leavesOfEachKind(count: number): { name: string; document: Json; leaf: Leaf }[] {
  const seen = new Map<string, number>();
  return documents.flatMap(({ name, document }) => {
    const taken = new Set<string>();
    return leavesOf(document).flatMap((leaf) => {
      const kind = leaf.pointer.replaceAll(/\/\d+(?=\/|$)/g, '/-');
      const isWanted = !kind.startsWith('/resultsSection') && (seen.get(kind) ?? 0) < count;
      if (!isWanted || taken.has(kind)) return [];
      taken.add(kind);
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      return [{ name, document, leaf }];
    });
  });
}

function otherThan(value: Leaf['value']): Json {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value} changed`;
}

/** True where a side of the change is at the leaf, at the item of a list it is in, or at its list of codes. */
function names({ before, after }: Change, { pointer }: Leaf): boolean {
  return [before, after].some((side) => {
    const at = side?.place?.kind === 'pointer' ? side.place.pointer : undefined;
    if (at === undefined) return false;
    const isItem = /\/\d+$/.test(at) && pointer.startsWith(`${at}/`);
    return at === pointer || isItem || at === pointer.replace(/\/\d+$/, '');
  });
}

describe('every difference is in the list', () => {
  const leaves = leavesOfEachKind(3);

  test('a record has more kinds of leaves than a few', () => {
    expect(leaves.length).toBeGreaterThan(500);
  });

  test('another value in any one leaf of a real record gives a line that is of it', () => {
    const missed = leaves.filter(({ document, leaf }) => {
      const other = replaced(document, tokensOf(leaf.pointer), otherThan(leaf.value));
      const changes = diffTrials(trialOfStudy(document), trialOfStudy(other), tables);
      expect(
        changes.filter(({ before, after }) => before?.text === '' && after?.text === ''),
      ).toEqual([]);
      return !changes.some((change) => names(change, leaf));
    });
    expect(missed.map(({ name, leaf }) => [name, leaf])).toEqual([]);
  });

  test('a leaf that is taken out gives a line, and the way back gives its opposite', () => {
    const opposite = { added: 'removed', removed: 'added', changed: 'changed' };
    const wrong = leaves.filter(({ document, leaf }, at) => {
      if (at % 3 !== 0 || leaf.pointer.endsWith('/nctId')) return false;
      const without = replaced(document, tokensOf(leaf.pointer), undefined);
      const [a, b] = [trialOfStudy(document), trialOfStudy(without)];
      const [there, back] = [diffTrials(a, b, tables), diffTrials(b, a, tables)];
      const kinds = there.map(({ kind, path }) => `${opposite[kind]} ${path}`).toSorted();
      const expected = back.map(({ kind, path }) => `${kind} ${path}`).toSorted();
      return there.length === 0 || JSON.stringify(kinds) !== JSON.stringify(expected);
    });
    expect(wrong.map(({ name, leaf }) => [name, leaf])).toEqual([]);
  });

  test.each(seeds.map((record) => [record.name, record.text] as const))(
    '%s: a line that changes the trial is told',
    (_name, text) => {
      const base = trialOf(text);
      const lines = text.split('\n');
      const different = [...lines.keys()].filter((at) => {
        const other = lines.map((line, index) => (index === at ? `${line} Zq` : line)).join('\n');
        const trial = trialOf(other);
        const isTold = diffTrials(base, trial, tables).length > 0;
        expect([lines[at], isTold]).toEqual([lines[at], said(trial) !== said(base)]);
        return isTold;
      });
      expect(different.length).toBeGreaterThan(2);
    },
  );

  /** What a trial says, without the numbers of its criteria, which follow from their order. */
  function said(trial: Trial): string {
    const criteria = trial.eligibility.criteria.map((criterion) => ({ ...criterion, label: '' }));
    const eligibility = { ...trial.eligibility, criteria };
    return JSON.stringify(plain({ ...trial, eligibility } as unknown as Json));
  }
});

describe('nothing else is', () => {
  test.each(everyRecord.map((record) => [record.name, record.text] as const))(
    '%s does not differ from itself',
    (_name, text) => {
      expect(diffTrials(trialOf(text), trialOf(text), tables)).toEqual([]);
    },
  );

  test('a record with its members in another order is the same record', () => {
    const turned = (value: Json): Json => {
      if (Array.isArray(value)) return (value as readonly Json[]).map(turned);
      if (!isJsonObject(value)) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, inner]) => [name, turned(inner ?? null)]),
      );
    };
    const { document } = documents[0] ?? { document: null };
    const fields = diffTrials(trialOfStudy(document), trialOfStudy(turned(document)), tables);
    expect(fields).toEqual([]);
  });

  test('an item put anywhere into a list is one item added', () => {
    const lists = documents.flatMap(({ document }) =>
      listsIn(document).map((pointer) => ({ document, pointer })),
    );
    expect(lists.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.nat(lists.length - 1), fc.nat(50), (at, place) => {
        const { document, pointer } = lists[at] ?? { document: null, pointer: '' };
        const items = listAt(document, tokensOf(pointer));
        const index = place % (items.length + 1);
        const more = items.toSpliced(index, 0, fresh(items[0] ?? null));
        const other = replaced(document, tokensOf(pointer), more);
        const changes = diffTrials(trialOfStudy(document), trialOfStudy(other), tables).filter(
          ({ isDerived }) => !isDerived,
        );
        expect(changes.map(({ kind }) => kind)).toEqual(['added']);
      }),
      { numRuns: 60 },
    );
  });

  /** Lists of a record whose items a history page would tell apart. */
  function listsIn(document: Json): string[] {
    return [
      '/protocolSection/outcomesModule/primaryOutcomes',
      '/protocolSection/outcomesModule/secondaryOutcomes',
      '/protocolSection/conditionsModule/conditions',
      '/protocolSection/conditionsModule/keywords',
      '/protocolSection/contactsLocationsModule/locations',
      '/protocolSection/contactsLocationsModule/overallOfficials',
      '/protocolSection/referencesModule/references',
      '/protocolSection/sponsorCollaboratorsModule/collaborators',
    ].filter(
      (pointer) =>
        listAt(document, tokensOf(pointer)).length > 0 &&
        // A collector's copy of the list would then be no copy any more, which is told too.
        listAt(document, tokensOf(`${pointer}_nested`)).length === 0,
    );
  }

  function listAt(tree: Json, [token, ...rest]: readonly string[]): readonly Json[] {
    if (token === undefined) return Array.isArray(tree) ? (tree as readonly Json[]) : [];
    return isJsonObject(tree) ? listAt(tree[token] ?? null, rest) : [];
  }

  /** An item that has nothing in common with any of the list. */
  function fresh(item: Json): Json {
    if (typeof item === 'string') return 'Xylograph';
    if (!isJsonObject(item)) return item;
    const texts = Object.entries(item).filter(([, value]) => typeof value === 'string');
    return Object.fromEntries(texts.map(([name]) => [name, `Xylograph ${name}`]));
  }
});
