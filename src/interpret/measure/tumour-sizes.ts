/** Sizes of lesions by what stands around them: `≥ 10 mm in the longest diameter`, `short axis of ≥ 15 mm`, `lesion > 2.0 cm`. */
import { BEFORE_NUMBER, comparatorIn, quantity } from './counted.ts';
import { concept } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';

const SIZE = concept('tumor-size', 'Size of the tumor or lesion');

const MAY_HAVE = /\d ?(?:[mc]m|(?:milli|centi)met)/;
const TUMOUR =
  /(?<![a-z])(?:lesions?|tumou?rs?|nodules?|nod(?:es?|al)|lns?|metastas[ei]s|metastatic|mass(?:es)?|observations?|disease)(?![a-z])/;
const SIZED = new RegExp(
  String.raw`(?:(?<![a-z])(${BEFORE_NUMBER}) ?)?(?<![\d.,/])(\d{1,3}(?:[.,]\d{1,2})?) ?(mm|cm|millimet(?:er|re)s?|centimet(?:er|re)s?)(?![a-z\d²³^])( or (?:more|larger|greater|above|less|smaller))?`,
  'g',
);
const EXTREME = '(?:long|short|great|larg|small|maxim|minim)[a-z]* ';
const MEASURE = '(?:diameter|axis|dimension)s?(?![a-z])';
const BEFORE = new RegExp(`${EXTREME}${MEASURE}[^.;:<>≤≥\\d]{0,50}$`);
const AFTER = new RegExp(
  `^,? ?\\(?(?:in|on|along|at|by) (?:the |its |their |a |at least one )*(?:${EXTREME}${MEASURE}|size(?![a-z]))`,
);
const LESION =
  /(?<![a-z])(?:lesions?|tumou?rs?|nodules?|nodes?|lns|metastas[ei]s)(?: (?:each|is|are|must|be|of|that|which|measuring|sized?))* ?\(?$/;
/** Other things have a size too. */
const OTHER =
  /wh?eal|prick|papule|stenos|aneurysm|vessel|arter|branch|dis[ck]|polyp|slice|thick|fissure|hernia|gap|margin|verge|distance|induration|fibroid|myoma|cyst|plaque/;

/** `the sum of the largest diameters` is of several. */
const SUM =
  /(?<![a-z])(?:sum|total) (?:of (?:the )?)?(?:all )?(?:long|great|larg|maxim)[a-z]* (?:diameter|dimension)s?(?![a-z])[^.;,]*$/;

const DEFINED = /(?<![a-z])(?:defined|definition)(?![a-z])/;

export function readTumourSizes(text: string): readonly Statement[] {
  if (!MAY_HAVE.test(text) || !TUMOUR.test(text)) return [];
  return [...text.matchAll(SIZED)].flatMap((match) => {
    const { index, 0: found, 1: sign, 2: number = '', 3: unit = '', 4: trail } = match;
    const comparator = comparatorIn(sign, trail);
    const end = index + found.length;
    if (!comparator || !isOfTumour(text, index, end)) return [];
    const value = quantity(
      Number(number.replace(',', '.')),
      comparator,
      unit.startsWith('c') ? 'cm' : 'mm',
    );
    return [{ rule: 'measure:tumor-size', type: SIZE, value, start: index, end }];
  });
}

function isOfTumour(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 90), start);
  const after = text.slice(end, end + 60);
  if (OTHER.test(before.slice(-60)) || OTHER.test(after.slice(0, 30))) return false;
  if (DEFINED.test(text.slice(0, start))) return false;
  if (SUM.test(before)) return false;
  return BEFORE.test(before) || AFTER.test(after) || LESION.test(before);
}
