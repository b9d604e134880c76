/** What a time frame looks like, for telling it apart from a measure and its description. */
const UNIT =
  '(?:min(?:ute)?s?|h(?:ou)?rs?|h|days?|d|nights?|weeks?|wks?|w|months?|mos?|years?|yrs?|y|cycles?|visits?|sessions?|trimesters?|seconds?|secs?|quarters?|decades?)';
const NUMBER =
  '(?:\\d+(?:[.,]\\d+)?(?:st|nd|rd|th)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|first|second|third|fourth|fifth|last|each|every)';

const STARTS =
  /^(?:from|up to|upto|at|within|through(?:out)?|baseline|base ?line|pre-?|post-?|day|days|week|weeks|month|months|year|years|hour|hours|minute|minutes|cycle|cycles|visit|until|till|during|after|before|prior|approximately|about|around|approx|over|between|every|immediately|screening|follow|time|end|start|since|on|by|one|two|three|four|five|six|seven|eight|twelve|an average|average|perioperative|intraoperative|preoperative|postoperative|daily|weekly|monthly|first|last|t\d|d\d|w\d|an? (?:day|week|month|year)|the (?:day|first|end|whole|entire|duration)|randomi[sz]ation|enrol+ment|admission|discharge|surgery|birth|delivery|assessed|measured|initial|entire|lifetime|study (?:start|completion|end|duration|period)|duration)(?![a-z])/i;
const WHOLE = new RegExp(
  `^(?:(?:approximately|approx\\.?|about|up to|upto|at|within|over|after|for|and|or|to|in|through|until|by|during|on|the|an average of|of|study|baseline|~|≥|>|<) ?){0,5}${NUMBER}(?:\\s?(?:-|–|to|and|or|±|/)\\s?${NUMBER})?[ -]{0,2}${UNIT}(?:\\(s\\))?[.;)]?$`,
  'i',
);
const UNIT_NUMBER = new RegExp(`\\b${UNIT}[ -]?(?:\\d|one|two|three)`, 'i');
const NUMBER_UNIT = new RegExp(`(?:\\d|\\b${NUMBER})[ -]{0,2}${UNIT}\\b`, 'i');
const ANCHOR =
  /\b(?:baseline|follow-?\s?up|discharge|surgery|randomi[sz]ation|enrol+ment|progression|death|completion|visits?|screening|dose|dosing|treatment|procedure|operation|intervention|study|trial|admission|birth|delivery|injection|infusion|post-?dose|pre-?dose)\b/i;
const PIECE = new RegExp(
  `^(?:and |or |then |to |at |post |pre )*(?:(?:baseline|screening|follow-?up|end of (?:treatment|study)|discharge|(?:post|pre)-?(?:dose|treatment|op\\w*)?|t\\d+|d\\d+|w\\d+|m\\d+)|${UNIT}\\s?-?\\d+(?:\\s?(?:-|–|to|and|&)\\s?\\d+)?|\\d+(?:[.]\\d+)?(?:st|nd|rd|th)?(?:\\s?(?:-|–|to|and|&|or)\\s?\\d+)?(?:[ -]?${UNIT})?)(?: (?:after|post|of|from|following|before|prior)\\b.{0,60})?[.;)]?$`,
  'i',
);

export const startsLikeTime = (text: string): boolean => STARTS.test(text);
export const isWholeDuration = (text: string): boolean => WHOLE.test(text);
export const hasUnitAndNumber = (text: string): boolean =>
  NUMBER_UNIT.test(text) || UNIT_NUMBER.test(text);
export const hasTimeUnit = (text: string): boolean => new RegExp(`\\b${UNIT}\\b`, 'i').test(text);
export const hasTimeAnchor = (text: string): boolean => ANCHOR.test(text);
/** One item of a list of time points: `12 months`, `Week 4`, `and 24`. */
export const isTimePoint = (text: string): boolean => PIECE.test(text);
