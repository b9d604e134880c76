import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convert, type Conversion } from '../../src/convert.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/shared/json.ts';
import { toReceived, type Received } from '../../src/shared/received.ts';
import { conversionOf, definitions, everyRecord, leavesOf, seeds, stated, studies, type Leaf } from './records.ts';

const RESULTS = '/resultsSection';

function issueText(conversion: Conversion): string {
  return JSON.stringify(conversion.issues);
}

function errorsOf(conversion: Conversion): unknown[] {
  return conversion.issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
}

function received(text: string): Received {
  return toReceived('any', text);
}

function replaced(tree: Json, [key, ...rest]: readonly string[], value: Json): Json {
  if (key === undefined) return value;
  if (Array.isArray(tree)) {
    return tree.map((item: Json, at) => (String(at) === key ? replaced(item, rest, value) : item));
  }
  if (!isJsonObject(tree)) return tree;
  return { ...tree, [key]: replaced((tree[key] ?? null), rest, value) };
}

describe('invariant 1: nothing vanishes', () => {
  /** Free text is marked where it stands, so that finding it again is no coincidence. */
  const UNMARKED =
    /\/(?:nctId|nctIdAliases\/\d+|class|type|status|role|lat|lon|versionHolder|[a-z]*[dD]ate|pmid|url|filename|sex|masking|allocation|interventionModel|primaryPurpose|observationalModel|timePerspective|studyType|overallStatus|lastKnownStatus|statusForNctId|minimumAge|maximumAge|samplingMethod|retention|ipdSharing|relevance|id|link|source)$|\/(?:phases|whoMasked|stdAges|infoTypes|interventionNames|armGroupLabels)\/\d+$/;

  function marked(value: Json | undefined, pointer: string, marks: Map<string, string>): Json {
    if (pointer === RESULTS) return null;
    if (Array.isArray(value)) return value.map((item: Json, at) => marked(item, `${pointer}/${at}`, marks));
    if (isJsonObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, child]) => [key, marked(child, `${pointer}/${key}`, marks)]),
      );
    }
    if (typeof value !== 'string' || UNMARKED.test(pointer)) return value ?? null;
    const mark = marks.get(value) ?? `q${marks.size}z`;
    marks.set(value, mark);
    return `${value} ${mark}`;
  }

  test.each(studies.map((record) => [record.name, record] as const))('%s: every text is found again', (_name, record) => {
    const marks = new Map<string, string>();
    const study = marked(JSON.parse(record.text) as Json, '', marks);
    const conversion = convert(toReceived(record.name, JSON.stringify(study)), definitions);
    const said = stated(conversion).map(({ value }) => String(value)).join('\n');
    const lost = [...marks].filter(([, mark]) => !new RegExp(`\\b${mark}\\b`).test(said));

    expect(marks.size).toBeGreaterThan(20);
    expect(lost.filter(([, mark]) => !issueText(conversion).includes(mark))).toEqual([]);
  });

  test.each(studies.map((record) => [record.name, record] as const))(
    '%s: every code, date, number and flag is found again or makes a difference',
    (_name, record) => {
      const conversion = conversionOf(record);
      const texts = stated(conversion)
        .map(({ value }) => String(value))
        .join('\n');
      const said = JSON.stringify(stated(conversion));
      const study = JSON.parse(record.text) as Json;
      const lost = leavesOf(study)
        .filter(({ pointer }) => !pointer.startsWith(RESULTS))
        .filter((leaf) => !isNamed(leaf, conversion) && !isFound(leaf, texts) && !matters(leaf, study, said));
      expect(lost).toEqual([]);
    },
    // A conversion for each number of a study with 300 sites.
    120_000,
  );

  function isNamed({ pointer }: Leaf, conversion: Conversion): boolean {
    return conversion.issues.some(({ place }) => place?.kind === 'pointer' && place.pointer === pointer);
  }

  /** A text or code stands in the bundle; `Drug: Sorafenib` is said by type and name, which stand apart. */
  function isFound({ pointer, value }: Leaf, texts: string): boolean {
    if (typeof value !== 'string' || DATE_TYPE.test(value)) return false;
    return texts.includes(pointer.includes('/interventionNames/') ? value.replace(/^[^:]+: /, '') : value);
  }

  /** A flag, a number or the kind of a date: another one there says something else in the bundle. */
  function matters({ pointer, value }: Leaf, study: Json, before: string): boolean {
    const other = typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 1 : otherDateType(value);
    const changed = convert(received(JSON.stringify(replaced(study, pointer.split('/').slice(1), other))), unchecked);
    return JSON.stringify(stated(changed)) !== before;
  }

  const DATE_TYPE = /^(?:ACTUAL|ESTIMATED)$/;
  const otherDateType = (type: string): string => (type === 'ACTUAL' ? 'ESTIMATED' : 'ACTUAL');
  const unchecked = { ...definitions, validator: { ...definitions.validator, validate: () => [] } };

  test.each(seeds.map((record) => [record.name, record] as const))('%s: every phrase is found again', (_name, record) => {
    const conversion = conversionOf(record);
    const texts = normal(stated(conversion).map(({ value }) => String(value)).join('\n'));
    const unused = normal(conversion.issues.map(({ message }) => message).join('\n'));
    const phrases = record.text.split(/[\n|,，、:]|(?:^|\s)(?:\d+\.|[*-])\s/).map(normal).filter(Boolean);
    const lost = phrases.filter((phrase) => !texts.includes(phrase) && !unused.includes(phrase));

    expect(phrases.length).toBeGreaterThan(20);
    expect(lost.filter((phrase) => !LABELS.has(phrase))).toEqual([]);
  });

  function normal(text: string): string {
    return text.replace(/\s+/g, ' ').trim().toLowerCase();
  }

  /** Words of the layout, which name a field and are no value of it, and values that became a code. */
  const LABELS = new Set([
    'trial number',
    'trial phase',
    'study type',
    'overall status',
    'study start date',
    'scientific title',
    'study design',
    'primary purpose',
    'allocation',
    'intervention model',
    'masking',
    'other study id numbers',
    'drug',
    'procedure',
    'patients meeting all the following inclusion criteria can be enrolled in this study',
    'patients can not be enrolled in the study if any one of the following criteria is fulfilled',
  ]);
});

describe('invariant 3: same record, same bytes', () => {
  test.each(everyRecord.map((record) => [record.name, record] as const))('%s converts to the same bytes twice', (_name, record) => {
    const again = convert(record, definitions);
    expect(JSON.stringify(again)).toBe(JSON.stringify(conversionOf(record)));
  });

  test.each(studies.map((record) => [record.name, record] as const))('%s keeps its ids when wording changes', (_name, record) => {
    const study = JSON.parse(record.text) as JsonObject;
    const edited = JSON.stringify(study).replace(/("(?:briefTitle|measure|description|timeFrame|briefSummary)":")/g, '$1Edited. ');
    expect(idsOf(convert(toReceived(record.name, edited), definitions))).toEqual(idsOf(conversionOf(record)));
  });

  /** Provenance is a new one for each content of the source, by design. */
  function idsOf(conversion: Conversion): string[] {
    return (conversion.bundle?.entry ?? [])
      .map(({ request }) => request.url)
      .filter((url) => !url.startsWith('Provenance/'));
  }
});

describe('invariant 4: what convert emits is valid', () => {
  test.each(everyRecord.map((record) => [record.name, record] as const))('%s has no error', (_name, record) => {
    expect(errorsOf(conversionOf(record))).toEqual([]);
  });
});

describe('invariant 7: no input makes it throw', () => {
  const trees = studies.map((record) => JSON.parse(record.text) as JsonObject);

  test('a study with any part replaced by anything converts or says why not', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '\u0000', '<script>', 'NaN'));
    fc.assert(
      fc.property(fc.nat(trees.length - 1), fc.nat(), anything, (which, at, value) => {
        const tree = trees[which] as JsonObject;
        const { pointer } = pick(leavesOf(tree), at);
        const levels = pointer.split('/').slice(1);
        const cut = levels.slice(0, 1 + (at % levels.length));
        const changed = convert(received(JSON.stringify(replaced(tree, cut, value))), definitions);
        expect(changed.bundle !== undefined || changed.issues.some(({ severity }) => severity === 'fatal')).toBe(true);
        expect(errorsOf(changed).filter((issue) => changed.bundle && (issue as { expression?: string }).expression)).toEqual([]);
      }),
      { numRuns: 300, seed: 20261121 },
    );
  });

  // `table[word]` finds what every object has.
  test.each(['constructor', 'every constructor', 'constructor times a week', '__proto__', 'toString weeks', '&constructor; &valueOf;'])('words of a study may be %s', (words) => {
    const tree = trees.find((one) => JSON.stringify(one).includes('timeFrame')) as JsonObject;
    for (const { pointer, value } of leavesOf(tree)) {
      if (typeof value !== 'string') continue;
      const changed = convert(received(JSON.stringify(replaced(tree, pointer.split('/').slice(1), words))), definitions);
      expect(JSON.stringify(changed)).not.toContain('[native code]');
      expect([pointer, errorsOf(changed).filter((issue) => changed.bundle && (issue as { expression?: string }).expression)]).toEqual([pointer, []]);
    }
  });

  test('any text converts or says why not', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary', size: 'large' }), fc.json()), (text) => {
        const { bundle, issues } = convert(received(text), definitions);
        expect(bundle !== undefined || issues.length > 0).toBe(true);
      }),
      { numRuns: 300, seed: 20261121 },
    );
  });

  test('a text cut off anywhere converts or says why not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyRecord), fc.nat(), (record, at) => {
        const cut = record.text.slice(0, at % record.text.length);
        const { bundle, issues } = convert(received(cut), definitions);
        expect(bundle !== undefined || issues.length > 0).toBe(true);
      }),
      { numRuns: 200, seed: 20261121 },
    );
  });

  function pick(leaves: readonly Leaf[], at: number): Leaf {
    return leaves[at % leaves.length] as Leaf;
  }
});
