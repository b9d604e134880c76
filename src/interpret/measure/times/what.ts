/** The shortest words that name what was had, done or taken, before or after the words of a time. */

const CLAUSE_END = /(?<!e\.g|i\.e|vs|incl|(?<![a-z])st)[.?]\s|\n|[;:]/g;
const REACH = 400;
/** Before it stand other clauses. */
const LONGEST_LEAD = 60;

/** Words before what is named that say nothing of their own. */
const LEAD =
  /^(?:[ ,)\-*/&~:]|(?:and|or|of|however|in(?= an? | any | other| another)|accept(?:s|ed)?|any|have|has|had|having|who|whom|which|that|patients?|subjects?|participants?|individuals?|persons?|people|adults?|children|volunteers?|candidates?|they|he|she|with|a|an|the|(?:medical |clinical |personal |recent |significant )*histor(?:y|ies) of|history|discontinued|stopped|known|receive[ds]?|receiving|receipt of|use[ds]?(?: of)?|using|usage of|treatment with|treatment by|treated with|treated by|therapy with|taking|taken|takes?|undergoing|underwent|undergone|undergo|prior|previous(?:ly)?|recent(?:ly)?|current(?:ly)?|ongoing|must|been|exposure to|exposed to|participat(?:ed|ion|ing|e) in|enrol(?:l)?(?:ed|ment) in|administration (?:of|with)|administered|those|women|men|females?|males?|evidence of|presence of|the following|either|did|documented|is|are|were|was|be|being|will be|concurrent|concomitant|diagnosis of|diagnosed with|experienced|experiencing|suffered|suffering from|also|if|occurrence of|episode of|episodes of|started?|starting|initiat(?:ion|ed|ing)(?: of)?|completed?|completion of|should|need|intake of|ingestion of|an? |other than study|chronic use of|regular use of|systematic use of|there (?:is|are|has been|have been)|subject has|patient has)(?![a-z]))+/;
const NEGATION =
  /(?<![a-z])(?:no|not|never|without|none of|free of|free from|off|neither|nor|n't|absence of|except|unless|excluding|other than)(?![a-z])/;
const LEAD_NEGATION =
  /^(?:[ ,]|(?:no|not|never|without|absence of|free of|free from|off|none of)(?![a-z]))+/;
const TRAILING =
  /(?:[ ,:(\-[]|(?<![a-z])(?:occurring|received|performed|administered|taken|completed|done|given|that|which|was|were|has|have|had|been|is|are|be|at|any|anytime|time|undertaken|or|and|ending|documented|obtained|used|either|must|should|to|not|ended|experienced|the|e\.g|i\.e|stopped|discontinued|started|initiated|at any|even|both|only|occurred|diagnosed))+$/;

export interface What {
  readonly start: number;
  readonly end: number;
  /** The clause says it was not. */
  readonly isNegated: boolean;
  /** Where the clause begins, if nothing is lost by beginning there. */
  readonly from: number;
}

/** What the clause names that ends at `to`; nothing before `floor` belongs to it. */
export function whatBefore(text: string, to: number, floor: number): What | undefined {
  const from = clauseStart(text, to, floor);
  return named(text, from, to);
}

/** What the words name that begin at `at`. */
export function whatAfter(text: string, at: number): What | undefined {
  const window = text.slice(at, at + 240);
  const stop = window
    .slice(1)
    .search(
      /[.;](?:\s|$)|\n|\)|(?<=[a-z]{3})[,(]|(?<![a-z])(?:prior to|before|unless|except|and (?:have|has|must|be)|to (?:first|randomi|registration|study|screening|enrol|baseline)|with(?:in)? (?:resol|recover|related)|or use|is required|are required|must)(?![a-z])/,
    );
  const end = at + (stop < 0 ? window.length : stop + 1);
  const what = named(text, at, end);
  const open = what ? text.lastIndexOf(' (', what.end) : -1;
  return what && open > what.start && !text.slice(open, what.end).includes(')')
    ? { ...what, end: open }
    : what;
}

function named(text: string, from: number, to: number): What | undefined {
  const skip = (pattern: RegExp, at: number): number =>
    at + (pattern.exec(text.slice(at, to))?.[0].length ?? 0);
  const led = skip(LEAD, from);
  const denied = skip(LEAD_NEGATION, led);
  const clause = denied > led ? skip(LEAD, denied) : led;
  const start = skip(LEAD, clause + lastClause(text.slice(clause, to)));
  const end = start + text.slice(start, to).replace(TRAILING, '').length;
  if (!/[a-z]{2}|[a-z]\d[a-z]/.test(text.slice(start, end))) return undefined;
  const isFar = denied > led || start - from > LONGEST_LEAD;
  return {
    start,
    end,
    isNegated: NEGATION.test(text.slice(from, to).replace('with or without', 'with')),
    from: isFar ? start : from,
  };
}

const OTHER_CLAUSE =
  /(?<![a-z])(?:or|and|but)(?: (?:who|that|which|patients|subjects|participants|those|if|they|any|a|an|other|recent|previous|prior|is|are|not)){0,6}(?: (?:requiring|require|have|has|had|having|been|received|taken|used|participated|undergone|underwent|treated with|treatment with|use of|history of|exposure to)){1,4} /g;

/** `in a trial or who have received a vaccine`: the time is of the last. */
function lastClause(words: string): number {
  let start = 0;
  for (const { index, 0: joint } of words.matchAll(OTHER_CLAUSE)) start = index + joint.length;
  return start < words.length - 2 ? start : 0;
}

function clauseStart(text: string, to: number, floor: number): number {
  const begin = Math.max(floor, to - REACH);
  const window = text.slice(begin, to);
  let start = 0;
  for (const { index, 0: mark } of window.matchAll(CLAUSE_END)) {
    const after = index + mark.length;
    if (after < window.length - 2 && !isInClosed(window, after)) start = after;
  }
  const open = openBracket(window.slice(start));
  return begin + start + open;
}

/** True where a bracket that was opened before closes after: `(trade name: singulair)` ends no clause. */
function isInClosed(window: string, at: number): boolean {
  const close = window.indexOf(')', at);
  const open = close < 0 ? -1 : window.lastIndexOf('(', close);
  return open >= 0 && open < at && !window.slice(open, at).includes(')');
}

/** Just after a bracket that is still open and has words in it. */
function openBracket(words: string): number {
  const open = words.lastIndexOf('(');
  if (open < 0 || words.indexOf(')', open) >= 0) return 0;
  return /[a-z]{3}/.test(words.slice(open + 1).replace(LEAD, '')) &&
    !/^\(?(?:e\.g|i\.e|such as|including)/.test(words.slice(open + 1))
    ? open + 1
    : 0;
}
