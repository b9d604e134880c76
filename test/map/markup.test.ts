import { describe, expect, it, test } from 'vitest';
import { readBlocks, type Block } from '../../src/map/markup.ts';

/** Blocks as short notes: a paragraph is its lines, a list its first number (or `*`) and its items. */
type Note = string | readonly (string | Note)[];
const noteOf = (block: Block): Note =>
  block.kind === 'paragraph'
    ? block.lines.join(' / ')
    : [
        block.first === undefined ? '*' : String(block.first),
        ...block.items.map((item) => {
          const notes = item.map(noteOf);
          return notes.length === 1 ? (notes[0] ?? '') : notes;
        }),
      ];
const notes = (text: string): Note[] => readBlocks(text).map(noteOf);

describe('paragraphs', () => {
  test('are parted by empty lines and keep their line ends', () => {
    expect(notes('One\ntwo\n\n \nthree\r\n')).toEqual(['One / two', 'three']);
  });

  test('are none in a text of blanks', () => {
    expect(notes(' \n\n\t')).toEqual([]);
  });

  test('begin with a number where a sentence wraps there', () => {
    expect(notes('The last dose was given on\n14. May')).toEqual([
      'The last dose was given on / 14. May',
    ]);
  });
});

describe('lists', () => {
  // NCT04743661, shortened
  test('nest by indentation, bullets in numbers and numbers in bullets', () => {
    const text = [
      'INCLUSION CRITERIA: Stratum 1',
      '',
      '* Patients must be \\< 22 years of age at time of enrollment.',
      '* Radiation - Patients must have had their last fraction of:',
      '',
      '  1. Craniospinal irradiation 24 weeks prior',
      '  2. Focal radiation:',
      '     * to the brain',
      '* Stem Cell Transplant (SCT)',
    ].join('\n');
    expect(notes(text)).toEqual([
      'INCLUSION CRITERIA: Stratum 1',
      [
        '*',
        'Patients must be \\< 22 years of age at time of enrollment.',
        [
          'Radiation - Patients must have had their last fraction of:',
          [
            '1',
            'Craniospinal irradiation 24 weeks prior',
            ['Focal radiation:', ['*', 'to the brain']],
          ],
        ],
        'Stem Cell Transplant (SCT)',
      ],
    ]);
  });

  // NCT00267826, shortened: what converted the text to CommonMark put a comment between two lists
  test('end at an empty comment, which is no text', () => {
    expect(notes('1. Has onset\n2. Was pre-existing\n\n<!-- -->\n\n1. Recurs')).toEqual([
      ['1', 'Has onset', 'Was pre-existing'],
      ['1', 'Recurs'],
    ]);
  });

  test('keep the paragraphs under an item in it, and end at one further left', () => {
    expect(notes('1. First\n\n   more of it\n\n2. Second\n\nAfter')).toEqual([
      ['1', ['First', 'more of it'], 'Second'],
      'After',
    ]);
  });

  test('start anew where a number is out of order, so that the written numbers are seen', () => {
    expect(notes('1. a\n2. b\n4. d\n5. e')).toEqual([
      ['1', 'a', 'b'],
      ['4', 'd', 'e'],
    ]);
  });

  it.each([
    [
      '•Subject is enrolled\n• Subject consents',
      [['*', 'Subject is enrolled', 'Subject consents']],
    ],
    ['- a\n- b', [['*', 'a', 'b']]],
    [
      '  * a\n  * b\n* c',
      [
        ['*', 'a', 'b'],
        ['*', 'c'],
      ],
    ],
    ['* a\n * b', [['*', 'a', 'b']]],
    [
      '* a\n1. b',
      [
        ['*', 'a'],
        ['1', 'b'],
      ],
    ],
    ['1) a\n2) b', [['1', 'a', 'b']]],
    ['* a\nExclusion Criteria:\n* b', [['*', 'a'], 'Exclusion Criteria:', ['*', 'b']]],
    ['* a sentence that\n  goes on', [['*', 'a sentence that / goes on']]],
  ])('are read from %j', (text, expected) => {
    expect(notes(text)).toEqual(expected);
  });

  it.each(['1\\. escaped', '\\* escaped', '-20 °C', '*** p < 0.05', '1.5 mg', '2020. ', '*'])(
    'are not read from %j',
    (text) => {
      expect(notes(text)).toEqual([text.trim()]);
    },
  );
});

test('leaves every other mark of CommonMark and of HTML as text', () => {
  const text = '# Title **bold** _x_ [a](b) `code` | a | b | <b>x</b> <!-- hidden -->';
  expect(notes(text)).toEqual([text]);
});
