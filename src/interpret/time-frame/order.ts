/** Ways to put a time that are put in one order: `first postoperative day`, `POD 1`, `术后3个月`. */
import { ordinalIn } from './units.ts';

const AFTER = 'post-?operative|post-?surgical|post-?partum|post-?natal';
const NAMED =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd|[4-9]th|[1-9]\\dth';
/** Also `the 2nd, 4th, and 7th postoperative days`. */
const ORDINAL = new RegExp(
  `\\b(${NAMED})((?:(?:, ?|,? and )(?:${NAMED})){0,9}) (${AFTER}) (hour|day|week|month|year)s?\\b`,
  'gi',
);
const DAY_AFTER_SURGERY = /\bpods?[ -]?#?(?=\d)/gi;
const HAN_UNIT = '个月|個月|小时|小時|分钟|星期|天|日|周|週|年';
/** What was before or after is named first. */
const HAN_EVENT = new RegExp(
  `(\\p{Script=Han}{1,12})(后|後|前)第?(\\d{1,3}(?:[-至]\\d{1,3})?)(${HAN_UNIT})`,
  'gu',
);
const HAN_LABEL = new RegExp(`第(?=\\d{1,3}(?:${HAN_UNIT}))`, 'gu');
const ADVERB = /\b(bi|tri|semi|half)[- ](weekly|monthly|annual|annually|yearly)\b/gi;
/** `Day +28` */
const PLUS = /(?<![a-z])(days?|d|weeks?|months?) ?\+ ?(?=\d)/gi;
/** `Week-12`; `Day-7, Day 0` and `Week-4 to Week 4` tell times before. */
const GLUED = /(?<![\d-] ?)\b(days?|weeks?|months?|years?|[dwm])-(?=\d)/gi;
/** `24 postoperative hours` */
const COUNTED = new RegExp(
  `(?<![\\d.])(\\d{1,3}) (${AFTER}) (hours?|days?|weeks?|months?)\\b`,
  'gi',
);
/** `1. month`, `4. Woche`, not `Point 1. Week 4` */
const DOTTED =
  /(?<![\d.])(\d{1,2})\. ?(?=(?:month|week|day|hour|minute|year|woche|monat|tag)[a-z]{0,2}\b(?! ?\d))/gi;

/** `Visit 2 (Day 1) to Visit 7 (Week 12)` */
const VISIT =
  /\b(?:visit #?|follow-? ?up |v)\d{1,2}[a-z]?,? ?\(((?:(?:day|week|month|year)s? ?\d{1,3}|\d{1,3} (?:days|weeks|months|years)|baseline))\)/gi;

/** Where each visit has its time; of others the names are needed. */
function withoutVisits(text: string): string {
  const told = text.replaceAll(VISIT, '$1');
  return /\b(?:visit #?|follow-? ?up |v)\d/i.test(told) ? text : told;
}

/** The day or week that others are told before. */
const START = /\b(?:days? ?[01]|d[01]|weeks? ?0|w0|months? ?0|m0)\b/i;

const LABELS: Readonly<Record<string, string>> = { d: 'Day', w: 'Week', m: 'Month' };

function unglued(told: string, unit: string, text: string): string {
  if (START.test(text)) return `${LABELS[unit.toLowerCase()] ?? unit} -`;
  return /^(?:week|month|year)/i.test(unit) ? `${unit} ` : told;
}

/** `At Week 16, Day 1` */
const FIRST_DAY =
  /\b((?:weeks?|months?) (?:[2-9]|\d\d)\d?),? days? 1\b(?!,| ?-| (?:and|of|to|through) )/gi;

/** `every 3 months (first 2 years), every 6 months (years 3-5)` */
const BOUNDED =
  /(\bevery \d{1,2} (?:days|weeks|months)) \((?:for |in )?((?:the )?first \d{1,2} \w{3,6}|years? \d{1,2}(?: ?(?:-|to|and) ?\d{1,2})?)\)/gi;

/** Of most texts nothing is in another order. */
const MAY_HAVE =
  /post-?[opsn]|s \((?:for |in )?(?:the )?(?:first|year)|pods?[ -]?#?\d|\d\.|[dwmhkry]s?-\d|days? 1\b|(?:v|visit #?|up )\d{1,2}[a-z]?,? ?\(|(?:bi|tri|semi|half)[- ]|[+后後前第]/i;

export const inOneOrder = (text: string): string => (MAY_HAVE.test(text) ? ordered(text) : text);

const ordered = (text: string): string =>
  withoutVisits(text)
    .replaceAll(ORDINAL, (_, ordinal: string, more: string, after: string, unit: string) =>
      unit.toLowerCase() === 'day' && more === ''
        ? `${after} day ${ordinalIn(ordinal.toLowerCase()) ?? Number.parseInt(ordinal, 10)}`
        : `${after} ${ordinal}${more} ${unit}`,
    )
    .replaceAll(BOUNDED, '$1 in $2')
    .replaceAll(COUNTED, '$1 $3 $2')
    .replaceAll(ADVERB, (_, part: string, adverb: string) =>
      /half/i.test(part) ? 'semiannually' : part + adverb,
    )
    .replaceAll(PLUS, '$1 ')
    .replaceAll(FIRST_DAY, '$1')
    .replaceAll(GLUED, (told: string, unit: string) => unglued(told, unit, text))
    .replaceAll(DAY_AFTER_SURGERY, 'postoperative day ')
    .replaceAll(HAN_EVENT, '$3$4$2$1')
    .replaceAll(HAN_LABEL, '')
    .replaceAll(DOTTED, '$1th ');
