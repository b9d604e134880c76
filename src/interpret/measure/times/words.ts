/** Words near a time that tell which time it is. */
export const FUTURE =
  /(?<![a-z])(?:re-?schedul\w*|plan(?:s|ned|ning)?|expect(?:s|ed|ing)?|anticipat\w*|schedul\w*|will|intend\w*|intention|able to|likely|willing|agree\w*|wish\w*|desir\w*|next|upcoming|await\w*|candidates? for|require \w+ surgery|need for|follow-?up|life expectancy|expectancy|survival|survive|contracept\w*|birth control|abstain|abstinence)(?![a-z])/;
export const OFF =
  /(?<![a-z])(?:no|not|never|without|off|avoid\w*|free (?:of|from)|discontinu\w*|stop(?:ped)?|ceased?|abstain\w*|abstinen\w*|refrain\w*|withheld|wash(?:ed)?[- ]?out|quit|n't|suspend\w*|withdraw\w*|clean|sober|non-?smok\w+)(?![a-z])/;
/** What is taken is over. */
export const STOPPED =
  /(?<![a-z])(?:discontinu\w*|stop(?:ped|ping)?|ceased?|withheld|withhold|withdraw\w*|suspend\w*|refrain\w*|abstain\w*|wash(?:ed)?[- ]?out)(?![a-z])/;
/** A state that lasts, not a thing that was had. */
export const STATE =
  /(?<![a-z])(?:stable|stably|stabili[sz]ed|unchanged|changes?|regular\w*|maintain\w*|maintenance|continu\w*|resid\w*|diagnos\w*|symptoms?|used for|birth control|contracept\w*)(?![a-z])/;
/** What is named is no thing that was had. */
export const NOT_HAD =
  /contracept|birth control|(?<![a-z])menses|menstrua|^(?:all )?(?:[a-z-]+ ){0,8}(?:must|should) (?:be|have been|remain) (?:on )?(?:a )?stable|^(?:an? )?(?:evaluable|measurable) lesion|^out of range|^(?:has |have )?(?:not )?recovered(?! from surgery)|necessary to|^(?:the )?tests?$|(?:headache|pain|symptom|attack|seizure)[- ]free$|(?:continued|maintained|constant|unchanged) (?:from|since)$/;
export const ILL =
  /(?<![a-z])(?:diagnos(?:is|ed|es|tic)|symptoms?|duration|onset|suffer\w*|histor(?:y|ies) of|disease|disorder|illness|since the first|first (?:symptom|manifestation)|present for|persist\w*|condition|complain\w*|pain)(?![a-z])/;
export const REMITTED =
  /(?<![a-z])(?:in (?:complete |clinical |full |partial |sustained )*remission|remission(?: duration)?(?: of)?|disease[- ]free(?: interval| survival)?|free of (?:disease|cancer|malignancy|recurrence|relapse)|without (?:evidence of )?(?:disease|recurrence|relapse)|no evidence of (?:(?:any |active |residual )?disease|recurrence|malignancy|cancer)|recurrence[- ]free|cancer[- ]free|relapse[- ]free|disease free|no recurrence)(?![a-z])/;
/** `at least 28 days from prior surgery`: what was had, not an event of the study. */
export const STUDY_DRUG_PRIOR =
  /(?<![a-z])(?:prior|previous|last|major|therap|chemo|radio|surg|operation|transplant)/;
export const STUDY_DRUG =
  /^(?:the |last |final |end of |completion of |first |their |stopping |discontinu\w+ (?:of )?|each |any |receiving |taking )*(?:dose|administration|treatment|injection|infusion|study|trial|investigational|enrol|random|inclusion|screening|discontinu\w*(?! of (?!study|trial|treatment|investig|imp(?![a-z])|the (?:study|trial|inv)))|termination|follow|visit|therapy ends|vaccination|immuni|implantation|product|intervention|drug (?:administration|discontinuation)|ip(?![a-z])|imp(?![a-z])|baseline|signing)/;

/** What is named is not all of it a thing that was had: `currently in a trial, or in one within 30 days`. */
export const SAYS_MORE =
  /[\d<>≤≥;]|(?<![a-z])(?:who|whom|has|have|had|is|are|current(?:ly)?|ongoing|concurrent|concomitant|presently|chronic|unstable|planned|such as|including|e\.g|more than|and|if|other than|but|either|both)(?![a-z])/i;

/** `documented chronic migraine for at least 1 year` */
export const DISEASE_NAME =
  /(?<![a-z])(?:[a-z]{3,}(?:itis|osis|emia|algia|opathy|oma|oses|plegia)|asthma|diabetes|headaches?|migraines?|pain|tinnitus|diseases?|disorders?|syndrome|depression|insomnia|epilepsy|psoriasis|eczema|hypertension|cancer|urticaria|obesity|incontinence|constipation|cough|symptoms|copd|ibs|adhd|t[12]dm?|gout|lupus|vitiligo|acne|vertigo)(?: mellitus)?(?: type (?:1|2|ii?))?(?: \([a-z0-9 -]{2,20}\))?(?: (?:to|against) [a-z]+(?: [a-z]+)?)?(?: (?:symptoms?|continually|present|lasting|existing|persisting|persistent|continuing|ongoing|that|which|has|have|been|is|was|confirmed|documented|known|established|duration|diagnosed|or|as|history)){0,5}(?: for| of|,|:| \()? ?$/;

export const isOfStudy = (words: string): boolean =>
  STUDY_DRUG.test(words) &&
  !/(?<![a-z])(?:any|other|prior|previous)(?![a-z])/.test(words.slice(0, 60));

/** After the last `or` or `and`. */
export function lastPart(clause: string): string {
  const words = clause.replaceAll(' or equal', ' equal');
  return words.slice(Math.max(words.lastIndexOf(' or '), words.lastIndexOf(' and '), 0));
}
