import { describe, expect, it } from 'vitest';
import { drawOf, HALVES, labelsOf } from '../../bench/prose/labels/labels.ts';
import { ownReading } from '../../bench/prose/labels/own-reading.ts';
import { readLabels, readText } from '../../bench/prose/labels/read-labels.ts';
import { readTime, readTyped } from '../../bench/prose/labels/read-values.ts';
import { figuresOf } from '../../bench/prose/labels/report.ts';
import { scoreTrial } from '../../bench/prose/labels/score.ts';

const TEXT = readText(
  [
    'NCT00000001',
    'E1\tInclusion Criteria:',
    'E2\t',
    'E3\t* Age 18 to 75 years',
    'E4\t* Any of the following: a) platelets ≥ 100 x 10^9/L; b) a "good" marrow',
    'E5\t* Organ function:',
    'E6\t  1. ALT ≤ 2.5 x ULN',
    'E7\t     (≤ 5 x ULN if liver metastases);',
    'E8\tExclusion Criteria:',
    'E9\t* Pregnant women',
    'T1\t12 weeks',
    'T2\tup to 2 years after surgery',
  ].join('\n'),
);

const LABELS = `NCT00000001
[inclusion]
# a remark
3
  = age 18..75 a
4 "Any" .. "following:" any-of
  4 "platelets" .. "10^9/L"
    = platelets >= 100 10*9/L
  4 "a \\"good\\"" .. "marrow"
5 all-of
  6-7
    = alt <= 2.5 xULN
    = alt <= 5 xULN if "liver metastases"
[exclusion]
9
  = pregnancy
[time-frames]
T1 at 12 wk
T2 upto 2 a after "surgery"
`;

const read = (content: string) => readLabels('NCT00000001.txt', content, TEXT);
const right = read(LABELS);

describe('reader of labels', () => {
  it('takes items from their lines, without marker and separator, and quoted parts of lines', () => {
    expect(right.errors).toEqual([]);
    const [age, either, organ, pregnant] = right.reading.items;
    expect([age?.text, age?.side]).toEqual(['Age 18 to 75 years', 'inclusion']);
    expect(either?.combination).toBe('any-of');
    expect(either?.children.map(({ text }) => text)).toEqual([
      'platelets ≥ 100 x 10^9/L',
      'a "good" marrow',
    ]);
    expect(organ?.children[0]?.text).toBe('ALT ≤ 2.5 x ULN (≤ 5 x ULN if liver metastases)');
    expect(organ?.children[0]?.typed[1]).toEqual({
      variable: 'alt',
      value: '<= 5 xULN',
      condition: 'liver metastases',
    });
    expect([pregnant?.side, pregnant?.typed[0]?.variable]).toEqual(['exclusion', 'pregnancy']);
  });

  it.each([
    ['words that are not there', '9 "Pregnant men" .. "men"', 'words not found in these lines'],
    ['a line that is not there', '12', 'no such line'],
    ['an empty line', '2', 'an empty line'],
    ['half a quotation', '9 "Pregnant"', 'not understood'],
    ['a skipped level', '    9', 'wrong indent'],
    ['an unknown variable', '9\n  = pregnancies', 'not understood'],
    ['a value without a comparator', '9\n  = age 18 a', 'not understood'],
    ['a unit that is none', '9\n  = age >= 18 years of age', 'not understood'],
    ['a value under no item', '= pregnancy', 'belongs to no item'],
  ])('refuses %s', (_, line, why) => {
    const { errors } = read(LABELS.replace('9\n  = pregnancy', line));
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]).toMatch(new RegExp(`^NCT00000001.txt:1[56]: ${why}`));
  });

  it('refuses another number, a line before any section, and time frames left out or told twice', () => {
    expect(read(LABELS.replace('NCT00000001', 'NCT00000002')).errors).toHaveLength(1);
    expect(read(LABELS.replace('[inclusion]', '')).errors[0]).toMatch(/before any section/);
    expect(read(LABELS.replace('T1 at 12 wk\n', '')).errors).toEqual([
      'NCT00000001.txt: time frame T1 is not labelled',
    ]);
    expect(read(`${LABELS}T1 at 3 d\n`).errors[0]).toMatch(/labelled twice/);
    expect(read(`${LABELS}T3 at 3 d\n`).errors[0]).toMatch(/no such time frame/);
  });
});

describe('values of labels', () => {
  it.each([
    ['= ecog 0..1', 'ecog <= 1'],
    ['= karnofsky 70..100', 'karnofsky >= 70'],
    ['= nyha in III|IV', 'nyha >= 3'],
    ['= nyha > II', 'nyha > 2'],
    ['= child-pugh in A|B', 'child-pugh-score <= 9'],
    ['= child-pugh > A', 'child-pugh-score >= 7'],
    ['= child-pugh-score 5..7', 'child-pugh-score <= 7'],
    ['= stage in IIIB|IV', 'stage in IIIB|IV'],
    ['= stage II..IV', 'stage in II|III|IV'],
    ['= sex in female', 'sex in female'],
    ['= platelets >= 100000 /mm3', 'platelets >= 100000 /uL'],
    ['= platelets >= 100 10*3/uL', 'platelets >= 100 10*9/L'],
    ['= washout <= 4 wk "chemo"', 'washout <= 4 wk'],
    ['= name:Household Noise Tally >= 20', 'name:household noise tally >= 20'],
    ['= name:Gain in Noise >= 12 %', 'name:gain in noise >= 12 %'],
    ['= name:Body Mass Index < 30.0 kg/m2', 'bmi < 30 kg/m2'],
  ])('%s is %s', (line, said) => {
    const typed = readTyped(line);
    expect(`${typed?.variable} ${typed?.value}`).toBe(said);
  });

  it('keeps what is another number apart', () => {
    expect(readTyped('= platelets >= 100000 /uL')).not.toEqual(
      readTyped('= platelets >= 100 10*9/L'),
    );
    expect(readTyped('= ecog < 2')).not.toEqual(readTyped('= ecog <= 1'));
  });

  it.each([
    ['at 0 d "baseline"; 12 wk', 'at "baseline" + at 12 wk', []],
    ['at "Baseline" + upto 24 mo after "the surgery"', 'at "baseline" + upto 24 mo', ['surgery']],
    ['range 0 d .. 28 d after "first dose"', 'range 0 d .. 28 d', ['first dose']],
    ['every 6 wk for 48 wk; every 12 wk', 'every 12 wk + every 6 wk for 48 wk', []],
    ['every 6 wk until "progression"', 'every 6 wk', ['progression']],
    ['at "Day 1; pre-dose" + at 2 h', 'at "day 1; pre-dose" + at 2 h', []],
    ['text', 'text', []],
  ])('%s is %s', (line, points, anchors) => {
    expect(readTime(line)).toEqual({ points, anchors });
  });

  it.each(['12 wk', 'at 12 weeks', 'every 6 wk to 12 wk', 'at 12 wk,', 'upto'])(
    'does not understand the time frame %s',
    (line) => {
      expect(readTime(line)).toBeUndefined();
    },
  );
});

describe('score', () => {
  const own = right.reading;
  const [age, either, organ, pregnant] = own.items;
  if (!age || !either || !organ || !pregnant) throw new Error('the labels above have four items');

  it('is all for the label itself', () => {
    const score = scoreTrial(own, own);
    expect(figuresOf([score])[0]).toMatch(
      /^items +precision 7\/7 100.0% .*recall 7\/7 .*F1 100.0%/,
    );
    expect(score.figures.typed).toMatchObject({ wanted: 5, made: 5, right: 5 });
    expect(score.figures.nesting).toMatchObject({ wanted: 3, right: 3 });
    expect(score.apart['children joined']).toMatchObject({ wanted: 2, right: 2 });
  });

  it.each([
    ['a text cut short', 'items', { ...pregnant, text: 'Pregnant' }],
    ['the other side', 'items', { ...pregnant, side: 'inclusion' as const }],
    ['another side of a value', 'typed', { ...pregnant, side: 'inclusion' as const }],
    ['another value', 'typed', { ...pregnant, typed: [{ variable: 'pregnancy', value: '>= 1' }] }],
    ['a value said twice', 'typed', { ...pregnant, typed: [...pregnant.typed, ...pregnant.typed] }],
  ] as const)('is less for %s', (_, figure, wrong) => {
    const {
      wanted,
      made,
      right: good,
    } = scoreTrial(own, {
      ...own,
      items: [age, either, organ, wrong],
    }).figures[figure];
    expect(2 * good).toBeLessThan(wanted + made);
  });

  it('is less for children under another parent, joined otherwise, or as items of their own', () => {
    const moved = scoreTrial(own, {
      ...own,
      items: [age, { ...either, children: [] }, { ...organ, children: either.children }, pregnant],
    });
    expect(moved.figures.nesting).toMatchObject({ wanted: 3, made: 2, right: 0 });
    const joined = scoreTrial(own, {
      ...own,
      items: [age, { ...either, combination: 'all-of' }, organ, pregnant],
    });
    expect(joined.apart['children joined']).toMatchObject({ wanted: 2, made: 2, right: 1 });
    const level = scoreTrial(own, {
      ...own,
      items: own.items.flatMap((one) => [one, ...one.children]),
    });
    expect(level.figures.nesting.wanted).toBe(3);
  });

  it('compares a parent that holds its children in a line up to the first of them', () => {
    const whole = {
      ...either,
      text: 'Any of the following: a) platelets ≥ 100 x 10^9/L; b) a "good" marrow',
    };
    const score = scoreTrial(own, { ...own, items: [age, whole, organ, pregnant] });
    expect(score.figures.items.right).toBe(7);
  });

  it('counts a time frame right by kind and points, its anchor apart', () => {
    const [first, second] = own.timeFrames;
    if (!first || !second) throw new Error('two time frames');
    const score = scoreTrial(own, {
      ...own,
      timeFrames: [
        { ...first, reading: { points: 'upto 12 wk', anchors: [] } },
        { ...second, reading: { ...second.reading, anchors: [] } },
      ],
    });
    expect(score.figures['time-frames']).toMatchObject({ wanted: 2, right: 1 });
    expect(score.apart['anchor or none']).toMatchObject({ wanted: 1, right: 0 });
  });

  it('tells a condition apart', () => {
    const bare = organ.children.map((child) => ({
      ...child,
      typed: child.typed.map(({ variable, value }) => ({ variable, value })),
    }));
    const score = scoreTrial(own, {
      ...own,
      items: [age, either, { ...organ, children: bare }, pregnant],
    });
    expect(score.figures.typed.right).toBe(5);
    expect(score.apart['condition or none']).toMatchObject({ wanted: 5, right: 4 });
  });
});

describe('labelled trials', () => {
  it.each(HALVES)('can all be read: %s', (half) => {
    for (const { errors } of labelsOf(half)) expect(errors).toEqual([]);
  });

  it('are each of one draw and one half', () => {
    const [develop, measure] = HALVES.map((half) => labelsOf(half).map(({ id }) => id));
    expect(develop).not.toEqual([]);
    expect(develop?.filter((id) => measure?.includes(id))).toEqual([]);
    for (const id of [...(develop ?? []), ...(measure ?? [])])
      expect(drawOf(id), id).toBeGreaterThan(0);
    expect(labelsOf('develop', 4)).toHaveLength(48);
    expect(labelsOf('measure', 8)).toHaveLength(76);
  });

  it('get a reading of our own of the same time frames', () => {
    const own = ownReading(TEXT);
    expect(own.timeFrames.map(({ text }) => text)).toEqual(TEXT.timeFrames);
    expect(own.items.map(({ side }) => side)).toContain('exclusion');
    const score = scoreTrial(right.reading, own);
    expect(score.figures.typed.right).toBeGreaterThan(2);
    expect(score.figures['time-frames'].right).toBeGreaterThan(0);
  });
});
