/** Words between a name and its value that mean nothing. */
import { readComparator } from './comparator.ts';
import { endOf, skipBlanks } from './scan.ts';

const WORDS =
  'levels?|rest|room air|assays?|sum|% (?:of )?(?:the )?predicted|counts?|values?|concentrations?|scores?|scale|status|index|results?|tests?|measurements?|measures?|rates?|intervals?|readings?|titers?|of|is|are|was|were|has|have|had|having|with|to|be|being|must|should|shall|will|may|can|required|needs?|at|on|in|as|by|a|an|the|their|his|her|your|its|screening|baseline|visit [a-z0-9]+|visit|enrol+ment|inclusion|study entry|entry|randomi[sz]ation|day [-]?\\d+|serum|blood|plasma|urine|total|fasting|resting|current|currently|which|that|demonstrated|documented|defined|measured|known|adequate|sufficient|abnormal|elevated|increased|decreased|low|high|reduced|function|ratio|predicted|corrected|absolute|mean|average|baseline|performance|class|grade|stage|group';
const FILLER = new RegExp(
  `(?:[ ,:;)\\]-]|\\((?![^()]{0,80}[<>≤≥])[^()]{1,80}\\)|\\[(?![^\\]]{0,60}[<>≤≥])[^\\]]{1,60}\\]|(?:${WORDS})(?![a-z0-9]))`,
  'y',
);
const METHOD =
  /(?:as )?(?:assessed|calculated|estimated|measured|determined|derived|evaluated|based on|according to|using|by|per|via)(?![a-z])[^.;:<>≤≥()\d]{0,80}?(?:\([^()]{1,60}\))?(?= ?(?:[<>≤≥=]|of |at least|is |was |must |should |between |less than|more than|greater than|not ))/y;
const MOST_FILLERS = 30;

/** Where a value may begin after a name. */
export function afterFillers(text: string, from: number): number {
  let at = from;
  for (let count = 0; count < MOST_FILLERS; count += 1) {
    if (readComparator(text, at)) break;
    // `platelet count (< 75000/uL)`
    const inside = text.charAt(at) === '(' ? skipBlanks(text, at + 1) : at;
    if (inside > at && readComparator(text, inside)) return inside;
    const end = endOf(FILLER, text, at) ?? endOf(METHOD, text, at);
    if (end === undefined) break;
    at = end;
  }
  return at;
}
