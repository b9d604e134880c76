/** Comparators in signs and words. */
import { endOf } from './scan.ts';

export type Comparator = '<' | '<=' | '>=' | '>' | '=';

const OR_EQUAL = String.raw`(?:(?: to)? ?(?:/|,|\(|or) ?(?:=|equal(?:s|ed)?(?: ?(?:to|than))?|the same as)\)?)`;
const MORE = '(?:more|greater|higher|larger|longer|older|bigger|better)';
const LESS = '(?:less|lesser|lower|fewer|smaller|shorter|younger|worse)';

/** In order of trial: what begins like another stands before it. */
const BEFORE: readonly (readonly [Comparator, string])[] = [
  ['>=', '≥(?: ?or)? ?=?|> ?/? ?=|= ?/? ?>|> ?or ?=(?: to)?|>_'],
  ['<=', '≤(?: ?or)? ?=?|< ?/? ?=|= ?/? ?<|< ?or ?=(?: to)?|<_'],
  [
    '>=',
    String.raw`(?:is |are |be )?(?:at (?:the )?least|at or above|(?:a )?minim(?:um|al)(?: value)?(?: of)?|min\.?(?: of)?|(?:equal|=|same) ?(?:to |as )?or (?:${MORE}|above|over|superior)(?: than| to)?|not below|not under|starting (?:at|from)|no(?:t)? ${LESS} than|not inferior to|${MORE} th[ae]n${OR_EQUAL}|${MORE}${OR_EQUAL}(?: than)?|(?:above|over)${OR_EQUAL}|superior or equal to)`,
  ],
  [
    '<=',
    String.raw`(?:is |are |be )?(?:at (?:the )?most|at or below|(?:a )?maxim(?:um|al)(?: value)?(?: of)?|max\.?(?: of)?|(?:equal|=|same) ?(?:to |as )?or (?:${LESS}|below|under|inferior)(?: than| to)?|not above|not over|no(?:t)? ${MORE} than|(?:cannot|can not|not(?: to)?|n't) exceed(?:ing)?|not in excess of|(?:increased|relaxed|extended|broadened|raised|elevated|expanded) (?:up )?to|up to|${LESS} th[ae]n${OR_EQUAL}|${LESS}${OR_EQUAL}(?: than)?|(?:below|under)${OR_EQUAL}|inferior or equal to|within)`,
  ],
  [
    '>',
    String.raw`>|${MORE} th[ae]n|above|over|exceed(?:s|ed|ing)?|in excess of|superior to|beyond`,
  ],
  ['<', String.raw`<|${LESS} th[ae]n|below|under|inferior to`],
  ['=', '='],
];

/** `less than (<)`, `greater than or equal to [>=]`. */
const IN_SIGNS = String.raw`(?: ?[([] ?[<>≤≥=]{1,2} ?[)\]])?`;

const COMPILED_BEFORE = BEFORE.map(
  ([comparator, pattern]) =>
    [comparator, new RegExp(`(?:${pattern})(?:(?<=[<>≤≥=_])|(?![a-z]))${IN_SIGNS}`, 'y')] as const,
);
/** Of signs and of words: most places have neither, and those that have need not be tried for the other. */
const SIGNS = COMPILED_BEFORE.filter((_, index) => /[<>]/.test(BEFORE[index]?.[1] ?? ''));
const WORDS = COMPILED_BEFORE.filter((_, index) => /[a-z]{4}/.test(BEFORE[index]?.[1] ?? ''));

function beginningAt(text: string, at: number): typeof COMPILED_BEFORE {
  const sign = text.charAt(at);
  if (sign === '=') return COMPILED_BEFORE;
  if (sign >= 'a' && sign <= 'z') return WORDS;
  return '<>≤≥'.includes(sign) ? SIGNS : [];
}

const AFTER: readonly (readonly [Comparator, RegExp])[] = [
  [
    '>=',
    new RegExp(
      String.raw`[ ,]*\(?(?:and|or) ?(?:${MORE}|above|over|up)\)?(?! th[ae]n)(?![a-z])|\+(?![a-z\d])`,
      'y',
    ),
  ],
  [
    '<=',
    new RegExp(
      String.raw`[ ,]*\(?(?:and|or) ?(?:${LESS}|below|under)\)?(?! th[ae]n)(?![a-z])`,
      'y',
    ),
  ],
];

export interface ComparatorFound {
  readonly comparator: Comparator;
  readonly end: number;
}

/** The comparator that begins at `at`: `≥`, `at least`, `no more than`. */
export function readComparator(text: string, at: number): ComparatorFound | undefined {
  return find(beginningAt(text, at), text, at);
}

/** The comparator that follows a quantity: `or more`, `and below`. */
export function readTrailing(text: string, at: number): ComparatorFound | undefined {
  return find(AFTER, text, at);
}

function find(
  patterns: readonly (readonly [Comparator, RegExp])[],
  text: string,
  at: number,
): ComparatorFound | undefined {
  for (const [comparator, pattern] of patterns) {
    const end = endOf(pattern, text, at);
    if (end !== undefined) return { comparator, end };
  }
  return undefined;
}
