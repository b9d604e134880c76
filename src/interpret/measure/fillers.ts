/** Words between a name and its value that mean nothing. */
import { readComparator } from './comparator.ts';
import { endOf, skipBlanks } from './scan.ts';

const WORDS =
  'levels?|rest|room air|assays?|sum|% (?:of )?(?:the )?predicted|counts?|values?|concentrations?|scores?|scale|status|index|results?|tests?|measurements?|measures?|rates?|intervals?|readings?|titers?|of|is|are|was|were|has|have|had|having|with|to|be|being|must|should|shall|will|may|can|required|needs?|at|on|in|as|by|a|an|the|their|his|her|your|its|screening|baseline|visit [a-z0-9]+|visit|enrol+ment|inclusion|study entry|entry|randomi[sz]ation|day [-]?\\d+|serum|blood|plasma|urine|total|fasting|resting|current|currently|which|that|demonstrated|documented|defined|measured|known|adequate|sufficient|abnormal|elevated|increased|decreased|low|high|reduced|function|ratio|predicted|corrected|absolute|mean|average|baseline|performance|class|grade|stages?|group|applicable|appropriate|whilst|while|breathing|activity|activities|ranged?|ranges|threshold|cut-?off|confirmed|averaged?|peak|result was';
/** `(score of 8 or higher)`: a value in words is no filler. */
const VALUE =
  '[^()]{0,30}(?:\\d[\\d.]* ?(?:%|points?)? (?:or|and) (?:more|higher|greater|above|less|lower)|(?:greater|less|more|higher|lower) than)(?![a-z])';
const FILLER = new RegExp(
  `(?:[ ,:;)\\]*-]|\\((?:ages?|for|if|in)?[^()\\d]{0,25}[<>≤≥]=? ?\\d{1,2} ?(?:years?|yrs)[^()\\d]{0,12}\\)|\\((?![^()]{0,80}[<>≤≥])(?!${VALUE})[^()]{1,120}\\)|\\[(?![^\\]]{0,60}[<>≤≥])[^\\]]{1,60}\\]|(?:${WORDS})(?![a-z0-9]))`,
  'y',
);
const METHOD =
  /(?:as )?(?:assessed|calculated|estimated|measured|determined|derived|evaluated|based on|according to|using|by|per|via)(?![a-z])[^.;:<>≤≥()\d]{0,80}?(?:\([^()]{1,60}\))?(?= *(?:[<>≤≥=]|of |at least|is |was |must |should |between |less than|more than|greater than|not ))/y;
/** `on the last electrocardiogram (> 480 ms)`: only where a sign follows. */
const WHERE =
  /(?:on|in|at|within|from|during|after|before|without|to|against|for)(?![a-z])(?:(?! and | or )[^.;:<>≤≥()]){1,60}?(?= *\(? *[<>≤≥])/y;
const MOST_FILLERS = 30;

/** Where a value may begin after a name. */
export function afterFillers(text: string, from: number, stopsAtBracket = false): number {
  let at = from;
  for (let count = 0; count < MOST_FILLERS; count += 1) {
    const where = endOf(WHERE, text, at);
    if (where === undefined && readComparator(text, at)) break;
    if (text.charAt(at) === '(') {
      // `platelet count (< 75000/uL)`
      const inside = skipBlanks(text, at + 1);
      if (readComparator(text, inside)) return inside;
      if (stopsAtBracket) break;
    }
    const end = where ?? endOf(FILLER, text, at) ?? endOf(METHOD, text, at);
    if (end === undefined) break;
    at = end;
  }
  return at;
}

/** After the bracket that ends at or after `at`: what stands in it is no value. */
export function afterBracket(text: string, at: number): number | undefined {
  const before = text.slice(Math.max(0, at - 3), at).trimEnd();
  if (!before.endsWith('(') && text.charAt(at) !== '(') return undefined;
  const close = text.slice(at, at + LONGEST_BRACKET).indexOf(')');
  return close < 0 ? undefined : afterFillers(text, at + close + 1);
}

const LONGEST_BRACKET = 80;
