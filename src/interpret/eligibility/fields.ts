/**
 * Fields of medicine, by their words: a list of `cardiac diseases:` goes on with what speaks of the heart, and ends where
 * another field begins.
 */

interface Field {
  readonly words: RegExp;
  /** Whatever says nothing of it is of another matter. */
  readonly isClosed?: true;
  /** Its words stand in criteria of every kind: they hold no list together. */
  readonly isBroad?: true;
}

const TREATMENT: Field = {
  words:
    /treat|therap|surg|radi(?:o|at)|chemo|drug|medic|inhibit|induc|antibod|agent|vaccin|steroid|transplant|transfus|immuno|product|recei|substrat|supplement|anti-|mab\b|nib\b/i,
  isBroad: true,
};

const REPRODUCTION: Field = {
  words:
    /pregnan|contracept|birth control|breast-?\s?feed|lactat|nursing|menopaus|menarch|menses|menstr|amenorr|steril|hyster|oophorect|ovariect|salping|\btub(?:al|es)\b|ovulat|absten|abstin|abstain|condom|diaphragm|intrauterine|\bIU[DS]\b|vasectom|\beggs?\b|\bova\b|oocyte|sperm|child-?\s?bearing|reproduct|partner|intercourse|progest|estrogen|hormonal|\bimplant|\bpills?\b|\bWOCBP\b|fertil|barrier/i,
  isClosed: true,
};

const DISEASES: readonly Field[] = [
  {
    words:
      /cardi|heart|\bQTc?|\bECG\b|angina|arr?h?ythm|ventric|\bLVEF\b|hypertens|infarct|stroke|thromb|embol|coronary|vascular|valv|\bNYHA\b|bypass|angioplast|syncop|atri(?:al|o)|ischa?em|aort|aneurysm|hypotens|blood pressure/i,
  },
  {
    words:
      /asthma|wheez|\blungs?\b|pulmon|respirat|\bCOPD\b|bronch|\bFEV|pneumon|intubat|inhal|\bPEFR?\b|\bGINA\b|oxygen|corticosteroid/i,
  },
  { words: /gastro|bowel|intestin|colitis|crohn|swallow|esophag|c[o]?eliac|diarrh/i },
  { words: /hepat|liver|cirrho|bilirubin|\bAL[TP]\b|\bAST\b/i },
  { words: /renal|kidney|dialys|nephr|creatinin/i },
  { words: /infect|\bHIV\b|hepatitis|tubercul|antibiotic|virus|viral|sepsis/i },
  {
    words:
      /neuro|seizure|epilep|psychi|\bbrain|dementia|cerebr|\bCNS\b|nerv(?:e|ous)|depressi(?:on|ve)|suicid|schizo/i,
  },
  { words: /\bskin\b|dermat|eczema|psoria|urticar/i },
  { words: /malignan|cancer|carcinoma|metasta|tumou?r|neoplas|lymphoma|leuka?emi/i },
  { words: /autoimmun|immunodefic|immunosuppress|transplant|rheumat|lupus/i },
  { words: /diabet|thyroid|HbA1c|insulin|adrenal/i },
];

/** Words of a lead, and of an item, that tell what it is of. */
const LAST_WORDS = 160;
const FIRST_WORDS = 120;

const OF_TREATMENT =
  /^(?:prior |previous |current |concomitant |concurrent |any )*(?:treatment|therapy|use|receipt)\b[^.]{0,40}\bfollowing\b/i;
const OF_REPRODUCTION =
  /\b(?:child-?\s?bearing|contracept\w*|birth control|WOCBP|(?:non-?)?pregnan\w*)\b|^(?:for |if )?(?:all )?(?:non-?)?(?:fe)?males?(?: participants?| subjects?| patients?)?\s*[:：]$/i;
/** Patients with asthma may be asked for anything, diseases of the heart are of the heart. */
const OF_PERSONS =
  /\b(?:who|patients?|participants?|subjects?|adults?|child(?:ren)?|individuals?|volunteers?|diagnos\w+|confirmed|suspected)\b/i;
const NAMES_KIND =
  /(?:criteria|diseases?|disorders?|conditions?|abnormalit\w+|illness(?:es)?|events?|symptoms?|dysfunction|asthma)\b/i;

function fieldOf(lead: string): Field | undefined {
  const tail = lead.slice(-LAST_WORDS);
  if (OF_REPRODUCTION.test(tail)) return REPRODUCTION;
  if (OF_TREATMENT.test(lead)) return TREATMENT;
  if (OF_PERSONS.test(tail) || !NAMES_KIND.test(tail)) return undefined;
  const named = DISEASES.filter(({ words }) => words.test(tail));
  return named.length === 1 ? named[0] : undefined;
}

/** Whether an item is of the field its lead names; undefined where that says nothing. */
export function isOfField(text: string, lead: string): boolean | undefined {
  const field = fieldOf(lead);
  if (!field) return undefined;
  const start = text.slice(0, FIRST_WORDS);
  if (field.words.test(start)) return field.isBroad ? undefined : !changesSex(text, lead);
  const isOfAnother = field.isClosed ?? DISEASES.some(({ words }) => words.test(start));
  return isOfAnother ? false : undefined;
}

const MEN = /^(?:for |all |if |sexually active )*(?:men|males?)\b/i;
const WOMEN = /\b(?:women|woman|females?|wocbp)\b/i;

/** What is asked of men, after what is asked of women. */
const changesSex = (text: string, lead: string): boolean =>
  MEN.test(text) && WOMEN.test(lead) && !/\b(?:men|males?)\b/i.test(lead);
