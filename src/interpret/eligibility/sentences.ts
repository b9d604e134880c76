/** Sentences of a running text that each speak of another matter. */

/** The end of a sentence: not that of an abbreviation or of a number. */
const END = /(?<=(?:[\p{Ll})\]\d%]|\/L|ULN)[.。]|。)\s+(?=[\p{Lu}\d≥≤<>])/gu;
const ABBREVIATED =
  /\b(?:e\.g|i\.e|vs|approx|incl|etc|Dr|No|Nr|max|min|ca|resp|bzw|z\.B|d\.h|spp|sp|subsp|Art|Fig)\.\s*$/i;
/** Begins a sentence that explains the one before. */
const EXPLAINS =
  /^(?:this|these|those|that|it|they|such|however|note|for example|for instance|e\.g|specifically|in addition|additionally|in (?:this|that|such|these|case)|if|otherwise|when|where|where|the (?:following|same|definition|diagnosis|latter|former)|exceptions?|allowed|examples?|as |also|for (?:patients|subjects|participants)|then|thus|therefore|but|and|or|except|unless|including|because|here|there)\b/i;

/** `Patients with stable asthma are included.` belongs to the exclusion before it. */
const TAKES_BACK =
  /^[^.;:]{1,100}\b(?:is|are|will be|can be|may be) (?:still )?(?:included|allowed|permitted|eligible|acceptable|not (?:excluded|considered|exclusion))/i;

const takesBack = (text: string, at: number): boolean => TAKES_BACK.test(text.slice(at, at + 160));

export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { index, 0: blanks } of text.matchAll(END)) {
    const end = index + blanks.length;
    if (ABBREVIATED.test(text.slice(Math.max(index - 10, start), index))) continue;
    if (EXPLAINS.test(text.slice(end, end + 20)) || takesBack(text, end)) continue;
    sentences.push(text.slice(start, index));
    start = end;
  }
  return [...sentences, text.slice(start)].map((each) => each.trim()).filter((each) => each !== '');
}
