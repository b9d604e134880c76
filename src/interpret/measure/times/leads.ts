/** What stands before and after a period of time and says which time it is. Patterns look at a short window. */
import type { Comparator } from '../comparator.ts';

export interface Lead {
  readonly kind: 'within' | 'last' | 'in' | 'compared';
  readonly comparator: Exclude<Comparator, '='>;
  /** Where in the window it begins. */
  readonly index: number;
  /** The words say that the time is over: `the last 4 weeks`. */
  readonly isPast: boolean;
  /** `for at least 4 weeks`. */
  readonly isFor: boolean;
}

const LIKE_PAST = 'last|past|previous|prev\\.?|prior|preceding|recent';
const WITHIN = new RegExp(
  String.raw`(?<![a-z])(?:with ?in|wihtin|whithin|witin|in (?=less than|under))(?: (?:a|an|the|about|approximately|at least|less than|under|up to|period of|time of|window of|interval of|minimum of|maximum of|${LIKE_PAST}|most|≤|<=|<))* ?[~<≤]? ?$`,
);
const LAST = new RegExp(
  String.raw`(?:(?<![a-z])(in|during|over|for|at|throughout|through|on|of|since|any time in) )?(?:the |their |this )?(?:${LIKE_PAST}) ?(?:period of |full )?$`,
);
const IN =
  /(?<![a-z])(in|during|over|throughout|for)(?: the| a)?(?: (?:period|time|delay|interval) of)? $/;

const COMPARED: readonly (readonly [Lead['comparator'], RegExp])[] = [
  [
    '>=',
    /(?:≥|>=|=>|> ?\/?=|= ?>|(?<![a-z])(?:at least|(?:a )?minim(?:um|al)(?: of)?|no(?:t)? (?:less|fewer|shorter) than|(?:more|greater|longer) than or equal to))(?: an?)? ?(?:\( ?≥ ?\) ?)?$/,
  ],
  [
    '<=',
    /(?:≤|<=|=<|< ?\/?=|= ?<|(?<![a-z])(?:up to|at (?:the )?most|no(?:t)? (?:more|longer|greater) than|(?:less|shorter|fewer) than or equal to|(?:a )?maximum(?: of)?))(?: an?)? ?$/,
  ],
  [
    '>',
    /(?:>|(?<![a-z])(?:more th[ae]n|greater th[ae]n|longer th[ae]n|over|exceeding|in excess of))(?: an?)? ?$/,
  ],
  ['<', /(?:<|(?<![a-z])(?:less th[ae]n|fewer th[ae]n|shorter th[ae]n|under|below))(?: an?)? ?$/],
];
const FOR =
  /(?<![a-z])(?:for|since|of|lasting|during|over|throughout|until|through|up to)(?: a)?(?: (?:period|duration|time|delay|interval)(?: of)?)? *$/;
const TRAILING = /^ ?\(?(?:or|and) (more|longer|greater|less|fewer|shorter)\)?/;

/** The lead that ends where the period begins. */
export function leadOf(before: string): Lead | undefined {
  const within = WITHIN.exec(before);
  if (within) {
    const words = within[0];
    return {
      kind: 'within',
      comparator: /less than|under|<(?!=)/.test(words) ? '<' : '<=',
      index: within.index,
      isPast: new RegExp(LIKE_PAST).test(words),
      isFor: false,
    };
  }
  const last = LAST.exec(before);
  if (last) {
    return {
      kind: 'last',
      comparator: '<=',
      index: last.index,
      isPast: true,
      isFor: last[1] === 'for' || last[1] === 'since',
    };
  }
  return comparedLead(before) ?? inLead(before);
}

function comparedLead(before: string): Lead | undefined {
  for (const [comparator, pattern] of COMPARED) {
    const match = pattern.exec(before);
    if (!match) continue;
    const rest = before.slice(0, match.index);
    const isFor = FOR.exec(rest);
    return {
      kind: 'compared',
      comparator,
      index: isFor?.index ?? match.index,
      isPast: false,
      isFor: isFor !== null,
    };
  }
  return undefined;
}

function inLead(before: string): Lead | undefined {
  const match = IN.exec(before);
  if (!match) return undefined;
  return {
    kind: 'in',
    comparator: '<=',
    index: match.index,
    isPast: false,
    isFor: match[1] === 'for',
  };
}

/** `4 weeks or more before`. */
export function trailingLead(
  after: string,
): (Pick<Lead, 'comparator'> & { readonly length: number }) | undefined {
  const match = TRAILING.exec(after);
  if (!match) return undefined;
  return {
    comparator: /more|longer|greater/.test(match[1] ?? '') ? '>=' : '<=',
    length: match[0].length,
  };
}

export interface Tail {
  readonly kind: 'before' | 'of' | 'since' | 'after' | 'ago';
  /** Where in the window the words of the event, or of what was had, begin. */
  readonly from: number;
}

const ALSO = String.raw`(?:,? ?\([^()]{0,60}\))?(?:,? ?(?:or |and |/ ?)(?:within )?(?:at least )?(?:\d+(?:\.\d+)?|five|four|three|two) ?(?:x |times )?(?:the |drug |elimination |terminal |plasma )*half[- ]?li(?:fe|ves)[^.;:]{0,60}?)?(?:,? (?:\(?whichever (?:is|was|comes|occurs) [a-z]+\)?,?|period|time|interval|immediately|directly|just|or more|or longer|or less))*`;
const BEFORE = new RegExp(
  String.raw`^${ALSO}\)?,? ?-?(?:prior (?:to|of)|befor(?:e|(?= ))|prece?eding|precedent|previous to|previously to|in advance of|leading up to|ahead of|pre(?=-)|until|prior(?= (?:the|each|any|study|screening|enrol|random|inclusion|first|start|baseline|visit)))(?: to)? ?`,
);
const OF = new RegExp(String.raw`^${ALSO}\)?,? ?(?:of|from|to|relative to|with respect to) `);
const SINCE = new RegExp(
  String.raw`^${ALSO}(?: interval| must| should| have| has| had| need| needs| to| be| passed| elapsed| later| of| washout| wash-out| period| time)* ?(?:since|from|after|post|following|out from|beyond)[ -](?=[a-z(])`,
);
const AGO = /^ ?\)?(?: ago| earlier| previously| prior| before| beforehand)(?= ?(?:[.,;)]|$))/;

export function tailOf(after: string): Tail | undefined {
  const before = BEFORE.exec(after);
  if (before) return { kind: 'before', from: before[0].length };
  const ago = AGO.exec(after);
  if (ago) return { kind: 'ago', from: ago[0].length };
  const since = SINCE.exec(after);
  if (since) {
    const kind = since[0].includes('since') || since[0].includes('elapsed') ? 'since' : 'after';
    return { kind, from: since[0].length };
  }
  const of = OF.exec(after);
  return of ? { kind: 'of', from: of[0].length } : undefined;
}
