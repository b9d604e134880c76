import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../src/parse/detect-format.ts';

describe('detectFormat', () => {
  test('tells the examples apart by their content', () => {
    const texts = readdirSync('examples')
      .filter((name) => name.endsWith('.txt'))
      .sort();
    const formats = texts.map((name) => detectFormat(readFileSync(`examples/${name}`, 'utf8')));
    expect(formats).toEqual(['flat-text', 'flat-text', 'flat-text', 'page-text', 'flat-text']);
  });
  test('sees the same through carriage returns, a byte order mark and trailing NULs', () => {
    const text = readFileSync('examples/000_9a75afc2414ddea6.txt', 'utf8');
    expect(detectFormat(`\u{feff}${text.replaceAll('\n', '\r\n')}\0\0`)).toBe('flat-text');
  });
  test.each([
    ['{"protocolSection":{}}', 'ctgov-v2-json'],
    ['{"protocolSection":', 'ctgov-v2-json'],
    ['{"resourceType":"Bundle"}', undefined],
    ['Dear all,\nplease find the record attached.\nBest', undefined],
    ['1,2,3\n4,5,6\n7,8,9', undefined],
    ['NCT Number,Study Title,Study Status,Conditions,Interventions\nNCT1,T,S,C,DRUG: X', undefined],
    ['"TrialID","Title","Phase","Status","Sponsor"\n"1","T","2","R","S"', undefined],
    ['id\ttitle\tphase\tstatus\tsponsor\n1\tT\t2\tR\tS', undefined],
    ['<clinical_study rank="1">', undefined],
  ])('reads %j as %s', (text, format) => {
    expect(detectFormat(text)).toBe(format);
  });

  test.each([
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'package.json',
    'src/convert.ts',
    'Dockerfile',
  ])('takes %s for no record', (name) => {
    expect(detectFormat(readFileSync(name, 'utf8'))).toBeUndefined();
  });
  test('takes a record without interventions for one, by the time frames of its outcomes', () => {
    const lines = [
      'Sleep in Shift Workers',
      'This study observes how well people sleep who work in shifts.',
      'Sleep|Shift Work',
      'Sleep duration, Hours asleep by actigraphy, 4 weeks|Sleepiness, Karolinska scale, Baseline to week 4',
      'Nurses of two hospitals wear an actigraph for four weeks.',
    ];
    expect(detectFormat(lines.join('\n'))).toBe('flat-text');
  });
  test('does not take a title with many commas for the header of a table', () => {
    const text = readFileSync('examples/000_9a75afc2414ddea6.txt', 'utf8');
    const title = 'Safety, Tolerability, Pharmacokinetics, Immunogenicity, and Efficacy of X';
    expect(detectFormat(text.replace(/^.*/, title))).toBe('flat-text');
  });
});
