/**
 * What the words around a comma tell about whether an outcome's measure ends there, or its time frame
 * begins. Each feature is a name; outcome-weights.ts says how much each name counts.
 */
import { bucket, countWords, when } from './features.ts';
import {
  hasTimeAnchor,
  hasTimeUnit,
  hasUnitAndNumber,
  isTimePoint,
  isWholeDuration,
  startsLikeTime,
} from './time-words.ts';

/** A comma at which one part may end and the next begin. */
export interface Comma {
  /** Offset of the comma. */
  readonly end: number;
  /** Offset of the first character after the comma and its blanks. */
  readonly next: number;
  /** Open brackets at the comma. */
  readonly depth: number;
  readonly after: After;
}

/** What the words after a comma look like; looked at once, for every reading asks for it. */
interface After {
  readonly first: 'upper' | 'lower' | 'digit' | 'other';
  readonly opens: boolean;
  readonly defines: boolean;
  readonly listGoesOn: boolean;
}

const NOTHING_AFTER: After = { first: 'other', opens: false, defines: false, listGoesOn: false };

function lookAfter(text: string, next: number): After {
  const rest = text.slice(next, next + 300);
  return {
    first: firstCharacter(rest),
    opens: OPENS.test(rest),
    defines: DEFINES.test(rest),
    listGoesOn: LIST_GOES_ON.test(rest),
  };
}

/** Beyond these a part is no measure, or no time frame; they also bound the work on hostile input. */
const LONGEST_MEASURE = 900;
const LONGEST_TIME_FRAME = 900;
const MOST_COMMAS = 40;

export interface Commas {
  readonly all: readonly Comma[];
  readonly measureEnds: readonly Comma[];
  readonly timeFrameStarts: readonly Comma[];
}

export function commasOf(text: string): Commas {
  const all: Comma[] = [];
  let depth = 0;
  for (const match of text.matchAll(/[([（[{]|[)\]）\]}]|,(?=\s+\S)|，(?=\s*\S)/g)) {
    if (match[0] === ',' || match[0] === '，') {
      const next = match.index + 1 + blanksAt(text, match.index + 1);
      const after = all.length < 2 * MOST_COMMAS ? lookAfter(text, next) : NOTHING_AFTER;
      all.push({ end: match.index, next, depth, after });
    } else depth = '([（[{'.includes(match[0]) ? depth + 1 : Math.max(depth - 1, 0);
  }
  return {
    all,
    measureEnds: all.filter(({ end }) => end <= LONGEST_MEASURE).slice(0, MOST_COMMAS),
    timeFrameStarts: all
      .filter(({ next }) => text.length - next <= LONGEST_TIME_FRAME)
      .slice(-MOST_COMMAS),
  };
}

function blanksAt(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text[at] ?? '').trim() === '') at += 1;
  return at - from;
}

/** The counts that matter are small; a longer text only costs time. */
const COUNTED = 2000;
const words = (text: string): number => countWords(text.slice(0, COUNTED));

function firstCharacter(text: string): After['first'] {
  const [first = ''] = text;
  // Scripts without capitals list by a mark of their own: after a comma something new begins.
  if (/[\p{Lu}\p{Lo}]/u.test(first)) return 'upper';
  if (/\p{Ll}/u.test(first)) return 'lower';
  return /\d/.test(first) ? 'digit' : 'other';
}

const SENTENCE = /[.;] \p{Lu}/u;
const VERB =
  /\b(?:is|are|was|were|be|been|has|have|defined|using|scores?|scale|ranges?|number|percentage|proportion|rate|questionnaire|index|which|calculated)\b/i;
const CONTINUES =
  /^(?:and|or|as|but|including|such|respectively|etc|with|which|whichever|that|who|e\.g|i\.e)\b/i;

/** The words after a comma are the next members of a list: `nausea, and vomiting`. */
const FEW_WORDS = '[^\\s,.;]+(?: [^\\s,.;]+){0,3}';
const LIST_GOES_ON = new RegExp(
  `^(?!and |or )${FEW_WORDS}(?:, ${FEW_WORDS}){0,6},? (?:and|or) (?!\\d|(?:day|week|month|year|end|follow)\\w*\\b)[^\\s,.;]+`,
  'i',
);

/** How often each suffix that starts after a comma ends an outcome of the record. */
export type SharedSuffixes = ReadonlyMap<string, number>;

export function sharedSuffixes(texts: readonly string[]): SharedSuffixes {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const { next } of commasOf(text).timeFrameStarts) {
      const suffix = text.slice(next);
      counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
    }
  }
  return counts;
}

/** Features of the suffix that starts at comma `index` being the time frame. */
export function timeFrameFeatures(
  text: string,
  commas: readonly Comma[],
  index: number,
  shared: SharedSuffixes,
): readonly string[] {
  const comma = commas[index];
  if (!comma) return ['T:none'];
  const suffix = text.slice(comma.next);
  const before = commas[index - 1];
  const pieceBefore = text.slice(before ? before.next : 0, comma.end);
  return [
    `T:first=${firstCharacter(suffix)}`,
    bucket('T:words', words(suffix), [1, 2, 4, 8, 15, 30, 60]),
    ...when(isWholeDuration(suffix), 'T:whole'),
    ...when(startsLikeTime(suffix), 'T:starts', `T:starts&${firstCharacter(suffix)}`),
    ...when(hasUnitAndNumber(suffix), 'T:unit&number'),
    ...when(hasTimeUnit(suffix), 'T:unit'),
    ...when(hasTimeAnchor(suffix), 'T:anchor'),
    ...when(VERB.test(suffix), 'T:verb'),
    ...when(SENTENCE.test(suffix), 'T:sentence'),
    ...when(suffix.endsWith('.'), 'T:endsPeriod'),
    ...when(CONTINUES.test(suffix), 'T:continues'),
    ...when(comma.depth > 0, 'T:inBrackets'),
    ...when(index === commas.length - 1, 'T:lastComma'),
    ...endOfPieceFeatures(pieceBefore, suffix),
    ...laterFeatures(text, commas, index),
    ...sharingFeatures(text, before, suffix, shared),
  ];
}

function endOfPieceFeatures(pieceBefore: string, suffix: string): readonly string[] {
  const isList = isTimePoint(pieceBefore.slice(-80).trim());
  const endsInTime = /(?:\d|\b(?:days?|weeks?|months?|years?|hours?|baseline|minutes?))\)?$/i.test(
    pieceBefore,
  );
  return [
    ...when(/[.!?]\s*$/.test(pieceBefore), 'T:afterPeriod'),
    ...when(/\)\s*$/.test(pieceBefore), 'T:afterBracket'),
    ...when(isList, 'T:afterTimePoint'),
    ...when(endsInTime && /^(?:and |or )?(?:\d|day|week|month)/i.test(suffix), 'T:listGoesOn'),
    ...when(startsLikeTime(pieceBefore) && pieceBefore.length < 200, 'T:afterTimeStart'),
  ];
}

function laterFeatures(text: string, commas: readonly Comma[], index: number): readonly string[] {
  const later = commas.slice(index + 1);
  if (later.length === 0) return [];
  const pieces = later.map(({ next }, at) => text.slice(next, later[at + 1]?.end));
  const points = pieces.filter((piece) => piece.length < 120 && isTimePoint(piece.trim())).length;
  const starts = pieces.filter((piece) => startsLikeTime(piece)).length;
  return [
    ...when(points === pieces.length, 'T:laterAllPoints'),
    ...when(points < pieces.length && starts > 0, 'T:laterStarts'),
    ...when(starts === 0 && points === 0, 'T:laterNoTime'),
    ...when(
      later.some(({ depth }) => depth === 0),
      'T:laterOpenComma',
    ),
  ];
}

function sharingFeatures(
  text: string,
  before: Comma | undefined,
  suffix: string,
  shared: SharedSuffixes,
): readonly string[] {
  const count = shared.get(suffix) ?? 1;
  if (count < 2) return [];
  const longer = before ? (shared.get(text.slice(before.next)) ?? 1) : 1;
  return [
    bucket('T:shared', count, [2, 4]),
    ...when(longer >= 2, longer >= count ? 'T:longerSharedAlike' : 'T:longerShared'),
  ];
}

const DEFINES =
  /^(?:[^.,]{0,80}?\b(?:is|are|was|were|will be)(?: being)? (?:defined|measured|assessed|calculated|evaluated|determined|a|an|the|used)\b|defined as\b|definiert als\b|définie? (?:comme|par)\b|definid[oa] como\b|[^，。]{0,30}?(?:定义为|是指|指从|指自))/i;
const OPENS =
  /^(?:the|this|number|percentage?|proportion|change|mean|median|time|measured|assessed|evaluated|assessment|measurement|evaluation|to|participants?|patients?|subjects?|it|we|using|based|incidence|rate|defined|as|by|in|an?|all|comparison|each|scores?|determined|difference|for|from|if|will|any|frequency|occurrence|total|according|percent|questionnaire|calculated)\b|^(?:(?:die|der|das|anteil|zeit|anzahl|gemessen|bewertet|definiert|veränderung|le|la|les|proportion|mesurée?|définie?|el|los|las|proporción|tiempo|medid[oa]|definid[oa])(?= )|(?:定义|从|自|采用|评估|测量|通过|根据|比较|患者|受试者|记录|指))/i;

/** Features of the measure ending at comma `index` with a description after it. */
export function measureFeatures(
  text: string,
  commas: readonly Comma[],
  index: number,
): readonly string[] {
  const comma = commas[index];
  if (!comma) return [];
  const measure = text.slice(0, comma.end);
  const rest = text.slice(comma.next, comma.next + 300);
  const { first, opens, defines, listGoesOn } = comma.after;
  return [
    `M:first=${first}`,
    bucket('M:words', words(measure), [1, 3, 6, 10, 16, 24, 40]),
    bucket('M:earlier', index, [0, 1, 2, 4, 8]),
    ...when(first === 'upper' && opens, 'M:opens&upper'),
    ...when(first !== 'upper' && opens, 'M:opens&lower'),
    ...when(defines, 'M:defines'),
    ...when(CONTINUES.test(rest), 'M:continues'),
    ...when(listGoesOn, 'M:listGoesOn'),
    ...when(comma.depth > 0, 'M:inBrackets'),
    ...when(/[.!?]\s*$/.test(measure), 'M:afterPeriod'),
    ...when(/[)\]]\s*$/.test(measure), 'M:afterBracket'),
    ...when(SENTENCE.test(measure), 'M:sentence'),
    ...when(startsLikeTime(rest), 'M:startsTime'),
    ...earlierFeatures(commas, index),
    ...echoFeatures(measure, rest),
  ];
}

function earlierFeatures(commas: readonly Comma[], index: number): readonly string[] {
  const earlier = commas.slice(0, index).filter(({ depth }) => depth === 0);
  const upper = earlier.filter(({ after }) => after.first === 'upper');
  return [
    ...when(upper.length > 0, 'M:earlierUpper'),
    ...when(
      upper.some(({ after }) => after.opens),
      'M:earlierOpens',
    ),
  ];
}

/** The description often begins with the measure's own words, or with the abbreviation it introduced. */
function echoFeatures(measure: string, rest: string): readonly string[] {
  const head = measure.toLowerCase().split(/\s+/).slice(0, 2).join(' ');
  const start = rest.toLowerCase().replace(/^(?:the|an?) /, '');
  const acronyms = [...measure.slice(-300).matchAll(/\(([A-Z][A-Za-z0-9/-]{1,11})\)/g)].map(
    ([, acronym = '']) => acronym.toLowerCase(),
  );
  const lead = /^[a-z0-9/-]+/.exec(start)?.[0] ?? '';
  return [
    ...when(head.length > 3 && start.startsWith(head), 'M:echo'),
    ...when(lead !== '' && acronyms.includes(lead), 'M:acronym'),
    ...when(lead.length > 3 && measure.toLowerCase().includes(lead), 'M:wordAgain'),
  ];
}

/** Features of there being no description: the measure ends where the time frame starts. */
export function bareFeatures(
  text: string,
  commas: readonly Comma[],
  index: number,
): readonly string[] {
  const end = commas[index]?.end ?? text.length;
  const measure = text.slice(0, Math.min(end, 2 * COUNTED));
  const earlier = commas.slice(0, Math.min(index, 2 * MOST_COMMAS));
  const upper = earlier.filter(({ after }) => after.first === 'upper');
  return [
    'B:bare',
    bucket('B:words', words(measure), [2, 4, 8, 14, 22, 35, 60]),
    bucket('B:commas', earlier.length, [0, 1, 2, 4]),
    ...when(upper.length > 0, 'B:upperInside'),
    ...when(
      upper.some(({ after }) => after.opens),
      'B:opensInside',
    ),
    ...when(
      earlier.some(({ after }) => after.defines),
      'B:definesInside',
    ),
    ...when(
      earlier.some(({ after }) => after.listGoesOn),
      'B:listInside',
    ),
    ...when(SENTENCE.test(measure), 'B:sentence'),
    ...when(/[.!?]\s*$/.test(text.slice(Math.max(end - 20, 0), end)), 'B:endsPeriod'),
  ];
}

/** Features of the description between the two commas. */
export function descriptionFeatures(text: string, from: Comma, to: number): readonly string[] {
  const description = text.slice(from.next, to);
  return [
    bucket('D:words', words(description.slice(0, 200)), [1, 2, 4, 8]),
    ...when(description.length < 120 && isTimePoint(description.trim()), 'D:timePoint'),
    ...when(description.length < 200 && startsLikeTime(description), 'D:startsTime'),
  ];
}
