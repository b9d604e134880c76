/**
 * Regimens in descriptions of interventions and arms against labels by hand (test/corpus/labels/README.md). Of the
 * held-out half no misses are told.
 *
 *   node bench/prose/regimens.ts [--misses]
 */
import { readFileSync } from 'node:fs';
import { readRegimen } from '../../src/interpret/regimen/regimen.ts';
import type { Regimen } from '../../src/trial/understood.ts';
import { share } from './interval.ts';

const FOLDER = 'test/corpus/labels/regimens';

interface Labelled {
  readonly text: string;
  readonly parts: readonly string[];
}

function labelsOf(half: string): readonly Labelled[] {
  return readFileSync(`${FOLDER}/${half}.txt`, 'utf8')
    .trim()
    .split('\n\n')
    .map((block) => {
      const [, text = '', label = ''] = block.split('\n');
      const parts = label.replace(/^= /, '').split('; ');
      return { text: text.trim(), parts: parts.filter((part) => part !== 'none') };
    });
}

/** In the form of the labels. */
function partsOf(regimen: Regimen | undefined): readonly string[] {
  const { dose, route, schedule, bounds, isUpTo } = regimen ?? {};
  const count = schedule && schedule.count !== 1 ? `${schedule.count} ` : '';
  return [
    ...(dose ? [`dose ${dose.value} ${dose.unit}`] : []),
    ...(route ? [`route ${route.name}`] : []),
    ...(schedule ? [`${count}every ${schedule.period.value} ${schedule.period.unit}`] : []),
    ...(bounds ? [`${isUpTo ? 'upto' : 'for'} ${bounds.value} ${bounds.unit}`] : []),
  ];
}

function measure(half: string, showsMisses: boolean): readonly string[] {
  const scored = labelsOf(half).map(({ text, parts }) => {
    const made = partsOf(readRegimen(text));
    return { text, parts, made, right: made.filter((part) => parts.includes(part)) };
  });
  const count = (of: 'parts' | 'made' | 'right'): number =>
    scored.reduce((sum, each) => sum + each[of].length, 0);
  const whole = scored.filter(({ parts, made, right }) => right.length === Math.max(parts.length, made.length)); // prettier-ignore
  return [
    `${half}: precision ${share(count('right'), count('made'))}  recall ${share(count('right'), count('parts'))}  all parts right ${share(whole.length, scored.length)}`,
    ...(showsMisses
      ? scored
          .filter((each) => !whole.includes(each))
          .map(
            ({ text, parts, made }) =>
              `  ${text}\n      labelled ${parts.join('; ')}\n      read ${made.join('; ')}`,
          )
      : []),
  ];
}

const showsMisses = process.argv.includes('--misses');
for (const line of [...measure('develop', showsMisses), ...measure('measure', false)])
  console.log(line);
