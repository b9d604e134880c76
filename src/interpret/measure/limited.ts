/** What is compared with a limit of normal, by its own words: `chromogranin A > 2 × ULN`. */
import type { Comparison } from './comparisons.ts';
import { mentionsIn } from './mentions.ts';
import { nameBefore, wordsOf } from './phrase.ts';
import type { Told } from './told.ts';

/** Of whom or when it holds, and words for all that is measured. */
const NO_NAME =
  /(?<![a-z])(?:metasta\w*|involvement|disease|syndrome|cases?|values?|limits?|ranges?|normal\w*|uln|lln|patients?|subjects?|participants?|infiltration|cancer|tumou?rs?|malignanc\w+|age|male|female|males|females|men|women|therapy|treatment|tests?|enzymes?|abnormalit\w+|parameters?|laborator\w+|elevat\w+|increas\w+|rais\w+|results?|total|either|level|functions?|cirrhosis|gilbert\w*|direct|indirect|conjugated|unconjugated|transaminas\w*|or|baseline|time|times)$/;

export function readLimited(text: string, { value, start, end }: Comparison): Told | undefined {
  const name = nameBefore(text, start);
  const said = name ? wordsOf(text, name) : '';
  if (!name || said.length < 3 || NO_NAME.test(said) || mentionsIn(said).length > 0)
    return undefined;
  return { name, value, end };
}
