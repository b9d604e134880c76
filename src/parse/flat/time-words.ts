/** What a time frame looks like, for telling it apart from a measure and its description. */
const UNIT =
  '(?:min(?:ute)?s?|h(?:ou)?rs?|h|days?|d|nights?|weeks?|wks?|w|months?|mos?|years?|yrs?|y|cycles?|visits?|sessions?|trimesters?|seconds?|secs?|quarters?|decades?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|zykl(?:us|en)|heures?|jours?|semaines?|mois|ans|années?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?|ciclos?)';
const NUMBER =
  '(?:\\d+(?:[.,]\\d+)?(?:st|nd|rd|th)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|first|second|third|fourth|fifth|last|each|every)';

const STARTS =
  /^(?:from|up to|upto|at|within|through(?:out)?|baseline|base ?line|pre-?|post-?|day|days|week|weeks|month|months|year|years|hour|hours|minute|minutes|cycle|cycles|visit|until|till|during|after|before|prior|approximately|about|around|approx|over|between|every|immediately|screening|follow|time|end|start|since|on|by|one|two|three|four|five|six|seven|eight|twelve|an average|average|perioperative|intraoperative|preoperative|postoperative|daily|weekly|monthly|first|last|t\d|d\d|w\d|an? (?:day|week|month|year)|the (?:day|first|end|whole|entire|duration)|randomi[sz]ation|enrol+ment|admission|discharge|surgery|birth|delivery|assessed|measured|initial|entire|lifetime|study (?:start|completion|end|duration|period)|duration|bis(?: zu)?|nach|vor|während|innerhalb|am (?:ende|tag)|tage?|wochen?|monate?|jahre?|ausgangswert|jusqu|après|avant|pendant|au cours|jours?|semaines?|mois|hasta|después|antes|durante|a l[oa]s|días?|semanas?|mes(?:es)?|años?)(?![a-zà-ÿ])/i;
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

/** Scripts without blanks: no boundary of words to look for. */
const HAN_NUMBER = '[\\d０-９一二三四五六七八九十百半两]{1,6}(?:\\.\\d{1,2})?';
const HAN_UNIT = '个?(?:年|月|周|星期|天|日|小时|分钟|周期|疗程)';
const HAN_LENGTH = `${HAN_NUMBER} ?(?:[-–~～至到] ?${HAN_NUMBER} ?)?${HAN_UNIT}`;
const HAN_EVENT =
  '(?:基线|筛选|入组|随机|首次|术|手术|治疗|给药|用药|服药|化疗|放疗|出院|入院|随访|研究|试验)';
const HAN_STARTS = new RegExp(
  `^(?:第|自|从|至|直至|直到|截至|每|最长|最多|约|大约|${HAN_EVENT}(?:期|结束|开始)?(?:前|后|时|期间|当[天日]|至|第|$)|${HAN_LENGTH})`,
);
const HAN_WHOLE = new RegExp(
  `^(?:约|大约|最长|最多|至多|长达|自|从|至|第|在|${HAN_EVENT}(?:期|结束|开始)?(?:前|后|至|第)?|[～~])*\\s*${HAN_LENGTH}(?:以?内|后|前|时|末|左右)?[。；;]?$`,
);
const HAN_NUMBER_UNIT = new RegExp(HAN_LENGTH);
const HAN_ANCHOR = new RegExp(`${HAN_EVENT}|进展|死亡|访视`);
const HAN_PIECE = new RegExp(
  `^(?:和|及|以及|与)?(?:${HAN_EVENT}(?:期|前|后|时|当[天日])?|第?\\s*${HAN_LENGTH}(?:后|时|末)?)+[。；;]?$`,
);

export const startsLikeTime = (text: string): boolean => STARTS.test(text) || HAN_STARTS.test(text);
export const isWholeDuration = (text: string): boolean => WHOLE.test(text) || HAN_WHOLE.test(text);
export const hasUnitAndNumber = (text: string): boolean =>
  NUMBER_UNIT.test(text) || UNIT_NUMBER.test(text) || HAN_NUMBER_UNIT.test(text);
const TIME_UNIT = new RegExp(`\\b${UNIT}\\b`, 'i');
export const hasTimeUnit = (text: string): boolean =>
  TIME_UNIT.test(text) || HAN_NUMBER_UNIT.test(text);
export const hasTimeAnchor = (text: string): boolean => ANCHOR.test(text) || HAN_ANCHOR.test(text);
/** One item of a list of time points: `12 months`, `Week 4`, `and 24`. */
export const isTimePoint = (text: string): boolean => PIECE.test(text) || HAN_PIECE.test(text);
