/** Words that announce a list. */

const LAST_WORDS = 200;
const ANNOUNCES =
  /[:：](?: ?\([^()]{1,100}\))?$|\b(?:the following|as follows|(?:defined|listed|described|specified|outlined|given|stated|evidenced|indicated) (?:as|by|below|here)|below|(?:any|one|all|either|both|each) of|including(?:,? but not limited to)?)\b[^.;:]{0,60}$/i;

/** True where a text leads to a list under it. */
export function announcesList(text: string): boolean {
  return ANNOUNCES.test(text.slice(-LAST_WORDS).trimEnd());
}

/** Words before a list that ask for nothing themselves. */
const EMPTY =
  /\b(?:patients?|subjects?|participants?|individuals?|persons?|adults?|who|which|that|they|must|should|shall|will|be|is|are|have|has|having|had|with|meet|meets|meeting|met|fulfil\w*|satisf\w*|present\w*|at|least|a|an|the|minimum|of|makes?|any|either|both|all|each|one|two|three|four|five|six|\d|or|more|several|and|following|these|below|above|listed|criteri\w+|conditions?|requirements?|characteristics?|items?|factors?|as|in|by|for|on|to|this|study|trial|eligible|enrol\w*|includ\w*|exclud\w*|defined|follows?|if|not|any|unless|otherwise|noted|stated|specified|considered|participat\w*|take|part|entry|enter|phases?|parts?|cohorts?|order|apply|applies|potential|screening|baseline|time|consent|ineligible|key|main|general|into|from|prior|before|at|clinical|object|only|inclusion|exclusion|analysis|evidence|applicable|there|it|its|they|their|we|need|needs|required|requires?|possible|entering|disqualified|people)\b/gi;

/** `Patients with ALL who …` names a disease. */
const LEUKAEMIA = /\b(with|of) ALL\b(?=.*\p{Ll}{3})/u;

/** How many words ask for something: none in `Patients must meet all of the following criteria:`. */
export function askingWords(text: string): number {
  const left = text
    .replaceAll(/\([^()]{0,200}\)/g, '')
    .replace(LEUKAEMIA, '$1 leukaemia')
    .replaceAll(EMPTY, '');
  return left.split(/[\s,.;:：()/*-]+/).filter((word) => /\p{L}/u.test(word)).length;
}

/** True for words that only lead to a list. */
export const asksForNothing = (text: string): boolean => askingWords(text) === 0;

/** True where words are compared with a value: `ALT ≤ 5 x ULN`, and not `≤ 5 x ULN`. */
export function hasValue(text: string): boolean {
  const at = text.search(/[<>≤≥=]/);
  return at > 0 && /\p{L}/u.test(text.slice(0, at));
}
