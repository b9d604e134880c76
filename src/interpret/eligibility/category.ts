/** Code of criterion-category by the first subject a criterion's words name; `other` where none is certain. */
const SUBJECTS: readonly (readonly [category: string, words: RegExp])[] = [
  [
    'consent',
    /\binformed consent\b|\bconsent form\b|\bwilling(?:ness)? and able\b|\bvoluntar|\bgive consent\b|\bsigned? (?:the )?(?:written )?(?:informed )?consent\b/i,
  ],
  [
    'pregnancy-contraception',
    /\bpregnan|\bcontracepti|\blactati|\bbreast[- ]?feed|\bnursing (?:women|mother|female)|\bchildbearing\b/i,
  ],
  [
    'performance-status',
    /\becog\b|\bkarnofsky\b|\bkps\b|\bperformance status\b|\bzubrod\b|\blansky\b/i,
  ],
  [
    'life-expectancy',
    /\blife expectancy\b|\bexpected (?:survival|lifetime)|\bsurvival (?:time )?(?:of )?(?:more than|at least|≥)/i,
  ],
  [
    'measurable-disease',
    /\bmeasurable (?:lesion|disease|target|tumou?r)|\bmeasurable\b.*\brecist\b|\bevaluable (?:lesion|disease)/i,
  ],
  ['liver-function', /\bchild[- ]?pugh\b|\bliver function\b|\bhepatic function\b|\balbi\b/i],
  [
    'disease-stage',
    /\bbclc\b|\bstage (?:[0-4]|I|IV|A|B|C)|\btnm\b|\btumou?r thrombus\b|\bcancer thrombus\b|\bvp[1-4]\b/i,
  ],
  [
    'allergy',
    /\ballerg(?:y|ic|ies) to\b|\bhypersensitiv|\banaphyla|\bintoleran(?:ce|t) (?:to|of)\b|\bcontraindicat/i,
  ],
  [
    'organ-function',
    /\b(?:organ|marrow|hematologic|haematologic|renal|kidney|cardiac|end-organ)\b[^.]{0,40}\bfunctions?\b|\badequate\b[^.]{0,30}\bfunction/i,
  ],
  [
    'laboratory',
    /\bneutrophil|\bplatelet|\bh(?:a)?emoglobin\b|\bcreatinine\b|\bbilirubin\b|\balbumin\b|\b(?:alt|ast|anc|inr|hba1c|egfr|wbc)\b|\bblood count\b|\bULN\b|\bclearance\b|\blaboratory\b/i,
  ],
  [
    'infection',
    /\binfection|\bhiv\b|\bhepatitis\b|\bhbv\b|\bhcv\b|\bhbsag\b|\btuberculosis\b|\bsepsis\b|\bcovid/i,
  ],
  [
    'biomarker',
    /\bmutation|\bpositive for\b|\bexpression\b|\bher2\b|\begfr\b|\bkras\b|\bbrca|\bpd-l1 (?:positive|expression|cps|tps)|\bbiomarker|\bgenotyp/i,
  ],
  [
    'concomitant-therapy',
    /\bconcomitant\b|\bconcurrent(?:ly)? (?:use|treatment|therapy|taking|receiv|participat)|\bcurrently (?:taking|using|receiving|on)\b|\bongoing (?:use|treatment|therapy)|\buse of\b|\btaking\b/i,
  ],
  [
    'prior-therapy',
    /\b(?:prior|previous|previously|history of) (?:\w+[- ]){0,4}(?:therap|treat|chemo|radio|surg|transplant|immuno|vaccin|receiv|exposure|operation)|\bhas received\b|\bhave received\b|\breceived\b|\btransplant|\bsurg(?:ery|ical)\b|\bvaccin|\bchemotherapy\b|\bradiotherapy\b|\bsystemic therapy\b/i,
  ],
  [
    'age',
    /\bag(?:e|ed|es)\b|\byears? old\b|\byears of age\b|^(?:≥|>=|>|\d{1,2}\s*-\s*\d{2})\s*\d* years?\b/i,
  ],
  ['diagnosis', /\bdiagnos|\bhistolog|\bcytolog|\bconfirmed\b|\bpatho(?:log|gen)|\bbiopsy\b/i],
  ['sex', /^(?:male|female|men|women)s?\b/i],
  ['healthy-volunteer', /\bhealthy (?:volunteer|subject|participant|control|adult|male|female)/i],
  [
    'comorbidity',
    /\bdisease|\bdisorder|\bsyndrome\b|\bmetasta|\bcancer\b|\bcarcinoma\b|\bmalignan|\btumou?r|\bdiabet|\bhypertension\b|\basthma\b|\bfailure\b|\bbleed|\bh(?:a)?emorrhag|\bhistory of\b|\bwound\b|\bulcer|\bfracture|\beffusion\b|\bascites\b|\bstroke\b|\bpneumon|\bfistula\b|\bpsychiatric\b|\babuse\b/i,
  ],
];

export function categoryOf(text: string): string {
  const words = text.slice(0, 2000);
  return SUBJECTS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}
