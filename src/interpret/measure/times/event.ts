/** Events of a study that criteria count times from. */

const STUDY_EVENT =
  /^(?:(?:the|their|this|first|1st|any|each|our|step \d|extension|study|trial|planned|initial|actual|treatment|signing|signature|date|day|time|point|start|starting|initiation|initiating|beginning|commencement|commencing|entry|last|anticipated|scheduled|expected|receiving|of|into|to|in|for|or|and|on|at|being|obtaining|giving|written|subject|patient|participant|a|an|protocol|screening|receipt|dose|informed|investigational|administration)(?:'?s)?[ -])*(?:screen|enrol|inclus|random|baseline|study|visit|dos(?:e|ing)|day|entry|entering|consent|treatment|therapy|regist|start|initiat|beginning|commenc|administ|trial|recruit|participa|inject|vaccin|immuni[sz]|infus|cycle|allocat|assess|evaluat|index|icf|c1|d1|t0|product|investigational|imp(?![a-z])|ip(?![a-z])|interven|v1(?!\d)|signing|protocol|joining|app?heresis|leukapheresis|lymphodepletion|test|scan|procedure|research|experiment|examination|measurement|sampl|surgery|operation|transplant|challenge|ofc(?![a-z])|oral food|biops|planned|first|spirometry|skin[- ](?:prick[- ])?test|(?:(?:nasal|bronchial|conjunctival|allergen|methacholine|histamine|inhalation) )+(?:challenge|provocation)|blood (?:draw|collect)|(?:[a-z]+ )?cells? collection|cell infusion|car[- ]?t|leucapheresis|provocation|dbpcf?c|signed|taking (?:the )?(?:study|investigational))/;

export const isStudyEvent = (words: string): boolean => STUDY_EVENT.test(words);

/** What is no event of a study: a time from it is another matter. */
const OTHER_EVENT =
  /^(?:the |their |a |an |any |each |his |her |its |onset|symptom)*(?:birth|delivery|deliveries|onset|symptom|diagnos|injur|stroke|presentation|arrival|hospital|age(?![a-z])|life|pregnan|gestation|ingest|exposure|meal|eating|other(?![a-z])|one another|death|event|trauma|normal|target|ideal|expir|attack|upper|lower|limit|menstr|menses|episode|menopause|conception|cessation|stopping|discontinu|complet|last|(?:previous|prior)(?! (?:to|visit)))/;

export const isUsualEvent = (words: string): boolean => words !== '' && !OTHER_EVENT.test(words);

const EVENT_END =
  /[.,;:()[\]\n]| - |(?<![a-z])(?:or|and|unless|except|excluding|if|with|without|who|that|which|but|for|will|is|are|was|were|has|have|may|must|provided|as|due|because|while|other than|in order|whichever|not|by|such as|including|e\.g)(?![a-z])/;

/** The words of the event from the beginning of `words`. */
export function eventIn(words: string): string {
  const end = words.search(EVENT_END);
  return (end < 0 ? words : words.slice(0, end)).trimEnd();
}
