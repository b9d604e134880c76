/**
 * Times told in cycles, in days: `Cycle 2 Day 1 (each cycle is 21 days)` is day 22. The first cycle needs no
 * length; where no length or several are told, a day of another cycle goes by its name.
 */
import { numberOf } from '../measure/number.ts';
import {
  COUNT,
  type Cycle,
  daysIn,
  daysOf,
  endsAfter,
  endsOf,
  everyOf,
  LIST,
  MANY,
  SPAN,
} from './cycle-days.ts';
import { inPlainSigns } from './words.ts';

const UNIT = 'days?|weeks?|d|wk';
const TOLD = [
  `(?:where |an?d? |each |every |one |1 |per )*(?:treatment )?cycles?(?: length| duration)?(?: \\d)?(?: ?(?:is|was|=|:|equals|lasts|of|consists of|are|each|being))+ ?(?<days>${COUNT})[ -]?(?<unit>${UNIT})(?<other> or \\d{1,2}[ -]?(?:${UNIT})(?: depending on [^.;()]{1,60})?)?`,
  `(?<before>${COUNT})[ -](?<kind>day|week)s?[ -](?:treatment )?cycles?`,
  `(?:with )?(?<each>${COUNT})[ -](?<every>day|week)s?(?: per |\\/)(?:treatment )?cycle`,
].join('|');
const LENGTHS = new RegExp(`[([]?[ ]?(?:${TOLD})(?: (?:long|each))?(?![a-z])[ ]?[)\\]]?`, 'gi');
/** `Day 1 of each cycle (28 days)`, `Cycle 1 (28 days) Day 8` */
const BARE = new RegExp(
  `((?:each|every) (?:subsequent )?(?:treatment )?cycle|cycle 1(?=[^)]{0,12}\\) ?,? ?days? \\d)) \\((${COUNT})[ -](days?|weeks?)\\)`,
  'i',
);

/** `every 2 cycles (6 weeks)` */
const WHOLE = /\bevery \d cycles \((\d{1,2} (?:days|weeks))\)/i;

/** The cycle itself is named with its length: `each 21-day cycle`. */
const NAMES_CYCLE = /^[^/]*[- ]cycles? *$/i;

/** `Cycle 1, Cycle 2 and Cycle 3 Day 1` */
const ROW = /\bcycle \d{1,2}(?:,? (?:and |& )?cycle \d{1,2})+/gi;

/** `Day 1, Day 8 and Day 15 of Cycles 1 and 2`, but not those of two: `Cycle 1 Day 1 and Day 15 of Cycle 2` */
const DAYS_ROW =
  /\b(?=day)(?<!cycles? \d{1,2}[ ,:]{1,2})days? ?\d{1,2}(?:(?:,|,? ?and|,? ?&) ?days? ?\d{1,2}){1,20}(?=,? (?:of|in|on) (?:the )?(?:treatment )?cycles? ?\d)/gi;

/** `Cycle 3 and beyond Day 1`, `Day 1 of Cycle 3+` */
const AND_BEYOND = new RegExp(
  `\\b(cycles? \\d{1,2})(?:\\+| (?:and )?(?:beyond|onwards?)(?: on)?)((?:,| on|:)? days? ${LIST}(?![\\d-]))?`,
  'gi',
);

/** `the end of each cycle of Cycles 1, 2 and 3` */
const EACH_OF = /\b(?:each|every) (?:treatment )?cycle {1,3}(?:of|in|for) (?=cycles? \d)/gi;

/** `Cycle (C) 1 Day (D) 1` */
const LETTERS = /\b(cycle|day) \([cd]\)/gi;

/** The words with each place in a cycle as a day. */
export function withoutCycles(verbatim: string): string {
  if (!/cycle|c\d+d\d/i.test(verbatim)) return verbatim;
  const text = inPlainSigns(verbatim)
    .replaceAll(LETTERS, '$1')
    .replace(BARE, '$1 (each cycle is $2 $3)')
    .replace(WHOLE, 'every $1');
  const found = [...text.matchAll(LENGTHS)].map(cycleIn);
  const lengths = new Set(found.map(daysOf));
  const isEither = found.some((cycle) => cycle.isEither);
  const [cycle] = lengths.size === 1 && !isEither ? found : [];
  const stripped = text
    .replaceAll(LENGTHS, (told) => (NAMES_CYCLE.test(told) ? ' cycle ' : ' '))
    .replaceAll(EACH_OF, '')
    .replaceAll(/ {1,3},/g, ',')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(AND_BEYOND, '$1$2 and beyond')
    .replaceAll(ROW, (row) => row.replaceAll(/(?<!^)cycle /gi, ''))
    .replaceAll(DAYS_ROW, (row) => row.replaceAll(/(?<!^)days? ?/gi, ''));
  const written = REWRITES.reduce(
    (words, [pattern, write]) =>
      words.replaceAll(pattern, (...groups) => {
        const parts = groups.map(String);
        return write(parts, cycle) ?? parts[0] ?? '';
      }),
    stripped,
  );
  if (NAMED.test(written)) return verbatim;
  // What is left of `Up to Cycle 6 (168 days) with 28 days per cycle` tells it all.
  const isRest = isEither || (stripped !== text && /\(\d/.test(stripped)) || WHOLE.test(verbatim);
  return written === stripped && !isRest ? verbatim : written;
}

function cycleIn({ groups = {} }: RegExpExecArray): Cycle {
  const words = groups['days'] ?? groups['before'] ?? groups['each'] ?? '';
  const unit = groups['unit'] ?? groups['kind'] ?? groups['every'] ?? 'day';
  return {
    value: numberOf(words.toLowerCase()),
    unit: /^w/i.test(unit) ? 'week' : 'day',
    isEither: groups['other'] !== undefined,
  };
}

const REMARK = '(?: ?\\([^()]{0,60}\\))?';
/** These days are those of another cycle: `Cycle 4, Day 1 of Cycle 7`. */
const NOT_OTHER = '(?![\\d-]| (?:of|in|on) (?:the )?(?:treatment )?cycle)';

/** Days without a cycle after the name of one may be its own: `Cycle 8 Day 1, Days 5, 8, 12`. */
const NAMED = /\bc\d{1,2}d\d{1,2}\b.{0,600}\b[Dd]ays? ?\d/;

/** What is done on the first day: `Cycle 3 predose and end of infusion`. */
const SAMPLED = '[,:]? (?:bi|pre-?dose|before infusion|eoi|end of infusion)\\b';

type Rewrite = (groups: readonly string[], cycle: Cycle | undefined) => string | undefined;

/** The places of a cycle as days; undefined where its length is not told. What stands before is looked at last: it costs most. */
const REWRITES: readonly (readonly [RegExp, Rewrite])[] = (
  [
    [
      '\\bc(\\d{1,2})d(\\d{1,2})\\b',
      ([, cycles = '', days = ''], cycle) =>
        cycle || Number(cycles) === 1 ? daysIn(cycles, days, cycle) : undefined,
    ],
    [
      '\\bd(\\d{1,2}) (?:of|in) (c\\d{1,2}(?:(?:,? and |, ?)c\\d{1,2})*)(?![\\dd])',
      ([, days = '', cycles = ''], cycle) =>
        daysIn(cycles.replaceAll(/[a-z]+/gi, ' '), days, cycle),
    ],
    [
      `\\bcycles? ?(${SPAN}|${LIST})${REMARK},? ?:? ?(?:on )?days? ?(${SPAN}|${LIST})${NOT_OTHER}`,
      ([, cycles = '', days = ''], cycle) => daysIn(cycles, days, cycle),
    ],
    [
      `\\bdays? ?(${SPAN}|${LIST}),? (?:of|in|on|during|for) (?:the )?(?:treatment )?cycles? ?(${SPAN}|${LIST})(?![\\d-])`,
      ([, days = '', cycles = ''], cycle) => daysIn(cycles, days, cycle),
    ],
    [
      `\\b(?:day 1 (?:of|in|on) )?(?:every|each) (?:subsequent )?(?:(other|${COUNT}) )?(?:treatment )?cycles?\\b(?! (?:is|was|=|of|consists|length|lasts|equals)| ?=)`,
      ([, count = '1'], cycle) => cycle && everyOf(count === 'other' ? '2' : count, cycle),
    ],
    [
      `(?<!after |after the |following |from |from the )\\bend of (?:treatment )?cycles? (${LIST}(?:,? ?(?:and )?cycle \\d{1,2})*)(?![\\d-])`,
      ([, counts = ''], cycle) => cycle && endsOf(counts, daysOf(cycle)),
    ],
    [
      `\\bcycles? (?:(1)(?! ?:? ?day)(?=${SAMPLED}| ?:)|(${LIST})(?=,? (?:and|&) every \\d{1,3} days|(?:${SAMPLED}| ?:)(?![^;]{0,120}\\bdays?\\b)))`,
      ([, first = '', others = ''], cycle) =>
        cycle && daysIn(first === '1' ? first : others, '1', cycle),
    ],
    [
      '(?=,? (?:and|&) )(?<=days [\\d, ]{1,80}),? (?:and |& )(?:beyond|onwards?|all subsequent cycles|subsequent cycles|(?:each|every) (?:subsequent )?cycle(?: thereafter)?)',
      (_, cycle) => cycle && `, ${everyOf('1', cycle)}`,
    ],
    [
      `(?<!(?:hours|days?|weeks?|months?|years?|dose) )\\b(?:after|at the end of) (?:completion of )?(?:the )?(?:cycle (${LIST})|(${MANY}|${COUNT}) cycles)\\b(?! ?(?:day|,? ?(?:and |& )?\\d))`,
      ([, numbers = '', count = ''], cycle) =>
        cycle && `after ${endsAfter(/\d/.test(numbers) ? numbers : count, daysOf(cycle))} days`,
    ],
    [
      `(?=cycle)(?:(?<=[,;] |[,;] and |\\band )cycles? (${LIST})|(?<=^|\\bbaseline to )cycles? (${MANY}))(?= ?(?:$|[,;.]))`,
      ([, one = '', many = ''], cycle) => cycle && daysIn(/\d/.test(one) ? one : many, '1', cycle),
    ],
    [
      `\\b(?:start|beginning) of (?:treatment )?cycles? (${LIST})(?![\\d-])`,
      ([, cycles = ''], cycle) => cycle && daysIn(cycles, '1', cycle),
    ],
    [
      '\\bfrom cycle 1 (?:to|through|until) (?:the end of )?cycle (\\d{1,2})(?! day)',
      ([, count = ''], cycle) => cycle && `up to ${Number(count) * daysOf(cycle)} days`,
    ],
  ] satisfies readonly (readonly [string, Rewrite])[]
).map(([pattern, write]) => [new RegExp(pattern, 'gi'), write]);
