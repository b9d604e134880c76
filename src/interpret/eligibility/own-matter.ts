/** Criteria that stand for themselves in every protocol, and are no part of a list about something else. */

interface Matter {
  /** How a criterion of it begins. */
  readonly begins: RegExp;
  /** Words that name it. */
  readonly names: RegExp;
}

const MATTERS: readonly Matter[] = [
  {
    begins:
      /^(?:(?:be |is |are )?aged?\b|ages\b|minimum age\b|(?:male|female|men|women|both sexes|either sex)\b[^.;:]{0,60}\b(?:years?|aged?)\b|[≥>]?=? ?\d{1,2} (?:years?|yrs?)\b|adults?\b[^.;:]{0,30}\byears?\b)/i,
    names: /\bage/i,
  },
  { begins: /^[^.;:]{0,60}\bconsent\b/i, names: /\bconsent/i },
  {
    begins: /^[^.;:]{0,50}\b(?:ECOG|Karnofsky|Lansky|performance status|KPS)\b/i,
    names: /\bperformance/i,
  },
  {
    begins: /^[^.;:]{0,30}\b(?:life expectancy|expected survival|survival expect\w*)\b/i,
    names: /\bsurvival|\blife/i,
  },
  {
    begins:
      /^[^.;:]{0,40}\b(?:pregnan\w*|child-?bearing|breast-?feed\w*|lactat\w*|nursing|contracepti\w*|birth control)\b/i,
    names:
      /\bpregnan|\bcontracept|\bbirth control|\bchild-?bearing|\breproduct|\bfertil|\bfemale|\bwomen|\bwocbp/i,
  },
  {
    begins:
      /^[^.;:]{0,40}\b(?:participat\w*|enrol\w*)\b[^.;:]{0,30}\b(?:another|other|any|interventional|clinical|investigational)\b[^.;:]{0,30}\b(?:trial|study|studies|trials)\b/i,
    names: /\btrials?\b|\bstud(?:y|ies)\b/i,
  },
  {
    begins:
      /^(?:(?:must be |is |are |be )?(?:willing|unwilling|able|unable)|ability|inability|willingness|unwillingness|capable|agrees?)\b[^.;:]{0,60}\b(?:comply|complian\w*|follow|adhere|understand|complete|attend|return|communicate)\b/i,
    names: /\bcompl|\bable\b|\bwilling/i,
  },
  { begins: /^[^.;:]{0,40}\btoxicit(?:y|ies)\b/i, names: /\btoxicit/i },
  { begins: /^(?:body weight|weight|body mass index|BMI)\b/i, names: /\bweight|\bBMI|\bbody/i },
];

/** Words that are looked at: the start of a criterion tells what it is of. */
const START = 120;
const END = 300;

const matterOf = (text: string): Matter | undefined => {
  const start = text.slice(0, START);
  return MATTERS.find(({ begins }) => begins.test(start));
};

export const isOwnMatter = (text: string): boolean => matterOf(text) !== undefined;

/** How many such matters a list holds. */
export const ownMattersIn = (texts: readonly string[]): number =>
  new Set(texts.flatMap((text) => matterOf(text) ?? [])).size;

/** True for such a criterion after words that lead to a list of something else. */
export function isOtherMatter(text: string, lead: string): boolean {
  const matter = matterOf(text);
  return matter !== undefined && !matter.names.test(lead.slice(-END));
}
