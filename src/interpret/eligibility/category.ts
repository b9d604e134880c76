interface Subject {
  readonly category: string;
  /**
   * How the words begin of which one is in every text that `words` matches, in three or four letters,
   * none the beginning of another: most criteria need no further look.
   */
  readonly starts: string;
  readonly words: RegExp;
}

/** In order of precedence. */
const SUBJECTS: readonly Subject[] = [
  {
    category: 'consent',
    starts: 'info cons will volu give sign',
    words:
      /\binformed consent\b|\bconsent form\b|\bwilling(?:ness)? and able\b|\bvoluntar|\bgive consent\b|\bsigned? (?:the )?(?:written )?(?:informed )?consent\b/i,
  },
  {
    category: 'pregnancy-contraception',
    starts: 'preg cont lact brea nurs chil',
    words:
      /\bpregnan|\bcontracepti|\blactati|\bbreast[- ]?feed|\bnursing (?:women|mother|female)|\bchildbearing\b/i,
  },
  {
    category: 'performance-status',
    starts: 'ecog karn kps perf zubr lans',
    words: /\becog\b|\bkarnofsky\b|\bkps\b|\bperformance status\b|\bzubrod\b|\blansky\b/i,
  },
  {
    category: 'life-expectancy',
    starts: 'life expe surv',
    words:
      /\blife expectancy\b|\bexpected (?:survival|lifetime)|\bsurvival (?:time )?(?:of )?(?:more than|at least|≥)/i,
  },
  {
    category: 'measurable-disease',
    starts: 'meas eval',
    words:
      /\bmeasurable (?:lesion|disease|target|tumou?r)|\bmeasurable\b.*\brecist\b|\bevaluable (?:lesion|disease)/i,
  },
  {
    category: 'liver-function',
    starts: 'chil live hepa albi',
    words: /\bchild[- ]?pugh\b|\bliver function\b|\bhepatic function\b|\balbi\b/i,
  },
  {
    category: 'disease-stage',
    starts: 'bclc stag tnm tumo canc vp1 vp2 vp3 vp4',
    words:
      /\bbclc\b|\bstage (?:[0-4]|I|IV|A|B|C)|\btnm\b|\btumou?r thrombus\b|\bcancer thrombus\b|\bvp[1-4]\b/i,
  },
  {
    category: 'allergy',
    starts: 'alle hype anap into cont',
    words:
      /\ballerg(?:y|ic|ies) to\b|\bhypersensitiv|\banaphyla|\bintoleran(?:ce|t) (?:to|of)\b|\bcontraindicat/i,
  },
  {
    category: 'organ-function',
    starts: 'orga marr hema haem rena kidn card end- adeq',
    words:
      /\b(?:organ|marrow|hematologic|haematologic|renal|kidney|cardiac|end-organ)\b[^.]{0,40}\bfunctions?\b|\badequate\b[^.]{0,30}\bfunction/i,
  },
  {
    category: 'laboratory',
    starts: 'neut plat hemo haem crea bili albu alt ast anc inr hba1 egfr wbc bloo uln clea labo',
    words:
      /\bneutrophil|\bplatelet|\bh(?:a)?emoglobin\b|\bcreatinine\b|\bbilirubin\b|\balbumin\b|\b(?:alt|ast|anc|inr|hba1c|egfr|wbc)\b|\bblood count\b|\bULN\b|\bclearance\b|\blaboratory\b/i,
  },
  {
    category: 'infection',
    starts: 'infe hiv hepa hbv hcv hbsa tube seps covi',
    words:
      /\binfection|\bhiv\b|\bhepatitis\b|\bhbv\b|\bhcv\b|\bhbsag\b|\btuberculosis\b|\bsepsis\b|\bcovid/i,
  },
  {
    category: 'biomarker',
    starts: 'muta posi expr her2 egfr kras brca pd-l biom geno',
    words:
      /\bmutation|\bpositive for\b|\bexpression\b|\bher2\b|\begfr\b|\bkras\b|\bbrca|\bpd-l1 (?:positive|expression|cps|tps)|\bbiomarker|\bgenotyp/i,
  },
  {
    category: 'concomitant-therapy',
    starts: 'conc curr ongo use taki',
    words:
      /\bconcomitant\b|\bconcurrent(?:ly)? (?:use|treatment|therapy|taking|receiv|participat)|\bcurrently (?:taking|using|receiving|on)\b|\bongoing (?:use|treatment|therapy)|\buse of\b|\btaking\b/i,
  },
  {
    category: 'prior-therapy',
    starts: 'prio prev hist has have rece tran surg vacc chem radi syst',
    words:
      /\b(?:prior|previous|previously|history of) (?:\w+[- ]){0,4}(?:therap|treat|chemo|radio|surg|transplant|immuno|vaccin|receiv|exposure|operation)|\bhas received\b|\bhave received\b|\breceived\b|\btransplant|\bsurg(?:ery|ical)\b|\bvaccin|\bchemotherapy\b|\bradiotherapy\b|\bsystemic therapy\b/i,
  },
  {
    category: 'age',
    starts: 'age year',
    words:
      /\bag(?:e|ed|es)\b|\byears? old\b|\byears of age\b|^(?:≥|>=|>|\d{1,2}\s*-\s*\d{2})\s*\d* years?\b/i,
  },
  {
    category: 'diagnosis',
    starts: 'diag hist cyto conf path biop',
    words: /\bdiagnos|\bhistolog|\bcytolog|\bconfirmed\b|\bpatho(?:log|gen)|\bbiopsy\b/i,
  },
  { category: 'sex', starts: 'male fema men wome', words: /^(?:male|female|men|women)s?\b/i },
  {
    category: 'healthy-volunteer',
    starts: 'heal',
    words: /\bhealthy (?:volunteer|subject|participant|control|adult|male|female)/i,
  },
  {
    category: 'comorbidity',
    starts:
      'dise diso synd meta canc carc mali tumo diab hype ast fail blee hemo haem hist woun ulce frac effu asci stro pneu fist psyc abus',
    words:
      /\bdisease|\bdisorder|\bsyndrome\b|\bmetasta|\bcancer\b|\bcarcinoma\b|\bmalignan|\btumou?r|\bdiabet|\bhypertension\b|\basthma\b|\bfailure\b|\bbleed|\bh(?:a)?emorrhag|\bhistory of\b|\bwound\b|\bulcer|\bfracture|\beffusion\b|\bascites\b|\bstroke\b|\bpneumon|\bfistula\b|\bpsychiatric\b|\babuse\b/i,
  },
];

/** The subjects a word may be of, by its start: bit n is the n-th of SUBJECTS. */
const SUBJECTS_OF: ReadonlyMap<string, number> = byStart();
const STARTS = new RegExp(`\\b(?:${[...SUBJECTS_OF.keys()].join('|')})`, 'gi');

function byStart(): ReadonlyMap<string, number> {
  const bits = new Map<string, number>();
  for (const [index, { starts }] of SUBJECTS.entries()) {
    for (const start of starts.split(' ')) bits.set(start, (bits.get(start) ?? 0) | (1 << index));
  }
  return bits;
}

/** Code of criterion-category by the first subject a criterion's words name; `other` where none is certain. */
export function categoryOf(text: string): string {
  const words = text.slice(0, 2000);
  // One look at the starts of the words leaves few subjects to try.
  let maybe = 0;
  for (const start of words.match(STARTS) ?? []) maybe |= SUBJECTS_OF.get(start.toLowerCase()) ?? 0;
  const found = SUBJECTS.find(
    (subject, index) => (maybe & (1 << index)) !== 0 && subject.words.test(words),
  );
  return found?.category ?? 'other';
}
