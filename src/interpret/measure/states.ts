/**
 * States that last and courses that were had, by their own words: `stable dose of anticoagulation for at least 14 days`,
 * `at least 1 dose of venetoclax`.
 */
import { BEFORE_NUMBER, comparatorIn, SMALL_NUMBER, smallNumber } from './counted.ts';
import { namedValue } from './named.ts';
import type { Statement } from './statement.ts';
import { TIME_UNITS } from './times/period.ts';

const UNIT = '(days?|weeks?|wks?|months?|mos?|years?|yrs?)(?![a-z])';
const HOW =
  '(?:disease|clinical(?:ly)?|neurologic(?:al(?:ly)?)?|radiolog(?:ic(?:al(?:ly)?)?)|radiographic(?:ally)?|medically)';
const STATE = `(?:${HOW}(?: and ${HOW})? )?stab(?:le|ility)(?: or (?:decreasing|tapering|reduced|reducing|declining))?(?: (?!(?:for|at|over|of|on|since|in|with|and|or|to|during|the|a|an|least|more|no|than|without|prior|before|after|following)(?![a-z]))[a-z-]+){0,4}?(?: (?:doses?|dosage|dosing|regimen|treatment|therapy|disease|condition|weight|body weight|(?:neurologic(?:al)?|renal|cardiac) (?:function|status)))?(?: (?:of|on|for(?= [a-z]+ for )) (?!at |a |an |the |least )[a-z-]+(?: (?!for |over |at |and |or |with )[a-z-]+){0,2})?`;

/** Groups: name, comparator, number, unit. */
const LASTING = new RegExp(
  String.raw`(?<![a-z-])(${STATE})(?: \([^()]{1,80}\))?(?: (?:following|after) (?:local |prior )?(?:therapy|treatment)(?: \([^()]{1,40}\))?)?(?: (?:twice|once|three times))?(?: daily)?,? (?:(?:for|over|since|(?<=ing )within)(?: a (?:period|minimum|duration) of)?(?: the)?(?: (?:last|past|previous|prior))? ?)?(?:(${BEFORE_NUMBER})(?: the)? ?)?(?:(?:last|past|previous|prior|preceding) )?(${SMALL_NUMBER})(?: (?:consecutive|full|continuous))? ?[- ]?${UNIT}`,
  'g',
);
/** `≥ 4 weeks of stable neurologic function` */
const OF_STATE = new RegExp(
  String.raw`(?:(${BEFORE_NUMBER}) ?)(${SMALL_NUMBER}) ?${UNIT} of (?:a |an )?(${STATE})(?![a-z-])(?! (?!(?:for|prior|before|at|with|without|and|or|after|following|on|in|to|since|who|that|is|are|has|have|per|by|during|if|from|within|when|as|using|based)(?![a-z]))[a-z])`,
  'g',
);
/** Groups: comparator, number, what follows it, name. What follows the name must not go on with it. */
const COURSES = new RegExp(
  String.raw`(?:(?<![a-z])(${BEFORE_NUMBER}) ?)?(?<![a-z\d.-])(${SMALL_NUMBER})( or more)? ((?:doses?|courses?) of (?:(?!therapy|treatment|at |a |the |any |study |in |[a-z]+ (?:or|and) [a-z]+ [a-z]*steroid)[a-z-]+)(?: (?:steroids?|therapy|antibiotics?|corticosteroids?|chemotherapy|treatment)){0,2}|(?:(?:systemic|oral) )?(?:cortico)?steroid courses?)(?![a-z-])(?= ?(?:$|[.,;:()\n]|(?:within|in|for|during|prior|before|and|or|are|is|by|after|from|at|over|per|to|with|on|due|used|given|received)(?![a-z])))`,
  'g',
);
const UNSTABLE = /(?:un|non-?|in)$/;

export function readStates(text: string, words: string): readonly Statement[] {
  return [
    ...(text.includes('stab') ? [...readLasting(text, words), ...readOfState(text, words)] : []),
    ...(/(?:dose|course)s? of|steroid course/.test(text) ? readCourses(text, words) : []),
  ];
}

interface Found {
  readonly name: string;
  readonly sign: string | undefined;
  readonly number: string;
  readonly unit: string;
}

function lasting(
  words: string,
  { index, 0: all }: RegExpExecArray,
  { name, sign, number, unit }: Found,
): readonly Statement[] {
  const value = smallNumber(number);
  const [, ucum] = TIME_UNITS[unit.charAt(0)] ?? [];
  const at = index + all.indexOf(name);
  if (Number.isNaN(value) || ucum === undefined) return [];
  const comparator = comparatorIn(sign, undefined) ?? '>=';
  const lasts = { kind: 'quantity', value, comparator, unit, ucum } as const;
  const place = { start: index, end: index + all.length };
  return [namedValue(words.slice(at, at + name.length), lasts, place)];
}

function readLasting(text: string, words: string): readonly Statement[] {
  return [...text.matchAll(LASTING)].flatMap((match) => {
    const { index, 1: name = '', 2: sign, 3: number = '', 4: unit = '' } = match;
    const before = text.slice(Math.max(0, index - 5), index);
    return UNSTABLE.test(before) ? [] : lasting(words, match, { name, sign, number, unit });
  });
}

const readOfState = (text: string, words: string): readonly Statement[] =>
  [...text.matchAll(OF_STATE)].flatMap((match) => {
    const { 1: sign, 2: number = '', 3: unit = '', 4: name = '' } = match;
    return lasting(words, match, { name, sign, number, unit });
  });

function readCourses(text: string, words: string): readonly Statement[] {
  return [...text.matchAll(COURSES)].flatMap((match) => {
    const { index, 0: all, 1: sign, 2: number = '', 3: after, 4: name = '' } = match;
    const comparator = comparatorIn(sign, after);
    const value = smallNumber(number);
    if (!comparator || Number.isNaN(value)) return [];
    const at = index + all.lastIndexOf(name);
    const place = { start: index, end: index + all.length };
    const counted = { kind: 'quantity', value, comparator } as const;
    return [namedValue(words.slice(at, at + name.length), counted, place)];
  });
}
